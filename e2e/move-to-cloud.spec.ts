import AxeBuilder from '@axe-core/playwright';
import { expect, test, type TestInfo } from 'playwright/test';
import type { Visit } from './support/activate-virtual';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { afterScript, moveToCloud, startScript, toMove } from './support/move-to-cloud';
import { Practice } from './support/practice';
import { filesHolding } from './support/secret-search';

test.describe.configure({ mode: 'parallel' });

/** The move through the window: to its end, over a killed app, and without tmux. */

let running: RunningApp;
let practice: Practice;
let installer: Installer;

async function open(preset: string): Promise<void> {
  practice = await Practice.start(preset);
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

async function isAccessible(): Promise<void> {
  const { violations } = await new AxeBuilder({ page: running.window }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

async function keep(info: TestInfo, name: string): Promise<void> {
  await running.window.screenshot({ path: info.outputPath(`${name}.png`) });
}

/** Screens of the move that are looked at more closely on the way. */
function lookAt(info: TestInfo): Visit['seen'] {
  return async (step, moment) => {
    if (!['move before', 'move during', 'move after', 'after-move before'].includes(`${step} ${moment}`))
      return;
    await isAccessible();
    await keep(info, `${step}-${moment}`);
    if (step !== 'move' || moment !== 'after') return;
    // Taken back before it is said: nothing is told to the job.
    await installer.click(installer.button('It moved nothing: start again'));
    await keep(info, 'moved-nothing');
    await isAccessible();
    await installer.click(installer.button('Cancel'));
    await expect(installer.button('It moved nothing: start again')).toBeVisible();
    expect(await installer.hasEnded('move')).toBe(true);
  };
}

/** The users of both PBXs, their ids and the admins aside. */
async function bothSides(): Promise<[string[], string[]]> {
  const lines = (users: Awaited<ReturnType<Practice['users']>>): string[] =>
    users
      .filter(({ role }) => role !== 'admin')
      .map(({ extension, name, licenseType }) => `${extension} ${name} ${licenseType ?? ''}`)
      .sort();
  return [lines(await practice.users()), lines(await practice.cloudUsers())];
}

test('every answer is shown before it is sent, and both PBXs have the same users afterwards', async ({}, info) => {
  await open('old-4.01-sqlite');
  const secrets = await moveToCloud({ ...visit(), seen: lookAt(info) });
  const [old, cloud] = await bothSides();
  expect(old.length).toBeGreaterThan(40);
  expect(cloud).toEqual(old);
  expect((await practice.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 1, puts: 0 });
  const direct = new Direct(running.window);
  const [job] = await direct.call('jobs.list');
  const { steps } = (await direct.withJob(job?.id ?? '').view()).state;
  expect(steps.filter(({ state }) => !/^(done|already-done)$/.test(state))).toEqual([]);
  // Both of them: a search that finds nothing because there is nothing to search with proves nothing.
  expect(Object.values(secrets).filter((one) => one.length > 8)).toHaveLength(2);
  expect(filesHolding(Object.values(secrets), running.data)).toEqual([]);
});

test('a computer that slept looks again by itself, and the script goes on', async () => {
  await open('old-4.01-sqlite');
  await toMove(visit());
  await startScript(visit());
  await expect(installer.button(/^Send: /)).toBeVisible({ timeout: 60_000 });
  await running.app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));
  const direct = new Direct(running.window);
  const [job] = await direct.call('jobs.list');
  const codes = async (): Promise<string[]> =>
    (await direct.withJob(job?.id ?? '').view()).state.steps
      .flatMap(({ evidence }) => evidence)
      .map(({ said }) => said.code);
  await expect.poll(codes, { timeout: 60_000 }).toContain('script-attached');
  expect(await codes()).toContain('woke');
  // The same question once more, on the new line.
  await expect(installer.button(/^Send: /)).toBeVisible({ timeout: 60_000 });
  expect((await practice.state()).counters).toMatchObject({ movesBegun: 1 });
});

test('a killed app comes back to the script, answers nothing twice, and ends the job', async () => {
  await open('old-4.01-sqlite');
  await toMove(visit());
  await startScript(visit());
  const send = installer.button(/^Send: /);
  await installer.click(send);
  await expect(send).toHaveText(/Send: y$/);
  await running.kill();

  running = await openApp(running.data);
  installer = new Installer(running.window);
  await installer.openJob('Rossi');
  const answer = running.window.getByLabel('Your answer', { exact: true });
  for (const kind of ['users', 'recordings', 'voicemail', 'call history', 'phonebooks', 'sounds']) {
    await expect(running.window.locator('.script-prompt strong')).toContainText(`Move ${kind}`, {
      timeout: 60_000,
    });
    await answer.fill('y');
    await installer.click(installer.button('Send it'));
  }
  await installer.untilEnded('move');
  await afterScript(visit());
  const [old, cloud] = await bothSides();
  expect(cloud).toEqual(old);
  expect((await practice.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 1 });
});

test('without tmux it is said before, and the window asks before it closes over the script', async ({}, info) => {
  await open('old-4.01-mysql');
  await toMove(visit(), async () => {
    await expect(running.window.getByText(/The old PBX has neither tmux/)).toBeVisible();
    await installer.acceptWarning('The cable is held by hand.');
    await installer.press('inventory');
  });
  await startScript(visit());
  await expect(installer.button(/^Send: /)).toBeVisible({ timeout: 60_000 });
  await expect(installer.button('Stop')).toBeHidden();
  await running.app.evaluate(({ BrowserWindow, dialog }) => {
    const asked = globalThis as unknown as { asked: number };
    asked.asked = 0;
    dialog.showMessageBoxSync = () => {
      asked.asked += 1;
      return 0;
    };
    for (const window of BrowserWindow.getAllWindows()) window.close();
  });
  const asked = await running.app.evaluate(() => (globalThis as unknown as { asked: number }).asked);
  expect(asked).toBe(1);
  await expect(installer.button(/^Send: /)).toBeVisible();

  // Killed all the same: nobody knows how it ended, and nothing begins it again.
  await running.kill();
  running = await openApp(running.data);
  installer = new Installer(running.window);
  await installer.openJob('Rossi');
  await expect(running.window.getByText('Nobody saw how the script ended').first()).toBeVisible();
  expect((await practice.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 0 });

  // The installer's word, asked for twice; then it may be started anew, by a word of its own.
  await expect(running.window.getByTestId('primary')).toHaveText('Look again');
  await installer.click(installer.button('It ended badly, or half-way'));
  await keep(info, 'fate');
  await isAccessible();
  await installer.click(installer.button('Yes, it failed and is no longer running'));
  await expect(running.window.getByLabel(/^Type the name of the PBX/)).toHaveValue('');
  await keep(info, 'again');
  expect((await practice.state()).counters).toMatchObject({ movesBegun: 1, movesDone: 0 });
});
