import type { CheckView, UpgradeView } from '../presets/preset';
import { compareVersions } from '../versions';
import type { World } from '../world';

/** Why a wish was refused, in words for the one who wished. */
export interface Refusal {
  refused: string;
}

const FAILS_AT_PERCENT = 60;

/** The newest version the chosen repository has for this PBX, `null` when there is none. */
function offeredVersion({ preset, store }: World): string | null {
  const { repository, version } = store.state;
  const found = preset.repositories.find(({ name }) => name === repository);
  if (!found || (found.requires !== undefined && compareVersions(version, found.requires) < 0)) return null;
  const newer = found.versions.filter((candidate) => compareVersions(candidate, version) > 0);
  return newer.sort(compareVersions).at(-1) ?? null;
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
  if (check === null) return { state: 'never', offered: null };
  const ended = world.clock.inside() - check.startedAt >= world.preset.timings.check;
  return ended ? { state: 'checked', offered: offeredVersion(world) } : { state: 'checking', offered: null };
}

/** Where the upgrade is: it follows from when it was started, so a restart of the practice PBX cannot lose it. */
export function upgradeView({ store, clock, preset }: World): UpgradeView {
  const run = store.state.upgrade;
  if (run === null) return { phase: 'idle', percent: 0, to: null, reason: null };
  const { download, install } = preset.timings;
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
  const to = offeredVersion(world);
  if (to === null) return { refused: 'No new version is available' };
  if (version !== undefined && version !== '' && version !== to) {
    return { refused: `Version ${version} is not available` };
  }
  world.store.change((state) => {
    state.counters.upgrades += 1;
    state.upgrade = {
      from: state.version,
      to,
      startedAt: world.clock.inside(),
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
