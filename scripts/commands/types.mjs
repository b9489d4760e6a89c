import { inModules } from '../setup/paths.mjs';
import { runNode } from '../setup/run.mjs';

/** The TypeScript compiler as a check. */
export default function types(args) {
  return runNode(inModules('typescript/bin/tsc'), ['--noEmit', ...args]);
}
