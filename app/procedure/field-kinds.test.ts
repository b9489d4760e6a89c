import { describe, expect, it, test } from 'vitest';
import { confirmedField } from './step';
import { Failure } from '../domain/failure';
import { stepOf, type JobKind, type JobState, type StepId, type StepRecord } from '../domain/job';
import type { JournalEvent, TimedEvent } from '../domain/journal-event';
import type { AddressLook, LicenceAnswer } from '../domain/pbx';
import { nothingSeen, type PreflightSeen } from '../domain/preflight';
import type { PbxPort, PbxSession } from './ports';
import type { Runner } from './runner';
import type { Step } from './step';
import { activate } from './steps/activate';
import { cabling } from './steps/cabling';
import { cloudReady } from './steps/cloud-ready';
import { deploy, whereReached } from './steps/deploy';
import { portal } from './steps/portal';
import { prepare } from './steps/prepare';
import { signIn } from './steps/sign-in';
import { stepIdsOf } from './jobs';
import { created, idle, pbxPortOf, runnerOf } from './test-kit';

/** What the jobs for hardware and cloud PBXs, and the check of an image, add to the steps. */

const certificate = {
  fingerprint256: 'AA:BB',
  subject: 'CN=pbx',
  issuer: 'CN=pbx',
  altNames: '',
  validFrom: '2020-01-01T00:00:00Z',
  validTo: '2999-01-01T00:00:00Z',
  selfSigned: false,
  trusted: true,
  pem: '',
};
const seen: AddressLook = {
  host: '10.0.0.1',
  port: 443,
  certificate,
  signs: ['api-envelope'],
  serverHeader: null,
  clockSkewMs: 0,
};
const there: PreflightSeen = {
  ...nothingSeen,
  tcp: { ok: true, value: 1 },
  certificate: { ok: true, value: certificate },
  look: { ok: true, value: seen },
};
const answers = pbxPortOf({ preflight: () => Promise.resolve(there), look: () => Promise.resolve(seen) });

/** Longer sleeps are those after which the runner calls something slow. */
const longestPause = 10_000;

/** A clock that is not waited for, and tells how long was paused between two looks. */
function quickClock(pauses: number[] = []) {
  return {
    now: () => new Date('2026-01-05T09:00:00Z'),
    sleep: (ms: number, signal?: AbortSignal) => {
      if (ms <= longestPause) pauses.push(ms);
      return signal?.aborted ? Promise.reject(new Failure('cancelled')) : Promise.resolve();
    },
  };
}

interface Around {
  kind?: JobKind;
  pbx?: PbxPort;
  jobs?: { id: string; events: TimedEvent[] }[];
  pauses?: number[];
}

function at(
  steps: Step[],
  { kind = 'activate-virtual', pbx = answers, jobs = [], pauses = [] }: Around = {},
) {
  const journals = { list: () => Promise.resolve(jobs.map((one) => ({ ...one, readOnly: null }))) };
  const { runner } = runnerOf(steps, { pbx, journals: journals as never, clock: quickClock(pauses) }, kind);
  return runner;
}

async function given(runner: Runner, step: StepId, inputs: Record<string, string>): Promise<void> {
  for (const [field, value] of Object.entries(inputs))
    await runner.record({ type: 'input', step, field, value });
}

async function facts(runner: Runner, some: JobState['facts']): Promise<void> {
  await runner.record({ type: 'facts', facts: some, source: 'test' });
}

async function looked(runner: Runner, id: StepId): Promise<StepRecord> {
  runner.look(id);
  await idle(runner);
  return stepOf(runner.job(), id);
}

async function applied(runner: Runner, id: StepId): Promise<StepRecord> {
  runner.apply(id);
  await idle(runner);
  return stepOf(runner.job(), id);
}

const planOf = ({ plan }: StepRecord): string[] => plan.map(({ code }) => code);
const saidIn = ({ evidence }: StepRecord): string[] => evidence.map(({ said }) => said.code);

describe('the steps of a job', () => {
  test('hardware is cabled, a cloud PBX is entered first and never activated by hand', () => {
    expect(stepIdsOf('activate-hardware')).toEqual([
      'prepare',
      'cabling',
      'sign-in',
      'admin-password',
      'upgrade',
      'portal',
      'activate',
      'licences',
      'report',
    ]);
    expect(stepIdsOf('activate-cloud')).toEqual([
      'prepare',
      'portal',
      'cloud-ready',
      'sign-in',
      'admin-password',
      'upgrade',
      'licences',
      'report',
    ]);
  });

  test.each([
    ['activate-virtual', 'deploy'],
    ['activate-hardware', 'cabling'],
    ['activate-cloud', 'cloud-ready'],
    ['review-licences', 'connect'],
  ] as const)('%s meets its PBX at %s', (kind, step) => {
    const steps = stepIdsOf(kind).map((id) => ({ id }) as Step);
    expect(whereReached(at(steps, { kind }).job())).toBe(step);
  });
});

