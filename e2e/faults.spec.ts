import { mkdirSync } from 'node:fs';
import { expect, test, type Locator } from 'playwright/test';
import { cookieOf, send } from '../app/practice/testing';
import type { StepId } from '../app/domain/job';
import { openApp, type RunningApp } from './support/app';
import { attempt } from './support/attempts';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { ShownPage } from './support/page';
import { Practice, type PracticeState } from './support/practice';
import { Screens } from './support/screens';

test.describe.configure({ mode: 'parallel' });

/**
 * Every fault of the practice PBX, switched on where it hurts, through the real window: a clear text with a way forward,
 * then the way is gone and the job finished.
 *
 * | fault                     | played                                                                          |
 * | ------------------------- | ------------------------------------------------------------------------------- |
 * | slow                      | here: at the sign-in; kills: while licence types are written                    |
 * | resets                    | here: in the wait for an upgrade, and at the look at the users                  |
 * | resets-on-put             | here: at the change of the password; bad-input: at a licence type               |
 * | html-instead-of-json      | here: between two licence types; bad-input: at the sign-in                      |
 * | type-error-200            | here: between two licence types, and at a wrong password                        |
 * | empty-map-as-list         | here: at the numbers of an activated PBX                                        |
 * | cert-changes              | here: at the reboot of an upgrade; bad-input: at any other time                 |
 * | disk-full-upgrade         | here                                                                            |
 * | slow-upgrade              | here                                                                            |
 * | reboots-twice             | here                                                                            |
 * | put-fails-now-and-then    | here: while licence types are written                                           |
 * | put-drops-a-field         | here: at the first licence type                                                 |
 * | throttles                 | here: while licence types are written                                           |
 * | other-pbx-on-this-address | here: after the reboot of an upgrade, after another one, and now                |
 */

let running: RunningApp;
let practice: Practice;
let direct: Direct;
let installer: Installer;
const ends: (() => Promise<void>)[] = [];

test.beforeAll(async () => {
  running = await openApp();
});
test.afterAll(() => running.close());
test.beforeEach(() => {
  direct = new Direct(running.window);
  installer = new Installer(running.window);
});
test.afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function on(preset: string, speed = 60): Promise<void> {
  practice = await Practice.start(preset, { speed });
  ends.push(() => practice.stop());
}

async function off(name: string): Promise<void> {
  await practice.control('POST', '/fault', { name, off: true });
}

const alert = (): Locator => running.window.getByRole('alert');

/** The error as it stands in the window: what happened, what to try first; kept as a picture beside the test's output. */
async function expectTold(title: string, tryFirst: string): Promise<void> {
  await expect(alert().getByRole('heading', { name: title })).toBeVisible();
  await expect(alert().getByRole('listitem').filter({ hasText: tryFirst })).toBeVisible();
  await keep();
}

/** The screen of the fault, beside the test's output. */
async function keep(): Promise<void> {
  const folder = test.info().outputPath('screen');
  mkdirSync(folder, { recursive: true });
  await new Screens(running, folder).keep('fault');
}

async function skip(...steps: StepId[]): Promise<void> {
  for (const step of steps)
    await direct.call('steps.skip', { job: direct.job, step, reason: 'not the subject of this test' });
}

async function show(step: StepId): Promise<void> {
  await direct.show(step);
  await installer.at(step);
}

async function atUpgrade(preset: string, speed?: number): Promise<void> {
  await on(preset, speed);
  await direct.signedIn(practice);
  await skip('admin-password');
  await show('upgrade');
  await installer.confirmBackupIfAsked();
}

async function expectUpgraded(counters: Partial<PracticeState['counters']>): Promise<void> {
  const state = await practice.state();
  expect(state.version).not.toBe(practice.info.pbx.version);
  expect(state.counters).toMatchObject({ failedSignIns: {}, ...counters });
  const { facts } = (await direct.view()).state;
  expect(facts.versionAfter).toBe(state.version);
}

/** Chooses another type for the first users, and tells who they are. */
async function chooseTypes(count: number): Promise<{ ids: string[]; type: string }> {
  await direct.atLicences(practice);
  const users = (await practice.users()).filter(({ role }) => role === 'user').slice(0, count);
  const type = users.some(({ licenseType }) => licenseType === 'business') ? 'premium' : 'business';
  const ids = users.map(({ id }) => id);
  await direct.choose(ids, type);
  await show('licences');
  return { ids, type };
}

