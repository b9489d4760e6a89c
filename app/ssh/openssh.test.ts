import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectionLost, Failure } from '../domain/failure';
import type { HostKey } from '../domain/ssh';
import type { SshLogin, SshOffer, SshSession } from '../procedure/ports';
import { createSshPort } from './port';
import { makeUser, me, noSshd, noUsers, removeUser, Sshd, type MadeUser } from './sshd.fixture';

/** Against a real OpenSSH server. Where there is none, or no way to make users, the titles say why nothing was tried. */

const why = (reason: string | null): string => (reason === null ? '' : ` (skipped: ${reason})`);
const withServer = noSshd === null ? describe : describe.skip;
const withUsers = noUsers === null ? describe : describe.skip;

const { signal } = new AbortController();
const ssh = createSshPort({ limits: { connectMs: 15_000, signInMs: 15_000, commandMs: 20_000 } });
const ends: (() => unknown)[] = [];
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function served(settings: string[] = []): Promise<Sshd> {
  const sshd = new Sshd(settings);
  ends.push(() => sshd.end());
  await sshd.start();
  return sshd;
}

const at = ({ host, port }: Sshd): { host: string; port: number } => ({ host, port });
const keyOf = (sshd: Sshd): Promise<HostKey> =>
  ssh.hostKey({ address: at(sshd), oldAlgorithms: false }, signal);

async function signIn(sshd: Sshd, login: SshLogin, pin?: HostKey): Promise<SshSession> {
  const target = { address: at(sshd), pin: pin ?? (await keyOf(sshd)), oldAlgorithms: false };
  const session = await ssh.signIn(target, login, signal);
  ends.push(() => session.end());
  return session;
}

async function failureOf(work: Promise<unknown>): Promise<Failure['error']> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw new Error(`no failure but ${String(thrown)}`);
  return thrown.error;
}

const password = (user: MadeUser, value = user.password): SshLogin => ({
  user: user.name,
  offers: [{ way: 'password', password: value }],
});