describe('the preparation', () => {
  const who = { installer: 'Ada', partner: 'P', customer: 'C', pbxName: 'Example' };

  it.each([
    ['activate-virtual', 'needs-person', undefined],
    ['activate-hardware', 'done', undefined],
    ['activate-cloud', 'done', 'example.wildixin.com'],
  ] as const)('of %s without an address ends %s', async (kind, state, address) => {
    const runner = at([prepare], { kind });
    await given(runner, 'prepare', who);
    expect((await applied(runner, 'prepare')).state).toBe(state);
    expect(runner.job().facts.address).toBe(address);
  });

  it('refuses an address that is none, where none is needed too', async () => {
    const runner = at([prepare], { kind: 'activate-cloud' });
    await given(runner, 'prepare', { ...who, address: 'http://x' });
    expect((await applied(runner, 'prepare')).error?.code).toBe('address-invalid');
  });
});

describe('cabling', () => {
  it('ends only when a PBX answers and the order was said', async () => {
    const runner = at([cabling], { kind: 'activate-hardware' });
    await given(runner, 'cabling', { address: '10.0.0.1' });
    expect(planOf(await looked(runner, 'cabling'))).toEqual(['ask.hardware-bought']);
    await given(runner, 'cabling', { [confirmedField('hardware-bought')]: 'O-1' });
    const step = await looked(runner, 'cabling');
    expect([step.state, step.plan]).toEqual(['done', []]);
    expect(step.evidence.find(({ said }) => said.code === 'hardware-bought-as')).toMatchObject({
      proof: 'person',
      said: { params: { order: 'O-1' } },
    });
    expect(step.evidence.find(({ said }) => said.code === 'address-answers')?.proof).toBe('read-back');
  });

  it('says what to do while nothing answers, and does not take the word for it', async () => {
    const pbx = pbxPortOf({
      preflight: () =>
        Promise.resolve({ ...nothingSeen, tcp: { ok: false, error: new Failure('unreachable').error } }),
    });
    const runner = at([cabling], { kind: 'activate-hardware', pbx });
    await given(runner, 'cabling', { address: '10.0.0.1', [confirmedField('hardware-bought')]: '' });
    const step = await looked(runner, 'cabling');
    expect([step.state, step.error?.code, planOf(step)]).toEqual([
      'needs-person',
      'unreachable',
      ['ask.lan1', 'ask.segment', 'ask.switch-on'],
    ]);
  });
});

