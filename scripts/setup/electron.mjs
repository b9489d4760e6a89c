import { chownSync, lchownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// The side of those who start the app (e2e, demo, bench): everything they need, prepared by bootstrap.mjs.

/** Carries what bootstrap.mjs prepared, as JSON. Nothing secret is in it. */
export const VARIABLE = 'PBXW_LAUNCH';

/** See electron.d.mts. */
export function electronLaunch() {
  const given = process.env[VARIABLE];
  if (!given)
    throw new Error('Nothing is prepared. Start this through npm: npm run e2e, npm run demo, npm run bench.');
  const launch = JSON.parse(given);
  // Playwright gives each of those at work side by side a place of its own.
  const place = Number(process.env.TEST_PARALLEL_INDEX ?? 0);
  const display = launch.displays[place] ?? {};
  return {
    ...launch,
    options: (args = [], { env = {}, appDir = launch.appDir } = {}) => ({
      executablePath: launch.executablePath,
      args: [...launch.args, appDir, ...args],
      env: { ...launch.env, ...display, ...env },
      // Playwright's default is to switch the sandbox off.
      chromiumSandbox: true,
    }),
    tempFolder: (prefix) => tempFolder(launch.user, prefix),
    lend: (path) => lend(launch.user, path),
  };
}

function tempFolder(user, prefix) {
  // A private TMPDIR of root's would be closed to the user, and the path must stay short for sockets.
  const folder = mkdtempSync(join(user ? '/tmp' : tmpdir(), `pbxw-${prefix}-`));
  if (user) chownSync(folder, user.uid, user.gid);
  if (!process.env.PBXW_KEEP_TEMP) removeAtExit(folder);
  return folder;
}

const made = [];

function removeAtExit(folder) {
  if (made.push(folder) > 1) return;
  process.on('exit', () => {
    for (const path of made) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
  });
}

function lend(user, path) {
  if (!user) return;
  lchownSync(path, user.uid, user.gid);
  for (const name of readdirSync(path, { withFileTypes: true, recursive: true }))
    lchownSync(join(name.parentPath, name.name), user.uid, user.gid);
}
