import { remaining } from '../../../domain/network-state';
import { isAccepted, lookOf, said, type Look, type Step, type StepContext } from '../../step';
import { upgrade } from '../upgrade';

/** Clients that are not upgraded: the server comes last, so going on without them is the installer's to answer for. */
function warnings(context: StepContext): ReturnType<typeof said>[] {
  const left = remaining(context.job()).map(({ name }) => name);
  if (left.length === 0) return [];
  const warning = said('warn.clients-not-upgraded', { now: left.join(', ') });
  return isAccepted(context.record(), warning) ? [] : [warning];
}

/** Nothing of the server is touched while a client is neither upgraded nor accepted to be left behind. */
function guarded(context: StepContext, look: Look): Look {
  const known = look.plan.filter(({ code }) => code !== 'warn.clients-not-upgraded');
  const warned = warnings(context);
  if (warned.length > 0 && look.verdict !== 'satisfied') return lookOf([...warned, ...known], look.error);
  return look.verdict === 'satisfied' ? look : { ...look, plan: known };
}

/** The server PBX of a network: upgraded as any other, after its clients. */
export const server: Step = {
  ...upgrade,
  replan: async (context) => {
    const look = await upgrade.replan?.(context);
    return look ? guarded(context, unwarned(look)) : lookOf(warnings(context));
  },
  probe: async (context) => guarded(context, await upgrade.probe(context)),
};

/** The plan as kept may hold the warning that was accepted just now. */
function unwarned(look: Look): Look {
  const plan = look.plan.filter(({ code }) => code !== 'warn.clients-not-upgraded');
  return look.error || plan.length === look.plan.length ? look : lookOf(plan);
}