/** Users in the order in which the PBX told them, and they are written. */
async function usersShown(): Promise<string[]> {
  return (await direct.call('licences.table', { job: direct.job })).rows.map(({ id }) => id);
}

/** Each of these was written exactly once and has the type, and nobody else was touched. */
async function expectWrittenOnce(
  before: Awaited<ReturnType<Practice['users']>>,
  ids: string[],
  type: string,
) {
  expect((await practice.state()).counters.licencePutsByUser).toEqual(
    Object.fromEntries(ids.map((id) => [id, 1])),
  );
  await expectTypes(before, ids, type);
}

/** These have the type, and nobody else has another one than before. */
async function expectTypes(before: Awaited<ReturnType<Practice['users']>>, ids: string[], type: string) {
  for (const user of await practice.users()) {
    const was = before.find(({ id }) => id === user.id)?.licenseType;
    expect(user.licenseType, user.name).toBe(ids.includes(user.id) ? type : was);
  }
}

/** What the other PBX at this address was given. */
async function givenToStranger(): Promise<Record<string, number>> {
  const { stranger } = await practice.control<{ stranger: { given: Record<string, number> } | null }>(
    'GET',
    '/state',
  );
  if (!stranger) throw new Error('no other PBX was ever there');
  return stranger.given;
}

async function expectStrangerKnowsNothing(): Promise<void> {
  expect(await givenToStranger()).toMatchObject({
    passwords: 0,
    otps: 0,
    tokens: 0,
    sessions: 0,
    pbxKeys: 0,
  });
}

/** What somebody else does meanwhile: gives the admin another password. */
async function somebodyChangesPassword(from: string, to: string): Promise<void> {
  const { url, fingerprint256 } = practice.info.pbx;
  const admin = (await practice.users()).find(({ role }) => role === 'admin')?.id ?? '';
  const path = `${url}/api/v1/PBX/Colleagues/${admin}/`;
  const answer = await send('PUT', path, { login: ['admin', from], json: { password: to } }, fingerprint256);
  expect(answer.json()).toHaveProperty('type', 'result');
}

test('slow: a sign-in that takes long says what is normal, can be stopped, and is then done whole', async () => {
  const { window } = running;
  await on('virtual-6');
  await direct.newJob(practice);
  await direct.go('deploy');
  await show('sign-in');
  await installer.acceptCertificate();
  await installer.click(installer.button('Use the factory password'));
  await expect(window.locator('.held').first()).toBeVisible();
  await practice.fault('slow', '1900');
  await installer.click(window.getByTestId('primary'));
  const progress = window.getByRole('region', { name: 'Progress' });
  await expect(progress).toContainText('What to check', { timeout: 45_000 });
  await expect(progress).toContainText("Does the PBX's page open");
  await keep();
  await installer.click(installer.button('Stop'));
  expect(await installer.settle('sign-in')).toBe('unknown');
  await off('slow');
  await installer.press('sign-in');
  expect(await installer.hasEnded('sign-in')).toBe(false);
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  const { facts } = (await direct.view()).state;
  expect(facts.capabilities?.length).toBeGreaterThan(5);
  expect(facts.signedInBy).toBe('token');
  expect((await practice.state()).counters).toMatchObject({ failedSignIns: {}, tokensMade: 1 });
});

test('resets: connections that are cut in the wait for an upgrade are waited through', async () => {
  await atUpgrade('virtual-6', 15);
  await installer.click(running.window.getByTestId('primary'));
  await expect.poll(async () => (await direct.view()).progress?.doing.code).toBe('applying.upgrade');
  await practice.fault('resets', '1');
  await expect(
    running.window.getByRole('status').filter({ hasText: 'The PBX does not answer, try' }),
  ).toBeVisible();
  await keep();
  await off('resets');
  await installer.untilEnded('upgrade');
  await expectUpgraded({ upgrades: 1, reboots: 1 });
});

test('resets: a look that is cut off says so, and the next one goes on', async () => {
  await on('virtual-6');
  await direct.signedIn(practice);
  await skip('admin-password', 'upgrade', 'portal', 'activate');
  await practice.fault('resets', '1');
  await show('licences');
  expect(await installer.stateOf('licences')).toBe('failed');
  await expectTold('The connection was cut', 'Try again in a minute.');
  await off('resets');
  await installer.click(installer.button('Try again'));
  await expect(running.window.getByRole('table', { name: 'Users and their licence types' })).toBeVisible();
});

