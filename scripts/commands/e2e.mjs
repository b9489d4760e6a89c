import { ensureBuild } from '../build.mjs';
import { launchVariables, withLaunch } from '../setup/launch.mjs';
import { inModules } from '../setup/paths.mjs';
import { ensureRealServers } from '../setup/real-servers.mjs';
import { runNode } from '../setup/run.mjs';

/**
 * Apps at work side by side, each on a virtual display of its own: they wait more than they work, so three do on two cores. On a
 * person's own display they would take the keyboard from each other, so there it is one.
 */
const DISPLAYS = 3;

/** The tests of the real app; the arguments are Playwright's (`npm run e2e -- activate -g "resumes"`). */
export default async function e2e(args) {
  await ensureBuild();
  await ensureRealServers();
  return withLaunch({ displays: DISPLAYS }, (launch) => {
    const workers = String(Math.max(1, launch.displays.length));
    const config = ['test', '--config', 'e2e/playwright.config.ts', '--workers', workers];
    return runNode(inModules('playwright/cli.js'), [...config, ...args], { env: launchVariables(launch) });
  });
}
