import { connect } from 'node:net';
import { within, type BoundFunctions, type queries } from '@testing-library/dom';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PracticeInfo } from '../practice';
import { bodyOf, cookieOf, FIRST, presented, send, tryPractice, type Answer, type Tried } from '../testing';
import { loadState } from '../store';
import { OPEN_MS } from './door';

let tried: Tried;
afterEach(() => tried.end());

type Cloud = NonNullable<PracticeInfo['cloud']>;

function cloud(): Cloud {
  const info = tried.practice.info().cloud;
  if (!info) throw new Error('there is no cloud PBX');
  return info;
}

function doorPort(): number {
  return cloud().ssh?.port ?? 0;
}

/** What a server says first, or the code of the error. */
function knock(port = doorPort()): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    const end = (text: string): void => {
      socket.destroy();
      resolve(text);
    };
    socket.once('data', (chunk) => end(chunk.toString('utf8')));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
    socket.once('close', () => end('closed'));
  });
}

async function askCloud(path: string, login: readonly [string, string]): Promise<Answer> {
  const { url, fingerprint256 } = cloud().pbx;
  return send('GET', `${url}/api/v1${path}`, { login }, fingerprint256);
}

const first = (): readonly [string, string] => [cloud().pbx.login, cloud().pbx.password];

async function state(): Promise<Record<string, unknown>> {
  return (await tried.control('GET', '/state')).json();
}

describe('a PBX that is to be moved', () => {
  beforeEach(async () => {
    tried = await tryPractice({ preset: 'old-4.01-sqlite' });
  });

  it('runs already, with users of mixed licence types', async () => {
    const answer = await tried.api('GET', '/PBX/Colleagues?count=100');
    const { records } = answer.json()['result'] as { records: Record<string, string>[] };
    expect(records).toHaveLength(50);
    const types = new Set(records.map(({ licenseType }) => licenseType));
    expect(types).toEqual(new Set(['', 'basic', 'essential', 'business', 'premium', 'pbxService']));
    expect(await state()).toMatchObject({ activated: true, ssh: { port: expect.any(Number) as number } });
  });

  it('has its cloud PBX beside it: empty, activated without a key, with a certificate and a first password of its own', async () => {
    const { pbx } = tried.practice.info();
    expect(cloud()).toMatchObject({ preset: 'cloud-new' });
    expect(cloud().pbx.fingerprint256).not.toBe(pbx.fingerprint256);
    const { fingerprint256 } = await presented(cloud().pbx.host, cloud().pbx.port);
    expect(fingerprint256).toBe(cloud().pbx.fingerprint256);
    expect((await askCloud('/PBX/Colleagues', FIRST)).status).toBe(401);
    const users = (await askCloud('/PBX/Colleagues', first())).json()['result'] as { records: unknown[] };
    expect(users.records).toHaveLength(1);
    const license = (await askCloud('/PBX/settings/license', first())).json()['result'];
    expect(license).toMatchObject({ activated: true, pbxName: 'example-cloud', bought: { premium: 8 } });
    expect(await state()).toMatchObject({ cloud: { preset: 'cloud-new', holds: {}, ssh: { open: false } } });
  });

  it('keeps the pair over a restart, and both are what they were', async () => {
    const before = tried.practice.info();
    const { url, fingerprint256 } = cloud().pbx;
    const json = { name: 'Renamed', extension: '900', role: 'user' };
    await send('POST', `${url}/api/v1/PBX/Colleagues`, { login: first(), json }, fingerprint256);
    await tried.control('POST', '/cloud/ssh', { open: true });
    await tried.practice.restart();
    expect(tried.practice.info()).toEqual(before);
    const users = JSON.parse((await tried.control('GET', '/cloud/users')).text) as unknown[];
    expect(users).toMatchObject([{ role: 'admin' }, { name: 'Renamed', licenseType: 'essential' }]);
    expect(JSON.parse((await tried.control('GET', '/users')).text)).toHaveLength(50);
    expect(await knock()).toMatch(/^SSH-2\.0-/);
  });

  it('has both on the disk before the answers, however their changes mix', async () => {
    const { url, fingerprint256 } = cloud().pbx;
    const rename = async (name: string): Promise<void> => {
      const json = { name };
      await tried.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json });
      const there = `${url}/api/v1/PBX/Colleagues/1048576`;
      await send('PUT', there, { login: first(), json }, fingerprint256);
    };
    for (const name of ['One', 'Two', 'Three']) {
      await rename(name);
      // What another process would find now, with this one never having had the chance to end.
      const found = loadState(tried.directory);
      expect([found?.users[1]?.name, found?.twin?.users[0]?.name]).toEqual([name, name]);
    }
  });

  it('and the cloud PBX reboots without it', async () => {
    const { url, fingerprint256 } = cloud().pbx;
    await send('PUT', `${url}/api/v1/PBX/System/Reboot`, { login: first() }, fingerprint256);
    await expect(askCloud('/PBX/version', first())).rejects.toThrow();
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
    tried.wait(60_000);
    expect((await askCloud('/PBX/version', first())).status).toBe(200);
  });
});

