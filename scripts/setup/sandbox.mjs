import { chmodSync, chownSync, existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isLinuxRoot } from './paths.mjs';
import { SetupError } from './say.mjs';
import { askAs } from './user.mjs';

/**
 * Makes sure that Chromium's sandbox can work on this Linux. It needs user namespaces; where the system keeps them from
 * ordinary users (Ubuntu since 24.04, hardened kernels), its helper `chrome-sandbox` must belong to root and be set-uid.
 * The sandbox is never switched off instead.
 */
export async function checkSandbox(user, executable) {
  if (process.platform !== 'linux') return;
  const probe = await askAs(user, 'unshare', ['--user', '--map-root-user', 'true']);
  if (probe.code === 0) return;
  const helper = join(dirname(executable), 'chrome-sandbox');
  if (isSetUidRoot(helper)) return;
  if (isLinuxRoot && existsSync(helper)) {
    chownSync(helper, 0, 0);
    chmodSync(helper, 0o4755);
    return;
  }
  throw new SetupError(
    "this system keeps user namespaces from ordinary users, so Chromium's sandbox cannot start.",
    `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
}

function isSetUidRoot(path) {
  const file = statSync(path, { throwIfNoEntry: false });
  return file !== undefined && file.uid === 0 && (file.mode & 0o4000) !== 0;
}
