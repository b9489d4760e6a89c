import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { distFolder } from './paths.mjs';
import { VARIABLE } from './electron.mjs';
import { ensureRuntime } from './runtime.mjs';
import { checkSandbox } from './sandbox.mjs';
import { withSession } from './session.mjs';
import { readableBy } from './stage.mjs';
import { electronAsUser, ensureOrdinaryUser } from './user.mjs';

/**
 * Calls `use(launch)` when the built app can be started: the runtime is there, an ordinary user can read and run all of
 * it, a display and a keychain are up. `launch` is what `electronLaunch()` gives, as plain data; `launchVariables(launch)`
 * hands it to another process. `keychain: false` for commands in which the person's own keychain is the only right one.
 */
export async function withLaunch({ keychain = true } = {}, use) {
  const runtime = await ensureRuntime();
  const user = await ensureOrdinaryUser();
  const executable = await readableRuntime(user, runtime);
  await checkSandbox(user, executable);
  const appDir = await readableBy(user, distFolder, readFileSync(join(distFolder, '.stamp'), 'utf8'));
  return withSession({ user, keychain }, (session) =>
    use({
      executablePath: user ? electronAsUser(user, executable) : executable,
      appDir,
      env: session.env,
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
