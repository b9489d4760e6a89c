import { inModules } from '../setup/paths.mjs';
import { ensureRealServers } from '../setup/real-servers.mjs';
import { runNode } from '../setup/run.mjs';

/** The unit tests; arguments narrow them (`npm run unit -- app/domain`). */
export default async function unit(args) {
  await ensureRealServers();
  return runNode(inModules('vitest/vitest.mjs'), ['run', '--config', 'scripts/vitest.config.ts', ...args]);
}
