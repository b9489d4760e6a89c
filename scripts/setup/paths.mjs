import { chmodSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NAME = 'pbx-activation-wizard';

/** The folder of the checkout. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** The built app: what Electron is given to run. */
export const distFolder = join(root, 'dist');

/** True for root on Linux: there Electron has to be started as somebody else to have its sandbox. */
export const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0;

/** The path of a file of an installed package, for example `inModules('typescript/bin/tsc')`. */
export function inModules(path) {
  return join(root, 'node_modules', ...path.split('/'));
}

/**
 * Where things are kept that are too big to make twice (made when asked for).
 * Root's is one that every user can read, because Electron then runs as another user.
 */
export function cacheFolder() {
  const folder = process.env.PBXW_CACHE ?? defaultCacheFolder();
  mkdirSync(folder, { recursive: true });
  // The umask may be a private one.
  if (isLinuxRoot) chmodSync(folder, 0o755);
  return folder;
}

function defaultCacheFolder() {
  if (isLinuxRoot) return join('/var/cache', NAME);
  if (process.platform === 'win32')
    return join(process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), NAME, 'cache');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', NAME);
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), NAME);
}
