import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type TestInfo } from 'playwright/test';
import { mayDecrease } from '../app/domain/licensing/calendar';
import type { Visit } from './support/activate-virtual';
import { openApp, type RunningApp } from './support/app';
import { changeLicences, toChange, typeIncrease, wanted } from './support/change-licences';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';

test.describe.configure({ mode: 'parallel' });

/** A change of licences in the portal, with one that takes it and one that does not; and the letter about a mistake. */

let running: RunningApp;
let practice: Practice;
let installer: Installer;

test.beforeEach(async () => {
  practice = await Practice.start('over-entitlement');
  running = await openApp();
  installer = new Installer(running.window);
});

test.afterEach(async () => {
  await running.close();
  await practice.stop();
});

async function keep(info: TestInfo, name: string): Promise<void> {
  const path = info.outputPath(`${name}.png`);
  await running.window.screenshot({ path });
  await info.attach(name, { path, contentType: 'image/png' });
}

function visit(): Visit {
  const names = { customer: 'Rossi', pbxName: 'rossi' };
  return { installer, app: running.app, practice, ...names, seen: () => Promise.resolve() };
}

test('numbers that the portal takes are read back from the PBX, and end the job', async () => {
  await changeLicences(visit());
  const direct = new Direct(running.window);
  const [job] = await direct.call('jobs.list');
  const { steps, facts } = (await direct.withJob(job?.id ?? '').view()).state;
  expect(steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
  const change = steps.find(({ id }) => id === 'portal-change');
  expect(change?.evidence.map(({ said, proof }) => [said.code, proof])).toContainEqual([
    'portal-change-read',
    'read-back',
  ]);
  expect(change?.actions.map(({ code, outcome }) => [code, outcome])).toEqual([['portal-numbers', 'done']]);
  expect(facts.licences).toContainEqual(expect.objectContaining({ type: 'premium', bought: wanted }));
});

test('numbers are computed from what the PBX tells, entered by hand, and read back', async ({}, info) => {
  await toChange(visit());
  await installer.select('Kind of change', 'Increase: more licences');
  await installer.select('Platform', 'Virtual');
  await installer.select('Way of ordering', 'The form of the PBX in the portal');
  await expect(running.window.getByLabel('Premium licences now')).toHaveValue(/^\d+$/);
  await installer.type('Premium licences to spare', '3');
  await expect(installer.step('portal-change')).toHaveAttribute('data-state', 'ready');
  await keep(info, 'typed');
  await installer.press('portal-change');
  await keep(info, 'in-the-portal');
  // Nobody changed anything in the portal: the PBX tells the numbers of before.
  await installer.press('portal-change');
  await expect(running.window.getByText(/The PBX tells other numbers than were entered/)).toBeVisible();
  await keep(info, 'differs');
  await installer.acceptWarning('The portal shows them.');
  await installer.press('portal-change');
  await installer.untilEnded('portal-change');
});

/**
 * A zone where a change of term may be begun now: not on the last day of a month, nor shortly before. These two are 25 hours
 * apart, so it never is both of them that forbid it.
 */
function zoneThatAllows(now: Date): string {
  const soon = new Date(now.getTime() + 45 * 60_000);
  const isFree = (zone: string): boolean => [now, soon].every((at) => mayDecrease(at, zone).allowed);
  const zone = ['UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'].find(isFree);
  if (zone === undefined) throw new Error('the calendar forbids it everywhere');
  return zone;
}

test('a change of term that was broken off between its acts comes up as half', async ({}, info) => {
  await toChange(visit());
  await installer.select('Kind of change', 'Change of term: another billing period');
  await installer.select('Platform', 'Cloud');
  await installer.select('Way of ordering', 'The form of the PBX in the portal');
  await installer.select('Period now', 'Monthly');
  await installer.select('New period', 'Yearly');
  const sitting = running.window.getByLabel(/I can do both acts now/);
  await sitting.click();
  await expect(sitting).toBeChecked();
  await installer.type('Time zone of the PBX', zoneThatAllows(new Date()));
  expect(await installer.settle('portal-change')).toBe('ready');
  await installer.press('portal-change');
  await installer.press('portal-change');
  await running.kill();
  running = await openApp(running.data);
  installer = new Installer(running.window);
  await installer.openJob('Rossi');
  await installer.at('portal-change');
  await expect(running.window.getByText('Between the two acts: this PBX has no licences')).toBeVisible();
  await expect(running.window.getByRole('timer')).toHaveText(/days/);
  await keep(info, 'half');
  await installer.press('portal-change');
  await installer.press('portal-change');
  // The practice portal was never touched, so the PBX tells the wanted numbers: they prove nothing.
  await expect(running.window.getByText('What the portal shows now')).toBeVisible();
  await keep(info, 'shown');
  await installer.click(installer.button('The portal shows something else'));
  await expect(running.window.getByText('Between the two acts: this PBX has no licences')).toBeVisible();
  await installer.press('portal-change');
  await installer.press('portal-change');
  await expect(running.window.getByText('What the portal shows now')).toBeVisible();
  await installer.press('portal-change');
  await installer.untilEnded('portal-change');
});

test('when the calendar forbids nothing, no entry for it is written', async () => {
  await toChange(visit());
  await typeIncrease(installer, wanted);
  const direct = new Direct(running.window);
  const [job] = await direct.call('jobs.list');
  const id = job?.id ?? '';
  await expect(direct.call('portal.come-back', { job: id })).rejects.toThrow(/"code":"not-now"/);
  expect(readdirSync(join(running.data, 'jobs', id)).filter((name) => name.endsWith('.ics'))).toEqual([]);
});

test('the letter about a mistake is open from any step, and goes to the mail program', async ({}, info) => {
  const opened = await recordOpened();
  await installer.newJob();
  await installer.click(installer.button('A mistake was made'));
  await expect(running.window.getByRole('timer')).toBeVisible();
  await installer.type("Serial of the customer's PBX", '4711 & 12');
  await expect(running.window.getByText(/Serial number of the customer's PBX: 4711 & 12/)).toBeVisible();
  await keep(info, 'letter');
  await installer.type('E-mail address of your Area Manager', 'manager@example.test');
  await installer.click(installer.button('Write it as an e-mail'));
  await expect(running.window.getByText(/Handed to the mail program/)).toBeVisible();
  const [address = '', ...more] = await opened();
  expect(more).toEqual([]);
  const { protocol, pathname, search } = new URL(address);
  expect([protocol, pathname]).toEqual(['mailto:', 'manager@example.test']);
  const fields = search.slice(1).split('&');
  const told = fields.map((field) => field.split('=').map(decodeURIComponent));
  expect(told.map(([name]) => name)).toEqual(['subject', 'body']);
  expect(told[0]?.[1]).toBe('Mistake with the licences of PBX 4711 & 12');
  expect(told[1]?.[1]).toMatch(/^Hello,\r\n\r\n[^]*PBX: 4711 & 12\r\n[^]*We change nothing ourselves/);
});

/** From now on nothing is opened outside: what would be is told instead. */
async function recordOpened(): Promise<() => Promise<string[]>> {
  await running.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => {
      opened.push(url);
      return Promise.resolve();
    };
  });
  return () => running.app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
}
