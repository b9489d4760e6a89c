import { expect, test } from 'playwright/test';
import { newDataFolder, openApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';

test.describe.configure({ mode: 'parallel' });

/** The app is killed as a power cut would, and started again on the same laptop. */

test('killed in the upgrade and again in the outage, it ends done and upgraded once', async () => {
  const practice = await Practice.start('virtual-4.01', { speed: 12 });
  const data = newDataFolder();
  let running = await openApp(data);
  const direct = new Direct(running.window);
  await direct.passwordChanged(practice);
  await direct.go('upgrade');
  await direct.call('steps.apply', { job: direct.job, step: 'upgrade' });
  await expect.poll(async () => (await practice.state()).upgrade.phase).toMatch(/download|install/);
  await expect.poll(async () => (await direct.view()).progress?.doing.code).toBe('applying.upgrade');
  await running.kill();

  running = await openApp(data);
  let installer = new Installer(running.window);
  await installer.openJob('Customer');
  await expect(installer.step('upgrade')).toHaveAttribute('data-state', /ready/, { timeout: 30_000 });
  await installer.click(running.window.getByTestId('primary'));
  await expect.poll(async () => (await practice.state()).down, { timeout: 90_000 }).toBe(true);
  await running.kill();

  running = await openApp(data);
  installer = new Installer(running.window);
  await installer.openJob('Customer');
  await expect(installer.step('upgrade')).toHaveAttribute('data-state', /ready|done/, { timeout: 60_000 });
  if ((await installer.stateOf('upgrade')) === 'ready') await installer.press('upgrade', 90_000);
  await installer.untilEnded('upgrade');
  const state = await practice.state();
  expect(state.version).not.toBe(practice.info.pbx.version);
  expect(state.counters).toMatchObject({ upgrades: 1, reboots: 1 });
  expect(state.counters.failedSignIns).toEqual({ admin: 1 }); // the one proof that the old password is refused
  const view = await new Direct(running.window).withJob(direct.job).view();
  const evidence = view.state.steps.find(({ id }) => id === 'upgrade')?.evidence.map(({ said }) => said.code);
  expect(evidence).toContain('version-changed');
  await running.close();
  await practice.stop();
});

test('killed in the licence writes, no user is written twice and none is lost', async () => {
  const practice = await Practice.start('virtual-6', { faults: ['slow=120'] });
  const data = newDataFolder();
  let running = await openApp(data);
  const direct = new Direct(running.window);
  await direct.atLicences(practice);
  const before = await practice.users();
  const chosen = before.filter(({ role }) => role === 'user').map(({ id }) => id);
  const from = new Set(before.filter(({ id }) => chosen.includes(id)).map(({ licenseType }) => licenseType));
  const wanted = from.has('business') ? 'premium' : 'business';
  expect(chosen.length).toBeGreaterThan(20);
  await direct.choose(chosen, wanted);
  await direct.call('steps.apply', { job: direct.job, step: 'licences' });
  await expect
    .poll(async () => Object.keys((await practice.state()).counters.licencePutsByUser).length, {
      timeout: 60_000,
      intervals: [50],
    })
    .toBeGreaterThan(8);
  await running.kill();
  const written = Object.keys((await practice.state()).counters.licencePutsByUser).length;
  expect(written).toBeLessThan(chosen.length);

  running = await openApp(data);
  const installer = new Installer(running.window);
  await installer.openJob('Customer');
  await expect(installer.step('licences')).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
  await installer.press('licences', 90_000);
  await installer.untilEnded('licences', 90_000);
  const { counters } = await practice.state();
  expect(Object.keys(counters.licencePutsByUser).sort()).toEqual([...chosen].sort());
  expect(new Set(Object.values(counters.licencePutsByUser))).toEqual(new Set([1]));
  for (const user of await practice.users()) {
    const was = before.find(({ id }) => id === user.id)?.licenseType;
    expect(user.licenseType, user.name).toBe(chosen.includes(user.id) ? wanted : was);
  }
  await running.close();
  await practice.stop();
});
