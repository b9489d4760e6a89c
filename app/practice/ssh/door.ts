import { randomInt } from 'node:crypto';
import { openFor } from '../cloud/door';
import type { SshSetup } from '../presets/preset';
import type { World } from '../world';
import { listenSsh, type ListeningSsh, type ServedSsh } from './server';

/** How often it is looked whether the time is over. */
const LOOK_MS = 100;

/**
 * The SSH of a cloud PBX: while it is closed nobody listens at its port, so that whoever tries is refused as at a closed port. `settle`
 * opens or closes it as it has become by then; it also closes by itself.
 */
export async function serveDoor(
  world: World,
  setup: SshSetup,
  host: string,
  remembered: number,
): Promise<ServedSsh> {
  const port = remembered === 0 ? await quietPort(world, setup, host) : remembered;
  let open: ListeningSsh | null = null;
  let turn = Promise.resolve();
  const follow = async (wanted: boolean): Promise<void> => {
    if (wanted === (open !== null)) return;
    const before = open;
    open = null;
    if (wanted) open = await listenSsh(world, setup, host, port);
    else await before?.stop();
  };
  const settle = (wanted = (): boolean => openFor(world) > 0): Promise<void> => {
    const done = turn.then(() => follow(wanted()));
    turn = done.catch(() => undefined); // told to whoever asked for it; the next look tries again
    return done;
  };
  await settle();
  const timer = setInterval(() => void settle().catch(() => undefined), LOOK_MS);
  timer.unref();
  return {
    port,
    cut: () => open?.cut(),
    settle: () => settle(),
    stop: () => {
      clearInterval(timer);
      return settle(() => false);
    },
  };
}

/**
 * A free port that stays free while nobody listens at it: systems give those below 32768 only to who asks for them by number (Linux from
 * 32768 on, macOS and Windows from 49152).
 */
async function quietPort(world: World, setup: SshSetup, host: string): Promise<number> {
  for (let left = 20; ; left--) {
    const port = randomInt(20_000, 32_000);
    try {
      const tried = await listenSsh(world, setup, host, port);
      await tried.stop();
      return port;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
