import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Keytar } from './keychain';
import { createRedactor, placeholder } from './redactor';
import { createSecrets, serviceName, type Secrets } from './secrets';

const job = 'job-0001';
const value = 'Kq7!wXz#2mPv%9RtLb4-';

/** A keychain whose entries the test can see, and which refuses or hangs when told. */
class FakeKeychain implements Keytar {
  readonly entries = new Map<string, string>();
  mood: 'well' | 'refuses' | 'hangs' | 'forgets' = 'well';

  getPassword(service: string, account: string): Promise<string | null> {
    return this.#answer(() => this.entries.get(`${service}|${account}`) ?? null);
  }

  setPassword(service: string, account: string, password: string): Promise<void> {
    return this.#answer(() => {
      if (this.mood !== 'forgets') this.entries.set(`${service}|${account}`, password);
    });
  }

  deletePassword(service: string, account: string): Promise<boolean> {
    return this.#answer(() => this.entries.delete(`${service}|${account}`));
  }

  #answer<T>(act: () => T): Promise<T> {
    if (this.mood === 'refuses') return Promise.reject(new Error(`locked, and by the way ${value}`));
    if (this.mood === 'hangs') return new Promise(() => undefined);
    return Promise.resolve(act());
  }
}

function secretsOn(
  keychain: FakeKeychain,
  againMs?: number,
): { secrets: Secrets; redact: (text: string) => string } {
  const redactor = createRedactor();
  const load = (): Promise<Keytar> => Promise.resolve(keychain);
  const secrets = createSecrets({
    redactor,
    load,
    probeMs: 50,
    entryMs: 50,
    ...(againMs === undefined ? {} : { againMs }),
  });
  return { secrets, redact: (text) => redactor.redact(text) };
}

