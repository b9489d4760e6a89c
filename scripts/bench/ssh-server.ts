import { userInfo } from 'node:os';
import type { SshPort, SshSession } from '../../app/procedure/ports';
import { createSshPort } from '../../app/ssh/port';
import { noSshd, Sshd } from '../../app/ssh/sshd.fixture';

export const never = new AbortController().signal;

/** A real OpenSSH server on this computer, and a key that signs in to it. */
export interface BenchServer {
  sshd: Sshd;
  user: string;
  key: string;
  /** Signs in by our own client, through another port if given. */
  signIn: (port?: number) => Promise<SshSession>;
}

export async function withServer<T>(work: (server: BenchServer) => Promise<T>): Promise<T> {
  if (noSshd !== null) throw new Error(`This cannot be measured here: ${noSshd}.`);
  const sshd = new Sshd();
  const ssh = createSshPort();
  const sessions: SshSession[] = [];
  try {
    await sshd.start();
    const key = sshd.makeKey('bench');
    sshd.authorize(key);
    const user = userInfo().username;
    const signIn = async (port = sshd.port): Promise<SshSession> => {
      const session = await signedIn(ssh, { host: sshd.host, port }, user, key);
      sessions.push(session);
      return session;
    };
    return await work({ sshd, user, key, signIn });
  } finally {
    for (const session of sessions) session.end();
    await sshd.end();
  }
}

async function signedIn(
  ssh: SshPort,
  address: { host: string; port: number },
  user: string,
  path: string,
): Promise<SshSession> {
  const pin = await ssh.hostKey({ address, oldAlgorithms: false }, never);
  const offers = [{ way: 'key-file', path, passphrase: null } as const];
  return ssh.signIn({ address, pin, oldAlgorithms: false }, { user, offers }, never);
}
