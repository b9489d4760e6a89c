import { join } from 'node:path';
import { ensureBuild } from '../build.mjs';
import { launchVariables, withLaunch } from './launch.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';

/** Runs a TypeScript program of scripts/ that drives the built app (see `electronLaunch`), with everything up for it. */
export async function runDriver(file, args) {
  await ensureBuild();
  return withLaunch({}, (launch) =>
    run(process.execPath, ['--import', 'tsx', join(root, 'scripts', file), ...args], {
      env: launchVariables(launch),
    }),
  );
}
