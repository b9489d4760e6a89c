import { Failure } from '../../domain/failure';
import type { StepRecord } from '../../domain/job';
import { licenceTypes } from '../../domain/licensing/types';
import { checkSerial } from '../../domain/pasted';
import { lookOf, said, satisfied, type Look, type Step, type StepContext } from '../step';
import { guidedBecause } from '../ways';

/** Input field of the number to buy of a licence type. */
export function countField(wire: string): string {
  return `count-${wire}`;
}

/** Numbers the installer typed for the portal; a text that is no whole number is left out. */
export function typedCounts(step: StepRecord): { type: string; bought: number; used: null }[] {
  return licenceTypes.flatMap(({ wire }) => {
    const typed = (step.inputs[countField(wire)] ?? '').trim();
    return /^\d{1,6}$/.test(typed) ? [{ type: wire, bought: Number(typed), used: null }] : [];
  });
}

function lookAtEntry(context: StepContext): Look {
  const step = context.record();
  const plan = step.inputs.period ? [] : [said('ask.input', { field: 'period' })];
  if (typedCounts(step).every(({ bought }) => bought === 0))
    plan.push(said('ask.input', { field: 'counts' }));
  if (plan.length > 0) plan.unshift(said('ask.portal-entry'));
  const typed = step.inputs.swSerial ?? '';
  const serial = checkSerial(typed);
  if ('not' in serial) plan.push(said('ask.sw-serial'));
  if (!context.job().secrets.some(({ name }) => name === 'pbx-key')) plan.push(said('ask.pbx-key'));
  if (plan.length > 0) {
    const wrong =
      'not' in serial && serial.not !== 'empty'
        ? new Failure('serial-looks-wrong', { not: serial.not }).error
        : undefined;
    return lookOf(plan, wrong);
  }
  return lookOf([said('do.keep-serial')]);
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
    await context.facts({ swSerial: serial.serial, licences: typedCounts(context.record()) }, source);
    await context.evidence(
      said('portal-entry-made', { model: 'WPBX-VM/HW', period: inputs.period ?? '' }),
      'person',
      source,
    );
    await context.evidence(said('sw-serial-given', { serial: serial.serial }), 'person', source);
    await context.evidence(said('pbx-key-given'), 'person', source);
  },
  verify: () => Promise.resolve(satisfied),
};
