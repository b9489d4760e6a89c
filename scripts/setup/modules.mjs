import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { say, SetupError } from './say.mjs';

/** Installs the node modules with `npm ci` unless those in place are the lock file's. */
export async function ensureModules() {
  if (modulesMatch(readLock('package-lock.json'), readLock('node_modules/.package-lock.json'))) return;
  say('Installing node modules (first time takes a minute or two)…');
  const npm = findNpm();
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const code = await run(npm.command, [...npm.args, ...args], {
    shell: npm.shell,
    stdio: ['ignore', process.stderr, process.stderr],
  });
  if (code === 0) return;
  throw new SetupError(
    'the node modules could not be installed (npm says why above).',
    'check the connection to the npm registry, then: npm ci',
  );
}

/**
 * Whether the installed packages are the wanted ones. Both arguments are npm lock files (the second is the one npm
 * itself leaves in node_modules) or undefined. Optional packages may be missing: they are other systems' binaries.
 */
export function modulesMatch(wanted, installed) {
  if (!wanted || !installed) return false;
  return Object.entries(wanted.packages).every(([path, entry]) => {
    if (path === '') return true;
    const there = installed.packages[path];
    if (!there) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return there.version === entry.version && there.integrity === entry.integrity;
  });
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * How npm is started without a shell's help: as the script that runs us, else the one beside node.
 * Only where neither is found does a shell have to look for it (npm is a .cmd file on Windows).
 */
export function findNpm() {
  const candidates = [
    process.env.npm_execpath,
    join(dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ];
  const script = candidates.find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
  if (script) return { command: process.execPath, args: [script], shell: false };
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}
