import { connect } from 'node:net';
import type { World } from '../world';
import { complain, type Commands, type Shell } from './shell';

/** What came of a connection from a practice PBX: it stood, or why not. */
export type Reached = 'open' | 'refused' | 'silent' | 'no-way';

/** How often it is looked whether anybody still waits. */
const LOOK_MS = 50;

/**
 * Connects from the practice PBX over real TCP, to this computer only, and hangs up. `silent`: nothing came within so many
 * real milliseconds, or nobody waits for it any more.
 */
export async function reach(
  { store, faults }: World,
  host: string,
  port: number,
  ms: number,
  gone: () => boolean = () => false,
): Promise<Reached> {
  if (!isHere(host) && host !== store.state.host) return 'no-way';
  const dropped = faults.argument('cloud-not-reached') !== undefined;
  return new Promise((resolve) => {
    const until = Date.now() + ms;
    const socket = dropped ? null : connect({ host, port });
    const end = (reached: Reached): void => {
      clearInterval(timer);
      socket?.destroy();
      resolve(reached);
    };
    const timer = setInterval(() => {
      if (Date.now() >= until || gone()) end('silent');
    }, LOOK_MS);
    socket?.once('connect', () => end('open'));
    socket?.once('error', () => end('refused'));
  });
}

function isHere(host: string): boolean {
  return /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host);
}

const WHY = {
  refused: 'Connection refused',
  silent: 'Connection timed out',
  'no-way': 'Network is unreachable',
} as const;

/** As long as a system waits when nobody tells it how long. */
const PATIENCE_MS = 120_000;

/** Opens `/dev/tcp/HOST/PORT` as bash does; `undefined` if this is no such path, else null when it went well, or what bash says. */
export async function openTcp({ world, terminal }: Shell, path: string): Promise<string | null | undefined> {
  const [, host, port] = /^\/dev\/tcp\/([^/]+)\/(\d+)$/.exec(path) ?? [];
  if (host === undefined) return undefined;
  const reached = await reach(world, host, Number(port), PATIENCE_MS, () => terminal.gone());
  if (reached === 'open') return null;
  return `bash: connect: ${WHY[reached]}\nbash: line 1: ${path}: ${WHY[reached]}`;
}

export const REACHING: Commands = { nc: netcat };

/** `nc [-z] [-v] [-w SECONDS] HOST PORT`. */
async function netcat(shell: Shell, words: readonly string[]): Promise<number> {
  const waits = words.indexOf('-w');
  const flags = words.filter((word) => word.startsWith('-'));
  const [host = '', port = ''] = words.filter(
    (word, at) => !word.startsWith('-') && (waits < 0 || at !== waits + 1),
  );
  const ms = waits < 0 ? PATIENCE_MS : Number(words[waits + 1]) * 1000;
  const reached = await reach(shell.world, host, Number(port), ms, () => shell.terminal.gone());
  const told = flags.some((flag) => flag.includes('v'));
  if (reached === 'open') {
    return told ? complain(shell, `Connection to ${host} ${port} port [tcp/*] succeeded!`, 0) : 0;
  }
  return told ? complain(shell, `nc: connect to ${host} port ${port} (tcp) failed: ${WHY[reached]}`, 1) : 1;
}
