import { expect, test } from 'playwright/test';
import { cookieOf, send } from '../app/practice/testing';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { ShownPage } from './support/page';
import { Practice } from './support/practice';
import { filesHolding } from './support/secret-search';

test.describe.configure({ mode: 'parallel' });

/** Signing in to PBXs as they are in the field: with a second factor, with one that comes by an upgrade, and without tokens. */

let running: RunningApp;
let practice: Practice;
let direct: Direct;
let installer: Installer;

async function on(preset: string): Promise<void> {
  practice = await Practice.start(preset);
  running = await openApp();
  direct = new Direct(running.window);
  installer = new Installer(running.window);
}

test.afterEach(async () => {
  await running.close();
  await practice.stop();
});

/** The OTP as the PBX tells it to root. */
async function otp(): Promise<string> {
  return (await practice.control<{ otp: string }>('GET', '/otp')).otp;
}

/** The person at the PBX's page: login, password and the OTP, beside them or on a page of its own. */
async function signInOnPage(password: string): Promise<void> {
  const page = new ShownPage(running.app);
  await page.shows('Login');
  await page.fill('Login', 'admin');
  await page.fill('Password', password);
  const together = (await page.run<string>('document.body.innerText')).includes('One-time password');
  if (together) await page.fill('One-time password', await otp());
  await page.press('Login');
  if (!together) {
    await page.shows('One-time password');
    await page.fill('One-time password', await otp());
    await page.press('Confirm');
  }
  await page.shows('Users');
}

async function atSignIn(): Promise<void> {
  await direct.newJob(practice);
  await direct.go('deploy');
  await direct.show('sign-in');
  await installer.at('sign-in');
  await installer.acceptCertificate();
}

async function evidenceOf(step: Parameters<Direct['step']>[0]): Promise<string[]> {
  return (await direct.step(step)).evidence.map(({ said }) => said.code);
}

async function skipTo(step: 'report'): Promise<void> {
  for (const one of ['portal', 'activate', 'licences'] as const)
    await direct.call('steps.skip', { job: direct.job, step: one, reason: 'not the subject of this test' });
  await direct.show(step);
  await installer.at(step);
}

test('with a second factor: signed in on the page with an OTP, a token made, all the way through the upgrade', async () => {
  await on('virtual-7-2fa');
  const { window } = running;
  await atSignIn();
  await installer.click(installer.button('Use the factory password'));
  expect(await installer.press('sign-in')).toBe('needs-person');
  expect((await direct.step('sign-in')).plan.map(({ code }) => code)).toContain('ask.other-way');
  await expect(window.getByRole('alert')).toContainText('second factor');
  await expect(window.getByText('/usr/sbin/get_admin_otp')).toBeVisible();

  // Pressed too early: told so, and nothing is sent that could count as wrong.
  await new ShownPage(running.app).shows('Login');
  await installer.click(installer.button('I am signed in on the page'));
  await expect(window.getByRole('alert')).toContainText('Nobody is signed in');
  await signInOnPage('wildix');
  await installer.click(installer.button('I am signed in on the page'));
  await installer.untilEnded('sign-in');
  expect(await evidenceOf('sign-in')).toEqual(
    expect.arrayContaining(['signed-in', 'token-made', 'token-works']),
  );
  expect((await direct.view()).state.facts.signedInBy).toBe('token');
  const token = (await direct.call('secrets.reveal', { job: direct.job, name: 'api-token' })).value;

  await installer.next('admin-password');
  await installer.click(installer.button('Generate a password'));
  await installer.click(installer.button('It is stored'));
  expect(await installer.press('admin-password')).toBe('needs-person');
  const password = (await direct.call('secrets.reveal', { job: direct.job, name: 'admin-password-new' }))
    .value;
  await signInOnPage(password);
  await installer.press('admin-password');
  await installer.untilEnded('admin-password');
  const proved = await evidenceOf('admin-password');
  expect(proved).toEqual(
    expect.arrayContaining(['password-changed', 'password-not-provable', 'password-works']),
  );
  expect(proved).not.toContain('new-password-works');
  expect(proved).not.toContain('old-password-refused');

  await installer.next('upgrade');
  await installer.upgrade();
  const { version, counters } = await practice.state();
  expect(version).toBe('7.06.20260216.3');
  expect(counters).toMatchObject({ failedSignIns: {}, wrongOtps: 0, tokensMade: 1, tokensDeleted: 0 });

  await skipTo('report');
  await installer.press('report');
  await installer.untilEnded('report');
  expect(await evidenceOf('report')).toContain('token-deleted');
  expect((await practice.state()).counters).toMatchObject({ tokensMade: 1, tokensDeleted: 1 });
  expect(filesHolding([token, password], running.data)).toEqual([]);
});

