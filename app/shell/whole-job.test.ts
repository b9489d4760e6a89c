import { mkdtempSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { acceptCode, numberToType } from '../domain/accept';
import { stepOf, type JobId, type JobState, type Said, type StepId, type StepState } from '../domain/job';
import type { Choice } from '../domain/licensing/why';
import { filesOf } from '../journal/files';
import { jobFolder } from '../journal/journal';
import { createJournals } from '../journal/journals';
import { startPractice, type PracticeHandle, type PracticeOptions } from '../practice/practice';
import { createSshPort } from '../ssh/port';
import { createPbxPort } from '../wms/port';
import { Manager } from '../procedure/manager';
import type { Ports, SecretsPort } from '../procedure/ports';
import { secretsInMemory } from '../procedure/test-kit';

/** The whole job against a practice PBX over real HTTPS with a real journal; only window, keychain and PDF are left out. */

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

interface Visit {
  manager: Manager;
  id: JobId;
  practice: PracticeHandle;
  secrets: SecretsPort;
  job(): Promise<JobState>;
  /** Presses the step's primary button and waits for what comes of it. */
  apply(step: StepId): Promise<StepState>;
  look(step: StepId): Promise<StepState>;
  /** Looks at a step again that was looked at before. */
  relook(step: StepId): Promise<StepState>;
}

function portsIn(folder: string, secrets: SecretsPort): Ports {
  const options = { redact: (text: string) => text, now: () => new Date() };
  return {
    clock: {
      now: () => new Date(),
      sleep: (ms, signal) => wait(Math.min(ms, 200), undefined, signal ? { signal } : {}),
    },
    pick: (below) => Math.floor(Math.random() * below),
    secrets,
    pbx: createPbxPort(),
    ssh: createSshPort(),
    move: undefined as never,
    sshAgent: () => null,
    // No window, so no page: without recipes the activation is the installer's.
    page: () => {
      throw new Error('no page');
    },
    recipes: { all: () => [] },
    report: { write: () => Promise.resolve(['report.json']) },
    journals: createJournals(folder, options),
    files: filesOf((job) => jobFolder(folder, job)),
  };
}

function byHand(users: readonly string[], type: string): Record<string, Choice> {
  return Object.fromEntries(users.map((user) => [user, { type, why: { by: 'hand' as const } }]));
}

/** More than bought is accepted by typing how many. */
async function acceptOver(on: Visit, warning: Said, reason: string): Promise<void> {
  const typed = numberToType(warning) ?? undefined;
  await on.manager.accept(on.id, 'licences', { code: acceptCode(warning), reason, typed });
}

async function visit(preset: string, more: Partial<PracticeOptions> = {}): Promise<Visit> {
  const folder = mkdtempSync(join(tmpdir(), 'job-'));
  const practice = await startPractice({ directory: join(folder, 'practice'), preset, speed: 200, ...more });
  ends.push(() => practice.stop());
  const secrets = secretsInMemory();
  const manager = new Manager(
    portsIn(folder, secrets),
    { version: '0', electron: '0', platform: 'test', pid: 1 },
    () => undefined,
  );
  ends.push(() => manager.leaveAll());
  const id = await manager.create('activate-virtual', preset);
  const run = async (step: StepId, act: 'apply' | 'look' | 'relook'): Promise<StepState> => {
    const { runner } = await manager.open(id);
    await runner.go(step);
    while (runner.isBusy()) await wait(5);
    if (act === 'apply') runner.apply(step);
    if (act === 'relook') runner.look(step);
    while (runner.isBusy()) await wait(5);
    return stepOf(runner.job(), step).state;
  };
  return {
    manager,
    id,
    practice,
    secrets,
    job: async () => (await manager.open(id)).runner.job(),
    apply: (step) => run(step, 'apply'),
    look: (step) => run(step, 'look'),
    relook: (step) => run(step, 'relook'),
  };
}

async function fillIn({ manager, id, practice }: Visit): Promise<void> {
  const { host, port } = practice.info().pbx;
  const details = {
    installer: 'Ada',
    partner: 'Partner',
    customer: 'Customer',
    pbxName: 'acme',
    address: `${host}:${String(port)}`,
  };
  for (const [field, value] of Object.entries(details)) await manager.input(id, 'prepare', field, value);
}

async function control(
  practice: PracticeHandle,
  method: string,
  path: string,
  body?: unknown,
): Promise<Record<string, string>> {
  const { url, token } = practice.info().control;
  const init = { method, headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' } };
  const answer = await fetch(url + path, body === undefined ? init : { ...init, body: JSON.stringify(body) });
  expect(answer.status).toBeLessThan(300);
  return (await answer.json()) as Record<string, string>;
}

/** Sends a form of the PBX's own page, as the installer's click does. */
function press(
  job: JobState,
  path: string,
  fields: Record<string, string>,
  cookie = '',
): Promise<{ status: number; cookie: string }> {
  const look = job.facts.look;
  if (!look) throw new Error('no look');
  const body = new URLSearchParams(fields).toString();
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': body.length,
      cookie,
    };
    const options = {
      host: look.host,
      port: look.port,
      path,
      method: 'POST',
      headers,
      ca: look.certificate.pem,
      checkServerIdentity: () => undefined,
    };
    request(options, (answer) => {
      answer.resume().on('end', () => {
        resolve({
          status: answer.statusCode ?? 0,
          cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '',
        });
      });
    })
      .on('error', reject)
      .end(body);
  });
}

