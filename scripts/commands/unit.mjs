import { inModules } from '../setup/paths.mjs';
import { runNode } from '../setup/run.mjs';

/** The unit tests; arguments narrow them (`npm run unit -- app/domain`). */
export default function unit(args) {
  return runNode(inModules('vitest/vitest.mjs'), ['run', '--config', 'scripts/vitest.config.ts', ...args]);
}