withServer(`OpenSSH${why(noSshd)}`, () => {
  let sshd: Sshd;
  let key: SshOffer;
  const mine = (): SshLogin => ({ user: me, offers: [key] });

  beforeAll(async () => {
    sshd = await served();
    const path = sshd.makeKey('mine', { passphrase: 'open sesame' });
    sshd.authorize(path);
    key = { way: 'key-file', path, passphrase: 'open sesame' };
  });

  test.each(['ed25519', 'rsa', 'ecdsa'])('shows its %s host key as ssh-keygen does', async (type) => {
    const other = new Sshd();
    ends.push(() => other.end());
    other.newHostKey(type);
    await other.start();
    const shown = await keyOf(other);
    expect(shown.sha256).toBe(other.fingerprint());
    expect(shown.type).toContain(type);
  });

  test('is not signed in to before its key is accepted; the key comes with the failure', async () => {
    const target = { address: at(sshd), pin: null, oldAlgorithms: false };
    const error = await failureOf(ssh.signIn(target, mine(), signal));
    expect(error).toMatchObject({
      code: 'host-key-unknown',
      params: { type: 'ssh-ed25519', sha256: sshd.fingerprint() },
    });
  });

  test('a key file with a passphrase signs in; a wrong passphrase is told before anything is connected', async () => {
    const session = await signIn(sshd, mine());
    expect(await session.run('echo hello; echo beside >&2; exit 3', {}, signal)).toEqual({
      exit: 3,
      output: 'hello\n',
      errors: 'beside\n',
      cut: false,
    });
    expect((await session.run('echo $HOME', {}, signal)).output).toBe(`${dirname(sshd.file('mine'))}\n`);
    expect(session.old).toEqual([]);
    const wrong = { ...key, passphrase: 'open barley' } as SshOffer;
    const nowhere = { address: { host: '127.0.0.1', port: 1 }, pin: null, oldAlgorithms: false };
    expect(await failureOf(ssh.signIn(nowhere, { user: me, offers: [wrong] }, signal))).toMatchObject({
      code: 'ssh-key-file',
    });
  });

  test('a program that keeps keys signs in, and one that is not there is one credential less', async () => {
    const socket = sshd.file('keys.sock');
    const keeper = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
    ends.push(() => keeper.kill());
    const plain = sshd.makeKey('plain');
    await added(plain, socket);
    const before = sshd.makeKey('before');
    sshd.authorize(plain);
    const missing: SshOffer = { way: 'agent', socket: sshd.file('nobody.sock') };
    const session = await signIn(sshd, {
      user: me,
      offers: [missing, { way: 'key-file', path: before, passphrase: null }, { way: 'agent', socket }],
    });
    expect((await session.run('echo in', {}, signal)).output).toBe('in\n');
    sshd.authorize(sshd.file('mine'));
  });

  test('another host key stops everything', async () => {
    const other = await served();
    const pin = await keyOf(other);
    await other.stop();
    other.newHostKey();
    await other.start();
    const error = await failureOf(signIn(other, password({ name: me, password: 'Never-sent-1' }), pin));
    expect(error).toMatchObject({
      code: 'host-key-changed',
      params: { was: pin.sha256, now: other.fingerprint() },
    });
  });

  test('a server that goes away in the middle of a command is a lost connection', async () => {
    const other = await served();
    other.authorize(sshd.file('mine'));
    const session = await signIn(other, mine());
    const running = failureOf(session.run('sleep 30', {}, signal));
    setTimeout(() => other.cut(), 300);
    expect(connectionLost).toContain((await running).code);
    await other.stop();
    const target = { address: at(other), pin: null, oldAlgorithms: false };
    expect((await failureOf(ssh.hostKey(target, signal))).code).toBe('refused');
  });

  test('of output without end only the bound is kept, and the command is ended', async () => {
    const session = await signIn(sshd, mine());
    const before = process.memoryUsage().arrayBuffers;
    const done = await session.run('yes 1234567890', {}, signal);
    expect(done.cut).toBe(true);
    expect(done.output.length).toBe(64 * 1024);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 * 1024 * 1024);
    // The line lives on: the next command is answered.
    expect((await session.run('echo after', {}, signal)).output).toBe('after\n');
  });

  test('a command that takes too long, or is called off, ends', async () => {
    const slow = await signIn(sshd, mine());
    expect((await failureOf(slow.run('sleep 30', { withinMs: 300 }, signal))).code).toBe('timeout');
    const off = new AbortController();
    const session = await signIn(sshd, mine());
    const running = failureOf(session.run('sleep 30', {}, off.signal));
    off.abort();
    expect((await running).code).toBe('cancelled');
  });

  test('what only old servers know is offered only when it is asked for, and then it is told', async () => {
    const other = await served([
      'KexAlgorithms diffie-hellman-group14-sha1',
      'Ciphers aes128-cbc',
      'MACs hmac-sha1',
    ]);
    other.authorize(sshd.file('mine'));
    expect((await failureOf(keyOf(other))).code).toBe('ssh-too-old');
    const target = { address: at(other), oldAlgorithms: true };
    const pin = await ssh.hostKey(target, signal);
    const session = await ssh.signIn({ ...target, pin }, mine(), signal);
    ends.push(() => session.end());
    expect(session.old).toEqual(['diffie-hellman-group14-sha1', 'aes128-cbc']);
    // A newer one is not talked down to what is old.
    const newer = await ssh.signIn(
      { address: at(sshd), oldAlgorithms: true, pin: await keyOf(sshd) },
      mine(),
      signal,
    );
    ends.push(() => newer.end());
    expect(newer.old).toEqual([]);
  });
});

