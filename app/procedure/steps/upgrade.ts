import { outlast } from '../outage';
import { lookOf, type Look, type Step, type StepContext } from '../step';
import { threeWays } from '../ways';
import { identify } from './sign-in';
import { backupPlan } from './upgrade-backup';
import { askByHand, lookByHand } from './upgrade-by-hand';
import { lookByRoute, upgradeByRoute, verifyByRoute } from './upgrade-one';
import { lacksUpgradeRoute, lookByPage, upgradeByPage, upgradePageWay } from './upgrade-page';

/** Where the installer or the wizard works the page, and where the PBX turns out to have no route. */
function lookWithoutRoute(context: StepContext): Promise<Look> {
  return context.record().way === 'assisted' ? lookByPage(context) : lookByHand(context);
}

/** Reads the versions, upgrades hop by hop until nothing newer is offered, and finds the same PBX again after each. */
export const upgrade: Step = {
  id: 'upgrade',
  ways: (job, ports) =>
    threeWays(lacksUpgradeRoute(job) ? 'way.no-upgrade-route' : null, (reason) =>
      upgradePageWay(job, ports, reason),
    ),
  replan: (context) => {
    const { plan } = context.record();
    // In the page only a look at the version says how far they are.
    const byHand = plan.find(({ code }) => code === 'ask.upgrade-by-hand');
    if (byHand) return askByHand(context, String(byHand.params?.version ?? ''));
    if (plan.some(({ code }) => code === 'ask.nothing-newer' || code === 'ask.upgrade-over'))
      return { verdict: 'person', plan };
    const known = plan.filter(({ code }) => code !== 'ask.backup-exists' && code !== 'do.backup');
    return lookOf([...backupPlan(context), ...known]);
  },
  probe: (context) =>
    context.record().way === 'automatic' ? lookByRoute(context) : lookWithoutRoute(context),
  apply: (context) =>
    context.record().way === 'assisted' ? upgradeByPage(context) : upgradeByRoute(context),
  async verify(context) {
    if (context.record().way === 'automatic') return verifyByRoute(context);
    await outlast(context, async () => identify(context, await context.connection.pbx(context.signal)));
    return lookWithoutRoute(context);
  },
};
