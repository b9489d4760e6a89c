import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { connectionLost, Failure } from '../domain/failure';
import { findOneTimePassword } from '../domain/one-time';
import type { HostKey } from '../domain/ssh';
import { tryPractice, type Tried } from '../practice/testing';
import type { SshLogin, SshSession } from '../procedure/ports';
import { createSshPort } from './port';

/** Against the practice PBXs, which share no code with the client. */

const command = '/usr/sbin/get_admin_otp';
const { signal } = new AbortController();
const ssh = createSshPort();

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Visit extends Tried {
  users: Record<string, string>;
  address: { host: string; port: number };
  key(): Promise<HostKey>;
  signIn(login: SshLogin, pin?: HostKey): Promise<SshSession>;
  counters(): Promise<Record<string, number>>;
}

async function on(preset: string): Promise<Visit> {
  const tried = await tryPractice({ preset });
  ends.push(() => tried.end());
  const info = tried.practice.info().ssh;
  if (!info) throw new Error('this PBX has no SSH');
  const address = { host: info.host, port: info.port };
  const key = (): Promise<HostKey> => ssh.hostKey({ address, oldAlgorithms: false }, signal);
  return {
    ...tried,
    users: info.users,
    address,
    key,
    signIn: async (login, pin) => {
      const session = await ssh.signIn(
        { address, pin: pin ?? (await key()), oldAlgorithms: false },
        login,
        signal,
      );
      ends.push(() => session.end());
      return session;
    },
    counters: async () => (await tried.control('GET', '/state')).json()['counters'] as Record<string, number>,
  };
}

const as = (user: string, password = ''): SshLogin => ({ user, offers: [{ way: 'password', password }] });

async function codeOf(work: Promise<unknown>): Promise<Failure['error']> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof Failure)) throw new Error(`no failure but ${String(thrown)}`);
  return thrown.error;
}

describe.each(['virtual-7-2fa', 'crossing-2fa'])('%s', (preset) => {
  test('root signs in with the password, once the key it shows was accepted', async () => {
    const visit = await on(preset);
    const told = (await visit.control('GET', '/state')).json()['ssh'];
    expect(told).toEqual({ port: visit.address.port, fingerprint: (await visit.key()).sha256 });
    const session = await visit.signIn(as('root', visit.users['root']));
    expect((await session.run('whoami', {}, signal)).output).toBe('root\n');
    expect(await visit.counters()).toMatchObject({ sshPasswords: 1, sshWrongPasswords: 0 });
  });

  test('a wrong password is sent once', async () => {
    const visit = await on(preset);
    expect((await codeOf(visit.signIn(as('root', 'not-the-one')))).code).toBe('ssh-refused');
    expect(await visit.counters()).toMatchObject({ sshPasswords: 1, sshWrongPasswords: 1 });
  });
});

test('the OTP is printed for root only, and by su for the other user', async () => {
  const visit = await on('virtual-7-2fa');
  const { root = '', admin } = visit.users;
  const session = await visit.signIn(as('admin', admin));
  expect(await session.run(command, {}, signal)).toMatchObject({
    exit: 126,
    output: '',
    errors: expect.stringContaining('Permission denied') as string,
  });
  const done = await session.run(command, { as: { user: 'root', password: root } }, signal);
  const { otp } = (await visit.control('GET', '/otp')).json();
  expect(done).toMatchObject({ exit: 0, errors: '', cut: false });
  expect(findOneTimePassword(done.output)).toBe(otp);
  const wrong = session.run(command, { as: { user: 'root', password: 'no' } }, signal);
  expect((await codeOf(wrong)).code).toBe('su-refused');
  expect(await visit.counters()).toMatchObject({ suWrongPasswords: 1, otpsPrinted: 1 });
});

test('before its upgrade crossing-2fa has no such command, and afterwards prints it in its own way', async () => {
  const visit = await on('crossing-2fa');
  const before = await (await visit.signIn(as('root', visit.users['root']))).run(command, {}, signal);
  expect(before).toMatchObject({ exit: 127, output: '' });
  await visit.api('POST', '/PBX/Upgrade');
  visit.wait(240_000);
  await visit.api('PUT', '/PBX/System/Reboot');
  expect(connectionLost).toContain((await codeOf(visit.key())).code);
  visit.wait(60_000);
  const after = await (await visit.signIn(as('root', visit.users['root']))).run(command, {}, signal);
  expect(findOneTimePassword(after.output)).toBe((await visit.control('GET', '/otp')).json()['otp']);
});

