import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { electronLaunch } from '../scripts/setup/electron.mjs';
import type { PageRecipe } from '../app/domain/recipe';
import { newDataFolder, openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { ShownPage } from './support/page';
import { Practice } from './support/practice';
import { Screens } from './support/screens';
import { filesHolding } from './support/secret-search';

test.describe.configure({ mode: 'parallel' });

/** The wizard works the PBX's own page by a recipe: through the real window, in a real page. */

interface Visit {
  practice: Practice;
  running: RunningApp;
  direct: Direct;
  installer: Installer;
  page: ShownPage;
  secrets: { password: string; key: string };
}

const ends: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A job that stands at the activation, with password and key in hand. */
async function atActivation(data = newDataFolder()): Promise<Visit> {
  const practice = await Practice.start('virtual-6');
  ends.push(() => practice.stop());
  const running = await openApp(data);
  ends.push(() => running.close());
  const direct = new Direct(running.window);
  const installer = new Installer(running.window);
  const password = await direct.passwordChanged(practice);
  await direct.call('steps.skip', {
    job: direct.job,
    step: 'upgrade',
    reason: 'not the subject of this test',
  });
  const bought = await practice.buy('acme', { essential: 40, premium: 2 });
  await direct.input('portal', { period: 'yearly', 'count-premium': '2', swSerial: bought.swSerial });
  await direct.call('secrets.put', { job: direct.job, name: 'pbx-key', value: bought.key });
  await direct.end('portal');
  await direct.show('activate');
  await installer.at('activate');
  const page = new ShownPage(running.app);
  await page.shows('Login');
  return { practice, running, direct, installer, page, secrets: { password, key: bought.key } };
}

const doing = (visit: Visit, text: string) =>
  visit.running.window.getByRole('status').filter({ hasText: text });

test('the wizard signs in, pastes the key and presses Activate, seen act by act, and no file holds the key', async () => {
  const visit = await atActivation();
  const { installer, running, practice, secrets } = visit;
  const before = (await practice.state()).counters;
  const list = running.window.getByRole('region', { name: 'What the wizard does in the page' });
  await expect(list.getByRole('listitem')).toContainText(['Fill in Login', 'Fill in Password']);
  const out = electronLaunch().tempFolder('screens');
  const screens = new Screens(running, out);
  await installer.click(installer.button('Let the wizard activate it'));
  await expect(doing(visit, 'Fill in “User Mode”')).toBeVisible({ timeout: 30_000 });
  await expect(list.locator('[aria-current=step]')).toHaveText('Fill in User Mode.');
  await expect(doing(visit, 'Press “Activate”')).toBeVisible();
  // The button is outlined before it is pressed, by a hand the page's own scripts cannot see.
  const lit = await visit.page.run<string>(
    `[...document.querySelectorAll('button')].find((one) => one.textContent.trim() === 'Activate')?.style.outline ?? ''`,
  );
  expect(lit).toContain('solid');
  expect(await visit.page.run<string>('typeof window.pageHands')).toBe('undefined');
  await screens.keep('activate');
  await installer.untilEnded('activate');
  const step = await visit.direct.step('activate');
  expect(step.state).toBe('done');
  expect(step.way).toBe('assisted');
  expect(
    step.evidence.some(({ proof, said }) => proof === 'read-back' && said.code === 'activated-read'),
  ).toBe(true);
  const done = await practice.state();
  expect(done.activated).toBe(true);
  expect(done.counters.failedSignIns).toEqual(before.failedSignIns);
  const presses = step.actions.filter(({ code }) => code.startsWith('page-'));
  expect(presses.every(({ outcome }) => outcome === 'done')).toBe(true);
  expect(presses.filter(({ params }) => params?.words === 'Activate')).toHaveLength(1);
  expect(filesHolding([secrets.key, secrets.password], running.data)).toEqual([]);
  expect(filesHolding([secrets.key, secrets.password], out)).toEqual([]);
});

test('a recipe whose label was renamed becomes guided and tells which words were not found', async () => {
  const first = await openApp();
  const recipes = await new Direct(first.window).call('recipes.list');
  await first.close();
  const text = recipes.find(({ id }) => id === 'activate')?.text ?? '';
  const recipe = JSON.parse(text) as PageRecipe;
  const acts = recipe.acts.map((act) =>
    act.act === 'fill' ? { ...act, labels: [{ text: 'Reactor Mode', lang: 'en', published: false }] } : act,
  );
  mkdirSync(join(first.data, 'recipes'), { recursive: true });
  writeFileSync(join(first.data, 'recipes', 'activate.json'), JSON.stringify({ ...recipe, acts }));
  const visit = await atActivation(first.data);
  await visit.installer.press('activate');
  const step = await visit.direct.step('activate');
  expect(step.state).toBe('needs-person');
  expect(step.way).toBe('guided');
  expect(step.error).toMatchObject({ code: 'recipe-stuck', params: { words: 'Reactor Mode', found: 0 } });
  const { window } = visit.running;
  await expect(window.getByRole('alert').filter({ hasText: 'Reactor Mode' })).toBeVisible();
  await expect(window.getByText('Paste the key in the field')).toBeVisible();
  expect((await visit.practice.state()).activated).toBe(false);
  // By hand from where the wizard left it.
  await visit.page.fill('User Mode', visit.secrets.key);
  await visit.page.press('Activate');
  await visit.page.shows('This PBX is activated.');
  await visit.installer.press('activate');
  await visit.installer.untilEnded('activate');
});

test('paused nothing happens; taken over and handed back the wizard goes on from what is not done yet', async () => {
  const visit = await atActivation();
  const { installer, page } = visit;
  await installer.click(installer.button('Let the wizard activate it'));
  await installer.click(installer.button('Pause'));
  await expect(installer.window.getByText('Paused. Nothing happens')).toBeVisible();
  const paused = await page.run<string>('location.pathname');
  await installer.window.waitForTimeout(2_500);
  expect(await page.run<string>('location.pathname')).toBe(paused);
  await installer.click(installer.button('Take over'));
  // As far as the wizard had not come yet.
  if (await page.has('Login')) await page.signIn(visit.secrets.password);
  await page.openActivation();
  expect(await page.run<string>(`document.querySelector('#userMode').value`)).toBe('');
  await installer.click(installer.button('Hand back'));
  await installer.untilEnded('activate');
  const { actions, state } = await visit.direct.step('activate');
  expect(state).toBe('done');
  const after = actions.filter(({ code }) => code.startsWith('page-')).map(({ params }) => params?.words);
  expect(after.slice(-2)).toEqual(['User Mode', 'Activate']);
  expect(after).not.toContain('WMS Settings');
  expect((await visit.practice.state()).activated).toBe(true);
});
