import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { StepId } from '../app/domain/job';
import type { PageRecipe } from '../app/domain/recipe';
import { newDataFolder, openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { ShownPage } from './support/page';
import { Practice, type PracticeUser } from './support/practice';
import { Screens } from './support/screens';
import { filesHolding } from './support/secret-search';

test.describe.configure({ mode: 'parallel' });

/** The recipes of the steps that have another way too: chosen by the installer, or all there is on this PBX. */

interface Visit {
  practice: Practice;
  running: RunningApp;
  direct: Direct;
  installer: Installer;
  page: ShownPage;
}

const ends: (() => Promise<void>)[] = [];
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function visit(preset: string, data = newDataFolder()): Promise<Visit> {
  const practice = await Practice.start(preset);
  ends.push(() => practice.stop());
  const running = await openApp(data);
  ends.push(() => running.close());
  return {
    practice,
    running,
    direct: new Direct(running.window),
    installer: new Installer(running.window),
    page: new ShownPage(running.app),
  };
}

/** Where this test's screenshots stay after it. */
function pictures(): string {
  const folder = test.info().outputPath('screens');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Shows the step and has it done by working the page. */
async function chooseAssisted({ direct, installer }: Visit, step: StepId): Promise<void> {
  await direct.show(step);
  await installer.at(step);
  await installer.click(installer.button('Let the wizard work the page'));
  await expect.poll(async () => (await direct.step(step)).way).toBe('assisted');
  await direct.settled(step);
  await installer.at(step);
}

/** At the password step, with a new password that is stored; the new one is told. */
async function atPassword(on: Visit): Promise<string> {
  const { direct, practice } = on;
  await direct.signedIn(practice);
  await direct.go('admin-password');
  await direct.call('secrets.generate', { job: direct.job, name: 'admin-password-new' });
  await chooseAssisted(on, 'admin-password');
  await on.installer.click(on.installer.button('It is stored'));
  await expect(on.installer.button('Let the wizard change it')).toBeEnabled();
  return (await direct.call('secrets.reveal', { job: direct.job, name: 'admin-password-new' })).value;
}

/** A recipe of the installer's own in the data folder of an app that is not running. */
async function ownRecipe(id: string, change: (recipe: PageRecipe) => PageRecipe): Promise<string> {
  const first = await openApp();
  const recipes = await new Direct(first.window).call('recipes.list');
  await first.close();
  const recipe = JSON.parse(recipes.find((one) => one.id === id)?.text ?? '') as PageRecipe;
  mkdirSync(join(first.data, 'recipes'), { recursive: true });
  writeFileSync(join(first.data, 'recipes', `${id}.json`), JSON.stringify(change(recipe)));
  return first.data;
}

test('the admin password is set in the page, proved by signing in, and stands in no file', async () => {
  const on = await visit('virtual-6');
  const password = await atPassword(on);
  const list = on.running.window.getByRole('region', { name: 'What the wizard does in the page' });
  await expect(list.getByRole('listitem').filter({ hasText: 'Select admin' })).toBeVisible();
  const before = (await on.practice.state()).counters;
  const out = pictures();
  const screens = new Screens(on.running, out);
  await screens.keep('password-before');
  await on.installer.click(on.installer.button('Let the wizard change it'));
  const doing = on.running.window.getByRole('status').filter({ hasText: 'Fill in “WEB password”' });
  await expect(doing).toBeVisible({ timeout: 60_000 });
  await screens.keep('password');
  await on.installer.untilEnded('admin-password');
  const step = await on.direct.step('admin-password');
  expect([step.state, step.way]).toEqual(['done', 'assisted']);
  const proved = step.evidence.filter(({ proof }) => proof === 'read-back').map(({ said }) => said.code);
  expect(proved).toEqual(expect.arrayContaining(['new-password-works', 'old-password-refused']));
  const pressed = step.actions.filter(({ code }) => code === 'page-click').map(({ params }) => params?.words);
  expect(pressed.slice(-2)).toEqual(['Set passwords', 'Ok']);
  const { counters } = await on.practice.state();
  // The one attempt that proves that the old password is refused.
  expect((counters.failedSignIns['admin'] ?? 0) - (before.failedSignIns['admin'] ?? 0)).toBe(1);
  expect(counters.puts).toBe(before.puts);
  expect(filesHolding([password], on.running.data)).toEqual([]);
  expect(filesHolding([password], out)).toEqual([]);
});

test('a renamed label makes the password step guided, names the words, and sends no password', async () => {
  const data = await ownRecipe('set-passwords', (recipe) => ({
    ...recipe,
    acts: recipe.acts.map((act) =>
      act.act === 'fill' ? { ...act, labels: [{ text: 'Reactor word', lang: 'en', published: false }] } : act,
    ),
  }));
  const on = await visit('virtual-6', data);
  const password = await atPassword(on);
  const before = (await on.practice.state()).counters;
  await on.installer.press('admin-password', 90_000);
  const step = await on.direct.step('admin-password');
  expect([step.state, step.way]).toEqual(['needs-person', 'guided']);
  expect(step.error).toMatchObject({ code: 'recipe-stuck', params: { words: 'Reactor word', found: 0 } });
  const { window } = on.running;
  await expect(window.getByRole('alert').filter({ hasText: 'Reactor word' })).toBeVisible();
  await expect(window.getByText('Paste the new password in the field')).toBeVisible();
  expect((await on.practice.state()).counters.passwordAttempts).toBe(before.passwordAttempts + 1);
  // By hand from where the wizard left it, in the very page.
  await on.page.fill('WEB password', password);
  await on.page.press('Ok');
  await on.page.shows('Saved.');
  await on.installer.click(on.installer.button('It is set'));
  await on.installer.press('admin-password');
  await on.installer.untilEnded('admin-password');
  const ended = await on.direct.step('admin-password');
  expect(ended.evidence.some(({ said }) => said.code === 'new-password-works')).toBe(true);
});

test('licence types are set in the page, one run a type, and nobody else gets another', async () => {
  const on = await visit('virtual-6');
  await on.direct.atLicences(on.practice);
  const users = await on.practice.users();
  const orbits = users.filter(({ role }) => role === 'park_orbit');
  // On two pages of the list, and without a word that all of their names have.
  const others = users.filter(({ extension }) => ['101', '102', '601'].includes(extension));
  for (const [some, type] of [
    [orbits, 'pbxService'],
    [others, 'business'],
  ] as const) {
    const ids = some.map(({ id }) => id);
    await on.direct.choose(ids, type);
  }
  await chooseAssisted(on, 'licences');
  const { counters } = await on.practice.state();
  const screens = new Screens(on.running, pictures());
  await screens.keep('licences-before');
  await on.installer.click(on.installer.button('Let the wizard set 7 types in the page'));
  const doing = on.running.window
    .getByRole('status')
    .filter({ hasText: 'Choose “Service” in “License type”' });
  await expect(doing).toBeVisible({ timeout: 60_000 });
  await screens.keep('licences');
  await on.installer.untilEnded('licences', 150_000);
  const step = await on.direct.step('licences');
  expect([step.state, step.way]).toEqual(['done', 'assisted']);
  expect(step.evidence.find(({ said }) => said.code === 'types-read-back')?.said.params?.count).toBe(7);
  const now = new Map((await on.practice.users()).map((user) => [user.id, user.licenseType]));
  const wanted = (user: PracticeUser) =>
    orbits.includes(user) ? 'pbxService' : others.includes(user) ? 'business' : user.licenseType;
  expect(users.filter((user) => now.get(user.id) !== wanted(user))).toEqual([]);
  const after = (await on.practice.state()).counters as typeof counters & {
    pageWritesByUser: Record<string, number>;
  };
  expect(after.puts).toBe(counters.puts);
  // Each user's form was sent once.
  expect(Object.entries(after.pageWritesByUser).sort()).toEqual(
    [...orbits, ...others].map(({ id }): [string, number] => [id, 1]).sort(),
  );
});

test('where the PBX has few routes, upgrade and licence numbers go through its page', async () => {
  const on = await visit('quiet');
  const { direct, installer, practice } = on;
  await direct.signedIn(practice);
  await direct.call('steps.skip', { job: direct.job, step: 'admin-password', reason: 'not the subject' });
  await direct.show('upgrade');
  await installer.at('upgrade');
  expect((await direct.step('upgrade')).way).toBe('assisted');
  await installer.click(installer.button('A backup exists'));
  const screens = new Screens(on.running, pictures());
  await screens.keep('upgrade-before');
  await installer.click(installer.button('Let the wizard upgrade it'));
  await expect(
    on.running.window.getByRole('status').filter({ hasText: 'Wait for “Reboot”. The page says:' }),
  ).toBeVisible({ timeout: 60_000 });
  await screens.keep('upgrade');
  await installer.settle('upgrade', 170_000);
  const upgraded = await direct.step('upgrade');
  expect(upgraded.state).toBe('needs-person');
  expect(upgraded.evidence.find(({ said }) => said.code === 'version-changed')).toMatchObject({
    proof: 'read-back',
    said: { params: { from: '5.03.20211028.2', to: '5.04.20220309.1' } },
  });
  await screens.keep('upgrade-none');
  await installer.click(installer.button('Nothing newer is offered there'));
  await installer.untilEnded('upgrade');

  const bought = await practice.buy('acme', { essential: 40, premium: 2 });
  await direct.go('portal');
  await direct.input('portal', { period: 'yearly', 'count-premium': '3', swSerial: bought.swSerial });
  await direct.call('secrets.put', { job: direct.job, name: 'pbx-key', value: bought.key });
  await direct.end('portal');
  expect((await direct.view()).state.factSources.licences?.source).toContain('installer');
  await direct.show('activate');
  await installer.at('activate');
  await installer.press('activate', 120_000);
  const { facts, factSources } = (await direct.view()).state;
  expect(factSources.licences?.source).toBe('the page of the PBX');
  const used = (await practice.users()).filter(({ licenseType }) => licenseType === 'essential').length;
  expect(used).toBeGreaterThan(40);
  expect(facts.licences).toContainEqual({ type: 'essential', bought: 40, used });
  expect(facts.licences).toContainEqual({ type: 'premium', bought: 2, used: 0 });
  // That it is activated this PBX does not tell: it stays the installer's word.
  expect((await direct.step('activate')).state).toBe('needs-person');
  await direct.call('steps.confirm', {
    job: direct.job,
    step: 'activate',
    code: 'activated-seen',
    note: 'the numbers are there',
  });
  await direct.end('activate');

  await direct.show('licences');
  await installer.at('licences');
  const { window } = on.running;
  await expect(window.getByText("Bought: read from the PBX's page.")).toBeVisible();
  await practice.buy('acme', { essential: 41, premium: 2 });
  await installer.click(installer.button('Read them again'));
  await expect(window.getByRole('row', { name: /^Essential 41/ })).toBeVisible({ timeout: 60_000 });
  await screens.keep('numbers');
});

test('a page of the practice PBX that loads itself anew does not swallow a press', async () => {
  const on = await visit('quiet');
  await on.direct.signedIn(on.practice);
  await on.direct.call('steps.skip', {
    job: on.direct.job,
    step: 'admin-password',
    reason: 'not the subject',
  });
  await on.direct.show('upgrade');
  await on.installer.at('upgrade');
  await on.page.signIn('wildix');
  await on.page.press('WMS Settings');
  await on.page.shows('Tools and utilities');
  await on.page.press('Tools and utilities');
  await on.page.shows('Perform upgrade');
  // The very moment: the link is pressed while the page is about to hear that its state is another one.
  await on.page.run(`void (window.fetch = async () => {
    [...document.querySelectorAll('a')].find((one) => one.textContent === 'Activation / Licenses').click();
    return { json: async () => ({ phase: 'another', percent: 0 }) };
  })`);
  await on.page.shows('User Mode');
});

test('the recipes screen lists them all; one is changed, handed on and restored', async () => {
  const running = await openApp();
  ends.push(() => running.close());
  const { window } = running;
  const installer = new Installer(window);
  await installer.click(window.getByRole('link', { name: 'Recipes' }));
  const list = window.getByRole('navigation', { name: 'Recipes' });
  await expect(list.getByRole('button')).toContainText([
    'Sign in to WMS',
    'Set the admin password',
    'Open Upgrade',
    'Perform the upgrade',
    'Activate with the PBX key',
    'Set a licence type',
    'Read the bought and used numbers',
    'Form of the portal',
    'Order in the partner community',
  ]);
  await new Screens(running, pictures()).keep('recipes');
  await installer.click(list.getByRole('button', { name: /Perform the upgrade/ }));
  await installer.click(window.getByText('The whole recipe as text'));
  const area = window.getByLabel('Recipe as JSON');
  const shipped = await area.inputValue();
  await area.fill(shipped.replace('"minutes": 90', '"minutes": 120'));
  await installer.click(installer.button('Save'));
  await expect(list.getByRole('button', { name: /Perform the upgrade/ })).toContainText('Yours');
  await installer.click(installer.button('Export'));
  await expect(window.getByText(/perform-upgrade\.json/)).toBeVisible();
  await area.fill(shipped.replace('"minutes": 90', '"minutes": 9000'));
  await installer.click(installer.button('Save'));
  await expect(window.getByRole('alert')).toContainText('minutes');
  await installer.click(installer.button('Restore'));
  await expect(area).toHaveValue(shipped);
  await expect(list.getByRole('button', { name: /Perform the upgrade/ })).toContainText('As it came');
});
