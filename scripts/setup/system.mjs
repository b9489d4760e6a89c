import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { isLinuxRoot } from './paths.mjs';
import { ask, atTheEnd, run } from './run.mjs';
import { say, SetupError } from './say.mjs';

// A name with several spellings is one library whose package was renamed (Debian 13 and Ubuntu 24.04 added "t64").

/** What Electron itself is linked against, and the client of the keychain. */
const ELECTRON = [
  ['libnss3'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libsecret-1-0'],
];
/** A display where the machine has none. */
const DISPLAY = [['xvfb']];
/** A keychain where the machine has none that is unlocked. */
const KEYCHAIN = [['gnome-keyring'], ['dbus'], ['dbus-x11']];

/** The real SSH server that the unit tests run on a port of their own. */
const SSH_SERVER = [['openssh-server']];
/**
 * What the tests of a move to the cloud move, and what they leave it running in. Without the service of the database: each test starts
 * a server of its own. Debian 11 and Ubuntu 22.04 have its version in the name.
 */
const MOVE = [
  ['mariadb-server-core', 'mariadb-server-core-10.6', 'mariadb-server-core-10.5'],
  ['mariadb-client-core', 'mariadb-client-core-10.6', 'mariadb-client-core-10.5'],
  ['sqlite3'],
  ['python3'],
  ['tmux'],
  ['screen'],
];

/** What reads the scripts that the app makes for a virtualisation host. */
const SCRIPTS = [['shellcheck']];

/**
 * Makes sure of the Debian packages that Electron needs, and of those for what else is wanted; does nothing on other
 * systems.
 * As root the missing ones are installed, else the line to run is in the error.
 */
export async function ensureSystem({
  electron = true,
  display = false,
  keychain = false,
  ssh = false,
  move = false,
  scripts = false,
} = {}) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return;
  const wanted = [
    ...(electron ? ELECTRON : []),
    ...(display ? DISPLAY : []),
    ...(keychain ? KEYCHAIN : []),
    ...(ssh ? SSH_SERVER : []),
    ...(move ? MOVE : []),
    ...(scripts ? SCRIPTS : []),
  ];
  const missing = missingPackages(wanted, await installedPackages(wanted));
  if (missing.length === 0) return;
  if (!isLinuxRoot)
    throw new SetupError(
      `these system packages are missing: ${missing.map(([name]) => name).join(' ')}`,
      `sudo apt-get install -y ${(await knownNames(missing)).join(' ')}`,
    );
  await install(missing);
}

/** Those of `wanted` (lists of spellings) of which no spelling is in the set of installed names. */
export function missingPackages(wanted, installed) {
  return wanted.filter((spellings) => !spellings.some((name) => installed.has(name)));
}

async function installedPackages(wanted) {
  const answer = await ask('dpkg-query', ['-W', '-f', '${Package}\t${db:Status-Status}\n', ...wanted.flat()]);
  return readInstalled(answer.stdout);
}

/** Reads `dpkg-query -W -f '${Package}\t${db:Status-Status}\n'` into the set of names that are fully installed. */
export function readInstalled(output) {
  const rows = output.split('\n').map((line) => line.split('\t'));
  return new Set(rows.filter(([, status]) => status === 'installed').map(([name]) => name));
}

/** Another installation may be going on: its lock is waited for (seconds). */
const APT_INSTALL = ['install', '-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=180'];

async function install(missing) {
  say(`Installing system packages: ${missing.map(([name]) => name).join(' ')} (a minute or two)…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = ['ignore', 'ignore', process.stderr];
  // A stale list of one foreign source must not stop us: what counts is whether the install succeeds.
  await run('apt-get', ['update', '-qq'], { env, stdio });
  const names = await knownNames(missing);
  const code = await withoutStarting(() => run('apt-get', [...APT_INSTALL, ...names], { env, stdio }));
  if (code === 0) return;
  throw new SetupError(
    `the system packages could not be installed: ${names.join(' ')}`,
    `apt-get update && apt-get install -y ${names.join(' ')}`,
  );
}

/** Debian asks this file, where there is one, before a package may start its service: tests open no port to the network. */
const POLICY = '/usr/sbin/policy-rc.d';

async function withoutStarting(install) {
  if (existsSync(POLICY)) return install();
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const forget = atTheEnd(() => rmSync(POLICY, { force: true }));
  try {
    return await install();
  } finally {
    rmSync(POLICY, { force: true });
    forget();
  }
}

async function knownNames(missing) {
  const choices = missing.map(async (spellings) => {
    for (const name of spellings)
      if (/Candidate: (?!\(none\))/.test((await ask('apt-cache', ['policy', name])).stdout)) return name;
    return spellings[0];
  });
  return Promise.all(choices);
}