describe('secrets in a keychain', () => {
  it('are kept there under the job and their name, come back, and are gone when forgotten', async () => {
    const keychain = new FakeKeychain();
    const { secrets, redact } = secretsOn(keychain);
    expect(await secrets.kind()).toEqual({ kind: 'keychain', why: null });
    expect(keychain.entries.size, 'the probe leaves nothing').toBe(0);
    expect(await secrets.put(job, 'pbx-key', value)).toBe('keychain');
    expect([...keychain.entries]).toEqual([[`${serviceName}|${job}/pbx-key`, value]]);
    expect(await secrets.get(job, 'pbx-key')).toBe(value);
    expect(await secrets.get('job-0002', 'pbx-key')).toBeNull();
    await secrets.forget(job, 'pbx-key');
    expect(keychain.entries.size).toBe(0);
    expect(await secrets.get(job, 'pbx-key')).toBeNull();
    expect(redact(value), 'stays redacted until the process ends').toBe(placeholder);
  });

  it('of several PBXs of a network are kept apart, each under the number of its PBX, and redacted', async () => {
    const keychain = new FakeKeychain();
    const { secrets, redact } = secretsOn(keychain);
    await secrets.put(job, 'member-password-1', value);
    await secrets.put(job, 'member-password-2', 'Another-Pass-2');
    expect([...keychain.entries.keys()]).toEqual([
      `${serviceName}|${job}/member-password-1`,
      `${serviceName}|${job}/member-password-2`,
    ]);
    expect(await secrets.get(job, 'member-password-1')).toBe(value);
    expect(redact(`${value} Another-Pass-2`)).toBe(`${placeholder} ${placeholder}`);
    await secrets.forget(job, 'member-password-1');
    expect(await secrets.get(job, 'member-password-1')).toBeNull();
    expect(await secrets.get(job, 'member-password-2')).toBe('Another-Pass-2');
  });

  it('that come from there after a restart are redacted from then on', async () => {
    const keychain = new FakeKeychain();
    await secretsOn(keychain).secrets.put(job, 'pbx-key', value);
    const later = secretsOn(keychain);
    expect(await later.secrets.get(job, 'pbx-key')).toBe(value);
    expect(later.redact(`x ${value}`)).toBe(`x ${placeholder}`);
  });

  it('are kept in memory, and it is told why, when there is no keychain to load', async () => {
    const load = (): Promise<Keytar> => Promise.reject(new Error('libsecret is missing'));
    const secrets = createSecrets({ redactor: createRedactor(), load });
    expect(await secrets.put(job, 'pbx-key', value)).toBe('memory');
    expect(await secrets.get(job, 'pbx-key')).toBe(value);
    expect(await secrets.kind()).toEqual({ kind: 'memory', why: 'libsecret is missing' });
    await secrets.forget(job, 'pbx-key');
    expect(await secrets.get(job, 'pbx-key')).toBeNull();
  });

  for (const mood of ['refuses', 'hangs', 'forgets'] as const) {
    it(`are kept in memory when the keychain ${mood} from the start`, async () => {
      const keychain = new FakeKeychain();
      keychain.mood = mood;
      const { secrets } = secretsOn(keychain);
      expect(await secrets.put(job, 'pbx-key', value)).toBe('memory');
      expect(await secrets.get(job, 'pbx-key')).toBe(value);
      const { kind, why } = await secrets.kind();
      expect(kind).toBe('memory');
      expect(why).not.toBe('');
    });

    it(`are not lost when the keychain ${mood} in mid-job: it is said once, then they are kept in memory`, async () => {
      const keychain = new FakeKeychain();
      const { secrets } = secretsOn(keychain);
      await secrets.kind();
      keychain.mood = mood;
      await expect(secrets.put(job, 'pbx-key', value)).rejects.toMatchObject({
        error: { code: 'keychain-refused', details: expect.not.stringContaining(value) as string },
      });
      expect(await secrets.get(job, 'pbx-key')).toBe(value);
      expect(await secrets.put(job, 'pbx-key', value)).toBe('memory');
      const { kind, why } = await secrets.kind();
      expect(kind).toBe('memory');
      expect(why).not.toContain(value);

      keychain.mood = 'well';
      expect(await secrets.put(job, 'pbx-key', value)).toBe('keychain');
      expect(await secrets.kind()).toEqual({ kind: 'keychain', why: null });
      expect(keychain.entries.size).toBe(1);
    });
  }

  it('that the keychain will not give or forget are said so', async () => {
    const keychain = new FakeKeychain();
    const { secrets } = secretsOn(keychain);
    await secrets.put(job, 'pbx-key', value);
    for (const mood of ['refuses', 'hangs'] as const) {
      keychain.mood = mood;
      const refused = { error: { code: 'keychain-refused' } };
      await expect(secrets.get(job, 'pbx-key')).rejects.toMatchObject(refused);
      await expect(secrets.forget(job, 'pbx-key')).rejects.toMatchObject(refused);
    }
  });

  it('are not called forgotten while the keychain that has them cannot be opened', async () => {
    const keychain = new FakeKeychain();
    await secretsOn(keychain).secrets.put(job, 'pbx-key', value);
    keychain.mood = 'hangs';
    const { secrets } = secretsOn(keychain);
    expect((await secrets.kind()).kind).toBe('memory');
    const refused = { error: { code: 'keychain-refused' } };
    await expect(secrets.forget(job, 'pbx-key', 'keychain')).rejects.toMatchObject(refused);
    // What was never put there is forgotten without it.
    await secrets.forget(job, 'pbx-key', 'memory');
    keychain.mood = 'well';
    await secrets.forget(job, 'pbx-key', 'keychain');
    expect(keychain.entries.size).toBe(0);
  });

  for (const mood of ['refuses', 'hangs'] as const)
    it(`are given and taken by a keychain that ${mood} at first and is unlocked then`, async () => {
      const keychain = new FakeKeychain();
      await secretsOn(keychain).secrets.put(job, 'pbx-key', value);
      keychain.mood = mood;
      const { secrets } = secretsOn(keychain, 0);
      expect(await secrets.get(job, 'pbx-key')).toBeNull();
      keychain.mood = 'well';
      expect(await secrets.get(job, 'pbx-key')).toBe(value);
      expect(await secrets.put(job, 'api-token', value)).toBe('keychain');
      expect(await secrets.kind()).toEqual({ kind: 'keychain', why: null });
    });

  it('ask a keychain that could not be opened not each time, as it may ask the person', async () => {
    let asked = 0;
    const load = (): Promise<Keytar> => {
      asked++;
      return Promise.reject(new Error('locked'));
    };
    const redactor = createRedactor();
    const patient = createSecrets({ redactor, load, againMs: 3_600_000 });
    for (let time = 0; time < 3; time++) expect(await patient.get(job, 'pbx-key')).toBeNull();
    await patient.put(job, 'api-token', value);
    expect(asked).toBe(1);
    // Those that ask at the same time share one answer.
    const eager = createSecrets({ redactor, load, againMs: 0 });
    await eager.kind();
    asked = 0;
    await Promise.all([eager.get(job, 'pbx-key'), eager.get(job, 'otp'), eager.get(job, 's2s-secret')]);
    expect(asked).toBe(1);
  });

  it('are never empty', async () => {
    const { secrets } = secretsOn(new FakeKeychain());
    await expect(secrets.put(job, 'pbx-key', '')).rejects.toMatchObject({
      error: { code: 'secret-missing' },
    });
  });
});

