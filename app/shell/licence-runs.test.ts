import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptCode, numberToType } from '../domain/accept';
import { Failure } from '../domain/failure';
import { stepOf, type JobId } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import { readTypes } from '../domain/licensing/csv/read';
import type { Choice } from '../domain/licensing/why';
import type { PbxUser } from '../domain/pbx';
import { filesOf } from '../journal/files';
import { jobFolder } from '../journal/journal';
import { createJournals } from '../journal/journals';
import { startPractice, type PracticeHandle } from '../practice/practice';
import { Manager } from '../procedure/manager';
import type { JournalsPort, PbxPort, PbxSession, Ports } from '../procedure/ports';
import { secretsInMemory } from '../procedure/test-kit';
import { createPbxPort } from '../wms/port';

/**
 * The licence step over real HTTPS with a real journal, cut off at random points: called off, the journal's disk or the
 * process gone, the PBX refusing or out of reach. Finished later, the PBX has exactly the planned types.
 */

let practice: PracticeHandle;
let folder: string;
const secrets = secretsInMemory();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'licence-runs-'));
  practice = await startPractice({
    directory: join(folder, 'practice'),
    preset: 'over-entitlement',
    speed: 200,
  });
});
afterAll(async () => {
  await practice.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** How a run is cut off, after so many things done. */
interface Cut {
  how: 'cancel' | 'kill' | 'disk' | 'refused' | 'reset-before' | 'reset-after';
  after: number;
}

/** What counts down to the cut, and what was written to the PBX. */
class World {
  left: number;
  readonly puts = new Map<string, number>();
  cut: Cut | null;
  onCut: () => void = () => undefined;

  constructor(cut: Cut | null) {
    this.cut = cut;
    this.left = cut?.after ?? Infinity;
  }

  /** True exactly once, when it is time. */
  due(): boolean {
    return this.left-- === 0;
  }

  isDead(): boolean {
    return this.cut?.how === 'kill' && this.left < 0;
  }
}

/** As after a power cut: nothing that is asked for ever comes back. */
const gone = (): Promise<never> => new Promise(() => undefined);

function journalsIn(world: World): JournalsPort {
  const real = createJournals(folder, { redact: (text) => text, now: () => new Date() });
  return {
    ...real,
    open: async (id) => {
      const journal = await real.open(id);
      const append = async (event: JournalEvent) => {
        const counts = event.type === 'intent' || event.type === 'outcome';
        if (world.isDead()) return gone();
        if (counts && world.due()) {
          if (world.cut?.how === 'disk') throw new Failure('disk-full');
          world.onCut();
          if (world.isDead()) return gone();
        }
        return journal.append(event);
      };
      return Object.assign(Object.create(journal) as typeof journal, { append });
    },
  };
}

function pbxIn(world: World): PbxPort {
  const real = createPbxPort();
  return { ...real, signIn: async (...given) => watched(await real.signIn(...given), world) };
}

function watched(session: PbxSession, world: World): PbxSession {
  return {
    ...session,
    user: async (id, signal) => (world.isDead() ? gone() : session.user(id, signal)),
    setLicenceType: async (user, type, signal) => {
      if (world.isDead()) return gone();
      const due = world.due();
      if (due) world.onCut();
      if (world.isDead()) return gone();
      if (due && world.cut?.how === 'refused') throw new Failure('pbx-error', { status: 500, reason: 'no' });
      if (due && world.cut?.how === 'reset-before') throw new Failure('reset');
      world.puts.set(user.id, (world.puts.get(user.id) ?? 0) + 1);
      await session.setLicenceType(user, type, signal);
      if (due && world.cut?.how === 'reset-after') throw new Failure('reset');
    },
  };
}

function managerIn(world: World): Manager {
  const ports: Ports = {
    clock: {
      now: () => new Date(),
      sleep: (ms, signal) => wait(Math.min(ms, 50), undefined, signal ? { signal } : {}),
    },
    pick: (below) => Math.floor(Math.random() * below),
    secrets,
    pbx: pbxIn(world),
    ssh: undefined as never,
    move: undefined as never,
    sshAgent: () => null,
    page: () => {
      throw new Error('no page');
    },
    recipes: { all: () => [] },
    report: { write: () => Promise.resolve(['report.json']) },
    journals: journalsIn(world),
    files: filesOf((job) => jobFolder(folder, job)),
  };
  return new Manager(ports, { version: '0', electron: '0', platform: 'test', pid: 1 }, () => undefined);
}

async function untilIdle(manager: Manager, id: JobId): Promise<void> {
  const { runner } = await manager.open(id);
  while (runner.isBusy()) await wait(1);
}

/** A job that stands at its licence step, users read. */
async function atLicences(manager: Manager): Promise<JobId> {
  const id = await manager.create('review-licences', null);
  const { runner } = await manager.open(id);
  const { host, port } = practice.info().pbx;
  const address = `${host}:${String(port)}`;
  const details = { installer: 'Ada', partner: 'P', customer: 'C', pbxName: 'acme', address };
  for (const [field, value] of Object.entries(details)) await manager.input(id, 'prepare', field, value);
  for (const step of ['prepare', 'connect', 'sign-in'] as const) {
    await runner.go(step);
    await untilIdle(manager, id);
    if (step === 'sign-in') {
      const [question] = stepOf(runner.job(), step).plan.filter(
        ({ code }) => code === 'ask.accept-certificate',
      );
      if (question) await manager.accept(id, step, { code: acceptCode(question), reason: '' });
      await manager.putSecret(id, 'admin-password-old', 'wildix', 'typed');
      await untilIdle(manager, id);
    }
    if (stepOf(runner.job(), step).state === 'ready') runner.apply(step);
    await untilIdle(manager, id);
  }
  await look(manager, id);
  return id;
}

async function look(manager: Manager, id: JobId): Promise<void> {
  const { runner } = await manager.open(id);
  await runner.go('licences');
  await untilIdle(manager, id);
  if (runner.users() === null) runner.look('licences');
  await untilIdle(manager, id);
}

async function press(manager: Manager, id: JobId): Promise<string> {
  const { runner } = await manager.open(id);
  const plan = stepOf(runner.job(), 'licences').plan.filter(({ code }) => code.startsWith('warn.'));
  for (const warning of plan)
    await manager.accept(id, 'licences', {
      code: acceptCode(warning),
      reason: 'ordered',
      typed: numberToType(warning) ?? undefined,
    });
  runner.apply('licences');
  await untilIdle(manager, id);
  return stepOf(runner.job(), 'licences').state;
}

const types = ['basic', 'essential', 'business', 'premium', 'pbxService'];
const chosen = (type: string): Choice => ({ type, why: { by: 'hand' } });

/** Another type for each of the users picked. */
function planFor(users: readonly PbxUser[], picks: readonly [number, number][]): Map<string, string> {
  const people = users.filter(({ role }) => role !== 'admin');
  return new Map(
    picks.flatMap(([who, what]) => {
      const user = people[who % people.length];
      const type = types[what % types.length] ?? '';
      return user && user.licenceType !== type ? [[user.id, type] as const] : [];
    }),
  );
}

async function typesOnPbx(manager: Manager, id: JobId): Promise<Map<string, string | null>> {
  const { runner } = await manager.open(id);
  runner.look('licences');
  await untilIdle(manager, id);
  return new Map((runner.users() ?? []).map((user) => [user.id, user.licenceType]));
}

describe('a run of licence writes that is cut off', () => {
  it('at any of 200 points, finished later, ends with exactly the planned types and a record that adds up', async () => {
    const anyCut = fc.record({
      how: fc.constantFrom<Cut['how']>('cancel', 'kill', 'disk', 'refused', 'reset-before', 'reset-after'),
      after: fc.integer({ min: 0, max: 30 }),
    });
    const anyPicks = fc.array(fc.tuple(fc.nat(30), fc.nat(4)), { minLength: 6, maxLength: 12 });
    await fc.assert(fc.asyncProperty(anyCut, anyPicks, cutAndFinish), {
      numRuns: Number(process.env['RUNS'] ?? 200),
    });
  }, 600_000);
});

describe('a type that a colleague gives after it was shown', () => {
  it('is not written over by the first press, but shown; the second writes what is shown then', async () => {
    const world = new World(null);
    const [manager, theirs] = [managerIn(world), managerIn(new World(null))];
    const [id, other] = [await atLicences(manager), await atLicences(theirs)];
    const { runner } = await manager.open(id);
    const bob = (runner.users() ?? []).find(({ role }) => role !== 'admin');
    const [mine, given] = types.filter((type) => type !== bob?.licenceType);
    const user = bob?.id ?? '';
    await manager.choose(id, { [user]: chosen(mine ?? '') });
    await theirs.choose(other, { [user]: chosen(given ?? '') });
    expect(await press(theirs, other)).toBe('done');

    expect(await press(manager, id)).toBe('needs-person');
    expect(world.puts.size).toBe(0);
    expect(stepOf(runner.job(), 'licences').plan.map(({ code }) => code)).toContain('ask.types-moved');
    expect(runner.users()?.find((one) => one.id === user)?.licenceType).toBe(given);
    expect(await press(manager, id)).toBe('done');
    expect((await typesOnPbx(manager, id)).get(user)).toBe(mine);
    await Promise.all([manager.leave(id), theirs.leave(other)]);
  });
});

describe('while types are written', () => {
  it('no other is chosen, and afterwards it is', async () => {
    const manager = managerIn(new World(null));
    const id = await atLicences(manager);
    const { runner } = await manager.open(id);
    const picks = Array.from({ length: 12 }, (_, place): [number, number] => [place, place]);
    const plan = planFor(runner.users() ?? [], picks);
    const set = Object.fromEntries([...plan].map(([user, type]) => [user, chosen(type)]));
    await manager.choose(id, set);
    const pressed = press(manager, id);
    while (stepOf(runner.job(), 'licences').state !== 'applying') await wait(1);
    await expect(manager.choose(id, set)).rejects.toMatchObject({ error: { code: 'busy' } });
    expect(await pressed).toBe('done');
    await expect(manager.undoRun(id)).resolves.toBeUndefined();
    await manager.leave(id);
  });
});

async function cutAndFinish(cut: Cut, picks: readonly [number, number][]): Promise<void> {
  const first = new World(cut);
  // Nothing is cut before the licence step.
  first.left = Infinity;
  const manager = managerIn(first);
  const id = await atLicences(manager);
  const { runner } = await manager.open(id);
  const before = new Map((runner.users() ?? []).map((user) => [user.id, user.licenceType]));
  const plan = planFor(runner.users() ?? [], picks);
  fc.pre(plan.size > 0);
  await manager.choose(id, Object.fromEntries([...plan].map(([user, type]) => [user, chosen(type)])));
  first.left = cut.after;
  first.onCut = () => {
    if (cut.how === 'cancel') void runner.cancel('licences');
  };
  await untilOver(first, press(manager, id));
  if (first.isDead()) rmSync(join(jobFolder(folder, id), 'journal.lock'));
  else await manager.leave(id);

  const second = new World(null);
  const later = managerIn(second);
  await look(later, id);
  for (let turn = 0; turn < 4; turn++) {
    const { state } = stepOf((await later.open(id)).runner.job(), 'licences');
    if (state === 'done' || state === 'already-done') break;
    await press(later, id);
  }
  const job = (await later.open(id)).runner.job();
  const after = await typesOnPbx(later, id);
  for (const [user, type] of after) expect(type, user).toBe(plan.get(user) ?? before.get(user));
  for (const user of [...first.puts.keys(), ...second.puts.keys()]) expect(plan.has(user), user).toBe(true);
  addsUp(job, id, plan, before);
  await later.leave(id);
}

/** Until the run has ended or its process is dead. */
async function untilOver(world: World, pressed: Promise<unknown>): Promise<void> {
  let over = false;
  void pressed.finally(() => (over = true));
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- set above, later
  while (!over && !world.isDead()) await wait(1);
}

/** The record: every write has an end, each user of the plan is written once with its end known, and the way back is on the disk. */
function addsUp(
  job: Parameters<typeof stepOf>[0],
  id: JobId,
  plan: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string | null>,
): void {
  const { actions, state } = stepOf(job, 'licences');
  expect(state).toMatch(/done$/);
  expect(actions.filter(({ outcome }) => outcome === null)).toEqual([]);
  const done = actions.filter(({ code, outcome }) => code === 'set-type' && outcome === 'done');
  expect(done.map(({ params }) => String(params?.id)).sort()).toEqual([...plan.keys()].sort());
  const files = actions
    .filter(({ code }) => code === 'write-types')
    .map(({ params }) => String(params?.file));
  const texts = { name: '', extension: '', login: '', email: '', role: 'user', group: '', department: '' };
  const users = [...plan.keys()].map((user) => ({ id: user, licenceType: null, ...texts }));
  const [file = ''] = files;
  const read = readTypes(readFileSync(join(jobFolder(folder, id), file)), users, types);
  expect(new Map([...read.types].map(([user, { type }]) => [user, type]))).toEqual(
    new Map([...plan.keys()].map((user) => [user, before.get(user)])),
  );
}
