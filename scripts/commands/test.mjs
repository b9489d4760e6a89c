import { readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from '../build.mjs';
import { root } from '../setup/paths.mjs';
import { Interrupted } from '../setup/run.mjs';
import { say, sayError } from '../setup/say.mjs';
import { addUp, lastLine, playwrightCounts, vitestCounts } from '../tally.mjs';
import e2e from './e2e.mjs';
import format from './format.mjs';
import lint from './lint.mjs';
import types from './types.mjs';
import unit from './unit.mjs';

const UNIT_JSON = 'out/unit.json';
const E2E_JSON = 'out/e2e.json';
const PASSED = { passed: 1, failed: 0, skipped: 0 };
const FAILED = { passed: 0, failed: 1, skipped: 0 };
const SKIPPED = { passed: 0, failed: 0, skipped: 1 };

/**
 * Everything that must hold. A failed check does not stop the next; only the tests of the app need its build.
 * The last line of the output is the tally, also when it is interrupted: what was running then counts as failed.
 */
export default async function test() {
  const done = [];
  let running = true;
  process.on('exit', () => writeLast(running ? [...done, FAILED] : done));
  const phase = async (title, perform) => done.push(await inPhase(title, perform));

  await phase('lint', () => check(lint([])));
  await phase('format', () => check(format(['--check'])));
  await phase('types', () => check(types([])));
  await phase('unit tests', runUnit);
  await phase('build', () => check(ensureBuild().then(() => 0)));
  const built = done.at(-1) === PASSED;
  await phase('e2e tests', built ? runE2e : () => say('not run: there is no build to test') ?? SKIPPED);
  running = false;
  return addUp(done).failed === 0 ? 0 : 1;
}

async function inPhase(title, perform) {
  say(`\n── ${title} ──`);
  const started = performance.now();
  try {
    return await perform();
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    sayError(error);
    return FAILED;
  } finally {
    say(`── ${title}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
}

async function check(exitCode) {
  return (await exitCode) === 0 ? PASSED : FAILED;
}

async function runUnit() {
  forget(UNIT_JSON);
  const code = await unit(['--reporter=default', '--reporter=json', `--outputFile.json=${UNIT_JSON}`]);
  return vitestCounts(readJson(UNIT_JSON), code);
}

async function runE2e() {
  forget(E2E_JSON);
  const code = await e2e([]);
  return playwrightCounts(readJson(E2E_JSON), code);
}

function forget(path) {
  rmSync(join(root, path), { force: true });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch {
    return undefined;
  }
}

function writeLast(counts) {
  writeSync(1, `\n${lastLine(addUp(counts))}\n`);
}
