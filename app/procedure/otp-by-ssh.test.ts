import { expect, test } from 'vitest';
import { acceptCode } from '../domain/accept';
import { Failure } from '../domain/failure';
import { stepOf, type SecretName } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import type { AddressLook } from '../domain/pbx';
import { FakePage } from './page.fixture';
import type { SshLogin, SshOutput, SshPort, SshRun, SshTarget } from './ports';
import { signInPage } from './recipes/sign-in';
import type { Runner } from './runner';
import { signIn } from './steps/sign-in';
import { idle, pbxPortOf, runnerOf, secretsInMemory } from './test-kit';

const key = { type: 'ssh-ed25519', sha256: 'SHA256:one' };
const look: AddressLook = {
  host: '127.0.0.1',
  port: 443,
  certificate: {
    fingerprint256: 'AA:01',
    subject: 'CN=pbx',
    issuer: 'CN=pbx',
    altNames: '',
    validFrom: '2024-01-01T00:00:00Z',
    validTo: '2034-01-01T00:00:00Z',
    selfSigned: false,
    trusted: true,
    pem: '',
  },
  signs: ['api-envelope'],
  serverHeader: null,
  clockSkewMs: 0,
};

/** An SSH server that is what the test makes of it, and a record of what it was given. */
class FakeSsh implements SshPort {
  readonly logins: { target: SshTarget; login: SshLogin }[] = [];
  readonly runs: { command: string; options: SshRun }[] = [];
  key = key;
  looks: Failure | null = null;
  refuses: Failure | null = null;
  prints: SshOutput | Failure = { exit: 0, output: 'OTP: 123456\n', errors: '', cut: false };
  old: string[] = [];

  hostKey(): Promise<typeof key> {
    return this.looks ? Promise.reject(this.looks) : Promise.resolve(this.key);
  }

  signIn(target: SshTarget, login: SshLogin): ReturnType<SshPort['signIn']> {
    this.logins.push({ target, login });
    if (this.refuses) return Promise.reject(this.refuses);
    return Promise.resolve({
      old: this.old,
      end: () => undefined,
      terminal: () => Promise.reject(new Error('no terminal here')),
      run: (command, options) => {
        this.runs.push({ command, options });
        return this.prints instanceof Failure ? Promise.reject(this.prints) : Promise.resolve(this.prints);
      },
    });
  }
}

interface Visit {
  runner: Runner;
  ssh: FakeSsh;
  page: FakePage;
  pageLogins: string[];
  journal: () => string;
  step: () => ReturnType<typeof stepOf>;
  give: (name: SecretName, value: string) => Promise<void>;
  type: (field: string, value: string) => Promise<void>;
  accept: (code: string, reason?: string) => Promise<void>;
  press: () => Promise<string>;
  plan: () => string[];
  kept: (name: SecretName) => Promise<string | null>;
}

/** A job whose password alone was refused, with the page's form shown. */
async function visit(): Promise<Visit> {
  const ssh = new FakeSsh();
  const signedIn = [{ kind: 'text' as const, words: 'WMS Settings' }];
  const page = new FakePage([
    { kind: 'field', words: 'Login' },
    { kind: 'field', words: 'Password' },
    { kind: 'field', words: 'OTP' },
    { kind: 'press', words: 'Login', shows: () => signedIn },
  ]);
  const secrets = secretsInMemory();
  const pageLogins: string[] = [];
  const { runner, events } = runnerOf([signIn], {
    secrets,
    ssh,
    clock: { now: nextSecond(), sleep: () => Promise.resolve() },
    page: () => page,
    recipes: { all: () => [signInPage] },
    pbx: pbxPortOf({
      look: () => Promise.resolve(look),
      signIn: (_target, offers) => {
        const [offer] = offers;
        if (offer?.way !== 'page') return Promise.reject(new Failure('second-factor-needed'));
        pageLogins.push(offer.cookie);
        return Promise.reject(new Failure('reset')); // far enough: what comes now is tried elsewhere
      },
    }),
  });
  const record = (event: JournalEvent): Promise<void> => runner.record(event);
  const step = (): ReturnType<typeof stepOf> => stepOf(runner.job(), 'sign-in');
  const give = async (name: SecretName, value: string): Promise<void> => {
    await secrets.put(runner.job().id, name, value);
    const at = nextTime();
    await record({ type: 'secret', secret: { name, kept: 'memory', at, origin: 'typed' } });
    await runner.replan('sign-in');
  };
  const press = async (): Promise<string> => {
    runner.apply('sign-in');
    await idle(runner);
    return step().state;
  };
  await record({ type: 'facts', facts: { address: '127.0.0.1' }, source: 'test' });
  await give('admin-password-old', 'the-admin-password');
  await press();
  return {
    runner,
    ssh,
    page,
    pageLogins,
    step,
    give,
    press,
    journal: () => JSON.stringify(events),
    kept: (name) => secrets.get(runner.job().id, name),
    type: async (field, value) => {
      await record({ type: 'input', step: 'sign-in', field, value });
      await runner.replan('sign-in');
    },
    accept: async (code, reason = '') => {
      const shown = step().plan.find((item) => item.code === code);
      if (!shown) throw new Error(`${code} is not shown`);
      const warning = { code: acceptCode(shown), reason, at: nextTime() };
      await record({ type: 'warning-accepted', step: 'sign-in', warning });
      await runner.replan('sign-in');
    },
    plan: () => step().plan.map(({ code }) => code),
  };
}

