import { beforeEach, describe, expect, it, test } from 'vitest';
import { Failure } from '../domain/failure';
import { stepOf, type StepId, type StepRecord } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import { readTypes } from '../domain/licensing/csv/read';
import type { PbxUser } from '../domain/pbx';
import type { PageRecipe } from '../domain/recipe';
import { FakePage, type FakeThing } from './page.fixture';
import type { Clock, PbxSession, SecretsPort, SignInOffer } from './ports';
import { shippedRecipes } from './recipes/shipped';
import type { Runner } from './runner';
import { adminPassword } from './steps/admin-password';
import { countsIn } from './steps/licence-numbers';
import { licences } from './steps/licences';
import { commonWord } from './steps/licences-page';
import { idle, pbxPortOf, runnerOf, secretsInMemory } from './test-kit';

/** Steps that are done by working the page, with the shipped recipes: the page and the PBX behind it are in memory. */

const oldPassword = 'Old-Pass-1';
const newPassword = 'New-Pass-1234567';

function user(id: string, name: string, licenceType: string): PbxUser {
  const blank = { login: '', email: '', group: '', department: '' };
  return { ...blank, id, name, extension: id, role: 'user', licenceType, raw: {} };
}

/** The PBX as its API tells it; the page below changes the same. */
class FakePbx {
  password = oldPassword;
  users = [user('101', 'Ada', 'premium'), user('102', 'Eve', 'premium'), user('103', 'Zoë', 'premium')];
  attempts: string[] = [];

  readonly port = pbxPortOf({ signIn: (_target, offers) => this.signIn(offers) });

  private signIn([offer]: readonly SignInOffer[]): Promise<PbxSession> {
    if (offer?.way !== 'basic') return Promise.reject(new Failure('no-sign-in-way'));
    this.attempts.push(offer.password);
    if (offer.password !== this.password)
      return Promise.reject(new Failure('wrong-password', { way: 'basic' }));
    const session = {
      way: 'basic',
      identity: () => Promise.resolve({ version, serial: null, adminId: '1' }),
      users: () => Promise.resolve(this.users.map((one) => ({ ...one }))),
      registrations: () => Promise.reject(new Failure('route-missing')),
      licences: () => Promise.reject(new Failure('route-missing')),
    };
    return Promise.resolve(session as unknown as PbxSession);
  }
}

const version = '6.09.20250117.1';
const press = (words: string, shows?: () => FakeThing[]): FakeThing => ({
  kind: 'press',
  words,
  ...(shows ? { shows } : {}),
});
const field = (words: string): FakeThing => ({ kind: 'field', words, value: '' });
const text = (words: string): FakeThing => ({ kind: 'text', words });

/** The pages of a PBX, in the words of the guide. */
class Pages extends FakePage {
  passwordField = 'WEB password';
  /** What the page does with a form that was sent. */
  takes = true;
  /** Whom the form is sent for, whoever was ticked. */
  hits: ((user: PbxUser) => boolean) | null = null;
  /** Whoever gets a type loses the e-mail address. */
  loses = false;

  constructor(private readonly pbx: FakePbx) {
    super([]);
    this.things = [field('Login'), field('Password'), press('Login', () => this.inside())];
  }

  private inside(): FakeThing[] {
    const typed = this.things.find(({ words }) => words === 'Password')?.value;
    return typed === this.pbx.password ? this.list([]) : [text('Wrong login or password.')];
  }

  private list(more: FakeThing[]): FakeThing[] {
    const rows = this.pbx.users.map(({ id, name }): FakeThing => ({
      kind: 'rows',
      words: `${id} ${name}`,
      value: '',
    }));
    return [
      text('WMS Settings'),
      press('Users', () => this.list([])),
      { kind: 'rows', words: 'admin', value: '' },
      ...rows,
      press('Set passwords', () => this.form([field(this.passwordField)])),
      press('Edit', () => this.form([field('License type')])),
      ...more,
    ];
  }

  private form(fields: FakeThing[]): FakeThing[] {
    const ticked = this.things.filter(({ kind, value }) => kind === 'rows' && value === 'ticked');
    return [...fields, press('Ok', () => this.sent(ticked.map(({ words }) => words)))];
  }

