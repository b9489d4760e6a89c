import { runDriver } from '../setup/driver.mjs';

/** A whole job in the real app, driven through its window: scripts/demo.ts. */
export default function demo(args) {
  return runDriver('demo.ts', args);
}
