import { join } from 'node:path';
import { ensureBuild } from '../build.mjs';
import { distFolder } from '../setup/paths.mjs';
import { runNode } from '../setup/run.mjs';

/** Runs a practice PBX until it is stopped. The arguments and the standard output are the practice PBX's. */
export default async function practice(args) {
  await ensureBuild();
  return runNode(join(distFolder, 'practice', 'cli.cjs'), args);
}
