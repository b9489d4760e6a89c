import { ensureBuild } from '../build.mjs';
import { withLaunch } from '../setup/launch.mjs';
import { run } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';
import { sessionNeeds } from '../setup/session.mjs';

/** Opens the app and waits until it is closed. The arguments are the app's. */
export default async function start(args) {
  await ensureBuild();
  // On somebody's desktop their keychain is the right one even when it is locked: it will ask them.
  const { display: nobodyLooks } = await sessionNeeds();
  return withLaunch({ keychain: nobodyLooks }, (launch) => {
    if (launch.virtualDisplay)
      say('The app opens on the virtual display, where nobody sees it. Ctrl-C ends it.');
    return run(launch.executablePath, [...launch.args, launch.appDir, ...args], { env: launch.env });
  });
}
