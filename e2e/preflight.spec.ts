import AxeBuilder from '@axe-core/playwright';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, test, type Locator } from 'playwright/test';
import { openApp, type RunningApp } from './support/app';
import { Direct } from './support/direct';
import { Installer } from './support/installer';
import { Practice } from './support/practice';

/** Before the work: the pre-flight, the vendor's hosts, the search for the PBX; and what this PBX can do, to keep. */

let practice: Practice;
let neighbour: Practice;
let running: RunningApp;
let installer: Installer;
let direct: Direct;

test.beforeAll(async () => {
  practice = await Practice.start('virtual-6');
  neighbour = await Practice.start('virtual-6', { host: '127.0.0.3', port: practice.info.pbx.port });
  running = await openApp();
  await watchConnections();
  installer = new Installer(running.window);
  direct = new Direct(running.window);
});
test.afterAll(async () => {
  await running.close();
  await neighbour.stop();
  await practice.stop();
});
test.afterEach(async () => {
  // Nothing but this computer itself was looked up or connected to, whatever was pressed.
  const contacted = await contacts();
  expect(contacted.filter((host) => !/^127\.\d+\.\d+\.\d+$/.test(host))).toEqual([]);
  expect(contacted).toContain('127.0.0.1');
});

interface Contacts {
  contacted: Set<string>;
}

/** Notes every host that the app's main process looks up or connects to. */
async function watchConnections(): Promise<void> {
  await running.app.evaluate(() => {
    const { contacted } = Object.assign(globalThis as unknown as Contacts, { contacted: new Set<string>() });
    const load = (name: string): unknown => process.getBuiltinModule(name);
    const dns = load('node:dns') as { lookup: (host: string, ...rest: unknown[]) => unknown };
    const { lookup } = dns;
    dns.lookup = (host, ...rest) => {
      contacted.add(host);
      return lookup(host, ...rest);
    };
    const { Socket } = load('node:net') as {
      Socket: { prototype: { connect: (...args: unknown[]) => unknown } };
    };
    const { connect } = Socket.prototype;
    Socket.prototype.connect = function (...args: unknown[]) {
      const [first] = args.flat() as { host?: string; path?: string }[];
      if (first?.path === undefined) contacted.add(first?.host ?? 'localhost');
      return connect.apply(this, args);
    };
  });
}

async function contacts(): Promise<string[]> {
  return running.app.evaluate(() => [...(globalThis as unknown as Contacts).contacted]);
}

function line(check: string): Locator {
  return running.window.getByRole('list', { name: 'Pre-flight checks' }).locator(`li[data-check="${check}"]`);
}

async function expectGrades(grades: Record<string, string>): Promise<void> {
  for (const [check, grade] of Object.entries(grades))
    await expect(line(check)).toHaveAttribute('data-grade', grade);
}