test('what is asked beside the password is for the person; unanswered, it is told', async () => {
  const visit = await on('virtual-7-2fa');
  await visit.control('POST', '/fault', { name: 'ssh-asks-more', arg: '271828' });
  const login = as('root', visit.users['root']);
  // By the method that takes a password alone it is refused, and not sent a second time to be asked further.
  expect((await codeOf(visit.signIn(login))).code).toBe('ssh-refused');
  expect(await visit.counters()).toMatchObject({ sshPasswords: 1 });
  const rounds = await on('crossing-2fa');
  await rounds.control('POST', '/fault', { name: 'ssh-asks-more', arg: '271828' });
  const known = as('root', rounds.users['root']);
  expect(await codeOf(rounds.signIn(known))).toMatchObject({
    code: 'ssh-asks',
    params: { asks: 'Verification code:' },
  });
  const asked: unknown[] = [];
  const session = await rounds.signIn({
    ...known,
    answer: (prompts) => {
      asked.push(...prompts);
      return Promise.resolve(['271828']);
    },
  });
  expect((await session.run('whoami', {}, signal)).output).toBe('root\n');
  expect(asked).toEqual([{ text: 'Verification code: ', echo: true }]);
});

test('a key file with a passphrase signs in where its public part is known', async () => {
  const visit = await on('virtual-7-2fa');
  const folder = mkdtempSync(join(tmpdir(), 'key-'));
  ends.push(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'id');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', 'open sesame', '-f', path]);
  const login: SshLogin = { user: 'root', offers: [{ way: 'key-file', path, passphrase: 'open sesame' }] };
  expect((await codeOf(visit.signIn(login))).code).toBe('ssh-refused');
  const key = execFileSync('ssh-keygen', ['-y', '-P', 'open sesame', '-f', path], {
    encoding: 'utf8',
  }).trim();
  expect((await visit.control('POST', '/ssh-key', { user: 'root', key })).status).toBe(200);
  const session = await visit.signIn(login);
  expect((await session.run('whoami', {}, signal)).output).toBe('root\n');
  expect(await visit.counters()).toMatchObject({ sshPasswords: 0 });
});

test('a changed host key, or another PBX at this address, stops before anything secret is sent', async () => {
  const visit = await on('virtual-7-2fa');
  const pin = await visit.key();
  const login = as('root', visit.users['root']);
  await visit.control('POST', '/fault', { name: 'ssh-key-changes' });
  expect(await codeOf(visit.signIn(login, pin))).toMatchObject({
    code: 'host-key-changed',
    params: { was: pin.sha256, now: (await visit.key()).sha256 },
  });
  const renewed = await visit.key();
  await visit.control('POST', '/fault', { name: 'other-pbx-on-this-address', arg: 'now' });
  expect((await codeOf(visit.signIn(login, renewed))).code).toBe('host-key-changed');
  const state = (await visit.control('GET', '/state')).json();
  expect(state['strangerPasswords']).toBe(0);
  expect(state['counters']).toMatchObject({ sshPasswords: 0 });
});

test('a PBX that goes down in the middle of a command is a lost connection', async () => {
  const visit = await on('virtual-7-2fa');
  const session = await visit.signIn(as('root', visit.users['root']));
  const running = codeOf(session.run('sleep 30', {}, signal));
  setTimeout(() => void visit.control('POST', '/reboot'), 200);
  expect(connectionLost).toContain((await running).code);
});

test('of output without end only the bound is kept', async () => {
  const visit = await on('virtual-7-2fa');
  const session = await visit.signIn(as('root', visit.users['root']));
  const done = await session.run('yes', {}, signal);
  expect([done.cut, done.output.length]).toEqual([true, 64 * 1024]);
  expect((await session.run('whoami', {}, signal)).output).toBe('root\n');
});

test('a server that falls silent is given up on, though its connection stands', async () => {
  const visit = await on('virtual-7-2fa');
  const quick = createSshPort({ limits: { keepAliveMs: 100, keepAliveCount: 1, connectMs: 800 } });
  const { createServer, connect } = await import('node:net');
  let silent = false;
  const between = createServer((near) => {
    const far = connect(visit.address);
    near.on('data', (chunk: Buffer) => silent || far.write(chunk));
    far.on('data', (chunk: Buffer) => silent || near.write(chunk));
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.on('close', () => far.destroy());
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  ends.push(() => between.close());
  const address = { host: '127.0.0.1', port: (between.address() as { port: number }).port };
  const pin = await visit.key();
  const session = await quick.signIn(
    { address, pin, oldAlgorithms: false },
    as('root', visit.users['root']),
    signal,
  );
  const running = codeOf(session.run('sleep 30', {}, signal));
  silent = true;
  expect((await running).code).toBe('timeout');
  // And one that never says who it is.
  expect((await codeOf(quick.hostKey({ address, oldAlgorithms: false }, signal))).code).toBe('timeout');
});

test('what speaks something else is told apart', async () => {
  const visit = await on('virtual-7-2fa');
  const { host, port } = visit.practice.info().pbx;
  const error = await codeOf(
    createSshPort({ limits: { connectMs: 2_000 } }).hostKey(
      { address: { host, port }, oldAlgorithms: false },
      signal,
    ),
  );
  expect(error.code).toMatch(/^(ssh-failed|reset|timeout)$/);
});
