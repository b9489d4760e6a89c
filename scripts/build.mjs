import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { distFolder, inModules, root } from './setup/paths.mjs';
import { atTheEnd } from './setup/run.mjs';
import { say, SetupError } from './setup/say.mjs';

// dist/ is complete in itself: it runs from wherever it is copied to.
//   package.json                what Electron reads first
//   app/main.cjs, preload.cjs   the main process and the bridge
//   app/page-script.js          what finds things in a PBX's page by their words
//   practice/cli.cjs            the practice PBX as a program for Node
//   renderer/index.html         the pages
//   node_modules/keytar         the one module with native code

/** What the main process and the practice PBX find at run time instead of having it inside. */
const OUTSIDE = ['electron', 'keytar', ...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
const STAMP = '.stamp';

/** Builds dist/ unless it is up to date. `release` leaves the source maps out. */
export async function ensureBuild({ release = false } = {}) {
  const stamp = sourceStamp(release);
  if (builtStamp() === stamp) return;
  const started = performance.now();
  say('Building the app…');
  await build(stamp, release);
  say(`  built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

async function build(stamp, release) {
  const missing = ENTRIES.filter((path) => !existsSync(join(root, path)));
  if (missing.length > 0)
    throw new SetupError(
      `these sources are not there: ${missing.join(', ')}`,
      'git status (are all files checked out?)',
    );
  // Built aside and put in place when whole, so that an app that is just starting never sees half of it.
  const out = join(root, '.cache', `dist-${randomUUID()}`);
  mkdirSync(out, { recursive: true });
  const forget = atTheEnd(() => rmSync(out, { recursive: true, force: true }));
  try {
    await bundleAll(out, release).catch((error) => {
      throw new SetupError('the app does not build:', error.message);
    });
    checkStart(join(out, 'app'));
    copyKeytar(out);
    writeJson(join(out, 'package.json'), appPackage());
    writeFileSync(join(out, STAMP), stamp);
    swap(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
    forget();
  }
}

/** What may stand between the start of the process and its window, in bytes of code. */
const START_BYTES = 64_000;

/** Refuses a build whose main.cjs loads the services before the window: it would open, only a quarter of a second later. */
function checkStart(folder) {
  const loaded = new Set();
  const load = (name) => {
    if (loaded.has(name)) return;
    loaded.add(name);
    const text = readFileSync(join(folder, name), 'utf8');
    for (const [, next] of text.matchAll(/^(?:const \w+ = )?require\("\.\/([^"]+)"\)/gm)) load(next);
  };
  load('main.cjs');
  const bytes = [...loaded].reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  if (bytes > START_BYTES)
    throw new SetupError(
      `the window would wait for ${bytes} bytes of code: ${[...loaded].join(', ')}`,
      'see chunkOptimization in scripts/build.mjs',
    );
}

const ENTRIES = [
  'app/main.ts',
  'app/preload.ts',
  'app/shell/page-script.ts',
  'app/practice/cli.ts',
  'renderer/index.html',
];

async function bundleAll(out, release) {
  const vite = await import('vite');
  const common = { sourcemap: release ? false : 'hidden', reportCompressedSize: false, emptyOutDir: true };
  await Promise.all([
    vite.build(forNode({ main: 'app/main.ts' }, join(out, 'app'), common)),
    vite.build(forPreload(join(out, 'preload'), common)),
    vite.build(forPage(join(out, 'page'), common)),
    vite.build(forNode({ cli: 'app/practice/cli.ts' }, join(out, 'practice'), common)),
    vite.build(await forRenderer(join(out, 'renderer'), common)),
  ]);
  for (const part of ['preload', 'page']) {
    for (const name of readdirSync(join(out, part)))
      renameSync(join(out, part, name), join(out, 'app', name));
    rmSync(join(out, part), { recursive: true });
  }
}

/** Node code as CommonJS: Electron starts it sooner than ESM, and a dynamic import stays a file of its own. */
function forNode(input, outDir, common) {
  return {
    ...quiet(),
    root,
    plugins: [withoutNativeParts()],
    ssr: { noExternal: true, target: 'node' },
    build: {
      ...common,
      ssr: true,
      outDir,
      target: 'node20',
      // Names and lines of the stack traces in a support bundle should be ours.
      minify: false,
      rolldownOptions: {
        input: absolute(input),
        external: OUTSIDE,
        // Else the bundler's own helpers, and what two files share, move in with the services, and main.cjs loads those first.
        experimental: { chunkOptimization: false },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: '[name]-[hash].cjs',
        },
      },
    },
  };
}

/**
 * ssh2 is quicker with two native modules and asks for them in a `try`. They are built by install scripts, which do not run
 * here, so the bundle answers at once that they are not there, whatever a computer has.
 */
function withoutNativeParts() {
  const absent = '\0absent';
  return {
    name: 'without-native-parts',
    enforce: 'pre',
    resolveId: (id) => (id === 'cpu-features' || id.endsWith('/sshcrypto.node') ? absent : undefined),
    load: (id) => (id === absent ? 'module.exports = null;' : undefined),
  };
}

/** A sandboxed preload can require nothing but `electron`, so it is one file. */
function forPreload(outDir, common) {
  const config = forNode({ preload: 'app/preload.ts' }, outDir, common);
  config.build.rolldownOptions.external = ['electron'];
  config.build.rolldownOptions.output.codeSplitting = false;
  return config;
}

/** One script without imports: it is read as text and run in the isolated world of a PBX's page. */
function forPage(outDir, common) {
  return {
    ...quiet(),
    root,
    publicDir: false,
    build: {
      ...common,
      sourcemap: false,
      outDir,
      target: 'chrome130',
      modulePreload: false,
      rolldownOptions: {
        input: absolute({ 'page-script': 'app/shell/page-script.ts' }),
        output: { format: 'iife', entryFileNames: '[name].js', codeSplitting: false },
      },
    },
  };
}

async function forRenderer(outDir, common) {
  const { default: react } = await import('@vitejs/plugin-react');
  return {
    ...quiet(),
    root: join(root, 'renderer'),
    base: './',
    plugins: [react()],
    build: {
      ...common,
      outDir,
      target: 'chrome130',
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
    },
  };
}

function quiet() {
  return { configFile: false, logLevel: 'warn', clearScreen: false };
}

function absolute(input) {
  return Object.fromEntries(Object.entries(input).map(([name, path]) => [name, join(root, path)]));
}

/** keytar's JavaScript and its binary for this system; the rest of the package is for building it. */
function copyKeytar(out) {
  const from = inModules('keytar');
  const to = join(out, 'node_modules', 'keytar');
  for (const part of ['LICENSE.md', 'lib', join('prebuilds', `${process.platform}-${process.arch}`)])
    cpSync(join(from, part), join(to, part), { recursive: true });
  const { name, version, license, main } = readPackage(from);
  writeJson(join(to, 'package.json'), { name, version, license, main });
}

function appPackage() {
  const { name, productName, version, description, license } = readPackage(root);
  const about = { name, productName, version, description, license, author: productName };
  const dependencies = { keytar: readPackage(inModules('keytar')).version };
  return { ...about, main: 'app/main.cjs', type: 'commonjs', dependencies };
}

function swap(out) {
  const old = `${out}-old`;
  try {
    if (existsSync(distFolder)) renameSync(distFolder, old);
    renameSync(out, distFolder);
  } catch (error) {
    throw new SetupError(
      `dist/ is in use and cannot be replaced (${error.code}).`,
      'close the running app and try again.',
    );
  }
  rmSync(old, { recursive: true, force: true });
}

/** A hash over all that goes into the build: the same hash, the same dist/. */
function sourceStamp(release) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${release}`);
  for (const path of [
    'package.json',
    'package-lock.json',
    'scripts/build.mjs',
    ...sources('app'),
    ...sources('renderer'),
  ])
    hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  return hash.digest('hex');
}

function sources(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name));
  return files.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1)).sort();
}

/** Names the content of dist/; undefined when nothing is built. */
export function builtStamp() {
  try {
    return readFileSync(join(distFolder, STAMP), 'utf8');
  } catch {
    return undefined;
  }
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

function writeJson(path, value) {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