async function upToSignIn(on: Visit): Promise<void> {
  await fillIn(on);
  expect(await on.apply('prepare')).toBe('done');
  expect(await on.look('deploy')).toBe('done');
  expect(await on.look('sign-in')).toBe('needs-person');
  const question = stepOf(await on.job(), 'sign-in').plan.find(
    ({ code }) => code === 'ask.accept-certificate',
  );
  if (!question) throw new Error('the certificate was not shown');
  await on.manager.accept(on.id, 'sign-in', { code: acceptCode(question), reason: '' });
  await on.manager.putSecret(on.id, 'admin-password-old', 'wildix', 'typed');
  expect(await on.apply('sign-in')).toBe('done');
}

async function changePassword(on: Visit): Promise<void> {
  expect(await on.look('admin-password')).toBe('needs-person');
  await on.manager.generateSecret(on.id, 'admin-password-new');
  await on.manager.confirm(on.id, 'admin-password', 'password-kept', 'yes');
  expect(await on.apply('admin-password')).toBe('done');
}

async function upgrade(on: Visit): Promise<void> {
  await on.look('upgrade');
  if (stepOf(await on.job(), 'upgrade').plan.some(({ code }) => code === 'ask.backup-exists')) {
    await on.manager.confirm(on.id, 'upgrade', 'backup-exists', 'yes');
  }
  expect(await on.apply('upgrade')).toBe('done');
}

async function buyAndActivate(on: Visit): Promise<void> {
  const bought = await control(on.practice, 'POST', '/buy', {
    name: 'acme',
    licences: { basic: 10, essential: 40, business: 5, premium: 2 },
  });
  expect(await on.look('portal')).toBe('needs-person');
  for (const [field, value] of Object.entries({
    period: 'yearly',
    'count-premium': '2',
    swSerial: bought['swSerial'] ?? '',
  })) {
    await on.manager.input(on.id, 'portal', field, value);
  }
  await on.manager.putSecret(on.id, 'pbx-key', bought['key'] ?? '', 'pasted');
  expect(await on.apply('portal')).toBe('done');
  expect(await on.look('activate')).toBe('needs-person');
  const password = (await on.secrets.get(on.id, 'admin-password-new')) ?? '';
  const { cookie } = await press(await on.job(), '/login', { login: 'admin', password });
  await press(await on.job(), '/settings/tools/activation', { userMode: bought['key'] ?? '' }, cookie);
  expect(await on.apply('activate')).toBe('done');
}