describe('the portal entry', () => {
  const entry = { period: 'yearly', 'count-essential': '3', swSerial: '5f0000000001' };

  it('of a cloud PBX needs no key, and keeps what was chosen', async () => {
    const runner = at([portal], { kind: 'activate-cloud' });
    await given(runner, 'portal', { ...entry, region: 'Europe', storage: '10 GB' });
    expect(planOf(await looked(runner, 'portal'))).toEqual(['do.keep-serial']);
    const step = await applied(runner, 'portal');
    expect(saidIn(step)).toEqual(['portal-entry-made', 'portal-cloud-chosen', 'sw-serial-given']);
    expect(step.evidence[0]?.said.params).toMatchObject({ model: 'WPBX-CLOUD' });
  });

  it('of a cloud PBX without any licence is not gone on with', async () => {
    const runner = at([portal], { kind: 'activate-cloud' });
    await given(runner, 'portal', { ...entry, 'count-essential': '0' });
    expect(planOf(await looked(runner, 'portal'))).toContain('ask.input');
  });

  it.each(['activate-virtual', 'activate-hardware'] as const)('of %s needs its key', async (kind) => {
    const runner = at([portal], { kind });
    await facts(runner, { serial: '221100001234' });
    await given(runner, 'portal', entry);
    expect(planOf(await looked(runner, 'portal'))).toEqual(['ask.pbx-key']);
  });

  async function withKey(serial?: string): Promise<Runner> {
    const runner = at([portal], { kind: 'activate-hardware' });
    const at0 = '2026-01-05T09:00:00Z';
    const secret = { name: 'pbx-key', kept: 'memory', at: at0, origin: 'pasted' } as const;
    await runner.record({ type: 'secret', secret });
    if (serial !== undefined) await facts(runner, { serial });
    await given(runner, 'portal', entry);
    return runner;
  }

  it('takes the HW Serial from the PBX where it tells one', async () => {
    const runner = await withKey('221100001234');
    const step = await applied(runner, 'portal');
    expect(step.evidence.find(({ said }) => said.code === 'hw-serial-read')?.proof).toBe('read-back');
    expect(runner.job().facts.hwSerial).toBe('221100001234');
  });

  it.each([
    ['tells none', undefined],
    ['shows the SW Serial already', '5F:00:00:00:00:01'],
  ])('has it typed where the PBX %s', async (_what, serial) => {
    const runner = await withKey(serial);
    expect(planOf(await looked(runner, 'portal'))).toEqual(['ask.hw-serial']);
    await given(runner, 'portal', { hwSerial: 'two words' });
    expect((await looked(runner, 'portal')).error?.code).toBe('serial-looks-wrong');
    await given(runner, 'portal', { hwSerial: '221100009999' });
    const step = await applied(runner, 'portal');
    expect(step.state).toBe('done');
    expect(step.evidence.find(({ said }) => said.code === 'hw-serial-given')?.proof).toBe('person');
    expect(runner.job().facts.hwSerial).toBe('221100009999');
    // Mistyped: it stays the installer's to correct, and theirs to answer for.
    await given(runner, 'portal', { hwSerial: '221100008888' });
    await looked(runner, 'portal');
    const again = await applied(runner, 'portal');
    expect(again.evidence.map(({ said: { code } }) => code)).not.toContain('hw-serial-read');
    expect(runner.job().facts.hwSerial).toBe('221100008888');
  });
});

/** A session that tells what the test has it tell. */
function session(told: { serial?: string | null; licences?: () => Promise<LicenceAnswer> }): PbxSession {
  const identity = { version: '4.03.44842.11', serial: told.serial ?? null, adminId: '1' };
  return {
    way: 'basic',
    identity: () => Promise.resolve(identity),
    capabilities: () => Promise.resolve([]),
    licences: told.licences ?? (() => Promise.reject(new Failure('route-missing'))),
  } as unknown as PbxSession;
}

function answer(activated: boolean | null, swSerial: string | null = null): LicenceAnswer {
  return { activated, swSerial, name: null, counts: [], shape: '' };
}

/** A job that can be signed in to the session. */
async function signedIn(
  steps: Step[],
  kind: JobKind,
  told: Parameters<typeof session>[0],
  around: Around = {},
): Promise<Runner> {
  const pbx = pbxPortOf({ look: () => Promise.resolve(seen), signIn: () => Promise.resolve(session(told)) });
  const journals = {
    list: () => Promise.resolve((around.jobs ?? []).map((one) => ({ ...one, readOnly: null }))),
  };
  const secrets = {
    put: () => Promise.resolve('memory' as const),
    get: () => Promise.resolve('x'),
    forget: () => Promise.resolve(),
  };
  const ports = { pbx, secrets, journals: journals as never, clock: quickClock(around.pauses) };
  const { runner } = runnerOf(steps, ports, kind);
  const at0 = '2026-01-05T09:00:00Z';
  const secret = { name: 'admin-password-old', kept: 'memory', at: at0, origin: 'factory' } as const;
  await runner.record({ type: 'secret', secret });
  await facts(runner, { address: '10.0.0.1', look: seen });
  return runner;
}

describe('hardware that is activated', () => {
  it('has it told which serial became which, read from the PBX', async () => {
    const licences = () => Promise.resolve(answer(true, '5f0000000001'));
    const runner = await signedIn([activate], 'activate-hardware', { licences });
    await facts(runner, { hwSerial: '221100001234', swSerial: '5f0000000001' });
    const step = await looked(runner, 'activate');
    expect(step.evidence.find(({ said }) => said.code === 'hw-serial-converted')).toMatchObject({
      proof: 'read-back',
      said: { params: { was: '221100001234', now: '5f0000000001' } },
    });
  });

  it('rests on what was given where the PBX tells no SW Serial', async () => {
    const licences = () => Promise.resolve(answer(true));
    const runner = await signedIn([activate], 'activate-hardware', { licences });
    await facts(runner, { hwSerial: '221100001234', swSerial: '5f0000000001' });
    const step = await looked(runner, 'activate');
    expect(step.evidence.find(({ said }) => said.code === 'hw-serial-converted')?.proof).toBe('person');
  });

  it('is the same PBX with its SW Serial, and another with any other serial', async () => {
    const same = await signedIn([signIn], 'activate-hardware', { serial: '5f0000000001' });
    await facts(same, { serial: '221100001234', swSerial: '5F-00-00-00-00-01' });
    expect((await applied(same, 'sign-in')).state).toBe('done');
    const other = await signedIn([signIn], 'activate-hardware', { serial: '5f0000000002' });
    await facts(other, { serial: '221100001234', swSerial: '5f0000000001' });
    expect((await applied(other, 'sign-in')).error?.code).toBe('other-pbx');
    const virtual = await signedIn([signIn], 'activate-virtual', { serial: '5f0000000001' });
    await facts(virtual, { serial: '000c29aaaaaa', swSerial: '5f0000000001' });
    expect((await applied(virtual, 'sign-in')).error?.code).toBe('other-pbx');
  });
});

