import AxeBuilder from '@axe-core/playwright';
import { expect, test, type TestInfo } from 'playwright/test';
import type { JobKind } from '../app/domain/job';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';

/** Screens and dialogs that a reader of screens must find its way in, in the light and in the dark; a picture of each is kept. */

const names = { installer: 'Ada Example', partner: 'Example Partner GmbH' };

/** Nothing that axe objects to, in either colours. */
async function readable({ window }: RunningApp, info: TestInfo, where: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme });
    await window.screenshot({ path: info.outputPath(`${where}-${colorScheme}.png`) });
    const { violations } = await new AxeBuilder({ page: window }).setLegacyMode().analyze();
    expect(
      violations.map(({ id, nodes }) => `${where}, ${colorScheme}: ${id} at ${nodes[0]?.html ?? ''}`),
    ).toEqual([]);
  }
  await window.emulateMedia({ colorScheme: null });
}

async function prepared(direct: Direct, kind: JobKind, fields: Record<string, string>): Promise<string> {
  const { job } = await direct.call('jobs.create', { kind, preset: null });
  await direct.withJob(job).input('prepare', { ...names, ...fields });
  return job;
}

test('Home, its dialogs, and what is handed over', async ({}, info) => {
  const running = await openApp();
  const { window } = running;
  const direct = new Direct(window);
  const installer = new Installer(window);
  const bakery = await prepared(direct, 'activate-virtual', {
    customer: 'Bäckerei Groß',
    pbxName: 'bakery',
    address: '192.0.2.7',
  });
  await direct.call('templates.save', { job: bakery, name: 'Example Partner, yearly' });
  await direct.call('jobs.leave', { job: bakery });
  const mill = await prepared(direct, 'rma-swap', { customer: 'Mill', pbxName: 'mill' });
  await direct.call('jobs.leave', { job: mill });
  await direct.call('jobs.archive', { job: mill, on: true });
  await direct.call('jobs.leave', {
    job: await prepared(direct, 'activate-cloud', { customer: 'Town hall', pbxName: 'town-hall' }),
  });
  await window.reload();
  await readable(running, info, 'home');

  const more = installer.button('More about Bäckerei Groß');
  await installer.click(more);
  await readable(running, info, 'more');
  await installer.click(installer.button('Delete…'));
  await expect(window.getByText(/the journal with \d+ entries/)).toBeVisible();
  await readable(running, info, 'delete');
  await window.keyboard.press('Escape');
  await expect(more).toBeFocused();

  await direct.withJob(bakery).show('prepare');
  await installer.at('prepare');
  const handOver = installer.button('Hand over');
  await installer.click(handOver);
  await expect(window.getByRole('dialog')).toBeVisible();
  await readable(running, info, 'hand-over');
  await window.keyboard.press('Escape');
  await expect(handOver).toBeFocused();
  await running.close();
});

test('the recipes', async ({}, info) => {
  const running = await openApp();
  await running.window.getByRole('link', { name: 'Recipes' }).click();
  const list = running.window.getByRole('navigation', { name: 'Recipes' });
  await expect(list.getByRole('button').first()).toBeVisible();
  await readable(running, info, 'recipes');
  await list.getByRole('button', { name: /Order in the partner community/ }).click();
  await readable(running, info, 'order-recipe');
  await running.close();
});

test('the cable of new hardware, and the commands for a virtual one', async ({}, info) => {
  const running = await openApp();
  const { window } = running;
  const direct = new Direct(window);
  const installer = new Installer(window);
  // Nothing answers there, as before anything is switched on.
  const fields = { customer: 'Bakery', pbxName: 'bakery', address: '127.0.0.1:9' };
  await prepared(direct, 'activate-hardware', fields);
  await direct.end('prepare');
  await direct.go('cabling');
  await direct.show('cabling');
  await installer.at('cabling');
  await readable(running, info, 'cabling');

  await prepared(direct, 'activate-virtual', fields);
  await direct.end('prepare');
  await direct.go('deploy');
  const [profile] = await direct.call('deploy.profiles');
  await direct.input('deploy', { vmProfile: profile?.profile.id ?? '' });
  await direct.show('deploy');
  await installer.at('deploy');
  await expect(window.getByLabel('Host and program')).toBeVisible();
  await readable(running, info, 'deploy');
  await running.close();
});

test('both ways of ordering', async ({}, info) => {
  const practice = await Practice.start('over-entitlement');
  const running = await openApp();
  const { window } = running;
  const direct = new Direct(window);
  await direct.signedIn(practice);
  for (const step of ['admin-password', 'upgrade'] as const)
    await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject of this test' });
  await direct.go('portal');
  await direct.show('portal');
  const way = window.getByLabel('Way of ordering');
  await expect(way).toBeVisible();
  await readable(running, info, 'portal');
  await way.selectOption('partner-community');
  await expect(window.getByLabel('E-mail of the contact')).toBeVisible();
  await readable(running, info, 'partner-community');
  await running.close();
  await practice.stop();
});

test('what is known of a PBX that is replaced', async ({}, info) => {
  const running = await openApp();
  const direct = new Direct(running.window);
  const installer = new Installer(running.window);
  await prepared(direct, 'rma-swap', { customer: 'Bakery', pbxName: 'bakery', address: '127.0.0.1:9' });
  await direct.end('prepare');
  await direct.go('old-pbx');
  await direct.show('old-pbx');
  await installer.at('old-pbx');
  await readable(running, info, 'old-pbx');
  await installer.select('Taken from', 'Type it: the old PBX no longer answers');
  await expect(running.window.getByLabel('SW Serial of the old PBX')).toBeVisible();
  await readable(running, info, 'by-hand');
  await running.close();
});
