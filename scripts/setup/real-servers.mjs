import { say, SetupError } from './say.mjs';
import { ensureSystem } from './system.mjs';

/** The real servers that tests run on ports of their own. Without them the tests that need one are skipped, and say so. */
export async function ensureRealServers() {
  try {
    await ensureSystem({ electron: false, ssh: true, move: true });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`The tests with real servers are skipped: ${error.message} (${error.remedy})`);
  }
}
