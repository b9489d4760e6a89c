import { join } from 'node:path';
import { builtStamp } from '../build.mjs';
import { distFolder } from './paths.mjs';
import { VARIABLE } from './electron.mjs';
import { ensureRuntime } from './runtime.mjs';
import { checkSandbox } from './sandbox.mjs';
import { sessionNeeds, withSession } from './session.mjs';
import { readableBy } from './stage.mjs';
import { ensureSystem } from './system.mjs';
import { electronAsUser, ensureOrdinaryUser } from './user.mjs';

/**
 * Calls `use(launch)` when the built app can be started: the runtime is there, an ordinary user can read and run all of
 * it, a display and a keychain are up. `launch` is what `electronLaunch()` gives, as plain data; `launchVariables(launch)`
 * hands it to another process. `keychain: false` leaves the person's keychain as it is, locked or not. `displays`: how many
 * virtual ones there are to be, where a person's own is not used, for apps that run side by side.
 */
export async function withLaunch({ keychain = true, displays = 1 } = {}, use) {
  await ensureSystem(await sessionNeeds({ keychain }));
  const runtime = await ensureRuntime();
  const user = await ensureOrdinaryUser();
  const executable = await readableRuntime(user, runtime);
  await checkSandbox(user, executable);
  const appDir = await readableBy(user, distFolder, builtStamp());
  return withSession({ user, keychain, displays }, (session) =>
    use({
      executablePath: user ? electronAsUser(user, executable) : executable,
      appDir,
      env: session.env,
      displays: session.displays,
      args: [],
      asOrdinaryUser: user !== undefined,
      user,
      standIn: runtime.standIn,
      version: runtime.version,
      virtualDisplay: session.virtualDisplay,
      privateKeychain: session.privateKeychain,
    }),
  );
}

async function readableRuntime(user, runtime) {
  const folder = await readableBy(user, runtime.folder, runtime.version);
  return join(folder, runtime.executable.slice(runtime.folder.length));
}

/** The environment for a program that calls `electronLaunch()`. */
export function launchVariables(launch) {
  return { ...process.env, [VARIABLE]: JSON.stringify(launch) };
}
