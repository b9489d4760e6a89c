import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs';
import { startInBackground } from './background.mjs';
import { isLinuxRoot } from './paths.mjs';
import { SetupError } from './say.mjs';

/** The size is a laptop's: what is seen in tests and screenshots is what an installer has. */
const SCREEN = '1440x900x24';

/**
 * Starts Xvfb on a free display, with a cookie (written to the file `cookies`) so that nobody else on the machine can look at
 * it.
 * Gives `{ env, end }` with DISPLAY and XAUTHORITY.
 */
export async function startDisplay({ user, cookies, env }) {
  writeFileSync(cookies, cookieFile(randomBytes(16)), { mode: 0o600 });
  if (user) chownSync(cookies, user.uid, user.gid);
  if (isLinuxRoot) makeSocketFolder();
  const args = ['-displayfd', '3', '-auth', cookies, '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'];
  const { child, end } = startInBackground('Xvfb', args, {
    user,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  try {
    const number = await firstLine(child);
    return { env: { DISPLAY: `:${number}`, XAUTHORITY: cookies }, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** An ordinary user's X server can use the folder of the sockets but not make it as X wants it. */
function makeSocketFolder() {
  const folder = '/tmp/.X11-unix';
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o1777);
}

/**
 * An X authority file with one entry for every display of this machine: address family "wild" (0xffff), empty address
 * and display number, then the name and the 16 bytes of the cookie, each with its length in two bytes.
 */
export function cookieFile(cookie) {
  const withLength = (bytes) => Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]);
  const fields = [Buffer.alloc(0), Buffer.alloc(0), Buffer.from('MIT-MAGIC-COOKIE-1'), cookie];
  return Buffer.concat([Buffer.from([0xff, 0xff]), ...fields.map(withLength)]);
}

function firstLine(child) {
  return new Promise((resolve, reject) => {
    let text = '';
    let complaint = '';
    const fail = (reason) =>
      reject(new SetupError(`the virtual display did not start: ${reason}`, 'apt-get install -y xvfb'));
    child.stderr.on('data', (data) => (complaint = `${complaint}${data}`.slice(-300)));
    child.stdio[3].on('data', (data) => {
      text += data;
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', () => fail(complaint.trim() || 'Xvfb ended'));
  });
}