const run = promisify(execFile);
const child = ['--import', 'tsx', fileURLToPath(new URL('secrets-child.fixture.ts', import.meta.url))];

/** Without what leads to a session bus or a display, and with a home of its own. */
function bareEnvironment(home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home, TEST_SECRET: value };
  for (const name of [
    'DBUS_SESSION_BUS_ADDRESS',
    'DISPLAY',
    'WAYLAND_DISPLAY',
    'XDG_RUNTIME_DIR',
    'XDG_DATA_HOME',
  ])
    Reflect.deleteProperty(env, name);
  return env;
}

async function homeOfItsOwn(): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'keychain-test-'));
  onTestFinished(() => rm(home, { recursive: true, force: true }));
  return home;
}

function has(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}

/** Why no real Secret Service can be started here; null when it can. */
function whyNoService(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  const missing = ['dbus-run-session', 'gnome-keyring-daemon'].filter((program) => !has(program));
  return missing.length === 0 ? null : `${missing.join(' and ')} missing`;
}

const noService = whyNoService();

describe(`a real Secret Service${noService === null ? '' : ` (skipped: ${noService})`}`, () => {
  /** A bus and a keyring with an empty password for this one command line; both end with it. */
  async function inSession(home: string, ...acts: string[]): Promise<unknown[]> {
    const unlock = 'printf x | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1';
    const acting = acts.map((act) => `"$0" "$@" ${act}`).join(' && ');
    const session = ['--', 'sh', '-c', `${unlock}; ${acting}`, process.execPath, ...child];
    const { stdout } = await run('dbus-run-session', session, {
      env: bareEnvironment(home),
      timeout: 60_000,
    });
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
  }

  it.skipIf(noService !== null)(
    'keeps a secret for a later process, encrypted, and forgets it',
    async () => {
      const home = await homeOfItsOwn();
      expect(await inSession(home, 'keep')).toEqual([
        { kind: 'keychain', why: null, kept: 'keychain', same: true },
      ]);
      const files = await filesUnder(home);
      expect(files.some((path) => path.endsWith('.keyring'))).toBe(true);
      for (const path of files) expect((await readFile(path)).includes(value), path).toBe(false);
      const again = {
        kind: 'keychain',
        why: null,
        redactedBefore: false,
        same: true,
        redacted: true,
        after: null,
      };
      expect(await inSession(home, 'again')).toEqual([again]);
      expect(await inSession(home, 'again')).toEqual([{ ...again, same: false, redacted: false }]);
    },
    60_000,
  );

  async function filesUnder(folder: string): Promise<string[]> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  }
});

describe.skipIf(process.platform !== 'linux')('the real keytar without a session bus', () => {
  it('leaves memory, and says why', async () => {
    const env = bareEnvironment(await homeOfItsOwn());
    const { stdout } = await run(process.execPath, [...child, 'keep'], { env, timeout: 60_000 });
    const said = JSON.parse(stdout) as { kind: string; why: string; kept: string; same: boolean };
    expect(said).toMatchObject({ kind: 'memory', kept: 'memory', same: true });
    expect(said.why).toMatch(/\w/);
  }, 60_000);
});
