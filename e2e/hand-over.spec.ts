import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type TestInfo } from 'playwright/test';
import { electronLaunch } from '../scripts/setup/electron.mjs';
import { acceptIfWarned } from './support/activate-virtual';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';
import { filesHolding } from './support/secret-search';

/** A job from the office to the site and back, in files, between two computers (two data folders). */

const secrets = { password: 'Office-Secret-0815!', sip: 'sip-S3cret-4711' };

async function keep({ window }: RunningApp, info: TestInfo, name: string): Promise<void> {
  await window.screenshot({ path: info.outputPath(`${name}.png`) });
}

/** As it is carried: under another name, in a folder that belongs to neither computer. */
function carried(path: string): string {
  const stick = join(electronLaunch().tempFolder('stick'), 'job.pbxjob');
  copyFileSync(path, stick);
  return stick;
}

async function pathWritten({ window }: RunningApp): Promise<string> {
  const shown = window.locator('.office-written code').first();
  await expect(shown).toContainText('.pbxjob');
  return (await shown.textContent()) ?? '';
}

async function openFile({ window }: RunningApp, file: string): Promise<void> {
  // By its content: the app runs as another user than the test and may not read what that wrote.
  await window
    .getByLabel('Open a prepared job…')
    .setInputFiles({ name: 'job.pbxjob', mimeType: '', buffer: readFileSync(file) });
}

test('prepared in the office, done on the site, and its report back in the office', async ({}, info) => {
  const practice = await Practice.start('over-entitlement');
  const users = (await practice.users()).filter(({ role }) => role === 'user');
  const [one, two] = users;

  // In the office, where nothing of the PBX can be reached.
  const office = await openApp();
  const atDesk = new Installer(office.window);
  const desk = new Direct(office.window);
  const [recipe] = await desk.call('recipes.list');
  const own = (recipe?.text ?? '').replace(/"title": "[^"]*"/, '"title": "As our office does it"');
  await desk.call('recipes.save', { id: recipe?.id ?? '', text: own });
  await desk.call('script.command', { command: './their-script {cloud}' });
  await atDesk.newJob();
  await atDesk.prepare({ customer: 'Example Bakery', pbxName: 'bakery', address: practice.address });
  const [{ id: prepared = '' } = {}] = await desk.call('jobs.list');
  await desk.call('secrets.put', { job: prepared, name: 'admin-password-old', value: secrets.password });
  await atDesk.click(atDesk.button('Hand over'));
  // A password that somebody types into the notes after all.
  await atDesk.type('Notes for the site', `Ask for Ms Miller. The password is ${secrets.password}`);
  await atDesk.select('Billing period', 'Yearly');
  await atDesk.type('Number of Essential licences', '12');
  await atDesk.click(office.window.getByLabel('From a CSV file'));
  const list = [
    'Extension;SipPassword;License type',
    `${one?.extension ?? ''};${secrets.sip};Basic`,
    `${two?.extension ?? ''};${secrets.sip};Business`,
  ];
  await office.window.getByLabel('Choose a CSV file…').setInputFiles({
    name: 'list.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(list.join('\r\n')),
  });
  await expect(office.window.getByText('list.csv is taken along.')).toBeVisible();
  await keep(office, info, 'send');
  await atDesk.click(atDesk.button('Write the file for the site'));
  const toSite = carried(await pathWritten(office));
  await keep(office, info, 'sent');
  await office.close();
  expect(filesHolding(Object.values(secrets), office.data)).toEqual([]);
  expect(readFileSync(toSite, 'utf8')).not.toMatch(/sip|Office-Secret/i);
  // The search would have found one.
  writeFileSync(join(office.data, 'planted.txt'), secrets.sip);
  expect(filesHolding(Object.values(secrets), office.data)).toHaveLength(1);

  // On the site: another laptop.
  const site = await openApp();
  const onSite = new Installer(site.window);
  const laptop = new Direct(site.window);
  await openFile(site, toSite);
  const dialog = site.window.getByRole('dialog');
  await expect(dialog.getByText('For 2 users, kept until')).toBeVisible();
  await expect(dialog.getByText('12 Essential')).toBeVisible();
  // Recipes are asked for one by one; only the page recipe is wanted.
  await onSite.click(dialog.getByRole('group', { name: /As our office does it/ }).getByLabel('Take theirs'));
  await keep(site, info, 'take');
  await onSite.click(onSite.button('Create this job'));
  await onSite.at('prepare');
  await expect(site.window.getByText('Ask for Ms Miller.')).toBeVisible();
  await expect(site.window.getByLabel('Customer', { exact: true })).toHaveValue('Example Bakery');
  await keep(site, info, 'on-site');
  expect((await laptop.call('recipes.list')).find(({ id }) => id === recipe?.id)?.own).toBe(true);
  expect((await laptop.call('script.read')).own).toBe(false);

  const [{ id: job = '' } = {}] = await laptop.call('jobs.list');
  laptop.withJob(job);
  expect((await laptop.step('portal')).inputs).toMatchObject({ period: 'yearly', 'count-essential': '12' });
  await onSite.type('Installer', 'Grace');
  await onSite.press('prepare');
  await onSite.untilEnded('prepare');
  await onSite.next('deploy');
  await onSite.untilEnded('deploy');
  await onSite.next('sign-in');
  await onSite.signIn();
  for (const step of ['admin-password', 'upgrade', 'portal', 'activate'] as const)
    await laptop.call('steps.skip', { job, step, reason: 'not the subject of this test' });
  await laptop.show('licences');
  await onSite.at('licences');
  await onSite.click(onSite.button('Look at the types from the office'));
  await keep(site, info, 'types');
  await onSite.click(onSite.button('Take 2 types'));
  await acceptIfWarned(onSite);
  await onSite.press('licences', 90_000);
  await onSite.untilEnded('licences');
  const after = await practice.users();
  expect(after.find(({ id }) => id === one?.id)?.licenseType).toBe('basic');
  expect(after.find(({ id }) => id === two?.id)?.licenseType).toBe('business');
  await onSite.next('report');
  await onSite.press('report');
  await onSite.untilEnded('report');
  await onSite.click(onSite.button('Write the file for the office'));
  const toOffice = carried(await pathWritten(site));
  await keep(site, info, 'back');
  expect(filesHolding(['wildix', ...Object.values(secrets)].slice(1), site.data)).toEqual([]);
  await site.close();

  // Back in the office.
  const again = await openApp(office.data);
  const back = new Installer(again.window);
  await openFile(again, toOffice);
  await expect(again.window.getByText('It is kept with the job on this computer.')).toBeVisible();
  await keep(again, info, 'came-back');
  await back.click(back.button('Show the report'));
  await expect(again.window.getByRole('heading', { name: 'Example Bakery' })).toBeVisible();
  await expect(again.window.getByText('Grace')).toBeVisible();
  await keep(again, info, 'received');
  await back.click(again.window.getByRole('link', { name: 'All jobs' }));
  await expect(again.window.getByText('Its report came back')).toBeVisible();
  await keep(again, info, 'home');
  await back.click(back.button('More about Example Bakery'));
  await back.click(again.window.getByRole('link', { name: 'Show the report that came back' }));
  await expect(again.window.getByText('Grace')).toBeVisible();
  await again.close();
  await practice.stop();
});