test('where the upgrade brings the second factor, the job goes on with its token and deletes it at the end', async () => {
  await on('crossing-2fa');
  await direct.passwordChanged(practice);
  expect(await evidenceOf('sign-in')).toEqual(
    expect.arrayContaining(['signed-in', 'token-made', 'token-works']),
  );
  // The proofs are of the passwords, not of the token.
  expect(await evidenceOf('admin-password')).toEqual(
    expect.arrayContaining(['new-password-works', 'old-password-refused']),
  );
  await direct.show('upgrade');
  await installer.at('upgrade');
  await installer.upgrade();
  expect(await evidenceOf('upgrade')).toEqual(expect.arrayContaining(['version-changed', 'same-pbx']));
  const crossed = await practice.state();
  expect(crossed).toMatchObject({ version: '6.10.20250721.3', secondFactor: true });
  // One wrong password in all: the proof that the old one is refused.
  expect(crossed.counters).toMatchObject({ failedSignIns: { admin: 1 }, basicRefused: {}, unknownTokens: 0 });

  await skipTo('report');
  await installer.press('report');
  await installer.untilEnded('report');
  expect(await evidenceOf('report')).toContain('token-deleted');
  const after = await practice.state();
  expect(after.counters).toMatchObject({ tokensMade: 1, tokensDeleted: 1, failedSignIns: { admin: 1 } });
  await installer.click(installer.button('Finish this job'));
  await expect(running.window.getByText(/finished job/)).toBeVisible();
});

test('the sign-in lost half-way leads back to it, and the step then goes on', async () => {
  await on('crossing-2fa');
  const password = await direct.passwordChanged(practice);
  await direct.show('upgrade');
  await installer.at('upgrade');
  await installer.upgrade();
  await direct.go('portal');
  for (const one of ['portal', 'activate'] as const)
    await direct.call('steps.skip', { job: direct.job, step: one, reason: 'not the subject of this test' });
  // Somebody deletes the token, as an administrator does who does not know it.
  await practice.control('POST', '/reboot');
  await expect.poll(async () => (await practice.state()).down, { timeout: 30_000 }).toBe(false);
  await deleteTokensAs(password);
  await direct.show('licences');
  await installer.at('licences');
  expect((await direct.step('licences')).error?.code).toMatch(/sign-in-lost|second-factor-needed/);
  await installer.click(installer.button('Sign in again'));
  expect(await installer.at('sign-in')).toBe('needs-person');
  await signInOnPage(password);
  await installer.click(installer.button('I am signed in on the page'));
  await installer.untilEnded('sign-in');
  await installer.next('licences');
  await installer.click(installer.button('Look again').first());
  await expect(running.window.getByRole('table', { name: 'Users and their licence types' })).toBeVisible();
  const { counters } = await practice.state();
  expect(counters).toMatchObject({ failedSignIns: { admin: 1 }, wrongOtps: 0, tokensMade: 2 });

  // Closed without a report: the token is deleted then, and the journal says so.
  await direct.call('jobs.close', { job: direct.job });
  const after = await practice.state();
  expect(after.counters.tokensDeleted).toBe(after.counters.tokensMade);
  expect((await direct.view()).state.notices.map(({ code }) => code)).toContain('token-deleted');
});

