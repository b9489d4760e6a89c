import { compareVersions } from '../../../domain/version';
import { isAccepted, lookOf, said, type Look, type Step, type StepContext } from '../../step';
import { upgrade } from '../upgrade';

/** What the PBX ends with must not be older than what is restored onto it; newer is fine. */
function atLeastOld(context: StepContext, look: Look): Look {
  const { version: now = '', capture } = context.job().facts;
  const old = capture?.version?.value;
  if (look.verdict !== 'satisfied' || old === undefined || compareVersions(now, old) >= 0) return look;
  const warning = said('warn.new-older', { now, old });
  return isAccepted(context.record(), warning) ? look : lookOf([warning]);
}

/** The upgrade of a swap: as any other, and up to the version of the old PBX at least. */
export const upgradeForSwap: Step = {
  ...upgrade,
  replan(context) {
    const { plan } = context.record();
    // Only a look at the version says how far it is.
    if (plan.some(({ code }) => code === 'warn.new-older')) return { verdict: 'person', plan };
    return upgrade.replan?.(context) ?? lookOf(plan);
  },
  probe: async (context) => atLeastOld(context, await upgrade.probe(context)),
  verify: async (context) => atLeastOld(context, await upgrade.verify(context)),
};