test('resets-on-put: a change of the password whose answer was lost is proved, not made again', async () => {
  await on('virtual-4.01');
  await direct.signedIn(practice);
  await show('admin-password');
  await installer.click(installer.button('Generate a password'));
  await installer.click(installer.button('It is stored'));
  await practice.fault('resets-on-put', '1');
  expect(await attempt(practice, () => installer.press('admin-password'))).toMatchObject({ wrong: 0 });
  expect(await installer.stateOf('admin-password')).toBe('unknown');
  await expectTold('The connection was cut', 'Try again in a minute.');
  await off('resets-on-put');
  expect(await attempt(practice, () => installer.press('admin-password'))).toMatchObject({ wrong: 0 });
  // The old one is tried once, to see that it is refused.
  expect(await attempt(practice, () => installer.press('admin-password'))).toMatchObject({ wrong: 1 });
  await installer.untilEnded('admin-password');
  const { evidence, actions } = await direct.step('admin-password');
  expect(evidence.map(({ said }) => said.code)).toEqual(
    expect.arrayContaining(['new-password-works', 'old-password-refused']),
  );
  expect(actions.filter(({ code }) => code === 'change-password')).toHaveLength(1);
  expect((await practice.state()).counters.puts).toBe(1);
});

test('html-instead-of-json: between licence types it begins no other user, and the rest is written once', async () => {
  await on('virtual-6');
  const before = await practice.users();
  const { ids, type } = await chooseTypes(12);
  const chosen = (await usersShown()).filter((id) => ids.includes(id));
  await practice.fault('html-instead-of-json', `/colleagues/${chosen[2] ?? ''}`);
  expect(await installer.press('licences')).toBe('failed');
  await expectTold('A web page came instead of data', 'Wait a minute and try again.');
  const { licencePutsByUser } = (await practice.state()).counters;
  // Those that were at work beside it were finished; few are, so early.
  expect(chosen.slice(6).filter((id) => licencePutsByUser[id] !== undefined)).toEqual([]);
  expect(licencePutsByUser[chosen[2] ?? '']).toBeUndefined();
  await off('html-instead-of-json');
  await installer.click(installer.button('Try again'));
  await installer.untilEnded('licences');
  await expectWrittenOnce(before, ids, type);
});

test('type-error-200: a user the PBX refuses is left, all others are set, and the next press sets that one', async () => {
  await on('virtual-6');
  const before = await practice.users();
  const { ids, type } = await chooseTypes(5);
  const third = (await usersShown()).filter((id) => ids.includes(id))[2] ?? '';
  await practice.fault('type-error-200', `/colleagues/${third}`);
  expect(await installer.press('licences')).toBe('failed');
  await expectTold('Some licence types were not set', 'Press the button again');
  await expect(alert()).toContainText('its own words: Internal error');
  const { licencePutsByUser } = (await practice.state()).counters;
  expect(Object.keys(licencePutsByUser).sort()).toEqual(ids.filter((id) => id !== third).sort());
  await off('type-error-200');
  await expect(installer.button('Set 1 licence type')).toBeVisible();
  await installer.click(installer.button('Try again'));
  await installer.untilEnded('licences');
  await expectWrittenOnce(before, ids, type);
});

test('put-fails-now-and-then: who was refused is left for the next press, and nobody is written twice', async () => {
  await on('virtual-6');
  const before = await practice.users();
  const { ids, type } = await chooseTypes(12);
  await practice.fault('put-fails-now-and-then', '4');
  expect(await installer.press('licences')).toBe('failed');
  await expectTold('Some licence types were not set', 'Press the button again');
  const set = (await practice.users()).filter(
    ({ id, licenseType }) => ids.includes(id) && licenseType === type,
  );
  expect(set).toHaveLength(9);
  await off('put-fails-now-and-then');
  await installer.press('licences');
  await installer.untilEnded('licences');
  await expectTypes(before, ids, type);
});

test('put-drops-a-field: it is noticed at the first user, and no other is written', async () => {
  await on('virtual-6');
  const { ids } = await chooseTypes(8);
  await practice.fault('put-drops-a-field', 'email');
  expect(await installer.press('licences')).toBe('failed');
  await expectTold('More than the licence type changed', 'Compare the user in WMS');
  const { licencePutsByUser } = (await practice.state()).counters;
  expect(Object.values(licencePutsByUser)).toEqual([1]);
  expect(ids).toEqual(expect.arrayContaining(Object.keys(licencePutsByUser)));
  await off('put-drops-a-field');
  await installer.press('licences');
  await installer.untilEnded('licences');
});