test('a damaged, a foreign and a newer file are refused in words; a dropped one is opened', async ({}, info) => {
  const running = await openApp();
  const { window } = running;
  const installer = new Installer(window);
  const direct = new Direct(window);
  const { job } = await direct.call('jobs.create', { kind: 'review-licences', preset: null });
  await direct.withJob(job).input('prepare', { partner: 'Partner GmbH', customer: 'Town hall' });
  const { path } = await direct.call('handover.export', { job, types: null, recipes: true, back: false });
  const text = readFileSync(path, 'utf8');
  const wrong = {
    'This file is damaged': text.replace('Town hall', 'Town mall'),
    'This is not a file of this app': '{"some": "json"}',
    'A newer version of this app made this file': text.replace('"version": 1', '"version": 2'),
  };
  for (const [title, content] of Object.entries(wrong)) {
    await window
      .getByLabel('Open a prepared job…')
      .setInputFiles({ name: 'a.pbxjob', mimeType: '', buffer: Buffer.from(content) });
    await expect(window.getByText(title)).toBeVisible();
    await installer.click(installer.button('Close', window.getByRole('dialog')));
    // The field for the file is made anew with it.
    await expect(window.getByRole('dialog')).toBeHidden();
  }
  expect(await direct.call('jobs.list')).toHaveLength(1);

  const file = await window.evaluateHandle((content) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([content], 'job.pbxjob'));
    return transfer;
  }, text);
  await window.dispatchEvent('.home', 'drop', { dataTransfer: file });
  const dialog = window.getByRole('dialog', { name: 'Prepared job' });
  await expect(dialog.getByText('The job this was made from is on this computer.')).toBeVisible();
  await keep(running, info, 'dropped');
  await running.close();
});

test('a template carries what is the same for every customer to the next job', async ({}, info) => {
  const running = await openApp();
  const { window } = running;
  const installer = new Installer(window);
  const direct = new Direct(window);
  const { job } = await direct.call('jobs.create', { kind: 'activate-virtual', preset: null });
  direct.withJob(job);
  await direct.input('prepare', { partner: 'Partner GmbH', customer: 'Town hall', pbxName: 'town-hall' });
  await direct.input('portal', { period: 'yearly', 'count-basic': '5' });
  await direct.show('prepare');
  await installer.at('prepare');
  await installer.click(installer.button('Hand over'));
  await installer.click(installer.button('Save as template'));
  await expect(window.getByText('The template is kept.', { exact: false })).toBeVisible();
  await installer.click(installer.button('Close', window.getByRole('dialog')));
  await installer.click(window.getByRole('link', { name: 'All jobs' }));
  await installer.select('Start from a template', 'Partner GmbH (Partner GmbH)');
  await keep(running, info, 'template');
  await installer.newJob();
  await expect(window.getByLabel('Partner company', { exact: true })).toHaveValue('Partner GmbH');
  await expect(window.getByLabel('Customer', { exact: true })).toHaveValue('');
  const made = (await direct.call('jobs.list')).find(({ id }) => id !== job);
  direct.withJob(made?.id ?? '');
  expect((await direct.step('portal')).inputs).toEqual({ period: 'yearly' });
  await running.close();
});
