import type { CheckView, UpgradeView } from '../presets/preset';
import { texts } from '../texts';
import { compareVersions, majorOf } from '../versions';
import type { World } from '../world';

/** Why a wish was refused, in words for the one who wished. */
export interface Refusal {
  refused: string;
}

const FAILS_AT_PERCENT = 60;

/** What the chosen repository has for this PBX, and why not its newest if it has one that is not for it. */
interface Offer {
  version: string | null;
  reason: string | null;
}

function offer(world: World): Offer {
  const { preset, store } = world;
  const { repository, version } = store.state;
  const found = preset.repositories.find(({ name }) => name === repository);
  const newer = (found?.versions ?? []).filter((candidate) => compareVersions(candidate, version) > 0);
  const { lifetimeStays, lastOfOldFirst } = texts(world);
  const requires = found?.requires;
  if (newer.length > 0 && requires !== undefined && compareVersions(version, requires) < 0) {
    return { version: null, reason: `${lastOfOldFirst} ${requires}` };
  }
  const allowed = isLifetime(world)
    ? newer.filter((candidate) => majorOf(candidate) === majorOf(version))
    : newer;
  const reason = allowed.length < newer.length ? lifetimeStays : null;
  return { version: allowed.sort(compareVersions).at(-1) ?? null, reason };
}

function isLifetime({ preset, store, office }: World): boolean {
  const { activation } = store.state;
  return preset.lifetime || (activation !== null && office.period(activation.pbxId) === 'lifetime');
}

/** Looks into the repository; the result is there after a few inside seconds. */
export function startCheck({ store, clock }: World): void {
  store.change((state) => {
    state.check = { startedAt: clock.inside() };
  });
}

/** What the last check found, or that it is still going on. */
export function checkView(world: World): CheckView {
  const { check } = world.store.state;
  const nothing = { offered: null, reason: null };
  if (check === null) return { state: 'never', ...nothing };
  if (world.clock.inside() - check.startedAt < world.preset.timings.check)
    return { state: 'checking', ...nothing };
  const { version, reason } = offer(world);
  return { state: 'checked', offered: version, reason };
}

/** Where the upgrade is: it follows from when it was started, so a restart of the practice PBX cannot lose it. */
export function upgradeView({ store, clock, preset }: World): UpgradeView {
  const run = store.state.upgrade;
  if (run === null) return { phase: 'idle', percent: 0, to: null, reason: null };
  const download = preset.timings.download * run.slowness;
  const install = preset.timings.install * run.slowness;
  const elapsed = clock.inside() - run.startedAt;
  const percent = Math.min(100, Math.floor((100 * elapsed) / (download + install)));
  if (run.diskFull && percent >= FAILS_AT_PERCENT) {
    return { phase: 'failed', percent: FAILS_AT_PERCENT, to: run.to, reason: 'No space left on device' };
  }
  if (percent === 100) return { phase: 'reboot-needed', percent, to: run.to, reason: null };
  return { phase: elapsed < download ? 'downloading' : 'installing', percent, to: run.to, reason: null };
}

/** Starts the upgrade to what the repository offers; a `version` that it does not offer is refused. */
export function startUpgrade(world: World, version?: string): Refusal | undefined {
  const { phase } = upgradeView(world);
  if (phase !== 'idle' && phase !== 'failed') return { refused: 'An upgrade was started already' };
  const { version: to, reason } = offer(world);
  if (to === null) return { refused: reason ?? 'No new version is available' };
  if (version !== undefined && version !== '' && version !== to) {
    return { refused: `Version ${version} is not available` };
  }
  world.store.change((state) => {
    state.counters.upgrades += 1;
    state.upgrade = {
      from: state.version,
      to,
      startedAt: world.clock.inside(),
      slowness: Number(world.faults.argument('slow-upgrade') ?? 1),
      diskFull: world.faults.argument('disk-full-upgrade') !== undefined,
    };
  });
  return undefined;
}

/** Chooses the repository. A name nobody knows is refused. */
export function chooseRepository({ preset, store }: World, name: string): Refusal | undefined {
  if (!preset.repositories.some((repository) => repository.name === name)) {
    return { refused: `Unknown repository ${name}` };
  }
  store.change((state) => {
    state.repository = name;
    state.check = null;
  });
  return undefined;
}