test('throttles: a PBX that wants to be asked more slowly is, and all is written once', async () => {
  await on('virtual-6');
  const before = await practice.users();
  const { ids, type } = await chooseTypes(12);
  await practice.fault('throttles', '8');
  await installer.press('licences', 120_000);
  await installer.untilEnded('licences', 120_000);
  await expectTypes(before, ids, type);
});

test('type-error-200: a wrong password that is refused inside a 200 is one attempt', async () => {
  await on('virtual-6');
  await direct.newJob(practice);
  await direct.go('deploy');
  await show('sign-in');
  await installer.acceptCertificate();
  await practice.fault('type-error-200');
  await installer.type('Admin password now on the PBX', 'not-the-password');
  expect(await attempt(practice, () => installer.press('sign-in'))).toMatchObject({ wrong: 1 });
  await expectTold('The PBX does not accept this password', 'Type it again');
  expect(await attempt(practice, () => installer.press('sign-in'))).toMatchObject({ wrong: 0, logins: 0 });
  const lookAgain = () =>
    installer.click(installer.button('Look again')).then(() => installer.settle('sign-in'));
  expect(await attempt(practice, lookAgain)).toMatchObject({ wrong: 0, logins: 0 });
  await off('type-error-200');
  await installer.click(installer.button('Use the factory password'));
  await expect(running.window.locator('.held')).toContainText('factory password');
  expect(await attempt(practice, () => installer.press('sign-in'))).toMatchObject({ wrong: 0 });
  await installer.untilEnded('sign-in');
});

test('empty-map-as-list: numbers that the PBX does not tell are not taken for none', async () => {
  await on('virtual-6');
  await direct.signedIn(practice);
  await skip('admin-password', 'upgrade');
  const bought = await practice.buy('acme', { essential: 90, premium: 2 });
  await direct.go('portal');
  await direct.input('portal', {
    period: 'yearly',
    'count-essential': '90',
    'count-premium': '2',
    swSerial: bought.swSerial,
  });
  await direct.call('secrets.put', { job: direct.job, name: 'pbx-key', value: bought.key });
  await direct.end('portal');
  await pasteKeyInBrowser('wildix', bought.key);
  await practice.fault('empty-map-as-list');
  await show('activate');
  await installer.untilEnded('activate');
  await installer.next('licences');
  const counts = running.window.getByRole('table', { name: 'Licences' });
  await expect(counts.getByRole('row', { name: /^Essential/ })).toContainText('90');
  await expect(counts.getByRole('row', { name: /^Premium/ })).toContainText('2');
  await expect(running.window.getByText('Bought: typed by you for the portal.')).toBeVisible();
  await keep();
  await off('empty-map-as-list');
  const users = (await practice.users()).filter(({ role }) => role === 'user').slice(0, 2);
  await direct.choose(
    users.map(({ id }) => id),
    'premium',
  );
  await installer.press('licences');
  await installer.untilEnded('licences');
  expect((await practice.users()).filter(({ licenseType }) => licenseType === 'premium')).toHaveLength(2);
});

/** A job at the page in which the key goes, and the key. */
async function atActivation(): Promise<string> {
  await on('virtual-6');
  await direct.passwordChanged(practice);
  await skip('upgrade');
  const { swSerial, key } = await practice.buy('acme', { essential: 40, premium: 2 });
  await direct.go('portal');
  await direct.input('portal', { period: 'yearly', 'count-premium': '2', swSerial });
  await direct.call('secrets.put', { job: direct.job, name: 'pbx-key', value: key });
  await direct.end('portal');
  await show('activate');
  await new ShownPage(running.app).shows('Login');
  return key;
}

/** What the installer may do in a browser instead: paste the key and press Activate. */
async function pasteKeyInBrowser(password: string, key: string): Promise<void> {
  const { url, fingerprint256 } = practice.info.pbx;
  const form = { login: 'admin', password };
  const cookie = cookieOf(await send('POST', `${url}/login`, { form }, fingerprint256));
  const path = `${url}/settings/tools/activation`;
  await send('POST', path, { form: { userMode: key }, cookie }, fingerprint256);
  expect((await practice.state()).activated).toBe(true);
}

