import type { World } from '../world';

/**
 * The vendor: SSH to a cloud PBX is closed for safety; the partner opens it at port 2222 in the portal, for a time. How long that is has
 * not been published: a working day is our own choice, in inside milliseconds.
 */
export const OPEN_MS = 8 * 60 * 60_000;

/** Opens the SSH of a cloud PBX for a time. */
export function openDoor({ store, clock }: World, ms = OPEN_MS): void {
  store.change(({ ssh }) => {
    if (ssh) ssh.openUntil = clock.inside() + ms;
  });
}

/** Closes it before its time. */
export function closeDoor({ store }: World): void {
  store.change(({ ssh }) => {
    if (ssh) ssh.openUntil = 0;
  });
}

/** For how many inside milliseconds it is still open; 0: it is closed. A PBX that is not in the cloud has no such door, and is always open. */
export function openFor({ preset, store, clock }: World): number {
  if (!preset.inCloud) return Infinity;
  return Math.max(0, (store.state.ssh?.openUntil ?? 0) - clock.inside());
}
