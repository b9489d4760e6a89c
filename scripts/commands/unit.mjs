import { inModules } from '../setup/paths.mjs';
import { runNode } from '../setup/run.mjs';
import { say, SetupError } from '../setup/say.mjs';
import { ensureSystem } from '../setup/system.mjs';

/** The unit tests; arguments narrow them (`npm run unit -- app/domain`). */
export default async function unit(args) {
  await ensureSshServer();
  return runNode(inModules('vitest/vitest.mjs'), ['run', '--config', 'scripts/vitest.config.ts', ...args]);
}

/** Without it the tests that need a real SSH server are skipped, and say so. */
async function ensureSshServer() {
  try {
    await ensureSystem({ electron: false, ssh: true });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`The tests with a real SSH server are skipped: ${error.message} (${error.remedy})`);
  }
}
