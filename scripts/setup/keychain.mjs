import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, chownSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { startInBackground } from './background.mjs';
import { ask } from './run.mjs';
import { SetupError } from './say.mjs';
import { askAs } from './user.mjs';

const REMEDY = 'apt-get install -y gnome-keyring dbus';
/** How long the keychain may take to answer on its bus (ms); it takes a fraction of a second. */
const LIMIT = 15_000;

/** Whether the person's own session has a Secret Service whose default keychain is unlocked. */
export async function findUnlockedKeychain(env) {
  const bus = env.DBUS_SESSION_BUS_ADDRESS || existsSync(join(env.XDG_RUNTIME_DIR ?? '/nowhere', 'bus'));
  return bus ? isUnlocked(await ask('dbus-send', LOCKED, { env, timeout: 3_000 })) : false;
}

const LOCKED = [
  '--session',
  '--print-reply',
  '--reply-timeout=2000',
  '--dest=org.freedesktop.secrets',
  '/org/freedesktop/secrets/aliases/default',
  'org.freedesktop.DBus.Properties.Get',
  'string:org.freedesktop.Secret.Collection',
  'string:Locked',
];

/** Whether anybody serves secrets on the bus. Asking the service itself would make the bus start one of its own: a rival. */
const SERVED = [
  '--session',
  '--print-reply',
  '--dest=org.freedesktop.DBus',
  '/org/freedesktop/DBus',
  'org.freedesktop.DBus.NameHasOwner',
  'string:org.freedesktop.secrets',
];

function isServed(answer) {
  return answer.code === 0 && answer.stdout.includes('boolean true');
}

function isUnlocked(answer) {
  return answer.code === 0 && answer.stdout.includes('boolean false');
}

/**
 * Starts a message bus and gnome-keyring on it, both of `user` (the bus serves only its own user), with a fresh keychain
 * inside `folder`. Its password is made up here, given on standard input and forgotten.
 * Gives `{ env, end }` with DBUS_SESSION_BUS_ADDRESS.
 */
export async function startKeychain({ user, folder, env }) {
  const bus = await startBus({ user, env });
  try {
    const data = join(folder, 'data');
    mkdirSync(data, { mode: 0o700 });
    if (user) chownSync(data, user.uid, user.gid);
    const forKeyring = { ...env, ...bus.env, XDG_RUNTIME_DIR: folder, XDG_DATA_HOME: data };
    const keyring = await startKeyring({ user, env: forKeyring });
    const end = async () => {
      await keyring.end();
      await bus.end();
    };
    return { env: bus.env, end };
  } catch (error) {
    await bus.end();
    throw error;
  }
}

async function startBus({ user, env }) {
  const args = ['--session', '--nofork', '--nopidfile', '--print-address=1'];
  const { child, end } = startInBackground('dbus-daemon', args, {
    user,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const address = await new Promise((resolve, reject) => {
    let text = '';
    const fail = () => reject(new SetupError('the message bus (dbus-daemon) did not start.', REMEDY));
    child.stdout.on('data', (data) => {
      text += data;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('error', fail);
    child.once('exit', fail);
  });
  return { env: { DBUS_SESSION_BUS_ADDRESS: address }, end };
}

async function startKeyring({ user, env }) {
  const args = ['--foreground', '--unlock', '--components=secrets'];
  const keyring = startInBackground('gnome-keyring-daemon', args, {
    user,
    env,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  keyring.child.stdin.on('error', () => {});
  keyring.child.stdin.end(randomBytes(24).toString('base64url'));
  const until = Date.now() + LIMIT;
  while (Date.now() < until && keyring.child.exitCode === null && !keyring.child.failure) {
    const served = isServed(await askAs(user, 'dbus-send', SERVED, { env }));
    if (served && isUnlocked(await askAs(user, 'dbus-send', LOCKED, { env }))) return keyring;
    await wait(50);
  }
  await keyring.end();
  throw new SetupError('the private keychain (gnome-keyring-daemon) did not start.', REMEDY);
}
