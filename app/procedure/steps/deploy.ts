import { formatAddress, parseAddress, type Address } from '../../domain/address';
import { Failure, toWizardError } from '../../domain/failure';
import type { AddressLook } from '../../domain/pbx';
import { isAccepted, lookOf, said, satisfied, type Look, type Step, type StepContext } from '../step';
import { guidedBecause } from '../ways';

/** Certificate and licence checks need a right clock; a minute is what a person would call right. */
const tolerableSkewMs = 60_000;

const asks = ['ask.deploy-image', 'ask.deploy-network', 'ask.deploy-start'].map((code) => said(code));

/** The address typed in this step, else the one from the preparation. */
function addressOf(context: StepContext): Address {
  const typed = (context.record().inputs.address ?? '').trim() || (context.job().facts.address ?? '');
  const address = parseAddress(typed);
  if (!address) throw new Failure('address-invalid', { address: typed });
  return address;
}

async function note(context: StepContext, address: Address, seen: AddressLook): Promise<void> {
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

function judge(context: StepContext, seen: AddressLook): Look {
  const skew = seen.clockSkewMs ?? 0;
  const warning = said('warn.clock-skew', { seconds: Math.round(skew / 1000) });
  const tolerable = Math.abs(skew) <= tolerableSkewMs || isAccepted(context.record(), warning);
  return tolerable ? satisfied : lookOf([warning]);
}

/** The installer deploys the image by the vendor's guide; the wizard sees whether a PBX answers there. */
export const deploy: Step = {
  id: 'deploy',
  ways: () => guidedBecause('way.needs-you'),
  async probe(context) {
    try {
      const address = addressOf(context);
      const seen = await context.ports.pbx.look(address, context.signal);
      if (seen.signs.length === 0) throw new Failure('not-a-pbx', { address: formatAddress(address) });
      await note(context, address, seen);
      return judge(context, seen);
    } catch (thrown) {
      if (context.signal.aborted) throw thrown;
      return lookOf(asks, toWizardError(thrown));
    }
  },
  // Everything this step can do is looking, so there is never a plan to carry out.
  apply: () => Promise.resolve(),
  verify: (context) => deploy.probe(context),
};
