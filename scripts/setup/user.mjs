import { createHash, randomUUID } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, isLinuxRoot } from './paths.mjs';
import { ask } from './run.mjs';
import { say, SetupError } from './say.mjs';

// Chromium has no sandbox as root. Ours is never switched off, so when we are root Electron is started as an ordinary
// user with a home of its own.

const NAME = 'pbxwizard';

/**
 * The ordinary user Electron runs as when we are root on Linux: `{ name, uid, gid, home }`, made if need be.
 * Undefined when we are an ordinary user ourselves.
 */
export async function ensureOrdinaryUser() {
  if (!isLinuxRoot) return undefined;
  if (!findUser()) {
    say(`Making the user "${NAME}": Electron's sandbox does not work as root…`);
    const comment = 'Runs the PBX Activation Wizard when it is started as root';
    await ask('useradd', ['--create-home', '--user-group', '--comment', comment, '--shell', '/bin/sh', NAME]);
  }
  const user = findUser();
  if (user) return user;
  throw new SetupError(
    'Electron must not run as root, and an ordinary user for it could not be made.',
    `useradd --create-home ${NAME}   (or start this command as an ordinary user)`,
  );
}

function findUser() {
  return readUser(readFileSync('/etc/passwd', 'utf8'), NAME);
}

/** Finds a user in the text of /etc/passwd. */
export function readUser(passwd, name) {
  const fields = passwd
    .split('\n')
    .map((line) => line.split(':'))
    .find(([found]) => found === name);
  return fields && { name, uid: Number(fields[2]), gid: Number(fields[3]), home: fields[5] };
}

/** The command line that runs another one as `user`. It replaces itself, so the process id stays the same. */
export function asUser(user, command, args = []) {
  if (!user) return [command, ...args];
  const who = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--init-groups'];
  return ['setpriv', ...who, command, ...args];
}

/** Runs a small program as `user`; see `ask`. */
export function askAs(user, command, args, options) {
  const [first, ...rest] = asUser(user, command, args);
  return ask(first, rest, options);
}

/**
 * An executable that is Electron run as `user`, for whoever wants one path to start (Playwright).
 * It becomes Electron by exec: signals, also SIGKILL, sent to its process id reach Electron's main process.
 */
export function electronAsUser(user, executable) {
  const words = asUser(user, 'env', [
    `HOME=${user.home}`,
    `USER=${user.name}`,
    `LOGNAME=${user.name}`,
    executable,
  ]);
  const script = `#!/bin/sh\nexec ${words.map(quote).join(' ')} "$@"\n`;
  const path = join(
    cacheFolder(),
    `electron-as-${user.name}-${createHash('sha256').update(script).digest('hex').slice(0, 8)}`,
  );
  if (existsSync(path)) return path;
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, script);
  chmodSync(draft, 0o755);
  renameSync(draft, path);
  return path;
}

/** A word as the shell takes it literally. */
export function quote(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
