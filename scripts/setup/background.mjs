import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { asUser } from './user.mjs';
import { atTheEnd } from './run.mjs';

/**
 * Starts a program that stays in the background, as `user` if one is given, and sees to its end: at the latest when we
 * end, by the kernel if we are killed. It is in a group of its own, so Ctrl-C ends it after Electron and not before.
 * Gives `{ child, end }`; `stdio` and `env` as in spawn.
 */
export function startInBackground(command, args, { user, env, stdio }) {
  const [first, ...rest] = asUser(user, command, args);
  const child = spawn(...tiedToUs(first, rest), { env, stdio, detached: true });
  // Without a listener an error (the program is not there) would end us; whoever waits for it sees `exitCode` or `error`.
  child.once('error', (error) => (child.failure = error));
  const forget = atTheEnd(() => child.kill('SIGTERM'));
  const end = async () => {
    forget();
    if (child.exitCode === null && child.signalCode === null && child.pid) {
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await once(child, 'exit');
      clearTimeout(kill);
    }
  };
  return { child, end };
}

/** Puts `setpriv --pdeathsig` before a command line, where there is one (util-linux). */
function tiedToUs(command, args) {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  if (!setpriv) return [command, args];
  if (command === 'setpriv') return [setpriv, ['--pdeathsig=TERM', ...args]];
  return [setpriv, ['--pdeathsig=TERM', command, ...args]];
}