describe('a cloud PBX', () => {
  it('is looked at with growing pauses until it answers, whatever is seen before', async () => {
    const failures: (Failure | AddressLook)[] = [
      new Failure('name-not-found'),
      new Failure('name-not-found'),
      new Failure('refused'),
      { ...seen, signs: [] },
    ];
    const look = (): Promise<AddressLook> => {
      const next = failures.shift() ?? seen;
      return next instanceof Failure ? Promise.reject(next) : Promise.resolve(next);
    };
    const pauses: number[] = [];
    const pbx = pbxPortOf({ preflight: () => Promise.resolve(there), look });
    const runner = at([cloudReady], { kind: 'activate-cloud', pbx, pauses });
    await given(runner, 'cloud-ready', { address: '10.0.0.1' });
    const before = await looked(runner, 'cloud-ready');
    expect([before.state, before.error, planOf(before)]).toEqual(['ready', null, ['do.wait-cloud']]);
    const step = await applied(runner, 'cloud-ready');
    expect(step.state).toBe('done');
    expect(pauses).toEqual([1_000, 1_500]);
    expect(saidIn(step)).toEqual(
      expect.arrayContaining(['cloud-waited', 'address-answers', 'looks-like-pbx']),
    );
  });

  it('is not ready when the waiting was called off', async () => {
    const pbx = pbxPortOf({ look: () => Promise.reject(new Failure('refused')) });
    const { runner } = runnerOf([cloudReady], { pbx }, 'activate-cloud');
    await given(runner, 'cloud-ready', { address: '10.0.0.1' });
    runner.apply('cloud-ready');
    await expect
      .poll(() => runner.progress()?.doing)
      .toMatchObject({
        code: 'applying.cloud-wait',
        params: { seen: 'refused', attempt: 1 },
      });
    await runner.cancel('cloud-ready');
    expect(stepOf(runner.job(), 'cloud-ready').state).toBe('unknown');
  });

  const both = [cloudReady, signIn];

  async function atSignIn(licences: () => Promise<LicenceAnswer>, pauses: number[] = []): Promise<Runner> {
    const runner = await signedIn(both, 'activate-cloud', { serial: 'c10d', licences }, { pauses });
    await runner.record({ type: 'step', step: 'cloud-ready', state: 'done' });
    await facts(runner, { swSerial: '5f0000000001' });
    return runner;
  }

  it('is asked after the sign-in until it says that it is activated', async () => {
    const told = [answer(false), answer(false), answer(true, '5f0000000001')];
    const pauses: number[] = [];
    const runner = await atSignIn(() => Promise.resolve(told.shift() ?? answer(true)), pauses);
    const step = await applied(runner, 'sign-in');
    expect([step.state, pauses.length]).toEqual(['done', 2]);
    expect(step.evidence.find(({ said }) => said.code === 'activated-read')?.proof).toBe('read-back');
    expect(runner.job().facts.activated).toBe(true);
  });

  it('that was activated as another is no success', async () => {
    const runner = await atSignIn(() => Promise.resolve(answer(true, '5f9999999999')));
    expect((await applied(runner, 'sign-in')).error?.code).toBe('serial-mismatch');
    expect(runner.job().facts.activated).toBeUndefined();
  });

  it('that does not tell is not waited for, and ends on what the installer sees', async () => {
    const runner = await atSignIn(() => Promise.resolve(answer(null)));
    const asked = await applied(runner, 'sign-in');
    expect(asked.state).toBe('needs-person');
    expect(asked.plan.map(({ code }) => code)).toEqual(['ask.say-activated']);
    expect(saidIn(asked)).toContain('activation-not-told');
    expect(runner.job().facts.activated).toBeUndefined();
    await runner.record({
      type: 'input',
      step: 'sign-in',
      field: confirmedField('activated-seen'),
      value: '20 Basic, 8 Premium',
    });
    const step = await applied(runner, 'sign-in');
    expect(step.state).toMatch(/done/);
    expect(step.evidence.find(({ said }) => said.code === 'activated-said')?.proof).toBe('person');
    expect(saidIn(step).filter((code) => code === 'activation-not-told')).toHaveLength(1);
    expect(runner.job().facts.activated).toBe(true);
  });
});

