// The one way in: `node scripts/bootstrap.mjs <command> [arguments]`, which the npm scripts call.
// It needs nothing but Node; what a command needs beyond that it finds or fetches first and says so.

import { ensureModules } from './setup/modules.mjs';
import { handleSignals, Interrupted } from './setup/run.mjs';
import { say, sayError, SetupError } from './setup/say.mjs';

/** Each command: what it does in a few words, and where it is. It gets the arguments and gives its exit code. */
const COMMANDS = {
  start: ['open the app', () => import('./commands/start.mjs')],
  test: [
    'check everything: lint, format, types, unit tests, build, e2e tests',
    () => import('./commands/test.mjs'),
  ],
  demo: ['do a whole job in the real app against a practice PBX', () => import('./commands/demo.mjs')],
  practice: ['run a practice PBX by itself', () => import('./commands/practice.mjs')],
  bench: ['measure', () => import('./commands/bench.mjs')],
  pack: ['make the app folder for this system, unsigned', () => import('./commands/pack.mjs')],
  release: ['make the installers for this system', () => import('./commands/release.mjs')],
  build: ['build dist/', () => import('./commands/build.mjs')],
  lint: ['eslint (--fix mends)', () => import('./commands/lint.mjs')],
  format: ['prettier, writing (--check only looks)', () => import('./commands/format.mjs')],
  types: ['type-check', () => import('./commands/types.mjs')],
  unit: ['unit tests', () => import('./commands/unit.mjs')],
  e2e: ['tests of the real app', () => import('./commands/e2e.mjs')],
};

/** The oldest Node that all the tools run on: package.json says the same under "engines". */
const OLDEST_NODE = [20, 19];

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  throw new SetupError(
    `Node ${OLDEST_NODE.join('.')} or newer is needed; this is ${process.versions.node}.`,
    'install a current Node from https://nodejs.org',
  );
}

async function main([name, ...args]) {
  const command = Object.hasOwn(COMMANDS, name ?? '') ? COMMANDS[name] : undefined;
  if (!command) {
    say('Commands:');
    for (const [known, [what]] of Object.entries(COMMANDS)) say(`  npm run ${known.padEnd(10)}${what}`);
    return name === undefined ? 0 : 2;
  }
  checkNode();
  await ensureModules();
  const { default: perform } = await command[1]();
  return perform(args);
}

handleSignals();
try {
  process.exit(await main(process.argv.slice(2)));
} catch (error) {
  if (error instanceof Interrupted) process.exit(error.exitCode);
  sayError(error);
  process.exit(1);
}
