import { Failure } from '../../domain/failure';
import { typedCounts } from '../../domain/licensing/order-numbers';
import { modelOf, platformOf } from '../../domain/licensing/portal-form';
import { checkSerial } from '../../domain/pasted';
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
    await context.facts({ swSerial: serial.serial, licences: typedCounts(inputs) }, source);
    const model = modelOf(platformOf(context.job().kind));
    await context.evidence(
      said('portal-entry-made', { model, period: inputs.period ?? '' }),
      'person',
      source,
    );
    await context.evidence(said('sw-serial-given', { serial: serial.serial }), 'person', source);
    await context.evidence(said('pbx-key-given'), 'person', source);
  },
  verify: () => Promise.resolve(satisfied),
};
