import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { acceptCode, numberToType } from '../../app/domain/accept';
import { stepOf, type StepId } from '../../app/domain/job';
import { filesOf } from '../../app/journal/files';
import { jobFolder } from '../../app/journal/journal';
import { createJournals } from '../../app/journal/journals';
import { Manager } from '../../app/procedure/manager';
import type { PbxSession, Ports } from '../../app/procedure/ports';
import { secretsInMemory } from '../../app/procedure/test-kit';
import { createRedactor } from '../../app/keychain/redactor';
import { createSshPort } from '../../app/ssh/port';
import { createPbxPort } from '../../app/wms/port';
import { Practice } from '../../e2e/support/practice';
import { measure, type Bench, type Measured } from './measured';

const changes = 1_000;
const answerMs = 25;
/** Read as it is now, write, read back. */
const answersEach = 3;

/**
 * 1,000 changes among 5,000 users of a PBX that takes 25 ms for an answer, over real HTTPS with a real journal, against the
 * ideal: that many answers at the number of users that were written at a time. And against as many bare reads of the same PBX,
 * as many at a time, since no answer comes in exactly 25 ms: what is left is the wizard's own. It also counts: as many writes
 * as changes, and none when it is run again.
 */
export const licenceWrites: Bench = async (runs) => {
  const pairs: [number, number][] = [];
  const bare: [number, number][] = [];
  const counted: Measured[] = [];
  for (let run = 0; run < Math.max(1, Math.min(runs, 3)); run++) {
    const { ms, bareMs, atOnce, writes, again } = await once();
    pairs.push([ms, (changes * answersEach * answerMs) / atOnce]);
    bare.push([ms, bareMs]);
    counted.push(measure('licence-writes count', 'writes', [[writes, changes]], 1));
    counted.push(measure('licence-writes again', 'writes', [[writes + again, writes]], 1));
  }
  return [
    measure('licence-writes time', 'ms', pairs, 1.15),
    measure('licence-writes own', 'ms', bare, 1.15),
    ...counted.slice(-2),
  ];
};

interface Run {
  ms: number;
  /** As many bare reads, as many at a time. */
  bareMs: number;
  /** Users written at a time, on average over the run. */
  atOnce: number;
  writes: number;
  /** Writes of a second run. */
  again: number;
}

async function once(): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-licences-'));
  const practice = await Practice.start('big-5000', { speed: 60 });
  try {
    return await play(practice, folder);
  } finally {
    await practice.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function play(practice: Practice, folder: string): Promise<Run> {
  const seen: number[] = [];
  const manager: Manager = new Manager(
    portsIn(folder),
    { version: '0', electron: '0', platform: 'bench', pid: process.pid },
    () => undefined,
  );
  const job = await manager.create('review-licences', null);
  const { runner } = await manager.open(job);
  const idle = async (): Promise<void> => {
    while (runner.isBusy()) {
      const atOnce = runner.progress()?.doing.params?.atOnce;
      if (typeof atOnce === 'number') seen.push(atOnce);
      await wait(5);
    }
  };
  const press = async (step: StepId): Promise<void> => {
    runner.apply(step);
    await idle();
  };
  await upToLicences(manager, job, practice, { idle, press });
  const people = (runner.users() ?? []).filter(({ role }) => role === 'user').slice(0, changes);
  const why = { by: 'hand' as const };
  const types = people.map(
    ({ id, licenceType }) => [id, licenceType === 'basic' ? 'premium' : 'basic'] as const,
  );
  await manager.choose(job, Object.fromEntries(types.map(([id, type]) => [id, { type, why }])));
  for (const warning of stepOf(runner.job(), 'licences').plan.filter(({ code }) => code.startsWith('warn.')))
    await manager.accept(job, 'licences', {
      code: acceptCode(warning),
      reason: 'bench',
      typed: numberToType(warning) ?? undefined,
    });
  seen.length = 0;
  const began = performance.now();
  await press('licences');
  // Reading all users before and after belongs to no user's write.
  const ms = performance.now() - began - 2 * (await readMs(runner, idle));
  const atOnce = seen.reduce((sum, one) => sum + one, 0) / Math.max(1, seen.length);
  const writes = await writesOf(practice);
  const session = await runner.connection.pbx(new AbortController().signal);
  const ids = people.flatMap(({ id }) => Array.from({ length: answersEach }, () => id));
  const bareMs = await readAll(session, ids, atOnce);
  await press('licences');
  const again = (await writesOf(practice)) - writes;
  await manager.leaveAll();
  return { ms, bareMs, atOnce, writes, again };
}

/** How long it takes to read these users and do nothing with them. */
async function readAll(session: PbxSession, ids: string[], atOnce: number): Promise<number> {
  const began = performance.now();
  const { signal } = new AbortController();
  const one = async (): Promise<void> => {
    for (let id = ids.pop(); id !== undefined; id = ids.pop()) await session.user(id, signal);
  };
  await Promise.all(Array.from({ length: Math.round(atOnce) }, one));
  return performance.now() - began;
}

/** How long one look takes. */
async function readMs(runner: { look(step: StepId): void }, idle: () => Promise<void>): Promise<number> {
  const began = performance.now();
  runner.look('licences');
  await idle();
  return performance.now() - began;
}

async function writesOf(practice: Practice): Promise<number> {
  return Object.values((await practice.state()).counters.licencePutsByUser).reduce(
    (sum, one) => sum + one,
    0,
  );
}

async function upToLicences(
  manager: Manager,
  job: string,
  practice: Practice,
  { idle, press }: { idle: () => Promise<void>; press: (step: StepId) => Promise<void> },
): Promise<void> {
  const { runner } = await manager.open(job);
  const details = {
    installer: 'B',
    partner: 'B',
    customer: 'B',
    pbxName: 'bench',
    address: practice.address,
  };
  for (const [field, value] of Object.entries(details)) await manager.input(job, 'prepare', field, value);
  await press('prepare');
  await press('connect');
  runner.look('sign-in');
  await idle();
  const question = stepOf(runner.job(), 'sign-in').plan.find(({ code }) => code === 'ask.accept-certificate');
  if (question) await manager.accept(job, 'sign-in', { code: acceptCode(question), reason: '' });
  await idle();
  await manager.putSecret(job, 'admin-password-old', 'wildix', 'typed');
  await press('sign-in');
  runner.look('licences');
  await idle();
}

function portsIn(folder: string): Ports {
  const redactor = createRedactor();
  const options = { redact: (text: string) => redactor.redact(text), now: () => new Date() };
  return {
    clock: {
      now: () => new Date(),
      sleep: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
    },
    pick: (below) => Math.floor(Math.random() * below),
    secrets: secretsInMemory(),
    pbx: createPbxPort(),
    ssh: createSshPort(),
    move: undefined as never,
    sshAgent: () => null,
    page: () => {
      throw new Error('no window');
    },
    recipes: { all: () => [] },
    report: { write: () => Promise.resolve([]) },
    journals: createJournals(folder, options),
    files: filesOf((id) => jobFolder(folder, id)),
  };
}
