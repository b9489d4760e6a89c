import { chownSync, copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDisplay } from './display.mjs';
import { findUnlockedKeychain, startKeychain } from './keychain.mjs';
import { isLinuxRoot } from './paths.mjs';
import { atTheEnd, isRunning } from './run.mjs';
import { say } from './say.mjs';

const PREFIX = 'pbxw-session-';

/**
 * Calls `use(session)` with what Electron needs around it: a display and an unlocked keychain. On a desktop these are
 * the person's own and nothing is started; elsewhere private ones are started and ended again, however `use` ends.
 *
 * `user` is the ordinary user Electron runs as (undefined: ourselves); `keychain: false` leaves the keychain as it is.
 * `session` is `{ env, displays, virtualDisplay, privateKeychain }`; `env` is the whole environment for Electron, with the
 * first display; `displays` has for each what is different.
 */
export async function withSession({ user, keychain = true, displays = 1 }, use) {
  const session = openSession(user);
  try {
    await fill(session, user, { keychain, displays });
    return await use({
      env: session.env,
      displays: session.displays,
      virtualDisplay: session.virtualDisplay === true,
      privateKeychain: session.privateKeychain === true,
    });
  } finally {
    await session.close();
  }
}

function openSession(user) {
  const ends = [];
  const env = user ? environmentOf(user, process.env) : cleanEnvironment(process.env);
  const session = { env, ends, folder: undefined, displays: [] };
  const forget = atTheEnd(() => session.folder && rmSync(session.folder, { recursive: true, force: true }));
  session.close = async () => {
    for (const end of ends.reverse()) await end();
    if (session.folder) rmSync(session.folder, { recursive: true, force: true });
    forget();
  };
  return session;
}

async function fill(session, user, { keychain, displays }) {
  const needs = await sessionNeeds({ keychain });
  if (user || needs.display || needs.keychain) makeFolder(session, user);
  await Promise.all([
    needs.display ? addDisplays(session, user, displays) : lendDisplay(session, user),
    needs.keychain ? addKeychain(session, user) : undefined,
  ]);
}

/**
 * What this machine lacks and `withSession` would start: `{ display, keychain }`. Root's own keychain is of no use to
 * the ordinary user Electron runs as.
 */
export async function sessionNeeds({ keychain = true } = {}) {
  if (process.platform !== 'linux') return { display: false, keychain: false };
  const display = !(await hasDisplay(process.env));
  return { display, keychain: keychain && (isLinuxRoot || !(await findUnlockedKeychain(process.env))) };
}

/** A private folder for sockets and cookies, the session's XDG_RUNTIME_DIR. Its path must stay short: sockets. */
function makeFolder(session, user) {
  const base = user ? '/tmp' : tmpdir();
  sweep(base);
  session.folder = mkdtempSync(join(base, `${PREFIX}${process.pid}-`));
  if (user) chownSync(session.folder, user.uid, user.gid);
  session.env.XDG_RUNTIME_DIR = session.folder;
}

/** Removes what sessions left behind that were killed: the folder carries the process id of its maker. */
function sweep(base) {
  for (const name of readdirSync(base)) {
    const maker = name.startsWith(PREFIX) && Number.parseInt(name.slice(PREFIX.length), 10);
    if (maker && !isRunning(maker)) rmSync(join(base, name), { recursive: true, force: true });
  }
}

async function addDisplays(session, user, count) {
  say('No display here: starting a virtual one (Xvfb)…');
  session.virtualDisplay = true;
  for (let place = 0; place < count; place++) {
    const cookies = join(session.folder, `Xauthority-${place}`);
    const display = await startDisplay({ user, cookies, env: session.env });
    session.ends.push(display.end);
    session.displays.push(display.env);
  }
  Object.assign(session.env, session.displays[0]);
}

async function addKeychain(session, user) {
  say('No unlocked keychain here: starting a private one (gnome-keyring), gone when this ends…');
  const keychain = await startKeychain({ user, folder: session.folder, env: session.env });
  session.ends.push(keychain.end);
  session.privateKeychain = true;
  Object.assign(session.env, keychain.env);
}

/** Root's display is opened to the ordinary user by a copy of its cookie. */
function lendDisplay(session, user) {
  if (!user) return;
  session.env.DISPLAY = process.env.DISPLAY;
  const cookies = process.env.XAUTHORITY ?? join(process.env.HOME ?? '/root', '.Xauthority');
  if (!existsSync(cookies)) return;
  session.env.XAUTHORITY = join(session.folder, 'lent-Xauthority');
  copyFileSync(cookies, session.env.XAUTHORITY);
  chownSync(session.env.XAUTHORITY, user.uid, user.gid);
}

/** Whether there is a display that answers. As root only X counts: a Wayland socket belongs to its user. */
export async function hasDisplay(env) {
  if (env.WAYLAND_DISPLAY && !isLinuxRoot) return true;
  if (!env.DISPLAY) return false;
  const local = /^:(\d+)/.exec(env.DISPLAY);
  return local ? canConnect(`/tmp/.X11-unix/X${local[1]}`) : true;
}

function canConnect(path) {
  return new Promise((resolve) => {
    const socket = connect({ path });
    const end = (works) => {
      socket.destroy();
      resolve(works);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

/** Names that tell how we were started and that Electron would take for itself or pass on. */
const OURS_ALONE = /^(npm_|NODE_OPTIONS$|NODE_PATH$|ELECTRON_RUN_AS_NODE$|INIT_CWD$)/;

/** Our own environment without what concerns only the tools. */
export function cleanEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !OURS_ALONE.test(name)));
}

/** What the ordinary user gets of root's environment: the little that is about the place, nothing that is about root. */
export function environmentOf(user, env) {
  const kept = Object.entries(env).filter(([name]) =>
    /^(PATH|TZ|TERM|LANG|LANGUAGE|LC_\w+|PBXW_\w+)$/.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    SHELL: '/bin/sh',
  };
}
