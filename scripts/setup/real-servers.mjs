import { say, SetupError } from './say.mjs';
import { ensureSystem } from './system.mjs';

/** The real servers that tests run on ports of their own, and other real programs that tests ask. Without them the tests that need one are skipped, and say so. */
export async function ensureRealServers() {
  try {
    await ensureSystem({ electron: false, ssh: true, move: true, scripts: true });
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    say(`The tests with real servers and programs are skipped: ${error.message} (${error.remedy})`);
  }
}