describe('the upgrade in the field', () => {
  it('hops from repository to repository, the last of each major first', { timeout: 120_000 }, async () => {
    const on = await visit('old-3.88');
    await upToSignIn(on);
    await on.manager.skip(on.id, 'admin-password', 'not the subject');
    await on.look('upgrade');
    expect((await on.job()).facts.repositories).toEqual(['rel38', 'rel40', 'rel50']);
    await on.manager.input(on.id, 'upgrade', 'repository', 'rel50');
    await on.relook('upgrade');
    expect(stepOf(await on.job(), 'upgrade').plan.at(-1)).toEqual({
      code: 'do.go-on-to',
      params: { repository: 'rel50' },
    });
    await on.manager.confirm(on.id, 'upgrade', 'backup-exists', 'yes');
    expect(await on.apply('upgrade')).toBe('done');
    const job = await on.job();
    const hops = stepOf(job, 'upgrade').actions.filter(
      ({ code }) => code !== 'make-backup' && code !== 'reboot',
    );
    expect(hops.map(({ code, params }) => `${code} ${String(params?.['to'])}`)).toEqual([
      'start-upgrade 3.88.44120.31',
      'set-repository rel40',
      'start-upgrade 4.03.44842.11',
      'set-repository rel50',
      'start-upgrade 5.04.20220309.1',
    ]);
    expect(hops.every(({ outcome }) => outcome === 'done')).toBe(true);
    expect(job.facts.versionAfter).toBe('5.04.20220309.1');
  });

  it(
    "is the installer's where the PBX has no route for it, and the version is read back",
    { timeout: 60_000 },
    async () => {
      const on = await visit('quiet');
      await upToSignIn(on);
      await on.manager.skip(on.id, 'admin-password', 'not the subject');
      expect(await on.look('upgrade')).toBe('needs-person');
      const planned = async () => stepOf(await on.job(), 'upgrade').plan.map(({ code }) => code);
      expect(await planned()).toEqual(['ask.backup-exists', 'ask.upgrade-by-hand']);
      expect(stepOf(await on.job(), 'upgrade').way).toBe('guided');
      expect(await on.apply('upgrade')).toBe('needs-person');
      await on.manager.confirm(on.id, 'upgrade', 'backup-exists', '');
      expect(await planned()).toEqual(['ask.upgrade-by-hand']);
      await on.manager.confirm(on.id, 'upgrade', 'upgraded-by-hand', '');
      expect(await on.relook('upgrade')).toMatch(/done/);
      expect((await on.job()).facts.versionAfter).toBe('5.03.20211028.2');
      await on.manager.skip(on.id, 'portal', 'not the subject');
      expect(await on.look('activate')).toBe('needs-person');
      await on.manager.confirm(on.id, 'activate', 'activated-seen', 'the page says so');
      expect(await on.apply('activate')).toBe('done');
      expect(stepOf(await on.job(), 'activate').evidence.at(-1)).toMatchObject({ proof: 'person' });
    },
  );

  it('waits through a second reboot right after the first', { timeout: 60_000 }, async () => {
    const on = await visit('virtual-6', { faults: ['reboots-twice'] });
    await upToSignIn(on);
    await on.manager.skip(on.id, 'admin-password', 'not the subject');
    await upgrade(on);
    const { versionBefore, versionAfter } = (await on.job()).facts;
    expect(versionAfter).not.toBe(versionBefore);
    expect(await control(on.practice, 'GET', '/state')).toMatchObject({
      version: versionAfter,
      counters: { reboots: 2 },
    });
  });

  it(
    'stops at a certificate that the upgrade changed, and goes on when it is accepted',
    { timeout: 60_000 },
    async () => {
      const on = await visit('virtual-6', { faults: ['cert-changes'] });
      await upToSignIn(on);
      await on.manager.skip(on.id, 'admin-password', 'not the subject');
      await on.look('upgrade');
      expect(await on.apply('upgrade')).not.toBe('done');
      expect(stepOf(await on.job(), 'upgrade').error?.code).toBe('certificate-changed');
      const before = await control(on.practice, 'GET', '/state');
      await on.relook('sign-in');
      const warning = stepOf(await on.job(), 'sign-in').plan.find(
        ({ code }) => code === 'warn.certificate-changed',
      );
      if (!warning) throw new Error('the change was not shown');
      await on.manager.accept(on.id, 'sign-in', { code: acceptCode(warning), reason: 'after the upgrade' });
      expect(await on.apply('sign-in')).toBe('done');
      expect(await on.apply('upgrade')).toBe('done');
      expect(await control(on.practice, 'GET', '/state')).toMatchObject({ version: before['version'] });
    },
  );

  it('gives no password to another PBX at the same address', { timeout: 60_000 }, async () => {
    const on = await visit('virtual-6');
    await upToSignIn(on);
    await control(on.practice, 'POST', '/fault', { name: 'other-pbx-on-this-address', arg: 'now' });
    expect(await on.relook('sign-in')).toBe('needs-person');
    await on.manager.generateSecret(on.id, 'admin-password-new');
    await on.manager.confirm(on.id, 'admin-password', 'password-kept', 'yes');
    expect(await on.apply('sign-in')).toBe('needs-person');
    expect(await control(on.practice, 'GET', '/state')).toMatchObject({
      strangerPasswords: 0,
      stranger: { here: true },
    });
  });
});