/** What somebody else does in a browser of their own, signed in with password and OTP. */
async function deleteTokensAs(password: string): Promise<void> {
  const { url, fingerprint256 } = practice.info.pbx;
  const form = { login: 'admin', password, otp: await otp() };
  const cookie = cookieOf(await send('POST', `${url}/login`, { form }, fingerprint256));
  const list = `${url}/api/v1/pbx/applications/simpletoken/`;
  const { result } = (await send('GET', list, { cookie }, fingerprint256)).json() as {
    result: { records: { id: string }[] };
  };
  expect(result.records).toHaveLength(1);
  for (const { id } of result.records) await send('DELETE', `${list}${id}/`, { cookie }, fingerprint256);
}

test('an old WMS is signed in to by Basic, and no token is made', async () => {
  await on('old-3.88');
  await atSignIn();
  await installer.click(installer.button('Use the factory password'));
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  expect((await direct.view()).state.facts.signedInBy).toBe('basic');
  const codes = await evidenceOf('sign-in');
  expect(codes).not.toContain('token-made');
  expect(codes).not.toContain('token-not-made');
  const { counters } = await practice.state();
  expect(counters).toMatchObject({ tokensMade: 0, failedSignIns: {} });
});

test('a wrong password on a PBX with a second factor is sent once an attempt, and a wrong token is no password', async () => {
  await on('virtual-7-2fa');
  await atSignIn();
  await installer.type('Admin password now on the PBX', 'not-the-password');
  await installer.press('sign-in');
  const wrong = async (): Promise<number> => (await practice.state()).counters.failedSignIns['admin'] ?? 0;
  expect(await wrong()).toBe(1);
  await installer.click(installer.button('Look again').first());
  await installer.settle('sign-in');
  expect(await wrong()).toBe(1);
  await installer.click(running.window.getByText('Sign in another way'));
  await installer.click(running.window.getByLabel('Simple Token', { exact: true }));
  await installer.type('API token', 'access_not-a-token-of-this-pbx');
  await installer.click(installer.button('Use this token'));
  await installer.press('sign-in');
  await expect(running.window.getByRole('alert')).toContainText('does not accept this token');
  expect(await wrong()).toBe(1);
  expect((await practice.state()).counters.unknownTokens).toBeGreaterThan(0);
});

test('an S2S application signs in where the password alone does not, and its secret is in no file', async () => {
  await on('virtual-7-2fa');
  await atSignIn();
  const { url, fingerprint256 } = practice.info.pbx;
  const first = await send(
    'POST',
    `${url}/login`,
    { form: { login: 'admin', password: 'wildix' } },
    fingerprint256,
  );
  const cookie = cookieOf(
    await send(
      'POST',
      `${url}/login/otp`,
      { form: { otp: await otp() }, cookie: cookieOf(first) },
      fingerprint256,
    ),
  );
  const apps = `${url}/api/v1/pbx/applications/s2s`;
  await send('POST', apps, { cookie, json: { name: 'wizard' } }, fingerprint256);
  const { result } = (await send('GET', apps, { cookie }, fingerprint256)).json() as {
    result: { records: { id: string; name: string; secret: string }[] };
  };
  const app = result.records[0];
  if (!app) throw new Error('no application was made');

  await installer.click(running.window.getByText('Sign in another way'));
  await installer.click(running.window.getByLabel('S2S application', { exact: true }));
  await installer.type('Application ID', app.id);
  await installer.type('Application name', app.name);
  await installer.type('Application secret', app.secret);
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  expect((await direct.view()).state.facts.signedInBy).toBe('s2s');
  const { counters } = await practice.state();
  expect(counters).toMatchObject({ failedSignIns: {}, basicRefused: {}, tokensMade: 0 });
  expect(filesHolding([app.secret], running.data)).toEqual([]);
});