  private sent(names: string[]): FakeThing[] {
    const value = (label: string) => this.things.find(({ words }) => words === label)?.value;
    if (!this.takes) {
      this.told = 'Too short.';
      return this.things;
    }
    if (names.includes('admin')) this.pbx.password = value(this.passwordField) ?? '';
    const type = value('License type');
    const isHit = this.hits ?? (({ id, name }: PbxUser) => names.includes(`${id} ${name}`));
    for (const one of this.pbx.users.filter((user) => type && isHit(user)))
      Object.assign(one, { licenceType: type?.toLowerCase(), ...(this.loses ? { email: '' } : {}) });
    return this.list([text('Saved.')]);
  }
}

let pbx: FakePbx;
let pages: Pages;
let secrets: SecretsPort;
/** What was written beside the journal, by name. */
let files: Map<string, string>;
beforeEach(() => {
  files = new Map();
  pbx = new FakePbx();
  pages = new Pages(pbx);
  secrets = secretsInMemory();
});

/** Time passes only by waiting in the page; whoever watches for slowness waits for ever. */
function clock(): Clock {
  let time = 0;
  return {
    now: () => new Date(time),
    sleep: async (ms, signal) => {
      if (ms >= 20_000) return new Promise(() => undefined);
      time += ms;
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}

async function job(
  step: typeof adminPassword,
  recipes: readonly PageRecipe[] = shippedRecipes,
): Promise<Runner> {
  const ports = {
    pbx: pbx.port,
    secrets,
    clock: clock(),
    page: () => pages,
    recipes: { all: () => recipes },
    files: {
      writeNew: (_job: string, name: string, text: string) => {
        files.set(name, text);
        return Promise.resolve(name);
      },
    },
  };
  const { runner } = runnerOf([step], ports);
  await secrets.put(runner.job().id, 'admin-password-old', oldPassword);
  await secrets.put(runner.job().id, 'admin-password-new', newPassword);
  const at = '2026-01-01T00:00:00.000Z';
  const events: JournalEvent[] = [
    {
      type: 'facts',
      facts: { address: '192.0.2.1', pin: {} as never, version, adminId: '1' },
      source: 'test',
    },
    ...(['admin-password-old', 'admin-password-new'] as const).map((name): JournalEvent => ({
      type: 'secret',
      secret: { name, kept: 'memory', at, origin: 'typed' },
    })),
    { type: 'input', step: step.id, field: 'confirmed.password-kept', value: '' },
  ];
  for (const event of events) await runner.record(event);
  await look(runner, step.id);
  await runner.record({ type: 'way-chosen', step: step.id, way: 'assisted' });
  return runner;
}

async function look(runner: Runner, step: StepId): Promise<StepRecord> {
  runner.look(step);
  await idle(runner);
  return stepOf(runner.job(), step);
}

async function apply(runner: Runner, step: StepId): Promise<StepRecord> {
  runner.apply(step);
  await idle(runner);
  return stepOf(runner.job(), step);
}

function codesOf({ evidence }: StepRecord): string[] {
  return evidence.map(({ said }) => said.code);
}

describe('the admin password by the page', () => {
  const sent = (): string[] => pages.done.filter((line) => line.includes('assword'));

  it('is proved by signing in, with the old one typed only to get in', async () => {
    const runner = await job(adminPassword);
    const step = await apply(runner, 'admin-password');
    expect([step.state, step.way]).toEqual(['done', 'assisted']);
    expect(sent()).toEqual([
      `fill Password with ${oldPassword}`,
      'press Set passwords',
      `fill WEB password with ${newPassword}`,
    ]);
    expect(pages.done).toContain('tick admin');
    expect(pbx.password).toBe(newPassword);
    expect(codesOf(step)).toEqual(expect.arrayContaining(['new-password-works', 'old-password-refused']));
    expect(pbx.attempts.filter((password) => password === oldPassword)).toHaveLength(1);
    expect(JSON.stringify(runner.job())).not.toMatch(/Old-Pass|New-Pass/);
  });

  it('with a renamed label is by hand, with the words; nothing was sent and nothing is tried', async () => {
    pages.passwordField = 'Door code';
    const runner = await job(adminPassword);
    const step = await apply(runner, 'admin-password');
    expect([step.state, step.way]).toEqual(['needs-person', 'guided']);
    expect(step.error).toMatchObject({ code: 'recipe-stuck', params: { act: 'fill', found: 0 } });
    expect(String(step.error?.params?.words)).toContain('WEB password');
    expect(step.plan.map(({ code }) => code)).toContain('ask.set-password');
    expect(pbx.attempts).not.toContain(newPassword);
    expect(step.actions.find(({ code }) => code === 'change-password')?.outcome).toBe('failed');
  });

  it('that the page does not take is by hand, with what the page says', async () => {
    pages.takes = false;
    const runner = await job(adminPassword);
    const step = await apply(runner, 'admin-password');
    expect([step.state, step.way]).toEqual(['needs-person', 'guided']);
    expect(step.error).toMatchObject({
      code: 'recipe-stuck',
      params: { act: 'waitFor', says: 'Too short.' },
    });
    // Sent, so tried once; never a second time.
    expect(pbx.attempts.filter((password) => password === newPassword)).toHaveLength(1);
  });

  it('set by hand is tried only once the installer says so', async () => {
    const runner = await job(adminPassword);
    await runner.record({ type: 'way-chosen', step: 'admin-password', way: 'guided' });
    expect((await apply(runner, 'admin-password')).state).toBe('needs-person');
    expect(pbx.attempts).toEqual([]);
    pbx.password = newPassword;
    await runner.record({
      type: 'input',
      step: 'admin-password',
      field: 'confirmed.password-set',
      value: '',
    });
    const step = await apply(runner, 'admin-password');
    expect([step.state, step.way]).toEqual(['done', 'guided']);
    expect(codesOf(step)).toContain('new-password-works');
  });

  it('said to be set by hand but not set is not done', async () => {
    const runner = await job(adminPassword);
    await runner.record({ type: 'way-chosen', step: 'admin-password', way: 'guided' });
    await runner.record({
      type: 'input',
      step: 'admin-password',
      field: 'confirmed.password-set',
      value: '',
    });
    const step = await apply(runner, 'admin-password');
    expect(step).toMatchObject({ state: 'failed', error: { code: 'password-not-changed' } });
    expect(pbx.attempts).toEqual([newPassword]);
  });
});

describe('licence types by the page', () => {
  async function choosing(set: Record<string, string>): Promise<Runner> {
    const runner = await job(licences);
    await runner.record({ type: 'assignment', set });
    return runner;
  }

  it('are set type by type, read back, and journalled user by user', async () => {
    const runner = await choosing({ '101': 'basic', '103': 'basic', '102': 'essential' });
    const step = await apply(runner, 'licences');
    expect([step.state, step.way]).toEqual(['done', 'assisted']);
    expect(pbx.users.map(({ licenceType }) => licenceType)).toEqual(['basic', 'essential', 'basic']);
    expect(pages.done.filter((line) => line.startsWith('tick'))).toEqual([
      'tick 101 Ada and 103 Zoë',
      'tick 102 Eve',
    ]);
    expect(pages.done.filter((line) => line === 'press Ok')).toHaveLength(2);
    const writes = step.actions.filter(({ code }) => code === 'set-type');
    expect(writes.map(({ outcome }) => outcome)).toEqual(['done', 'done', 'done']);
  });

  it('that somebody else gave since they were shown are shown again before they are overwritten', async () => {
    const runner = await choosing({ '101': 'basic', '102': 'essential' });
    pbx.users[0] = user('101', 'Ada', 'business');
    const step = await apply(runner, 'licences');
    expect(step.state).toBe('needs-person');
    expect(step.plan[0]).toEqual({
      code: 'ask.types-moved',
      params: { count: 1, user: 'Ada', found: 'Business' },
    });
    expect(pages.done).toEqual([]);
    expect(step.actions).toEqual([]);
    expect((await apply(runner, 'licences')).state).toBe('done');
    expect(pbx.users.map(({ licenceType }) => licenceType)).toEqual(['basic', 'essential', 'premium']);
    // What was read back before is not taken for a wish to overwrite it unseen.
    pbx.users[1] = user('102', 'Eve', 'premium');
    expect((await apply(runner, 'licences')).plan[0]?.params).toMatchObject({ user: 'Eve' });
    expect(pbx.users[1].licenceType).toBe('premium');
  });

  it('that somebody set as they were chosen are no reason to stop', async () => {
    const runner = await choosing({ '101': 'basic', '102': 'essential' });
    pbx.users[0] = user('101', 'Ada', 'basic');
    expect((await apply(runner, 'licences')).state).toBe('done');
  });

  it('that reach somebody else stop the step, with the name and what all had before on the disk', async () => {
    pbx.users[2] = user('103', 'Zoë', 'essential');
    pages.hits = () => true;
    const step = await apply(await choosing({ '101': 'basic' }), 'licences');
    expect(step).toMatchObject({
      state: 'failed',
      error: {
        code: 'other-user-changed',
        params: { user: 'Eve', was: 'premium', found: 'basic', count: 2, file: 'types-before.csv' },
      },
    });
    const kept = readTypes(Buffer.from(files.get('types-before.csv') ?? ''), pbx.users, [
      'basic',
      'essential',
      'premium',
    ]);
    expect(Object.fromEntries([...kept.types].map(([id, { type }]) => [id, type]))).toEqual({
      '101': 'premium',
      '102': 'premium',
      '103': 'essential',
    });
  });

  it('that cost a user something else stop the step, with the field', async () => {
    pages.loses = true;
    for (const user of pbx.users) user.email = `${user.id}@example.test`;
    const step = await apply(await choosing({ '101': 'basic' }), 'licences');
    expect(step).toMatchObject({
      state: 'failed',
      error: { code: 'other-field-changed', params: { user: 'Ada', field: 'email' } },
    });
  });

  it('that the page says are saved and are not, are not done', async () => {
    pages.hits = () => false;
    const step = await apply(await choosing({ '101': 'basic' }), 'licences');
    expect(step).toMatchObject({
      state: 'failed',
      error: { code: 'read-back-differs', params: { user: 'Ada' } },
    });
    expect(pages.done.filter((line) => line === 'press Ok')).toHaveLength(1);
  });

  it('with a renamed label are by hand, with the words, and end when they are read back', async () => {
    const recipes = shippedRecipes.map((one) => renamed(one, 'licence-type', 'Tariff'));
    const runner = await job(licences, recipes);
    await runner.record({ type: 'assignment', set: { '101': 'basic' } });
    const stuck = await apply(runner, 'licences');
    expect([stuck.state, stuck.way]).toEqual(['needs-person', 'guided']);
    expect(stuck.error).toMatchObject({ code: 'recipe-stuck', params: { words: 'Tariff', found: 0 } });
    expect(stuck.actions.find(({ code }) => code === 'set-type')?.outcome).toBe('failed');
    expect((await look(runner, 'licences')).state).toBe('needs-person');
    pbx.users[0] = user('101', 'Ada', 'basic');
    const ended = await look(runner, 'licences');
    expect([ended.state, ended.way]).toEqual(['done', 'guided']);
    expect(ended.evidence.find(({ said }) => said.code === 'types-read-back')?.proof).toBe('read-back');
  });
});

/** The label of the field that is chosen from, renamed. */
function renamed(recipe: PageRecipe, id: string, label: string): PageRecipe {
  if (recipe.id !== id) return recipe;
  const labels = [{ text: label, lang: 'en', published: false }];
  return { ...recipe, acts: recipe.acts.map((act) => (act.act === 'choose' ? { ...act, labels } : act)) };
}

test.each([
  [['Park orbit 1', 'Park orbit 2'], 'orbit'],
  [['Ada Example', 'Zoë Müller'], ''],
  [['Lift 1', 'Lift 1'], 'Lift'],
  [['A 1', 'B 1'], ''],
])('users %j are searched by "%s"', (names, word) => {
  expect(commonWord(names.map((name) => user('1', name, '')))).toBe(word);
});

test('numbers of a page are counts by the type they name; a type nobody knows is kept', () => {
  const read = {
    'PBX-BASIC.bought': '12',
    'PBX-BASIC.used': '3',
    'xb-business.bought': '5',
    'xb-business.used': '',
    'Sum.bought': 'seventeen',
    '__proto__.used': '1',
  };
  expect(countsIn(read)).toEqual([
    { type: 'basic', bought: 12, used: 3 },
    { type: 'xb-business', bought: 5, used: null },
    { type: '__proto__', bought: null, used: 1 },
  ]);
});