describe('the licence types', () => {
  it('stop at the first user who loses something else by the write', { timeout: 60_000 }, async () => {
    const on = await visit('over-entitlement', { faults: ['put-drops-a-field=officePhone'] });
    await upToSignIn(on);
    for (const step of ['admin-password', 'upgrade', 'portal', 'activate'] as const)
      await on.manager.skip(on.id, step, 'not the subject');
    await on.look('licences');
    const { runner } = await on.manager.open(on.id);
    const people = (runner.users() ?? [])
      .filter(({ raw }) => Boolean(raw['officePhone']))
      .map(({ id }) => id);
    expect(people.length).toBeGreaterThan(2);
    await on.manager.choose(on.id, byHand(people, 'basic'));
    const warning = stepOf(await on.job(), 'licences').plan.find(
      ({ code }) => code === 'warn.more-than-bought',
    );
    if (warning) await acceptOver(on, warning, 'being put right');
    expect(await on.apply('licences')).toBe('failed');
    expect(stepOf(await on.job(), 'licences').error).toMatchObject({
      code: 'other-field-changed',
      params: { field: 'officePhone' },
    });
    expect(await control(on.practice, 'GET', '/state')).toMatchObject({ counters: { puts: 1 } });
  });
});

describe.each(['virtual-4.01', 'virtual-6'])('activate-virtual on %s', (preset) => {
  it('goes from image to activated and licensed, all read back', { timeout: 60_000 }, async () => {
    const on = await visit(preset);
    await upToSignIn(on);
    await changePassword(on);
    await upgrade(on);
    await buyAndActivate(on);

    await on.look('licences');
    const { runner } = await on.manager.open(on.id);
    const orbits = (runner.users() ?? []).filter(({ role }) => role === 'park_orbit').map(({ id }) => id);
    const others = (runner.users() ?? [])
      .filter(({ role }) => role !== 'park_orbit' && role !== 'admin')
      .map(({ id }) => id);
    expect(orbits.length).toBeGreaterThan(0);
    await on.manager.choose(on.id, byHand(orbits, 'pbxService'));
    await on.manager.choose(on.id, byHand(others, 'essential'));
    const warning = stepOf(await on.job(), 'licences').plan.find(
      ({ code }) => code === 'warn.more-than-bought',
    );
    if (warning) await acceptOver(on, warning, 'more are ordered');
    expect(await on.apply('licences')).toBe('done');
    expect(await on.apply('report')).toBe('done');

    const job = await on.job();
    expect(job.steps.map(({ state }) => state)).toEqual(Array(9).fill('done'));
    expect(job.facts).toMatchObject({ activated: true, serial: on.practice.info().pbx.serial });
    const state = await control(on.practice, 'GET', '/state');
    expect(state['version']).toBe(job.facts.versionAfter);
    const users = (await control(on.practice, 'GET', '/users')) as unknown as {
      id: string;
      licenseType: string;
    }[];
    for (const { id, licenseType } of users) {
      if (orbits.includes(id)) expect(licenseType).toBe('pbxService');
      if (others.includes(id)) expect(licenseType).toBe('essential');
    }
    await on.manager.close(on.id);
    expect((await on.manager.open(on.id)).runner.job().closed?.outcome).toBe('done');
    expect(await on.secrets.get(on.id, 'admin-password-new')).toBeNull();
  });
});
