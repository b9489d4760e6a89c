import AxeBuilder from '@axe-core/playwright';
import { existsSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { JobSecret } from '../app/domain/job';
import { openApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { inKeychain } from './support/keychain';

/** Jobs on Home: found again among many, put away, brought back, deleted with their secrets. */

const names = { installer: 'Ada', partner: 'Partner' };

test('a job is found, archived, brought back, and deleted with its secrets out of the keychain', async ({}, info) => {
  const running = await openApp();
  const { window } = running;
  const direct = new Direct(window);
  const installer = new Installer(window);
  const { job: kept } = await direct.call('jobs.create', { kind: 'review-licences', preset: null });
  await direct.withJob(kept).input('prepare', { ...names, customer: 'Town hall', pbxName: 'town-hall' });
  await direct.call('jobs.leave', { job: kept });
  const { job } = await direct.call('jobs.create', { kind: 'activate-virtual', preset: null });
  const fields = { customer: 'Bäckerei Groß', pbxName: 'bakery', address: '192.0.2.7' };
  await direct.withJob(job).input('prepare', { ...names, ...fields });
  const password = 'Never-in-a-file-4711';
  const secret = `${job}/admin-password-old`;
  await direct.call('secrets.put', { job, name: 'admin-password-old', value: password });
  await direct.call('jobs.leave', { job });
  expect(await inKeychain(running.app, [secret])).toEqual([secret]);

  await window.reload();
  const rows = window.locator('.job-row');
  await expect(rows).toHaveCount(2);
  await window.keyboard.press('/');
  await window.keyboard.type('baeckerei'); // not how it is written
  await expect(window.getByText('No job has all of these words.')).toBeVisible();
  await window.keyboard.press('Control+f');
  await window.keyboard.type('backerei gross');
  await expect(rows).toHaveCount(1);
  await window.keyboard.press('Control+f');
  await window.keyboard.type('192.0.2');
  await expect(rows).toHaveCount(1);
  await window.screenshot({ path: info.outputPath('home.png'), fullPage: true });
  const { violations } = await new AxeBuilder({ page: window }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  await window.keyboard.press('Escape');
  await expect(rows).toHaveCount(2);

  const more = installer.button('More about Bäckerei Groß');
  await installer.click(more);
  await installer.click(installer.button('Archive'));
  await expect(window.locator('section .job-row')).toHaveCount(1);
  // By the keyboard one goes on from where the list begins.
  await expect(window.getByRole('heading', { name: 'Open jobs' })).toBeFocused();
  await installer.click(window.getByText('1 archived job'));
  await expect(rows).toHaveCount(2);
  // It is the same job, with its secret, wherever it is listed.
  expect(await inKeychain(running.app, [secret])).toEqual([secret]);
  await installer.click(more);
  await window.screenshot({ path: info.outputPath('more.png') });
  await installer.click(installer.button('Bring it back'));
  await expect(window.locator('section .job-row')).toHaveCount(2);

  await installer.click(more);
  await installer.click(installer.button('Delete…'));
  const dialog = window.getByRole('dialog');
  await expect(dialog.getByText(/the journal with \d+ entries/)).toBeVisible();
  await expect(dialog.getByText(/1 secret in the keychain/)).toBeVisible();
  await window.screenshot({ path: info.outputPath('delete.png') });
  await expect(installer.button('Delete this job')).toBeDisabled();
  await installer.type('Type “delete” to delete it', 'delete');
  await installer.click(installer.button('Delete this job'));
  await expect(dialog.getByText(/The job was deleted/)).toBeVisible();
  await installer.click(installer.button('Close', dialog));
  await expect(rows).toHaveCount(1);
  expect(existsSync(join(running.data, 'jobs', job))).toBe(false);
  const all = JobSecret.options.map((name) => `${job}/${name}`);
  expect(await inKeychain(running.app, all)).toEqual([]);
  expect((await direct.call('jobs.list')).map(({ id }) => id)).toEqual([kept]);
  await running.close();
});

test('a job at work can be neither archived nor deleted', async () => {
  const running = await openApp();
  const direct = new Direct(running.window);
  const { job } = await direct.call('jobs.create', { kind: 'activate-virtual', preset: null });
  // It takes what is sent and says nothing: the look goes on until it is called off.
  const silent = createServer(() => undefined);
  const port = await new Promise<number>((resolve) => {
    silent.listen(0, '127.0.0.1', () => {
      resolve((silent.address() as AddressInfo).port);
    });
  });
  const address = `127.0.0.1:${String(port)}`;
  await direct.withJob(job).input('prepare', { ...names, customer: 'Mill', pbxName: 'mill', address });
  await direct.end('prepare');
  await direct.call('steps.go', { job, step: 'deploy' });
  await expect.poll(async () => (await direct.view()).progress !== null).toBe(true);
  await expect(direct.call('jobs.archive', { job, on: true })).rejects.toThrow('busy');
  await expect(direct.call('jobs.remove', { job })).rejects.toThrow('busy');
  await running.window.reload();
  await expect(running.window.getByRole('heading', { name: 'At work' })).toBeVisible();
  await direct.call('steps.cancel', { job, step: 'deploy' });
  await expect(running.window.getByRole('heading', { name: 'At work' })).toBeHidden();
  await running.close();
  silent.close();
});