test('cert-changes: a certificate that an upgrade changed is a question, and accepted the upgrade ends', async () => {
  await atUpgrade('virtual-6');
  await practice.fault('cert-changes');
  expect(await installer.press('upgrade', 120_000)).toBe('needs-person');
  await expectTold('The PBX shows another certificate than before', 'Compare the fingerprints');
  await installer.click(installer.button('Compare the certificates'));
  await installer.at('sign-in');
  await expect(running.window.getByText('After an upgrade or an activation this can be')).toBeVisible();
  await installer.acceptWarning('The upgrade brought a new one.');
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  await installer.next('upgrade');
  await installer.press('upgrade');
  await installer.untilEnded('upgrade');
  await expectUpgraded({ upgrades: 1, reboots: 1 });
});

test('disk-full-upgrade: the PBX’s own words are shown, and after room was made the same button upgrades', async () => {
  await atUpgrade('virtual-6');
  await practice.fault('disk-full-upgrade');
  expect(await installer.press('upgrade', 60_000)).toBe('failed');
  await expect(alert()).toContainText('No space left on device');
  await expectTold('The PBX could not finish the upgrade', 'Check the free disk space');
  expect((await practice.state()).version).toBe(practice.info.pbx.version);
  await off('disk-full-upgrade');
  await installer.press('upgrade', 60_000);
  await installer.untilEnded('upgrade');
  await expectUpgraded({ upgrades: 2, reboots: 1 });
});

test('slow-upgrade: says what is normal, may be left to itself, and is waited for again', async () => {
  await hurry(15 * 60_000);
  await atUpgrade('virtual-6');
  await practice.fault('slow-upgrade', '3');
  await installer.click(running.window.getByTestId('primary'));
  const progress = running.window.getByRole('region', { name: 'Progress' });
  await expect(progress).toContainText('Several minutes are normal.');
  await expect(progress).toContainText('Do not switch the virtual machine off');
  await keep();
  await installer.click(installer.button('Stop'));
  expect(await installer.settle('upgrade')).toBe('unknown');
  await installer.press('upgrade');
  await expect(running.window.getByText('Wait for the upgrade that is already running.')).toBeVisible();
  await installer.press('upgrade', 90_000);
  await installer.untilEnded('upgrade');
  await expectUpgraded({ upgrades: 1, reboots: 1 });
});

/** Lets the app think that a wait of this length is over at once: its life line shows only after a quarter of an hour. */
async function hurry(length: number): Promise<void> {
  await running.app.evaluate((_electron, length) => {
    const timers = process.getBuiltinModule('node:timers/promises');
    const wait = timers.setTimeout;
    Object.assign(timers, {
      setTimeout: (ms: number, ...rest: [undefined, object]) => wait(ms === length ? 500 : ms, ...rest),
    });
  }, length);
}

test('reboots-twice: a PBX that goes away again after its return is waited for, by its password', async () => {
  // Slow enough to be seen away.
  await atUpgrade('virtual-4.01', 20);
  await practice.fault('reboots-twice', '10');
  await installer.click(running.window.getByTestId('primary'));
  const waiting = running.window.getByRole('status').filter({ hasText: 'Waiting for the PBX to come back' });
  await expect(waiting).toBeVisible({ timeout: 60_000 });
  await keep();
  await installer.untilEnded('upgrade');
  await expectUpgraded({ upgrades: 1, reboots: 2 });
});

test('other-pbx-on-this-address: after the reboot of an upgrade another PBX is told apart and given nothing', async () => {
  await atUpgrade('virtual-6');
  await practice.fault('other-pbx-on-this-address');
  expect(await installer.press('upgrade', 120_000)).toBe('needs-person');
  await expectTold('The PBX shows another certificate than before', 'find out what answers at this address');
  await installer.click(installer.button('Compare the certificates'));
  await installer.at('sign-in');
  await installer.press('sign-in');
  expect(await installer.hasEnded('sign-in')).toBe(false);
  await expectStrangerKnowsNothing();
  // Taken off the network, and the address given back.
  await off('other-pbx-on-this-address');
  await installer.click(installer.button('Look again'));
  await installer.untilEnded('sign-in');
  await installer.next('upgrade');
  await installer.press('upgrade');
  await installer.untilEnded('upgrade');
  await expectUpgraded({ upgrades: 1, reboots: 1 });
  await expectStrangerKnowsNothing();
});

