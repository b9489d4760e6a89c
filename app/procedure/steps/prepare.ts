import { parseAddress, formatAddress } from '../../domain/address';
import { Failure } from '../../domain/failure';
import type { StepRecord } from '../../domain/job';
import { isDnsLabel } from '../../domain/pasted';
import { lookOf, said, satisfied, type Look, type Step } from '../step';
import { guidedBecause } from '../ways';

const fields = ['installer', 'partner', 'customer', 'pbxName', 'address'] as const;

function typed(step: StepRecord, field: string): string {
  return (step.inputs[field] ?? '').trim();
}

function lookAtDetails(step: StepRecord): Look {
  const missing = fields.filter((field) => typed(step, field) === '');
  if (missing.length > 0) return lookOf(missing.map((field) => said('ask.input', { field })));
  const name = typed(step, 'pbxName');
  if (!isDnsLabel(name))
    return lookOf([said('ask.input', { field: 'pbxName' })], new Failure('name-invalid', { name }).error);
  const address = typed(step, 'address');
  if (!parseAddress(address)) {
    return lookOf(
      [said('ask.input', { field: 'address' })],
      new Failure('address-invalid', { address }).error,
    );
  }
  return lookOf([said('do.keep-details')]);
}

/** Who, for whom, which PBX, where it will be reached. Nothing here touches the network. */
export const prepare: Step = {
  id: 'prepare',
  ways: () => guidedBecause('way.needs-you'),
  replan: (context) => lookAtDetails(context.record()),
  probe: (context) => Promise.resolve(lookAtDetails(context.record())),
  async apply(context) {
    const address = parseAddress(typed(context.record(), 'address'));
    if (!address) throw new Failure('address-invalid');
    await context.facts({ address: formatAddress(address) }, 'typed by the installer');
    await context.evidence(said('details-given'), 'person', 'typed by the installer');
  },
  verify: () => Promise.resolve(satisfied),
};
