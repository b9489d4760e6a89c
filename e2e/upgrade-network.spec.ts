import { expect, test } from 'playwright/test';
import type { Visit } from './support/activate-virtual';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';
import { filesHolding } from './support/secret-search';
import {
  acceptCertificates,
  givePasswords,
  meetAll,
  serverAndReview,
  startClients,
  toMembers,
} from './support/upgrade-network';

test.describe.configure({ mode: 'parallel' });

/** A WMS network through the window: typed by hand, with a client that fails, and over a killed app. The demo plays it whole. */

const newest = '4.03.44842.11';
let running: RunningApp;
let practice: Practice;
let installer: Installer;

async function open(options: Parameters<typeof Practice.start>[1] = {}): Promise<void> {
  practice = await Practice.start('network-3', options);
  running = await openApp();
  installer = new Installer(running.window);
}

test.afterEach(async () => {
  await running.close().catch(() => undefined); // a test may have killed it
  await practice.stop();
});

function visit(): Visit {
  const names = { customer: 'Rossi', pbxName: 'rossi' };
  return { installer, app: running.app, practice, ...names, seen: () => Promise.resolve() };
}

async function direct(): Promise<Direct> {
  const calls = new Direct(running.window);
  const [job] = await calls.call('jobs.list');
  return calls.withJob(job?.id ?? '');
}

/** Version and number of upgrades of the server, then of each client. */
async function network(): Promise<[string, number][]> {
  const { members, ...server } = await practice.state();
  return [server, ...members].map(({ version, counters }) => [version, counters.upgrades]);
}

test('a network that the server does not tell is typed, and that it is all is the installer’s word', async () => {
  await open({ faults: ['network-not-told'] });
  await toMembers(visit());
  await expect(installer.window.getByText(/does not tell who is in its network/)).toBeVisible();
  for (const [place, { host, port }] of practice.info.members.entries()) {
    await installer.click(installer.button('Add a client'));
    await installer.type(`Address of client ${String(place + 1)}`, `${host}:${String(port)}`);
  }
  await installer.click(installer.button('This is the server, and all its clients are listed'));
  await givePasswords(visit());
  expect(await installer.press('members')).toBe('needs-person');
  await acceptCertificates(visit());
  await installer.press('members');
  await installer.untilEnded('members');
  const step = await (await direct()).step('members');
  const said = step.evidence.filter(({ proof }) => proof === 'person').map(({ said: { code } }) => code);
  expect(said).toContain('network-said');
  await installer.next('clients');
  await startClients(visit());
  await installer.untilEnded('clients', 240_000);
  expect((await network()).slice(1)).toEqual([
    [newest, 1],
    [newest, 1],
  ]);
});

test('a client that fails holds up no other, is tried again alone, and the server waits for it', async () => {
  await open();
  await practice.memberFault(0, 'disk-full-upgrade');
  await toMembers(visit());
  await meetAll(visit());
  await installer.next('clients');
  await startClients(visit());
  await installer.settle('clients', 240_000);
  const { window } = installer;
  const north = window.getByRole('listitem').filter({ hasText: 'example-north' }).first();
  await expect(north.getByText('Not upgraded', { exact: true })).toBeVisible();
  await expect(north.locator('.member-error')).toContainText('could not finish the upgrade');
  await expect(window.getByText('Not every client is upgraded')).toBeVisible();
  expect(await network()).toEqual([
    ['4.01.44100.12', 0],
    ['4.01.44100.12', 1],
    [newest, 1],
  ]);
  expect(await installer.stateOf('upgrade')).toBe('waiting');
  await practice.memberFault(0, 'disk-full-upgrade', false);
  await installer.click(installer.button('Try example-north alone'));
  await installer.untilEnded('clients', 240_000);
  expect(await network()).toEqual([
    ['4.01.44100.12', 0],
    [newest, 2],
    [newest, 1],
  ]);
});

test('killed while clients are upgraded, it goes on with each and none is upgraded twice', async () => {
  await open({ speed: 15 });
  await toMembers(visit());
  await meetAll(visit());
  await installer.next('clients');
  await startClients(visit());
  await expect
    .poll(async () => (await practice.state()).members.map(({ upgrade }) => upgrade.phase).join(' '))
    .toMatch(/^(download|install)\w* (download|install)\w*$/);
  await running.kill();

  running = await openApp(running.data);
  installer = new Installer(running.window);
  await expect(running.window.getByText(/3 PBXs of the network still to upgrade/)).toBeVisible();
  await installer.openJob('Rossi');
  await expect(installer.step('clients')).toHaveAttribute('data-state', 'ready', { timeout: 60_000 });
  await expect(running.window.getByText('Is being upgraded; its end is not known yet')).toHaveCount(2);
  await installer.press('clients', 120_000);
  await installer.untilEnded('clients', 120_000);
  expect((await network()).slice(1)).toEqual([
    [newest, 1],
    [newest, 1],
  ]);
  await serverAndReview(visit());
  expect(await network()).toEqual([
    [newest, 1],
    [newest, 1],
    [newest, 1],
  ]);
  const { members, ...server } = await practice.state();
  for (const { counters } of [server, ...members]) expect(counters.failedSignIns).toEqual({});
});

test('a client’s password of its own is in no file, and a wrong one is sent once', async () => {
  await open();
  await toMembers(visit());
  await acceptCertificates(visit());
  await givePasswords(visit());
  const wrong = 'Wrong-Member-Pass-77';
  await installer.type('Admin password of example-north', wrong);
  await installer.press('members');
  await expect(installer.window.locator('.member-error')).toContainText('does not accept this password');
  await installer.click(installer.button('Look again'));
  await installer.settle('members');
  const { members } = await practice.state();
  expect(members[0]?.counters.failedSignIns).toEqual({ admin: 1 });
  expect(members[1]?.counters.failedSignIns).toEqual({});
  await running.close();
  expect(filesHolding([wrong], running.data)).toEqual([]);
});
