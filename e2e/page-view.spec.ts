import { expect, test } from 'playwright/test';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { ShownPage } from './support/page';
import { Practice } from './support/practice';

/** The PBX's own page inside the window: pinned, unable to leave, without a bridge. In Chromium's TLS, not Node's. */

let practice: Practice;
let running: RunningApp;
let direct: Direct;
let installer: Installer;

test.beforeAll(async () => {
  practice = await Practice.start('virtual-6');
  running = await openApp();
  direct = new Direct(running.window);
  installer = new Installer(running.window);
  await direct.signedIn(practice);
  for (const step of ['admin-password', 'upgrade', 'portal'] as const) {
    await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject of this test' });
  }
  await direct.show('activate');
  await installer.at('activate');
});
test.afterAll(async () => {
  await running.close();
  await practice.stop();
});

test('it shows the pinned PBX, below its toolbar and inside its pane', async () => {
  const page = new ShownPage(running.app);
  await page.shows('Login');
  const pane = await running.window.getByTestId('page-pane').boundingBox();
  const view = await running.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.contentView.children.at(-1)?.getBounds(),
  );
  expect(view).toBeDefined();
  expect(view?.width).toBeGreaterThan(300);
  expect(view?.x).toBeGreaterThanOrEqual(Math.floor(pane?.x ?? 0));
  expect(view?.y).toBeGreaterThan(pane?.y ?? 0);
});

test('it has no bridge and nothing of Node', async () => {
  const seen = await new ShownPage(running.app).run<string[]>(
    `['wizard', 'require', 'process'].filter((name) => name in window)`,
  );
  expect(seen).toEqual([]);
});

test('it can go nowhere else, open nothing and ask nothing', async () => {
  const page = new ShownPage(running.app);
  const before = await page.run<string>('location.href');
  const elsewhere = practice.info.portal.url;
  const outcome = await page.run<string[]>(`(async () => {
    const popup = window.open(${JSON.stringify(elsewhere)}) === null ? 'popup refused' : 'popup opened';
    const fetched = await fetch(${JSON.stringify(elsewhere)}, { mode: 'no-cors' }).then(() => 'fetched', () => 'fetch refused');
    const asked = await Notification.requestPermission();
    return [popup, fetched, asked];
  })()`);
  expect(outcome).toEqual(['popup refused', 'fetch refused', 'denied']);
  await page.run(`void (location.href = ${JSON.stringify(elsewhere)})`);
  await running.window.waitForTimeout(400);
  expect(await page.run<string>('location.href')).toBe(before);
});

test('with another certificate it is not shown, and the window says why', async () => {
  const page = new ShownPage(running.app);
  await practice.control('POST', '/certificate');
  await installer.click(installer.button('Load the page again'));
  await expect(running.window.getByTestId('page-pane').getByRole('alert')).toBeVisible();
  await expect(page.shows('Login', 1_000)).rejects.toThrow();
});
