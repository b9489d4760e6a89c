import { ensureBuild } from '../build.mjs';
import { launchVariables, withLaunch } from '../setup/launch.mjs';
import { inModules } from '../setup/paths.mjs';
import { runNode } from '../setup/run.mjs';

/** The tests of the real app; the arguments are Playwright's (`npm run e2e -- activate -g "resumes"`). */
export default async function e2e(args) {
  await ensureBuild();
  return withLaunch({}, (launch) => {
    const config = ['test', '--config', 'e2e/playwright.config.ts'];
    return runNode(inModules('playwright/cli.js'), [...config, ...args], { env: launchVariables(launch) });
  });
}
