import { renewCertificate } from '../birth';
import { isUnborn } from '../cloud/birth';
import { has } from '../versions';
import type { World } from '../world';
import { giveHighestType } from './licences';
import { upgradeView, type Refusal } from './upgrade';

/**
 * Whether the PBX is away just now, or not there yet. It comes back by itself: the first look after the outage's end brings the new
 * version into force, so no timer has to survive a restart.
 */
export function isDown(world: World): boolean {
  if (isUnborn(world)) return true;
  const { down, off } = world.store.state;
  if (off) return true;
  if (down !== null) {
    const stays = down.to !== null && world.faults.argument('never-returns') !== undefined;
    if (stays || world.clock.inside() < down.until) return true;
    comeBack(world, down.to);
  }
  return isDownAgain(world);
}

function isDownAgain({ store, clock }: World): boolean {
  const { downAgain } = store.state;
  if (downAgain === null || clock.inside() < downAgain.from) return false;
  if (clock.inside() < downAgain.until) return true;
  store.change((state) => {
    state.counters.reboots += 1;
    state.sessions = [];
    state.downAgain = null;
  });
  return false;
}

/** Goes down for the time of a reboot. Sessions end; passwords and tokens stay. Refused in the middle of an upgrade. */
export async function reboot(world: World): Promise<Refusal | undefined> {
  const { phase, to } = upgradeView(world);
  if (phase === 'downloading' || phase === 'installing') return { refused: 'An upgrade is in progress' };
  if (world.faults.take('cert-changes') !== undefined) await renewCertificate(world);
  if (world.faults.argument('other-pbx-on-this-address') === 'reboot') await world.strangerArrives();
  const upgraded = phase === 'reboot-needed';
  world.live.end();
  world.store.change((state) => {
    const slowness = upgraded ? (state.upgrade?.slowness ?? 1) : 1;
    state.counters.reboots += 1;
    state.sessions = [];
    state.down = {
      until: world.clock.inside() + world.preset.timings.reboot * slowness,
      to: upgraded ? to : null,
    };
  });
  return undefined;
}

function comeBack(world: World, to: string | null): void {
  world.store.change((state) => {
    state.down = null;
    if (to === null) return;
    const crossed = !has(state.version, 'licenceTypes') && has(to, 'licenceTypes');
    state.version = to;
    state.upgrade = null;
    state.check = null;
    state.downAgain = secondOutage(world);
    if (crossed) {
      state.highestTypePending = true;
      giveHighestType(world);
    }
  });
}

/** Counted from when it is seen to be back, so that it is seen to be back. */
function secondOutage({ faults, clock, preset }: World): { from: number; until: number } | null {
  const seconds = faults.argument('reboots-twice');
  if (seconds === undefined) return null;
  const from = clock.inside() + Number(seconds) * 1000;
  return { from, until: from + preset.timings.reboot };
}

/** Pulls the plug, or puts it back: open connections end, and sessions with them. */
export function switchPower(world: World, on: boolean): void {
  world.store.change((state) => {
    state.off = !on;
    if (!on) state.sessions = [];
  });
  if (!on) world.cut();
}