test('other-pbx-on-this-address=reboot: the new password is not given to the other one', async () => {
  await on('virtual-6');
  await direct.signedIn(practice);
  await show('admin-password');
  await installer.click(installer.button('Generate a password'));
  await installer.click(installer.button('It is stored'));
  await practice.fault('other-pbx-on-this-address', 'reboot');
  await practice.control('POST', '/reboot');
  await expect.poll(async () => (await practice.state()).down).toBe(false);
  expect(await installer.press('admin-password')).toBe('needs-person');
  await expectTold('The PBX shows another certificate than before', 'find out what answers at this address');
  await expectStrangerKnowsNothing();
  await off('other-pbx-on-this-address');
  await installer.press('admin-password');
  await installer.untilEnded('admin-password');
  await expectStrangerKnowsNothing();
  expect((await practice.state()).counters).toMatchObject({ puts: 1, failedSignIns: { admin: 1 } });
});

test('other-pbx-on-this-address=now: accepted by mistake, it does not know the token, and no password follows', async () => {
  await on('virtual-6');
  await direct.passwordChanged(practice);
  await skip('upgrade', 'portal', 'activate');
  await practice.fault('other-pbx-on-this-address', 'now');
  await show('licences');
  await installer.click(installer.button('Compare the certificates'));
  await installer.at('sign-in');
  await installer.acceptWarning('It looked all right to me.');
  await installer.press('sign-in');
  await expectTold('This may be another PBX', 'Another device may have taken this address.');
  await expect(alert()).toContainText(practice.info.pbx.serial);
  await installer.press('sign-in');
  expect(await givenToStranger()).toMatchObject({ passwords: 0, sessions: 0, tokens: 1 });
  await off('other-pbx-on-this-address');
  await installer.click(installer.button('Look again'));
  await installer.settle('sign-in');
  await installer.acceptWarning('The device that had its address is off the network.');
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  await installer.next('licences');
  await installer.click(installer.button('Look again'));
  await expect(running.window.getByRole('table', { name: 'Users and their licence types' })).toBeVisible();
  expect(await givenToStranger()).toMatchObject({ passwords: 0, sessions: 0, tokens: 1 });
  expect((await practice.state()).counters.failedSignIns).toEqual({ admin: 1 });
});

test('other-pbx-on-this-address=now: the wizard does not work the page of the other one', async () => {
  await atActivation();
  await practice.fault('other-pbx-on-this-address', 'now');
  await installer.press('activate');
  await expect(alert()).toBeVisible();
  await keep();
  await expectStrangerKnowsNothing();
  await off('other-pbx-on-this-address');
  await installer.press('activate');
  await installer.untilEnded('activate');
  expect((await practice.state()).activated).toBe(true);
  await expectStrangerKnowsNothing();
});

