import { Failure } from '../../domain/failure';
import type { JobState, WayOption } from '../../domain/job';
import type { Identity } from '../../domain/pbx';
import { pageSource, textsOf } from '../../domain/recipe';
import { compareVersions } from '../../domain/version';
import { outlast } from '../outage';
import { actsIn, assistedOption, pagePlan, recipesFor, workPage } from '../page-way';
import type { Ports } from '../ports';
import { lookOf, said, satisfied, wordOf, type Look, type StepContext } from '../step';
import { ensureToken } from '../token';
import { identify } from './sign-in';
import { backUp, backupPlan } from './upgrade-backup';
import { noteByHand } from './upgrade-by-hand';
import { lastHop, mostHops, settleHop } from './upgrade-moved';
import { waitUntilGoneAndBack } from './upgrade-reboot';

/** Page recipes of this step, in order: to the page that tells what is offered, and what is done with it. */
const opening = ['sign-in', 'open-upgrade'];
const performing = ['perform-upgrade'];

export function upgradePageWay(
  job: JobState,
  ports: Pick<Ports, 'recipes'>,
  reason: WayOption['reason'],
): WayOption {
  return assistedOption(job, ports, [...opening, ...performing], { reason });
}

/** The PBX was asked for its upgrade routes and has none. */
export function lacksUpgradeRoute({ facts }: JobState): boolean {
  return facts.capabilities?.some(({ name, status }) => name === 'upgrade-status' && status === 404) ?? false;
}

function planByPage(context: StepContext): Look {
  const { serial = '' } = context.job().facts;
  const recipes = recipesFor(context.job(), context.ports, [...opening, ...performing]) ?? [];
  return lookOf([
    ...backupPlan(context),
    ...pagePlan(recipes),
    said('do.wait-return'),
    said('do.same-pbx', { serial }),
  ]);
}

/** The version tells how far the page was worked; that nothing newer is offered there is the installer's word. */
export async function lookByPage(context: StepContext): Promise<Look> {
  const seen = await readIdentity(context);
  const { version } = seen;
  await settleHop(context, 'upgrade-by-page', seen);
  if (wordOf(context.record(), 'upgraded-by-hand') !== null) {
    await noteByHand(context, version);
    return satisfied;
  }
  return offersNone(context, version)
    ? lookOf([said('ask.nothing-newer', { version })])
    : planByPage(context);
}

/** After a hop whose end was not seen a PBX that does not answer is most likely rebooting: it is waited for. */
async function readIdentity(context: StepContext): Promise<Identity> {
  const read = async (): Promise<Identity> => identify(context, await context.connection.pbx(context.signal));
  return lastHop(context, 'upgrade-by-page')?.outcome === null
    ? (await outlast(context, read)).value
    : read();
}

/** The page of this version was looked at, and it had no button to upgrade. */
function offersNone(context: StepContext, version: string): boolean {
  return context
    .record()
    .evidence.some((one) => one.said.code === 'page-offers-none' && one.said.params?.version === version);
}

/** Hop by hop, as long as the page offers the button. */
export async function upgradeByPage(context: StepContext): Promise<void> {
  const first = recipesFor(context.job(), context.ports, opening) ?? [];
  await backUp(context);
  for (let hop = 0; hop < mostHops; hop++) {
    if ((await workPage(context, first)) === null) return;
    if (!(await isOffered(context))) {
      const { version = '' } = context.job().facts;
      await context.evidence(said('page-offers-none', { version }), 'observed', pageSource);
      return;
    }
    if (!(await oneHop(context, actsIn(first)))) return;
  }
}

/** Whether the first thing the upgrade presses is there. */
async function isOffered(context: StepContext): Promise<boolean> {
  const [act] = recipesFor(context.job(), context.ports, performing)?.[0]?.acts ?? [];
  if (act?.act !== 'click') return true;
  const page = context.ports.page(context.job().id);
  return (await page.find({ kind: 'press', words: textsOf(act.names) })).found !== 0;
}

/** From the button to a PBX that is back and recognised; false: the page did not fit, and the rest is by hand. */
async function oneHop(context: StepContext, place: number): Promise<boolean> {
  const recipes = recipesFor(context.job(), context.ports, performing) ?? [];
  const { version: from = '' } = context.job().facts;
  await ensureToken(context, await context.connection.pbx(context.signal));
  await context.intent('upgrade-by-page', { from });
  if ((await workPage(context, recipes, { from: place })) === null) return false;
  context.connection.drop();
  await waitUntilGoneAndBack(context);
  // Right after its return a PBX may go down once more: that is waited through too.
  const seen = await readIdentity(context);
  context.ports.page(context.job().id).home();
  await settleHop(context, 'upgrade-by-page', seen);
  if (compareVersions(seen.version, from) <= 0) throw new Failure('version-unchanged', { version: from });
  return true;
}