describe('a serial of a PBX that was activated in another job of this computer', () => {
  function other(id: string, serial: string, activated = true): { id: string; events: TimedEvent[] } {
    const at0 = '2026-01-02T00:00:00.000Z';
    const events: JournalEvent[] = [
      { type: 'input', step: 'prepare', field: 'customer', value: 'Muster GmbH' },
      { type: 'facts', facts: { serial, ...(activated ? { activated } : {}) }, source: 'test' },
    ];
    const first = created(['prepare'], 'activate-virtual', id);
    return { id, events: [first, ...events.map((event) => ({ at: at0, event }))] };
  }

  it('is a warning to be accepted, and then the sign-in goes on', async () => {
    const jobs = [other('activate-virtual-20260102-aaaaaa', '00:0C:29:AA:AA:AA')];
    const runner = await signedIn([signIn], 'activate-virtual', { serial: '000c29aaaaaa' }, { jobs });
    const step = await applied(runner, 'sign-in');
    const warning = step.plan.find(({ code }) => code === 'warn.serial-elsewhere');
    expect(step.state).toBe('needs-person');
    expect(warning?.params).toMatchObject({
      now: '000c29aaaaaa',
      customer: 'Muster GmbH',
      day: '2026-01-01',
    });
    const code = 'serial-elsewhere 000c29aaaaaa';
    const accepted = { code, reason: 'the same PBX', at: '2026-01-05T09:00:00Z' };
    await runner.record({ type: 'warning-accepted', step: 'sign-in', warning: accepted });
    expect((await looked(runner, 'sign-in')).state).toMatch(/done/);
  });

  it.each([
    ['another serial', 'activate-virtual', [other('activate-virtual-20260102-aaaaaa', '000c29bbbbbb')]],
    ['no other job', 'activate-virtual', []],
    [
      'one that met it and did not activate it',
      'activate-virtual',
      [other('activate-virtual-20260102-aaaaaa', '000c29aaaaaa', false)],
    ],
    ['this very job', 'activate-virtual', [other('activate-virtual-test01', '000c29aaaaaa')]],
    [
      'a job that reviews licences',
      'review-licences',
      [other('activate-virtual-20260102-aaaaaa', '000c29aaaaaa')],
    ],
  ] as const)('is none with %s', async (_what, kind, jobs) => {
    const runner = await signedIn([signIn], kind, { serial: '000c29aaaaaa' }, { jobs: [...jobs] });
    expect((await applied(runner, 'sign-in')).state).toBe('done');
  });
});

describe('the image of a virtual PBX', () => {
  const sha256 = 'ab'.repeat(32);
  const image = { path: '/img', bytes: 3, sha256 };

  async function withImage(inputs: Record<string, string>): Promise<StepRecord> {
    const runner = at([deploy]);
    await facts(runner, { image });
    await given(runner, 'deploy', { address: '10.0.0.1', ...inputs });
    return looked(runner, 'deploy');
  }

  it('that differs from what its publisher tells has to be accepted', async () => {
    const step = await withImage({ imageFile: '/img', imageSum: 'cd'.repeat(32) });
    expect(step.plan).toEqual([{ code: 'warn.image-differs', params: { now: sha256 } }]);
  });

  it('that is the same is evidence', async () => {
    const step = await withImage({ imageFile: '/img', imageSum: `SHA256: ${sha256.toUpperCase()}` });
    expect([step.state, saidIn(step).includes('image-same')]).toEqual(['done', true]);
  });

  it.each([
    ['was read of another file', { imageFile: '/other', imageSum: 'cd'.repeat(32) }],
    ['has nothing to be compared with', { imageFile: '/img' }],
  ])('that %s says nothing', async (_what, inputs) => {
    const step = await withImage(inputs);
    expect(step.state).toBe('done');
    expect(saidIn(step).filter((code) => code.startsWith('image-'))).toEqual([]);
  });
});