async function expectAccessible(where: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page: running.window }).setLegacyMode().analyze();
  expect(violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test('the search lists the PBXs at exactly the addresses given, and one of them fills the address', async () => {
  const { window } = running;
  const { port } = practice.info.pbx;
  await installer.newJob();
  direct.withJob(/#\/job\/([^/]+)/.exec(window.url())?.[1] ?? '');
  await installer.prepare({ customer: 'Searched', pbxName: 'searched', address: '127.0.0.9:1' });
  await installer.next('deploy');
  await expectGrades({ address: 'pass', name: 'not-run', tcp: 'fail', tls: 'not-run', vendor: 'not-run' });
  await installer.click(installer.button('Find it in this network'));
  const networks = window.getByRole('group', { name: 'Networks of this computer' }).getByRole('checkbox');
  for (const network of await networks.all()) await network.uncheck();
  await installer.type('Other addresses, one a line', `127.0.0.1-4:${String(port)}\nno address`);
  await expect(window.getByText('Not understood: no address')).toBeVisible();
  await installer.type('Other addresses, one a line', `127.0.0.1-4:${String(port)}`);
  await expectAccessible('search');
  await installer.click(installer.button('Search 4 addresses'));
  const found = window.getByRole('list', { name: 'PBXs found' }).getByRole('listitem');
  await expect(found).toHaveCount(2);
  await expect(found.first()).toContainText('wildix-http-server');
  expect((await contacts()).sort()).toEqual([
    '127.0.0.1',
    '127.0.0.2',
    '127.0.0.3',
    '127.0.0.4',
    '127.0.0.9',
  ]);
  await installer.click(installer.button(`Use ${practice.address}`));
  await expect(window.getByLabel('Address of the PBX', { exact: true })).toHaveValue(practice.address);
});

test('a search is called off with what it found until then', async () => {
  const { window } = running;
  const mute = createServer(() => undefined).listen(0, '127.0.0.6');
  await once(mute, 'listening');
  const { port } = mute.address() as AddressInfo;
  await installer.type('Other addresses, one a line', `${practice.address}\n127.0.0.6:${String(port)}`);
  await installer.click(installer.button('Search 2 addresses'));
  await expect(window.getByText('1 of 2 addresses asked, 1 found')).toBeVisible();
  await installer.click(installer.button('Stop'));
  await expect(window.getByText('Called off after 1 of 2 addresses.')).toBeVisible();
  await expect(window.getByRole('list', { name: 'PBXs found' }).getByRole('listitem')).toHaveCount(1);
  expect(await installer.stateOf('deploy')).toBe('needs-person');
  mute.close();
});

test('the pre-flight is graded line by line and runs again without moving the step', async () => {
  await installer.press('deploy');
  await installer.untilEnded('deploy');
  await expectGrades({
    address: 'pass',
    name: 'not-run',
    tcp: 'pass',
    tls: 'pass',
    certificate: 'warn',
    wms: 'pass',
    version: 'not-run',
    space: 'not-run',
    'sign-in': 'pass',
    vendor: 'not-run',
  });
  await expectAccessible('pre-flight');
  const before = (await direct.view()).state.facts.preflight?.at ?? '';
  await installer.click(installer.button('Run again'));
  await expect.poll(async () => (await direct.view()).state.facts.preflight?.at ?? '').not.toBe(before);
  expect(await installer.stateOf('deploy')).toBe('done');
  const { evidence } = await direct.step('deploy');
  const last = evidence.findLast(({ said }) => said.code === 'preflight');
  expect(last?.said.params).toMatchObject({ failed: 0 });
  expect((await practice.state()).counters.failedSignIns).toEqual({});
});

test('the vendor’s hosts are contacted only when that is pressed, and a warning is accepted with a reason', async () => {
  const { window } = running;
  const { port } = practice.info.pbx;
  expect((await contacts()).filter((host) => host.includes('wildix'))).toEqual([]);
  await window.getByText('Edit the list of hosts').click();
  const list = window.getByLabel("The vendor's hosts, one a line");
  await expect(list).toHaveValue('my.wildix.com\n{name}.wildixin.com');
  await list.fill(`127.0.0.1:${String(port)}\n127.0.0.5:${String(port)}`);
  await installer.click(installer.button('Keep this list'));
  await expect(window.getByText('The list is kept.')).toBeVisible();
  expect(await contacts()).not.toContain('127.0.0.5');
  await installer.click(installer.button("Check the vendor's hosts"));
  await expect(line('vendor')).toHaveCount(2);
  await expect(line('vendor').first()).toHaveAttribute('data-grade', 'pass');
  await expect(line('vendor').last()).toHaveAttribute('data-grade', 'warn');
  expect(await contacts()).toContain('127.0.0.5');
  await installer.acceptWarning('The firewall is opened tomorrow.');
  await expect(line('vendor').last()).toContainText('The firewall is opened tomorrow.');
  const { warnings, state } = await direct.step('deploy');
  expect(state).toBe('done');
  expect(warnings).toMatchObject([
    { code: `vendor-unreachable 127.0.0.5:${String(port)}`, reason: 'The firewall is opened tomorrow.' },
  ]);
});

test('what this PBX can do is a page, is saved without a value, and can be practised on', async () => {
  const { window, data } = running;
  await installer.next('sign-in');
  await installer.acceptCertificate();
  await installer.click(installer.button('Use the factory password'));
  // A keychain takes its time; the button is of use only when it has the password.
  await expect.poll(async () => (await direct.view()).state.secrets.length).toBe(1);
  await installer.press('sign-in');
  await installer.untilEnded('sign-in');
  await window.getByRole('link', { name: 'All that this PBX can do' }).click();
  await expect(window.getByRole('heading', { name: 'What this PBX can do' })).toBeFocused();
  await expect(window.getByRole('main')).toContainText(practice.info.pbx.serial);
  const routes = window.getByRole('table', { name: 'Routes' });
  await expect(routes.getByRole('row', { name: /settings\/license/ })).toContainText('200');
  await expectAccessible('profile');
  await installer.click(installer.button('Save as PBX profile'));
  await expect(window.getByText(/^Saved as /)).toBeVisible();

  const files = readdirSync(join(data, 'profiles')).sort();
  expect(files).toHaveLength(2);
  const [doc = '', profile = ''] = files;
  expect(JSON.parse(readFileSync(join(data, 'profiles', doc), 'utf8'))).toHaveProperty('openapi');
  const text = readFileSync(join(data, 'profiles', profile), 'utf8');
  expect(JSON.parse(text)).toMatchObject({ format: 1, model: null, version: practice.info.pbx.version });
  for (const value of [
    practice.info.pbx.serial,
    '127.0.0.1',
    'Searched',
    'Ada',
    practice.info.pbx.fingerprint256,
  ])
    expect(text).not.toContain(value);

  await installer.click(installer.button('Practise on this profile'));
  await installer.at('prepare');
  const { preset } = await direct.call('practice.current').then((view) => view ?? { preset: '' });
  expect(preset).toBe(`profile:${profile.replace('.json', '')}`);
  expect(existsSync(join(data, 'practice', preset.replace(':', '-')))).toBe(true);
  await expect(window.getByLabel('Address of the PBX', { exact: true })).toHaveValue(/^127\.0\.0\.1:\d+$/);
});
