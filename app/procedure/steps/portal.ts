import { Failure } from '../../domain/failure';
import { typedCounts } from '../../domain/licensing/order-numbers';
import { modelOf, platformOf } from '../../domain/licensing/portal-form';
import type { StepRecord } from '../../domain/job';
import { readHwSerial } from '../../domain/hw-serial';
import { checkSerial } from '../../domain/pasted';
import { hasHwSerial, noteHwSerial } from './hw-serial';
import { lookOf, said, satisfied, type Look, type Step, type StepContext } from '../step';
import { guidedBecause } from '../ways';

function lookAtEntry(context: StepContext): Look {
  const step = context.record();
  const plan = step.inputs.period ? [] : [said('ask.input', { field: 'period' })];
  if (typedCounts(step.inputs).every(({ bought }) => bought === 0))
    plan.push(said('ask.input', { field: 'counts' }));
  if (plan.length > 0) plan.unshift(said('ask.portal-entry'));
  const typed = step.inputs.swSerial ?? '';
  const serial = checkSerial(typed);
  if ('not' in serial) plan.push(said('ask.sw-serial'));
  const hardware = hwSerialLeft(context, 'not' in serial ? '' : serial.serial);
  if (hardware) plan.push(said('ask.hw-serial'));
  if (needsKey(context) && !context.job().secrets.some(({ name }) => name === 'pbx-key'))
    plan.push(said('ask.pbx-key'));
  if (plan.length > 0) {
    const odd = [serial, hardware].find((one) => one && 'not' in one && one.not !== 'empty');
    const wrong = odd && 'not' in odd ? new Failure('serial-looks-wrong', { not: odd.not }).error : undefined;
    return lookOf(plan, wrong);
  }
  return lookOf([said('do.keep-serial')]);
}

/** A cloud PBX activates itself: there is no key to be pasted (vendor's guide: sure). */
function needsKey(context: StepContext): boolean {
  return platformOf(context.job().kind) !== 'cloud';
}

/** What is wrong with the HW Serial that has to be typed; null: nothing, or none has to be. */
function hwSerialLeft(context: StepContext, swSerial: string): ReturnType<typeof checkSerial> | null {
  const job = context.job();
  if (!hasHwSerial(job) || readHwSerial(job, swSerial) !== null) return null;
  const typed = checkSerial(context.record().inputs.hwSerial ?? '');
  return 'not' in typed ? typed : null;
}

/** Region and storage size as they were chosen, where they were noted. */
function chosen({ region = '', storage = '' }: StepRecord['inputs']): string {
  return [region, storage]
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .join(', ');
}

/** No public route to the portal exists: the installer makes the entry there and brings back SW serial and key. */
export const portal: Step = {
  id: 'portal',
  ways: () => guidedBecause('way.portal-only'),
  replan: lookAtEntry,
  probe: (context) => Promise.resolve(lookAtEntry(context)),
  async apply(context) {
    const { inputs } = context.record();
    const serial = checkSerial(inputs.swSerial ?? '');
    if ('not' in serial) throw new Failure('serial-looks-wrong', { not: serial.not });
    const source = 'the portal, by the installer';
    await context.facts({ swSerial: serial.serial, licences: typedCounts(inputs) }, source);
    const model = modelOf(platformOf(context.job().kind));
    await context.evidence(
      said('portal-entry-made', { model, period: inputs.period ?? '' }),
      'person',
      source,
    );
    const more = needsKey(context) ? '' : chosen(inputs);
    if (more !== '') await context.evidence(said('portal-cloud-chosen', { chosen: more }), 'person', source);
    await context.evidence(said('sw-serial-given', { serial: serial.serial }), 'person', source);
    await noteHwSerial(context, serial.serial);
    if (needsKey(context)) await context.evidence(said('pbx-key-given'), 'person', source);
  },
  verify: () => Promise.resolve(satisfied),
};
