import { runDriver } from '../setup/driver.mjs';

/** The measurements: scripts/bench.ts. */
export default function bench(args) {
  return runDriver('bench.ts', args);
}
