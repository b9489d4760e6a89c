import { parseAddress } from '../../domain/address';
import { Failure, toWizardError } from '../../domain/failure';
import type { Action } from '../../domain/job';
import type { UpgradeOffer, UpgradeStatus } from '../../domain/pbx';
import { compareVersions } from '../../domain/version';
import { lookOf, said, satisfied, wordOf, type Look, type Step, type StepContext } from '../step';
import { automaticByRoute } from '../ways';
import { outageCodes, outlast, pollMs } from '../outage';
import { ensureToken } from '../token';
import { identify } from './sign-in';

const routes = 'GET /api/v1/PBX/Upgrade/Check';
/** More hops than any known path has; past it something is going in circles. */
const mostHops = 8;
const longestUntilDown = 5 * 60_000;

function lastStart(context: StepContext): Action | undefined {
  return context.record().actions.findLast(({ code }) => code === 'start-upgrade');
}

/** An upgrade we started, or found running, whose end was not seen. */
function isUnderWay(context: StepContext): boolean {
  return lastStart(context)?.outcome === null;
}

function backupPlan(context: StepContext): ReturnType<typeof said>[] {
  const madeOne = context.record().evidence.some(({ said: { code } }) => code === 'backup-made');
  if (madeOne) return [];
  const route = context.job().facts.capabilities?.find(({ name }) => name === 'backups');
  if (route?.works) return [said('do.backup')];
  return wordOf(context.record(), 'backup-exists') === null ? [said('ask.backup-exists')] : [];
}

function planFor(context: StepContext, offer: UpgradeOffer): Look {
  const { version: from = '', serial = '' } = context.job().facts;
  return lookOf([
    ...backupPlan(context),
    said('do.upgrade', { from, to: offer.version ?? '' }),
    said('do.reboot'),
    said('do.wait-return'),
    said('do.same-pbx', { serial }),
  ]);
}

function isBusy({ phase }: UpgradeStatus): boolean {
  return phase === 'running' || phase === 'reboot-needed';
}

const resumePlan: Look = {
  verdict: 'changes',
  plan: [said('do.wait-upgrade'), said('do.reboot'), said('do.wait-return')],
};

async function noneOffered(context: StepContext): Promise<Look> {
  const version = context.job().facts.version ?? '';
  await context.facts({ versionAfter: version }, routes);
  await context.evidence(said('upgrade-none-offered', { version }), 'read-back', routes);
  return satisfied;
}

async function lookAtUpgrade(context: StepContext): Promise<Look> {
  const pbx = await context.connection.pbx(context.signal);
  const status = await pbx.upgradeStatus(context.signal);
  if (isBusy(status) || (status.phase === 'finished' && isUnderWay(context))) return resumePlan;
  await identify(context, pbx);
  await settleStart(context);
  const offer = await pbx.upgradeOffer(context.signal);
  return offer.version === null ? noneOffered(context) : planFor(context, offer);
}

/** An upgrade of an earlier run that is over now: did the version move? */
async function settleStart(context: StepContext): Promise<void> {
  const start = lastStart(context);
  if (start?.outcome !== null) return;
  const moved = compareVersions(context.job().facts.version ?? '', String(start.params?.from ?? '')) > 0;
  if (moved) await noteMoved(context, String(start.params?.from ?? ''));
  await context.settle(start.id, moved ? 'done' : 'failed');
}

async function noteMoved(context: StepContext, from: string): Promise<void> {
  const { version: to = '', serial } = context.job().facts;
  await context.evidence(said('version-changed', { from, to }), 'read-back', 'GET /api/v1/PBX/version/');
  if (serial) await context.evidence(said('same-pbx', { serial }), 'read-back', 'GET /api/v1/personal/info');
}

async function backUp(context: StepContext): Promise<void> {
  if (!backupPlan(context).some(({ code }) => code === 'do.backup')) {
    const word = wordOf(context.record(), 'backup-exists');
    if (word !== null)
      await context.evidence(said('backup-confirmed'), 'person', 'confirmed by the installer');
    return;
  }
  context.progress(said('applying.backup'), { usualMs: 60_000 });
  const ended = await context.intent('make-backup');
  await (await context.connection.pbx(context.signal)).backup(context.signal);
  await ended('done');
  await context.evidence(said('backup-made'), 'observed', 'POST /api/v1/pbx/settings/backups');
}

function show(context: StepContext, status: UpgradeStatus): void {
  const percent = status.percent === null ? {} : { percent: Math.round(status.percent) };
  context.progress(said('applying.upgrade', { ...percent, says: status.says ?? '' }), {
    ...(status.percent === null ? {} : { fraction: status.percent / 100 }),
    usualMs: 15 * 60_000,
  });
}