let time = Date.parse('2026-02-01T00:00:00Z');
function nextSecond(): () => Date {
  return () => new Date((time += 1_000));
}
function nextTime(): string {
  return new Date((time += 1_000)).toISOString();
}

/** With SSH given and its key accepted. */
async function ready(): Promise<Visit> {
  const at = await visit();
  await at.give('ssh-password', 'the-ssh-password');
  expect(await at.press()).toBe('needs-person');
  await at.accept('ask.accept-host-key');
  return at;
}

test('without SSH the other ways are asked for, and SSH is not contacted', async () => {
  const at = await visit();
  expect(at.plan()).toContain('ask.other-way');
  expect(at.step().error?.code).toBe('second-factor-needed');
  expect(at.ssh.logins).toEqual([]);
});

test('the host key is looked at, shown and accepted before anything is sent', async () => {
  const at = await visit();
  await at.give('ssh-password', 'the-ssh-password');
  expect(at.plan()).toContain('do.look-host-key');
  expect(await at.press()).toBe('needs-person');
  expect(at.step().plan).toContainEqual({
    code: 'ask.accept-host-key',
    params: { now: key.sha256, type: key.type },
  });
  expect(at.ssh.logins).toEqual([]);
  expect(await at.press()).toBe('needs-person');
  expect(at.ssh.logins).toEqual([]);
  await at.accept('ask.accept-host-key');
  expect(at.step().state).toBe('ready');
  expect(at.plan()).toEqual(expect.arrayContaining(['do.pin-host-key', 'do.read-otp', 'do.page-fill']));
});

test('the one-time password goes from SSH to the page and its session to the sign-in, and stands nowhere', async () => {
  const at = await ready();
  at.page.cookie = 'the-session';
  at.ssh.old = ['aes128-cbc'];
  await at.press();
  expect(at.ssh.logins).toEqual([
    {
      target: { address: { host: '127.0.0.1', port: 22 }, pin: key, oldAlgorithms: false },
      login: { user: 'root', offers: [{ way: 'password', password: 'the-ssh-password' }] },
    },
  ]);
  expect(at.ssh.runs).toEqual([{ command: '/usr/sbin/get_admin_otp', options: {} }]);
  expect(at.page.done).toEqual([
    'fill Login with admin',
    'fill Password with the-admin-password',
    'fill OTP with 123456',
    'press Login',
  ]);
  expect(at.pageLogins).toEqual(['the-session']);
  const codes = at.step().evidence.map(({ said }) => said.code);
  expect(codes).toEqual(expect.arrayContaining(['host-key-pinned', 'ssh-old', 'otp-read', 'page-worked']));
  for (const secret of ['123456', 'the-ssh-password', 'the-admin-password', 'the-session'])
    expect(at.journal()).not.toContain(secret);
});

