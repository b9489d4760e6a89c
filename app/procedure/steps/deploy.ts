import { formatAddress, type Address } from '../../domain/address';
import { Failure, failureOf, toWizardError } from '../../domain/failure';
import type { JobState, Said, StepId } from '../../domain/job';
import type { AddressLook } from '../../domain/pbx';
import { daysLeft, tolerableSkewMs, type PreflightSeen } from '../../domain/preflight';
import { runPreflight } from '../preflight';
import { isAccepted, lookOf, said, satisfied, type Look, type Step, type StepContext } from '../step';
import { guidedBecause } from '../ways';
import { imageCheck } from './image-check';

/** The address typed in this step, else the one from the preparation. */
export function typedAddress(context: StepContext): string {
  return (context.record().inputs.address ?? '').trim() || (context.job().facts.address ?? '');
}

/** Notes what answers, and that it looks like a PBX. */
export async function noteReached(context: StepContext, address: Address, seen: AddressLook): Promise<void> {
  const shown = formatAddress(address);
  await context.facts({ address: shown, look: seen }, `TLS and HTTPS at ${shown}`);
  await context.evidence(
    said('address-answers', { address: shown }),
    'read-back',
    `TLS handshake with ${shown}`,
  );
  await context.evidence(
    said('looks-like-pbx', { signs: seen.signs.join(', ') }),
    'read-back',
    `HTTPS at ${shown}`,
  );
  if (seen.clockSkewMs !== null) {
    await context.evidence(
      said('clock-skew', { seconds: Math.round(seen.clockSkewMs / 1000) }),
      'read-back',
      'HTTP Date header',
    );
  }
}

/** The look of a PBX, or the Failure of the first thing that kept it from being one. */
export function lookIn({ name, tcp, certificate, look }: PreflightSeen, address: Address): AddressLook {
  const failed = [name, tcp, certificate, look].find((one) => one?.ok === false);
  if (failed?.ok === false) throw failureOf(failed.error);
  if (!look?.ok || look.value.signs.length === 0)
    throw new Failure('not-a-pbx', { address: formatAddress(address) });
  return look.value;
}

/** Whether it can be gone on with as it is. */
export function judgeReached(context: StepContext, seen: AddressLook): Look {
  // No pinned connection is made to a certificate that is over, so the sign-in could not work.
  if (daysLeft(seen.certificate, context.ports.clock.now()) < 0) {
    const address = formatAddress(seen);
    const { validFrom, validTo } = seen.certificate;
    const error = new Failure(
      'tls-failed',
      { address, reason: 'CERT_HAS_EXPIRED' },
      `valid ${validFrom} to ${validTo}`,
    );
    return lookOf([], error.error);
  }
  const skew = seen.clockSkewMs ?? 0;
  const warning = said('warn.clock-skew', { seconds: Math.round(skew / 1000) });
  const tolerable = Math.abs(skew) <= tolerableSkewMs || isAccepted(context.record(), warning);
  return tolerable ? satisfied : lookOf([warning]);
}

/** What a step adds to reaching a PBX. */
export interface Besides {
  /** Asked for beside, and once there is nothing left, noted. */
  asks: (context: StepContext) => Said[];
  note: (context: StepContext) => Promise<void>;
}

/** Sees whether a PBX answers at the address; `todo` is what the installer does until one does. */
export function reachStep(id: StepId, todo: readonly Said[], besides?: Besides): Step {
  async function probe(context: StepContext): Promise<Look> {
    try {
      const typed = typedAddress(context);
      const { address, seen } = await runPreflight(context, typed);
      if (!address) throw new Failure('address-invalid', { address: typed });
      const look = lookIn(seen, address);
      await noteReached(context, address, look);
      const judged = judgeReached(context, look);
      const asked = [...(besides?.asks(context) ?? []), ...judged.plan];
      if (asked.length > 0 || judged.verdict !== 'satisfied') return lookOf(asked, judged.error);
      await besides?.note(context);
      return satisfied;
    } catch (thrown) {
      if (context.signal.aborted) throw thrown;
      return lookOf([...todo, ...(besides?.asks(context) ?? [])], toWizardError(thrown));
    }
  }
  return {
    id,
    ways: () => guidedBecause('way.needs-you'),
    probe,
    // Everything this step can do is looking, so there is never a plan to carry out.
    apply: () => Promise.resolve(),
    verify: probe,
  };
}

/** The installer deploys the image by the vendor's guide; the wizard sees whether a PBX answers there. */
export const deploy = reachStep(
  'deploy',
  [said('ask.deploy-image'), said('ask.deploy-network'), said('ask.deploy-start')],
  imageCheck,
);

/** A PBX that runs already and only has to be met. */
export const connect = reachStep('connect', [said('ask.connect-address')]);

const reaching: ReadonlySet<StepId> = new Set(['connect', 'deploy', 'cabling', 'cloud-ready']);

/** The step at which a job meets its PBX, by its kind. */
export function whereReached(job: JobState): StepId {
  return job.steps.find(({ id }) => reaching.has(id))?.id ?? deploy.id;
}
