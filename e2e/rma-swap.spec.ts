import { expect, test } from 'playwright/test';
import type { Visit } from './support/activate-virtual';
import { report } from './support/activate-virtual';
import { activate, giveKey } from './support/activate';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';
import { oldOff, readOld, swapPbx, takeOver, toActivation, toOldPbx, typeOld } from './support/rma-swap';
import { filesHolding } from './support/secret-search';

/** A PBX replaced by another through the window: while the old one answers, when it is dead, and with a wrong key. */

let running: RunningApp;
let practice: Practice;
let installer: Installer;

async function open(preset: string): Promise<Visit> {
  practice = await Practice.start(preset);
  running = await openApp();
  installer = new Installer(running.window);
  const names = { customer: 'Rossi', pbxName: 'example' };
  return { installer, app: running.app, practice, ...names, seen: () => Promise.resolve() };
}

test.afterEach(async () => {
  await running.close();
  await practice.stop();
});

const line = ({
  extension,
  name,
  licenseType = '',
}: {
  extension: string;
  name: string;
  licenseType?: string;
}) => `${extension} ${name} ${licenseType}`;

/** The users of both PBXs, their ids and the admins aside. */
async function bothSides(): Promise<[string[], string[]]> {
  const lines = (users: Awaited<ReturnType<Practice['users']>>): string[] =>
    users
      .filter(({ role }) => role !== 'admin')
      .map(line)
      .sort();
  return [lines(await practice.oldUsers()), lines(await practice.users())];
}

async function theJob() {
  const direct = new Direct(running.window);
  const [job] = await direct.call('jobs.list');
  return (await direct.withJob(job?.id ?? '').view()).state;
}

test('the new box has what the old one had, and the old one is off', async () => {
  const visit = await open('rma-hw-hw');
  const secrets = await swapPbx(visit);
  const [old, now] = await bothSides();
  expect(old.length).toBeGreaterThan(40);
  expect(now).toEqual(old);
  const { facts, steps } = await theJob();
  expect(steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
  const truth = await practice.state();
  expect(truth).toMatchObject({ activated: true, version: '4.03.44842.11' });
  expect(truth.activation).toMatchObject({ name: 'example', swSerial: facts.swSerial });
  expect(facts.capture?.swSerial).toMatchObject({ value: facts.swSerial, origin: 'read' });
  expect(facts.takenOver).toMatchObject({ differs: [], notCompared: [] });
  expect(filesHolding(Object.values(secrets), running.data)).toEqual([]);
});

for (const preset of ['rma-hw-vm', 'rma-vm-hw']) {
  test(`${preset}: what the PBX runs on changes, and all that it had is taken over`, async () => {
    const visit = await open(preset);
    await swapPbx(visit);
    const [old, now] = await bothSides();
    expect(now).toEqual(old);
    const { facts, steps } = await theJob();
    expect(steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
    expect((await practice.state()).activation).toMatchObject({ swSerial: facts.swSerial });
  });
}

test('a dead box is taken over from what is typed, and what nobody knows is said', async () => {
  const visit = await open('rma-old-dead');
  await toOldPbx(visit);
  const back = await practice.buy('example', {});
  await typeOld(visit, back.swSerial);
  const password = await toActivation(visit, back);
  await activate(visit, password, back);
  await takeOver(visit);
  await oldOff(visit);
  await report(visit);
  const [old, now] = await bothSides();
  expect(now).toEqual(old);
  const { facts, steps } = await theJob();
  expect(facts.capture?.swSerial).toMatchObject({ value: back.swSerial, origin: 'typed' });
  expect(facts.takenOver).toMatchObject({
    same: ['name', 'licences', 'users'],
    notCompared: ['types', 'devices'],
  });
  const off = steps.find(({ id }) => id === 'old-off');
  expect(off?.evidence.map(({ said }) => said.code)).toEqual(['old-off-said', 'old-silent']);
});

test('the key of another SW Serial stops the job, and an old box that still answers is not off', async () => {
  const visit = await open('rma-hw-vm');
  await toOldPbx(visit);
  await readOld(visit);
  const back = await practice.buy('other', { premium: 1 });
  const password = await toActivation(visit, back, 'hw-vm');
  await giveKey(visit, password, back);
  await installer.press('activate');
  await expect(
    running.window.getByText('The PBX shows another SW Serial than the portal gave'),
  ).toBeVisible();
  const direct = new Direct(running.window).withJob((await theJob()).id);
  for (const step of ['activate', 'taken-over'] as const)
    await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject of this test' });
  await direct.go('old-off');
  await direct.call('steps.confirm', {
    job: direct.job,
    step: 'old-off',
    code: 'old-off',
    note: 'unplugged',
  });
  const { state, error } = await direct.apply('old-off');
  expect({ state, code: error?.code }).toEqual({ state: 'failed', code: 'old-still-answers' });
});