test('another user than root needs root’s password too, which goes to su', async () => {
  const at = await visit();
  await at.type('sshUser', 'service');
  await at.type('sshPort', '2222');
  await at.give('ssh-password', 'the-ssh-password');
  await at.press();
  await at.accept('ask.accept-host-key');
  expect(at.plan()).toContain('ask.ssh-root-password');
  expect(at.step().state).toBe('needs-person');
  await at.give('ssh-root-password', 'the-root-password');
  expect(at.step().state).toBe('ready');
  await at.press();
  expect(at.ssh.logins[0]).toMatchObject({ target: { address: { port: 2222 } }, login: { user: 'service' } });
  expect(at.ssh.runs[0]?.options).toEqual({ as: { user: 'root', password: 'the-root-password' } });
});

test.each([
  ['ssh-refused', 'ssh-password', 'ssh-root-password'],
  ['su-refused', 'ssh-root-password', 'ssh-password'],
] as const)(
  'after %s the same secret is not sent again before it is given anew',
  async (code, wrong, other) => {
    const at = await visit();
    await at.type('sshUser', 'service');
    await at.give('ssh-root-password', 'the-root-password');
    await at.give('ssh-password', 'the-ssh-password');
    await at.press();
    await at.accept('ask.accept-host-key');
    if (code === 'ssh-refused') at.ssh.refuses = new Failure(code);
    else at.ssh.prints = new Failure(code);
    expect(await at.press()).toBe('needs-person');
    expect(at.step().error?.code).toBe(code);
    expect(at.plan()).toContain('ask.other-way');
    await at.press();
    await at.give(other, 'another one');
    await at.press();
    expect(at.ssh.logins).toHaveLength(1);
    await at.give(wrong, 'typed again');
    await at.press();
    expect(at.ssh.logins).toHaveLength(2);
  },
);

test('a changed host key stops before anything is sent, until it is accepted with a reason', async () => {
  const at = await ready();
  at.ssh.refuses = new Failure('reset');
  await at.press();
  expect(at.ssh.logins).toHaveLength(1);
  at.ssh.refuses = null;
  at.ssh.key = { ...key, sha256: 'SHA256:two' };
  expect(await at.press()).toBe('needs-person');
  expect(at.step().plan).toContainEqual({
    code: 'warn.host-key-changed',
    params: { was: key.sha256, now: 'SHA256:two', type: key.type },
  });
  await at.press();
  expect(at.ssh.logins).toHaveLength(1);
  await at.accept('warn.host-key-changed', 'set up anew');
  await at.press();
  expect(at.ssh.logins[1]?.target.pin).toEqual(at.ssh.key);
  expect(at.step().evidence.map(({ said }) => said.code)).toContain('host-key-repinned');
});

test('what is not recognised is kept for the installer to read, and stands in no journal', async () => {
  const at = await ready();
  at.ssh.prints = { exit: 0, output: 'first 111111\nsecond 222222\n', errors: '', cut: false };
  await at.press();
  expect(at.step().error?.code).toBe('otp-not-recognised');
  expect(await at.kept('otp-printed')).toBe('first 111111\nsecond 222222');
  expect(at.page.done).toEqual([]);
  expect(at.journal()).not.toContain('111111');
});

test('a command that is not there says so', async () => {
  const at = await ready();
  at.ssh.prints = { exit: 127, output: '', errors: 'not found', cut: false };
  await at.press();
  expect(at.step().error).toMatchObject({ code: 'command-failed', params: { exit: 127 } });
  expect(await at.kept('otp-printed')).toBe('not found');
});

test('SSH that is not reached leaves the other ways open', async () => {
  const at = await visit();
  at.ssh.looks = new Failure('refused', { address: '127.0.0.1:22' });
  await at.give('ssh-password', 'the-ssh-password');
  expect(await at.press()).toBe('needs-person');
  expect(at.plan()).toContain('ask.other-way');
  expect(at.step().error?.code).toBe('refused');
});

test('a port that is none is told, and SSH is not contacted', async () => {
  const at = await visit();
  await at.type('sshPort', 'ssh');
  await at.give('ssh-password', 'the-ssh-password');
  await at.press();
  expect(at.step().error).toMatchObject({ code: 'ssh-place-invalid', params: { field: 'sshPort' } });
  expect(at.ssh.logins).toEqual([]);
});
