import type { World } from '../world';
import { serveDoor } from './door';
import { listenSsh, type ServedSsh } from './server';

/** Serves the SSH of a practice PBX where it has one; rejects with words for a person when its port cannot be had. */
export async function serveSsh(world: World): Promise<ServedSsh | null> {
  const { preset, store } = world;
  const { host, ports } = store.state;
  if (!preset.ssh) return null;
  if (preset.inCloud) return serveDoor(world, preset.ssh, host, ports.ssh);
  return { ...(await listenSsh(world, preset.ssh, host, ports.ssh)), settle: () => Promise.resolve() };
}