test.describe('a password that somebody else changed meanwhile', () => {
  const other = 'Somebody-Elses-4711';

  test('is sent once when the job changes it, told, and not sent again', async () => {
    await on('virtual-4.01');
    await direct.signedIn(practice);
    await show('admin-password');
    await installer.click(installer.button('Generate a password'));
    await installer.click(installer.button('It is stored'));
    await somebodyChangesPassword('wildix', other);
    expect(await attempt(practice, () => installer.press('admin-password'))).toMatchObject({ wrong: 1 });
    await expect(alert()).toBeVisible();
    await keep();
    expect(await attempt(practice, () => installer.press('admin-password'))).toMatchObject({ wrong: 0 });
    const again = () =>
      installer.click(installer.button('Sign in again')).then(() => installer.at('sign-in'));
    expect(await attempt(practice, again)).toMatchObject({ wrong: 0, logins: 0 });
    await installer.type('Admin password now on the PBX', other);
    expect(await attempt(practice, () => installer.press('sign-in'))).toMatchObject({ wrong: 0 });
    await installer.untilEnded('sign-in');
    await installer.next('admin-password');
    expect(await attempt(practice, () => installer.press('admin-password'))).toMatchObject({ wrong: 1 });
    await installer.untilEnded('admin-password');
    expect((await practice.state()).counters.puts).toBe(2);
  });

  test('is sent once in the wait for an upgrade, which goes on with the right one', async () => {
    await atUpgrade('virtual-4.01', 25);
    const pressed = await attempt(practice, async () => {
      await installer.click(running.window.getByTestId('primary'));
      await expect.poll(async () => (await practice.state()).upgrade.phase).toMatch(/download|install/);
      await somebodyChangesPassword('wildix', other);
      await installer.settle('upgrade');
    });
    expect(pressed.wrong).toBe(1);
    await expectTold('The PBX does not accept this password', 'Type it again');
    const again = () =>
      installer.click(installer.button('Sign in again')).then(() => installer.at('sign-in'));
    expect(await attempt(practice, again)).toMatchObject({ wrong: 0, logins: 0 });
    await installer.type('Admin password now on the PBX', other);
    expect(await attempt(practice, () => installer.press('sign-in'))).toMatchObject({ wrong: 0 });
    await installer.untilEnded('sign-in');
    await installer.next('upgrade');
    await installer.press('upgrade', 90_000);
    await installer.untilEnded('upgrade');
    expect((await practice.state()).counters).toMatchObject({ upgrades: 1, reboots: 1 });
  });

  test('is sent once after a restart of the app, however often the installer tries', async () => {
    await on('virtual-4.01');
    const before = await openApp();
    const job = new Direct(before.window);
    await job.passwordChanged(practice);
    await job.go('upgrade');
    const changed = (await job.call('secrets.reveal', { job: job.job, name: 'admin-password-new' })).value;
    await before.kill();
    await somebodyChangesPassword(changed, other);
    const after = await openApp(before.data);
    ends.push(() => after.close());
    const person = new Installer(after.window);
    const opened = await attempt(practice, async () => {
      await person.openJob('Customer');
      await person.at('upgrade');
      await person.settle('upgrade');
      await expect(after.window.getByRole('alert')).toBeVisible();
    });
    expect(opened).toMatchObject({ wrong: 1, logins: 0 });
    const error = after.window.getByRole('alert');
    await expect(error).toContainText('The PBX does not accept this password');
    const nothing = { wrong: 0, logins: 0 };
    const press = () => person.press('upgrade');
    expect(await attempt(practice, press)).toMatchObject(nothing);
    const again = () => person.click(person.button('Sign in again')).then(() => person.at('sign-in'));
    expect(await attempt(practice, again)).toMatchObject(nothing);
    const lookAgain = () => person.click(person.button('Look again')).then(() => person.settle('sign-in'));
    expect(await attempt(practice, lookAgain)).toMatchObject(nothing);
    await person.type('Admin password now on the PBX', 'not-that-either');
    expect(await attempt(practice, () => person.press('sign-in'))).toMatchObject({ wrong: 1, logins: 0 });
    await person.type('Admin password now on the PBX', other);
    expect(await attempt(practice, () => person.press('sign-in'))).toMatchObject(nothing);
    await person.untilEnded('sign-in');
    await person.next('upgrade');
    expect(await attempt(practice, press)).toMatchObject(nothing);
  });

  test('is sent once by the page that the wizard works, which is then the installer’s', async () => {
    const key = await atActivation();
    const old = (await direct.call('secrets.reveal', { job: direct.job, name: 'admin-password-new' })).value;
    await somebodyChangesPassword(old, other);
    const worked = await attempt(practice, () => installer.press('activate'));
    expect(worked).toMatchObject({ wrong: 1, logins: 1 });
    await expectTold('The page did not say what was expected', 'Go on by hand in the page');
    const checked = await attempt(practice, () => installer.press('activate'));
    expect(checked).toMatchObject({ wrong: 0, logins: 0 });
    const page = new ShownPage(running.app);
    await page.start();
    await page.signIn(other);
    await page.openActivation();
    await page.fill('User Mode', key);
    await page.press('Activate');
    await page.shows('This PBX is activated.');
    await installer.press('activate');
    await installer.untilEnded('activate');
  });
});

test('a wrong password on a PBX with a second factor is one login form, whatever is pressed after it', async () => {
  await on('virtual-7-2fa');
  await direct.newJob(practice);
  await direct.go('deploy');
  await show('sign-in');
  await installer.acceptCertificate();
  await installer.type('Admin password now on the PBX', 'not-the-password');
  const press = () => installer.press('sign-in');
  expect(await attempt(practice, press)).toMatchObject({ wrong: 1, logins: 1 });
  await keep();
  expect(await attempt(practice, press)).toMatchObject({ wrong: 0, logins: 0 });
  const lookAgain = () =>
    installer.click(installer.button('Look again')).then(() => installer.settle('sign-in'));
  expect(await attempt(practice, lookAgain)).toMatchObject({ wrong: 0, logins: 0 });
});
