import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inModules } from './paths.mjs';
import { ask } from './run.mjs';
import { say, SetupError } from './say.mjs';
import { canStandIn, findStandIn, makeStandIn, MARKER, STAND_IN_VERSION } from './stand-in.mjs';

/** How long Electron's own downloader may take to connect and finish before we look for another way (ms). */
const DOWNLOAD_LIMIT = 10 * 60_000;
/** How long the release host may take to answer at all (ms). */
const CONNECT_LIMIT = 8_000;

/**
 * Finds or fetches the Electron runtime and says which one it is.
 * Gives `{ executable, folder, version, standIn }`. With `release` only Electron itself will do.
 */
export async function ensureRuntime({ release = false } = {}) {
  const runtime = (await given()) ?? own() ?? (await fetched(release));
  if (release && runtime.standIn) throw refusal();
  if (runtime.standIn)
    say(`Electron runtime: stand-in runtime ${runtime.version}: development and tests only`);
  else say(`Electron runtime: ${runtime.version} (${runtime.folder})`);
  return runtime;
}

async function given() {
  const path = process.env.PBXW_ELECTRON;
  if (!path) return undefined;
  if (!existsSync(path))
    throw new SetupError(`PBXW_ELECTRON names ${path}, and there is no such file.`, 'correct or unset it.');
  return describe(realpathSync(path));
}

function own() {
  const package_ = inModules('electron');
  try {
    const executable = join(package_, 'dist', readFileSync(join(package_, 'path.txt'), 'utf8'));
    if (existsSync(executable)) return describe(executable, join(package_, 'dist'));
  } catch {
    // No path.txt: the package's downloader has not run.
  }
  return undefined;
}

async function fetched(release) {
  const ready = release ? undefined : findStandIn();
  if (ready) return describe(join(ready, 'electron'));
  say(`Electron runtime: downloading Electron ${wantedVersion()} (100 MB, once)…`);
  const problem = await download();
  const here = problem ? undefined : own();
  if (here) return here;
  say(`  that did not work: ${problem ?? 'the downloader left no runtime behind'}`);
  if (release) throw refusal();
  if (canStandIn) return describe(join(await makeStandIn(), 'electron'));
  throw new SetupError(
    `there is no Electron runtime for ${process.platform}-${process.arch} on this machine.`,
    'npx install-electron (needs github.com; ELECTRON_MIRROR names another place), or set PBXW_ELECTRON to the path of an Electron executable.',
  );
}

/** Runs the downloader of the `electron` package. Gives undefined, or what went wrong in one line. */
async function download() {
  const unreachable = await probeReleaseHost();
  if (unreachable) return unreachable;
  const env = { ...process.env, ELECTRON_GET_NO_PROGRESS: '1' };
  const answer = await ask(process.execPath, [inModules('electron/install.js')], {
    env,
    timeout: DOWNLOAD_LIMIT,
  });
  if (answer.code === 0) return undefined;
  return answer.stderr.trim().split('\n')[0] || `stopped after ${DOWNLOAD_LIMIT / 60_000} minutes`;
}

/** A host that drops packets would hold the downloader for minutes, so we knock first. */
async function probeReleaseHost() {
  const place = process.env.ELECTRON_MIRROR || process.env.npm_config_electron_mirror || 'https://github.com';
  try {
    await fetch(place, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(CONNECT_LIMIT) });
    return undefined;
  } catch (error) {
    return `${new URL(place).host} cannot be reached (${error.cause?.code ?? error.name})`;
  }
}

/**
 * What is known about a runtime from its files alone.
 * The version is in a file beside the executable (on macOS beside Electron.app).
 */
function describe(executable, folder = dirname(executable)) {
  const standIn = existsSync(join(folder, MARKER));
  const version = standIn ? STAND_IN_VERSION : readVersion(folder);
  return { executable, folder, version, standIn };
}

function readVersion(folder) {
  try {
    return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
  } catch {
    return 'of unknown version';
  }
}

/** The version of Electron that releases are made from: the installed package's. */
export function wantedVersion() {
  return JSON.parse(readFileSync(inModules('electron/package.json'), 'utf8')).version;
}

function refusal() {
  return new SetupError(
    `a release is made from Electron ${wantedVersion()} itself; the stand-in runtime is refused.`,
    'npx install-electron on a machine that reaches github.com (ELECTRON_MIRROR names another place), then npm run release.',
  );
}