withUsers(`OpenSSH and users with passwords${why(noUsers)}`, () => {
  let user: MadeUser;
  let other: MadeUser;
  let byPassword: Sshd;
  let byQuestion: Sshd;

  beforeAll(async () => {
    user = makeUser();
    ends.push(() => removeUser(user));
    other = makeUser();
    ends.push(() => removeUser(other));
    byPassword = await served(['PasswordAuthentication yes', 'KbdInteractiveAuthentication no']);
    byQuestion = await served([
      'UsePAM yes',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication yes',
      'AuthenticationMethods keyboard-interactive',
    ]);
  });

  test('a password signs in', async () => {
    const session = await signIn(byPassword, password(user));
    expect((await session.run('id -un', {}, signal)).output).toBe(`${user.name}\n`);
  });

  test('a password signs in where it is asked for as a question', async () => {
    const session = await signIn(byQuestion, password(user));
    expect((await session.run('id -un', {}, signal)).output).toBe(`${user.name}\n`);
  });

  test('a wrong password is sent once, though it could be sent in two ways', async () => {
    const both = await served([
      'UsePAM yes',
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication yes',
      // A second attempt would be hung up on, and tell so.
      'MaxAuthTries 2',
      'LogLevel VERBOSE',
    ]);
    const error = await failureOf(signIn(both, password(user, 'wrong-password-1')));
    expect(error).toMatchObject({ code: 'ssh-refused', params: { user: user.name } });
    expect(both.said().match(/Failed (password|keyboard-interactive\/pam) for/g)).toHaveLength(1);
  });

  test('password and key, where a server wants both', async () => {
    const both = await served([
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication no',
      'AuthenticationMethods publickey,password',
    ]);
    const path = both.makeKey('both');
    both.authorize(path);
    const login = password(user);
    const session = await signIn(both, {
      ...login,
      offers: [...login.offers, { way: 'key-file', path, passphrase: null }],
    });
    expect((await session.run('id -un', {}, signal)).output).toBe(`${user.name}\n`);
  });

  test('another user by su: the password is in no argument and no environment, and not in the output', async () => {
    const session = await signIn(byPassword, password(user));
    const running = session.run(
      `id -un; echo "it's here"; sleep 2; exit 4`,
      { as: { user: other.name, password: other.password } },
      signal,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(processesTelling([user.password, other.password])).toEqual([]);
    // The look would have seen it.
    const planted = spawn('sleep', ['5'], { env: { PLANTED: other.password }, stdio: 'ignore' });
    ends.push(() => planted.kill());
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(processesTelling([other.password])).toEqual([String(planted.pid)]);
    expect(await running).toEqual({ exit: 4, output: `${other.name}\nit's here\n`, errors: '', cut: false });
  });

  test('su with a wrong password says so, having asked once', async () => {
    const session = await signIn(byPassword, password(user));
    const as = { user: other.name, password: 'wrong-password-2' };
    expect(await failureOf(session.run('id -un', { as }, signal))).toMatchObject({
      code: 'su-refused',
      params: { user: other.name },
    });
  });

  test('what prints a password is not believed to be allowed to', async () => {
    const session = await signIn(byPassword, password(user));
    const done = await session.run(
      `printf '%s%s\\n' '${user.password.slice(0, 5)}' '${user.password.slice(5)}'`,
      {},
      signal,
    );
    expect(done.output).toBe('‹secret›\n');
  });
});

function added(path: string, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const attempt = (left: number): void => {
      const child: ChildProcess = spawn('ssh-add', ['-q', path], {
        env: { ...process.env, SSH_AUTH_SOCK: socket },
        stdio: 'ignore',
      });
      child.once('exit', (code) => {
        if (code === 0) resolve();
        else if (left > 0) setTimeout(() => attempt(left - 1), 100);
        else reject(new Error(`ssh-add ended with ${String(code)}`));
      });
    };
    attempt(30);
  });
}

/** Processes of this computer whose arguments or environment hold one of these. */
function processesTelling(secrets: readonly string[]): string[] {
  const own = String(process.pid);
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || pid === own) return false;
    return ['cmdline', 'environ'].some((what) => {
      try {
        const text = readFileSync(`/proc/${pid}/${what}`, 'latin1');
        return secrets.some((secret) => text.includes(secret));
      } catch {
        return false; // ended meanwhile, or not ours to see
      }
    });
  });
}
