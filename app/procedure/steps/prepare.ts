import { parseAddress, formatAddress } from '../../domain/address';
import { Failure } from '../../domain/failure';
import type { JobState, StepRecord } from '../../domain/job';
import { isDnsLabel } from '../../domain/pasted';
import { lookOf, said, satisfied, type Look, type Step, type StepContext } from '../step';
import { guidedBecause } from '../ways';

const fields = ['installer', 'partner', 'customer', 'pbxName', 'address'] as const;
type Field = (typeof fields)[number];

/**
 * New hardware is found once the laptop is cabled to it, and a cloud PBX is reached by its name, which is given here: neither
 * has an address that the installer must know yet.
 */
function isNeeded(job: JobState, field: Field): boolean {
  return field !== 'address' || addressOfName(job, 'any') === null;
}

/** Null: an address has to be typed. Empty: it comes later. */
function addressOfName({ kind }: Pick<JobState, 'kind'>, name: string): string | null {
  if (kind === 'activate-hardware') return '';
  return kind === 'activate-cloud' ? `${name.toLowerCase()}.wildixin.com` : null;
}

function typed(step: StepRecord, field: string): string {
  return (step.inputs[field] ?? '').trim();
}

function lookAtDetails(context: StepContext): Look {
  const step = context.record();
  const job = context.job();
  const missing = fields.filter((field) => isNeeded(job, field) && typed(step, field) === '');
  if (missing.length > 0) return lookOf(missing.map((field) => said('ask.input', { field })));
  const name = typed(step, 'pbxName');
  if (!isDnsLabel(name))
    return lookOf([said('ask.input', { field: 'pbxName' })], new Failure('name-invalid', { name }).error);
  const address = typed(step, 'address');
  if (address !== '' && !parseAddress(address)) {
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
  replan: lookAtDetails,
  probe: (context) => Promise.resolve(lookAtDetails(context)),
  async apply(context) {
    const step = context.record();
    const text = typed(step, 'address') || (addressOfName(context.job(), typed(step, 'pbxName')) ?? '');
    const address = parseAddress(text);
    if (!address && text !== '') throw new Failure('address-invalid', { address: text });
    if (address) await context.facts({ address: formatAddress(address) }, 'typed by the installer');
    await context.evidence(said('details-given'), 'person', 'typed by the installer');
  },
  verify: () => Promise.resolve(satisfied),
};
