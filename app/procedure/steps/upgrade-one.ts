import { Failure, toWizardError } from '../../domain/failure';
import type { Said } from '../../domain/job';
import type { Identity, UpgradeOffer, UpgradeStatus } from '../../domain/pbx';
import { compareVersions } from '../../domain/version';
import { lookOf, said, satisfied, wordOf, type Look, type StepContext } from '../step';
import { outlast, pollMs, Waited } from '../outage';
import { ensureToken } from '../token';
import { identify } from './sign-in';
import { backUp, backupPlan } from './upgrade-backup';
import { hasNoRoute, lookByHand, noteByHand } from './upgrade-by-hand';
import { lastHop, mostHops, settleHop } from './upgrade-moved';
import { rebootAndWait } from './upgrade-reboot';
import {
  changeRepository,
  furtherPlan,
  isDeadEnd,
  readOffer,
  readOfferPatiently,
  repositoryPlan,
  wantedNext,
} from './upgrade-repository';

/*
 * One PBX upgraded by its routes, hop by hop, to a PBX that is back and recognised. Which PBX is the context's: the job's own in
 * the step `upgrade`, another one of its network in the step `clients`.
 */

const routes = 'GET /api/v1/PBX/Upgrade/Check';

/**
 * So long after its order an upgrade may not show yet, in milliseconds: a PBX that tells the same version and nothing under
 * way counts as upgrading until then.
 */
const longestUntilSeen = 60_000;
/** Past it nobody should just go on waiting for a PBX whose words are not understood, in milliseconds. */
const longestUnknown = 30 * 60_000;

/** An upgrade we started, or found running, whose end was not seen. */
function isUnderWay(context: StepContext): boolean {
  return lastHop(context, 'start-upgrade')?.outcome === null;
}

function planFor(context: StepContext, offer: UpgradeOffer): Look {
  const { version: from = '', serial = '' } = context.job().facts;
  return lookOf([
    ...backupPlan(context),
    said('do.upgrade', { from, to: offer.version ?? '' }),
    said('do.reboot'),
    said('do.wait-return'),
    said('do.same-pbx', { serial }),
    ...furtherPlan(context, offer),
  ]);
}

function isBusy({ phase }: UpgradeStatus): boolean {
  return phase === 'running' || phase === 'reboot-needed';
}

const resumePlan: Look = {
  verdict: 'changes',
  plan: [said('do.wait-upgrade'), said('do.reboot'), said('do.wait-return')],
};

/** With the PBX's own reason where it gives one, such as a plan that stays on its major version. */
function noneSaid(version: string, { repository, says }: UpgradeOffer): Said {
  if (repository === null) return said('upgrade-none-offered', { version });
  if (says === null) return said('upgrade-none-here', { version, repository });
  return said('upgrade-none-said', { version, repository, says });
}

/** What the installer says when nothing newer is offered: of this version in this repository, and of no other. */
function askNothingNewer(context: StepContext, { repository }: UpgradeOffer): Said {
  const version = context.job().facts.version ?? '';
  const note = repository === null ? version : `${version} ${repository}`;
  return said('ask.nothing-newer', { version, note });
}

/** The PBX's answer said it, or the installer who looked at its page. The word on a client (empty) is of the whole client. */
function isNewest(context: StepContext, offer: UpgradeOffer): boolean {
  const word = wordOf(context.record(), 'upgraded-by-hand');
  return offer.understood || word === '' || word === askNothingNewer(context, offer).params?.note;
}

/** Nothing newer where the PBX looks: the end, unless the installer wants a later repository. */
async function noneOffered(context: StepContext, offer: UpgradeOffer): Promise<Look> {
  if (!isNewest(context, offer)) return lookOf([askNothingNewer(context, offer)]);
  const to = isDeadEnd(context) ? null : wantedNext(context, offer);
  if (to !== null) return repositoryPlan(context, offer.repository ?? '', to);
  const version = context.job().facts.version ?? '';
  if (!offer.understood) {
    await noteByHand(context, version);
    return satisfied;
  }
  await context.facts({ versionAfter: version }, routes);
  await context.evidence(noneSaid(version, offer), 'read-back', routes);
  return satisfied;
}

async function lookAtUpgrade(context: StepContext): Promise<Look> {
  const pbx = await context.connection.pbx(context.signal);
  const status = await pbx.upgradeStatus(context.signal);
  if (isBusy(status) || (status.phase === 'finished' && isUnderWay(context))) return resumePlan;
  const seen = await identify(context, pbx);
  const open = lookAtOpenHop(context, status, seen);
  if (open) return open;
  await settleHop(context, 'start-upgrade', seen);
  const offer = await readOffer(context);
  return offer.version === null ? noneOffered(context, offer) : planFor(context, offer);
}

/** One that was started, while the PBX tells neither another version nor what became of it; null: it is over. */
function lookAtOpenHop(context: StepContext, { phase, says }: UpgradeStatus, seen: Identity): Look | null {
  const hop = lastHop(context, 'start-upgrade');
  if (hop?.outcome !== null || compareVersions(seen.version, String(hop.params?.from ?? '')) > 0) return null;
  const record = context.record();
  const isSaidOver = wordOf(record, 'upgrade-over') === hop.id || wordOf(record, 'upgraded-by-hand') === '';
  if (phase === 'unknown')
    return isSaidOver
      ? null
      : lookOf([said('ask.upgrade-over', { version: seen.version, says: says ?? '–', note: hop.id })]);
  const age = context.ports.clock.now().getTime() - Date.parse(hop.at);
  return phase === 'idle' && age >= 0 && age < longestUntilSeen ? resumePlan : null;
}