describe('the SSH of a cloud PBX', () => {
  let cookie: string;
  beforeEach(async () => {
    tried = await tryPractice({ preset: 'old-4.01-sqlite' });
    const { login, password } = tried.practice.info().portal;
    cookie = cookieOf(await tried.portal('POST', '/login', { form: { login, password } }));
  });

  async function page(path: string): Promise<BoundFunctions<typeof queries>> {
    return within(bodyOf(await tried.portal('GET', path, { cookie })));
  }

  interface Record {
    id: string;
    customerId: string;
    name: string;
  }
  async function pathOf(wanted: string): Promise<string> {
    const records = JSON.parse((await tried.portal('GET', '/api/practice/pbxs')).text) as Record[];
    const { id = '', customerId = '' } = records.find(({ name }) => name === wanted) ?? {};
    return `/customers/${customerId}/pbxs/${id}`;
  }

  it('is closed until a person opens it in the portal, and again when it is closed there', async () => {
    expect(await knock()).toBe('ECONNREFUSED');
    const path = await pathOf('example-cloud');
    expect((await page(path)).getByText('SSH port 2222 is closed.')).toBeTruthy();
    (await page(path)).getByRole('button', { name: 'Open SSH port 2222' });
    await tried.portal('POST', `${path}/ssh`, { cookie, form: { open: '1' } });
    expect(await knock()).toMatch(/^SSH-2\.0-/);
    expect((await page(path)).getByRole('status').textContent).toContain('closes by itself in 480 minutes');
    (await page(path)).getByRole('button', { name: 'Close SSH port 2222' });
    await tried.portal('POST', `${path}/ssh`, { cookie, form: { open: '0' } });
    expect(await knock()).toBe('ECONNREFUSED');
  });

  it('closes by itself', async () => {
    await tried.control('POST', '/cloud/ssh', { open: true });
    tried.wait(OPEN_MS - 1_000);
    expect(await knock()).toMatch(/^SSH-2\.0-/);
    tried.wait(1_000);
    await vi.waitFor(async () => expect(await knock()).toBe('ECONNREFUSED'), 15_000);
    expect(await state()).toMatchObject({ cloud: { ssh: { open: false } } });
  });

  it('of another PBX is not the portal’s to open', async () => {
    const path = await pathOf('example');
    expect((await page(path)).queryByRole('button', { name: /2222/ })).toBeNull();
    await tried.portal('POST', `${path}/ssh`, { cookie, form: { open: '1' } });
    const id = path.split('/').at(-1) ?? '';
    const { login, password } = tried.practice.info().portal;
    const sending = { login: [login, password], json: { open: true } } as const;
    const answer = await tried.portal('PUT', `/api/practice/pbxs/${id}/ssh`, sending);
    expect([answer.status, await knock()]).toEqual([400, 'ECONNREFUSED']);
  });

  it('is told of on the page about the move, with the command and what it asks', async () => {
    (await page(await pathOf('example'))).getByRole('link', { name: 'Migrate PBX to Cloud' });
    const migrate = await page('/migrate');
    expect(migrate.getByRole('note').textContent).toContain('The vendor publishes neither');
    const command = `/root/practice-move/to-cloud.sh 127.0.0.1:${doorPort()}`;
    migrate.getByText(command);
    expect(tried.practice.info().move).toMatchObject({ command, database: { engine: 'sqlite' } });
    migrate.getByText('Move users and licences? [y/n]');
  });
});

it('the cloud PBX alone is a PBX too, whose SSH is opened in its portal', async () => {
  tried = await tryPractice({ preset: 'cloud-new' });
  const { ssh, cloud: twin } = tried.practice.info();
  expect(twin).toBeNull();
  expect(await knock(ssh?.port)).toBe('ECONNREFUSED');
  await tried.control('POST', '/cloud/ssh', { open: true });
  expect(await knock(ssh?.port)).toMatch(/^SSH-2\.0-/);
});

it('other PBXs have no cloud PBX beside them', async () => {
  tried = await tryPractice({ preset: 'virtual-7-2fa' });
  expect(tried.practice.info()).toMatchObject({ cloud: null, move: null });
  expect((await tried.control('POST', '/cloud/ssh', { open: true })).status).toBe(409);
});