/** Waits until the PBX asks for its reboot (true) or is done without one (false). A lost connection is waited through. */
async function waitForEnd(context: StepContext): Promise<boolean> {
  for (;;) {
    const { value: status } = await outlast(context, async () =>
      (await context.connection.pbx(context.signal)).upgradeStatus(context.signal),
    );
    if (status.phase === 'failed') throw new Failure('upgrade-failed', { says: status.says ?? '' });
    if (status.phase === 'reboot-needed' || status.phase === 'finished') return true;
    if (status.phase !== 'running') return false;
    show(context, status);
    await context.ports.clock.sleep(pollMs, context.signal);
  }
}

async function rebootAndWait(context: StepContext): Promise<void> {
  context.progress(said('applying.reboot'), { usualMs: 30_000 });
  const began = context.ports.clock.now().getTime();
  const pbx = await context.connection.pbx(context.signal);
  const ended = await context.intent('reboot');
  try {
    await pbx.reboot(context.signal);
  } catch (thrown) {
    // A PBX that goes down at once cuts its own answer off.
    if (context.signal.aborted || !outageCodes.has(toWizardError(thrown).code)) throw thrown;
  }
  await ended('done');
  context.connection.drop();
  await waitUntilGoneAndBack(context, began);
  const seconds = Math.round((context.ports.clock.now().getTime() - began) / 1000);
  await context.evidence(said('rebooted', { seconds }), 'observed', 'PUT /api/v1/PBX/System/Reboot');
}

/**
 * A reboot starts some time after its request, so an answer alone does not mean it is over: the PBX must have been away,
 * or tell another version. After `longestUntilDown` it did not go down at all, and what it says counts.
 */
async function waitUntilGoneAndBack(context: StepContext, began: number): Promise<void> {
  const from = context.job().facts.version ?? '';
  for (;;) {
    await context.ports.clock.sleep(pollMs, context.signal);
    const { value: version, wasAway } = await outlast(context, () => versionNow(context));
    const waited = context.ports.clock.now().getTime() - began;
    if (wasAway || compareVersions(version, from) !== 0 || waited > longestUntilDown) return;
    context.progress(said('applying.reboot'), { usualMs: 30_000 });
  }
}

/** Looks without a password first: a PBX that is still starting is not asked to sign us in. */
async function versionNow(context: StepContext): Promise<string> {
  const address = parseAddress(context.job().facts.address ?? '');
  if (!address) throw new Failure('address-invalid');
  await context.ports.pbx.look(address, context.signal);
  return (await (await context.connection.pbx(context.signal)).identity(context.signal)).version;
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

/** From a started upgrade to a PBX that is back and recognised. */
async function finish(context: StepContext): Promise<void> {
  if (await waitForEnd(context)) await rebootAndWait(context);
  const pbx = await context.connection.pbx(context.signal);
  const begun = lastStart(context);
  await identify(context, pbx);
  await settleStart(context);
  const from = String(begun?.params?.from ?? '');
  if (from && compareVersions(context.job().facts.version ?? '', from) <= 0)
    throw new Failure('version-unchanged', { version: from });
}

/** Reads the versions, upgrades hop by hop until nothing newer is offered, and finds the same PBX again after each. */
export const upgrade: Step = {
  id: 'upgrade',
  ways: () => automaticByRoute,
  replan: (context) => {
    const asked = context
      .record()
      .plan.filter(({ code }) => code !== 'ask.backup-exists' && code !== 'do.backup');
    return lookOf([...backupPlan(context), ...asked]);
  },
  async probe(context) {
    if (!isUnderWay(context)) return lookAtUpgrade(context);
    try {
      return await lookAtUpgrade(context);
    } catch (thrown) {
      // It was upgrading when last seen, so a PBX that does not answer is most likely rebooting: wait for it.
      if (context.signal.aborted || !toWizardError(thrown).retry) throw thrown;
      return resumePlan;
    }
  },
  async apply(context) {
    if (isUnderWay(context) || (await isRunning(context))) await finish(context);
    for (let hop = 0; hop < mostHops; hop++) {
      const pbx = await context.connection.pbx(context.signal);
      const offer = await pbx.upgradeOffer(context.signal);
      if (offer.version === null) return;
      await backUp(context);
      await start(context, offer);
      await finish(context);
    }
  },
  async verify(context) {
    const pbx = await context.connection.pbx(context.signal);
    await identify(context, pbx);
    const offer = await pbx.upgradeOffer(context.signal);
    return offer.version === null ? noneOffered(context) : planFor(context, offer);
  },
};

async function isRunning(context: StepContext): Promise<boolean> {
  return isBusy(await (await context.connection.pbx(context.signal)).upgradeStatus(context.signal));
}