function show(context: StepContext, status: UpgradeStatus): void {
  const percent = status.percent === null ? {} : { percent: Math.round(status.percent) };
  context.progress(said('applying.upgrade', { ...percent, says: status.says ?? '' }), {
    ...(status.percent === null ? {} : { fraction: status.percent / 100 }),
    usualMs: 15 * 60_000,
  });
}

/**
 * Waits until the PBX asks for its reboot (true) or is done without one (false). A lost connection is waited through, and so
 * is, for a time, an answer that tells nothing of an upgrade while the version is the one before.
 */
async function waitForEnd(context: StepContext): Promise<boolean> {
  const open = isUnderWay(context) ? lastHop(context, 'start-upgrade') : undefined;
  const from = String(open?.params?.from ?? context.job().facts.version ?? '');
  const since = (): Waited => new Waited(context.ports.clock);
  let [quiet, idle] = [since(), since()];
  for (;;) {
    const { value: status } = await outlast(context, async () =>
      (await context.connection.pbx(context.signal)).upgradeStatus(context.signal),
    );
    if (status.phase === 'failed') throw new Failure('upgrade-failed', { says: status.says ?? '–' });
    if (status.phase === 'reboot-needed' || status.phase === 'finished') return true;
    if (status.phase === 'running') quiet = since();
    if (status.phase !== 'idle') idle = since();
    if (status.phase !== 'running' && (await hasMoved(context, from))) return false;
    if (idle.more() > longestUntilSeen) return false;
    // What is not understood is no sign of the end: then nobody knows.
    if (quiet.more() > longestUnknown) throw new Failure('upgrade-end-unseen', { says: status.says ?? '–' });
    show(context, status);
    await context.ports.clock.sleep(pollMs, context.signal);
  }
}

async function hasMoved(context: StepContext, from: string): Promise<boolean> {
  const { value } = await outlast(context, async () =>
    (await context.connection.pbx(context.signal)).identity(context.signal),
  );
  return compareVersions(value.version, from) > 0;
}

async function start(context: StepContext, offer: UpgradeOffer): Promise<void> {
  const from = context.job().facts.version ?? '';
  await ensureToken(context, await context.connection.pbx(context.signal));
  context.progress(said('applying.upgrade-start'), { cancellable: false });
  await context.intent('start-upgrade', { from, to: offer.version ?? '' });
  await (await context.connection.pbx(context.signal)).startUpgrade(offer.version, context.signal);
  await context.evidence(
    said('upgrade-started', { from, to: offer.version ?? '' }),
    'observed',
    'POST /api/v1/PBX/Upgrade',
  );
}

/** The order can be lost on the way, and its cut connection looks like a reboot: then it is given once more. */
async function stillAsksForReboot(context: StepContext): Promise<boolean> {
  const { value } = await outlast(context, async () => {
    const pbx = await context.connection.pbx(context.signal);
    const { version } = await pbx.identity(context.signal);
    return { version, ...(await pbx.upgradeStatus(context.signal)) };
  });
  const isOld = compareVersions(value.version, context.job().facts.version ?? '') === 0;
  return isOld && value.phase === 'reboot-needed';
}

/** From a started upgrade to a PBX that is back and recognised. */
async function finish(context: StepContext): Promise<void> {
  if (await waitForEnd(context)) {
    await rebootAndWait(context);
    if (await stillAsksForReboot(context)) await rebootAndWait(context);
  }
  const begun = lastHop(context, 'start-upgrade');
  // Right after its return a PBX may go down once more: that is waited through too.
  const { value: seen } = await outlast(context, async () =>
    identify(context, await context.connection.pbx(context.signal)),
  );
  await settleHop(context, 'start-upgrade', seen);
  const from = String(begun?.params?.from ?? '');
  if (from && compareVersions(context.job().facts.version ?? '', from) <= 0)
    throw new Failure('version-unchanged', { version: from });
}

/** How it stands, without changing anything. A PBX that has no route for upgrades is left to the installer. */
export async function lookByRoute(context: StepContext): Promise<Look> {
  try {
    return await lookAtUpgrade(context);
  } catch (thrown) {
    if (hasNoRoute(thrown)) return lookByHand(context);
    // It was upgrading when last seen, so a PBX that does not answer is most likely rebooting: wait for it.
    const maybeRebooting = isUnderWay(context) && toWizardError(thrown).retry && !context.signal.aborted;
    if (!maybeRebooting) throw thrown;
    return resumePlan;
  }
}

/** Goes on with what is under way, then from offer to offer until nothing newer is there or wanted. */
export async function upgradeByRoute(context: StepContext): Promise<void> {
  if (isUnderWay(context) || (await isRunning(context))) await finish(context);
  for (let hop = 0; hop < mostHops; hop++) {
    const offer = await readOfferPatiently(context);
    if (offer.version !== null) {
      await backUp(context);
      await start(context, offer);
      await finish(context);
      continue;
    }
    const to = isNewest(context, offer) ? wantedNext(context, offer) : null;
    if (to === null) return;
    await changeRepository(context, offer.repository ?? '', to);
    // A repository that offers nothing is the end of the way; the PBX may say why.
    if ((await readOfferPatiently(context)).version === null) return;
  }
}

/** Looks again after it, through an outage. */
export async function verifyByRoute(context: StepContext): Promise<Look> {
  await outlast(context, async () => identify(context, await context.connection.pbx(context.signal)));
  const offer = await readOfferPatiently(context);
  return offer.version === null ? noneOffered(context, offer) : planFor(context, offer);
}

async function isRunning(context: StepContext): Promise<boolean> {
  return isBusy(await (await context.connection.pbx(context.signal)).upgradeStatus(context.signal));
}
