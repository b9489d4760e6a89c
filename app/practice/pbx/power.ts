import { has } from '../versions';
import type { World } from '../world';
import { giveHighestType } from './licences';
import { upgradeView, type Refusal } from './upgrade';

/**
 * Whether the PBX is away just now. It comes back by itself: the first look after the outage's end brings the new
 * version into force, so no timer has to survive a restart.
 */
export function isDown(world: World): boolean {
  const { down } = world.store.state;
  if (down === null) return false;
  if (world.clock.inside() < down.until) return true;
  comeBack(world, down.to);
  return false;
}

/** Goes down for the time of a reboot. Sessions end; passwords and tokens stay. Refused in the middle of an upgrade. */
export async function reboot(world: World): Promise<Refusal | undefined> {
  const { phase, to } = upgradeView(world);
  if (phase === 'downloading' || phase === 'installing') return { refused: 'An upgrade is in progress' };
  if (world.faults.take('cert-changes') !== undefined) await world.renewCertificate();
  world.store.change((state) => {
    state.counters.reboots += 1;
    state.sessions = [];
    state.down = {
      until: world.clock.inside() + world.preset.timings.reboot,
      to: phase === 'reboot-needed' ? to : null,
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
    if (crossed) {
      state.highestTypePending = true;
      giveHighestType(world);
    }
  });
}
