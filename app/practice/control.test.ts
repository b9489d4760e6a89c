import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connected, FIRST, presented, send, tryPractice, type Tried } from './testing';

let tried: Tried;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-6' });
});
afterEach(() => tried.end());

describe('the control API', () => {
  it('is for the holder of the token', async () => {
    const { url, token } = tried.practice.info().control;
    expect((await send('GET', `${url}/state`, {})).status).toBe(401);
    expect((await send('GET', `${url}/state`, { bearer: 'guessed' })).status).toBe(401);
    expect((await send('GET', `${url}/state`, { bearer: token })).status).toBe(200);
    expect(new URL(url).hostname).toBe('127.0.0.1');
  });

  it('says what the PBX is', async () => {
    const { serial, version, fingerprint256 } = tried.practice.info().pbx;
    expect((await tried.control('GET', '/state')).json()).toMatchObject({
      preset: 'virtual-6',
      serial,
      version,
      fingerprint256,
      down: false,
      activated: false,
      activation: null,
      upgrade: { phase: 'idle' },
      faults: {},
    });
  });

  it('counts changes by user, licence types apart, and page views and reboots', async () => {
    const put = (id: string, json: object): Promise<unknown> =>
      tried.api('PUT', `/PBX/Colleagues/${id}`, { login: FIRST, json });
    await put('1048577', { licenseType: 'basic' });
    await put('1048577', { name: 'Twice' });
    await put('1048578', { licenseType: 'basic' });
    await put('1048579', { licenseType: 'platinum' });
    await tried.page('GET', '/login');
    await tried.api('PUT', '/PBX/System/Reboot');
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({
      puts: 3,
      putsByUser: { 1048577: 2, 1048578: 1 },
      licencePutsByUser: { 1048577: 1, 1048578: 1 },
      pageViews: 1,
      reboots: 1,
    });
    expect(counters).not.toHaveProperty('putsByUser.1048579');
  });

  it('lists the users as they are', async () => {
    const users = JSON.parse((await tried.control('GET', '/users')).text) as unknown[];
    expect(users).toHaveLength(50);
    expect(users[1]).toEqual({
      id: '1048577',
      name: 'Ada Example',
      extension: '101',
      role: 'user',
      licenseType: 'essential',
    });
  });

  it('keeps a log without queries, bodies and credentials', async () => {
    await tried.api('GET', '/PBX/version?token=access_secret');
    await tried.api('PUT', '/PBX/Colleagues/1048576', {
      login: FIRST,
      json: { password: 'Another-Passw0rd' },
    });
    const { text } = await tried.control('GET', '/log');
    expect(JSON.parse(text)).toMatchObject([
      { server: 'practice PBX', method: 'GET', path: '/api/v1/PBX/version', status: 401 },
      { server: 'practice PBX', method: 'PUT', path: '/api/v1/PBX/Colleagues/1048576', status: 200 },
    ]);
    for (const secret of ['access_secret', 'wildix:', 'Another-Passw0rd']) expect(text).not.toContain(secret);
  });

  it('changes the certificate at once', async () => {
    const before = tried.practice.info().pbx;
    const { fingerprint256 } = (await tried.control('POST', '/certificate')).json();
    expect(fingerprint256).not.toBe(before.fingerprint256);
    expect((await presented(before.host, before.port)).fingerprint256).toBe(fingerprint256);
    expect(tried.practice.info().pbx.fingerprint256).toBe(fingerprint256);
    await tried.practice.restart();
    expect((await presented(before.host, before.port)).fingerprint256).toBe(fingerprint256);
  });

  it('reboots, resetting open connections, and moves time', async () => {
    const { host, port } = tried.practice.info().pbx;
    const open = await connected(host, port);
    const cut = new Promise<unknown>((resolve) => open.once('error', resolve));
    await tried.control('POST', '/reboot');
    expect(await cut).toMatchObject({ code: 'ECONNRESET' });
    expect((await tried.control('GET', '/state')).json()['down']).toBe(true);
    await tried.control('POST', '/advance', { ms: 60_000 });
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
  });

  it('buys, and buys more', async () => {
    const first = (await tried.control('POST', '/buy', { name: 'acme', licences: { premium: 2 } })).json();
    expect(first).toMatchObject({ name: 'acme', numbers: { premium: 2, basic: 0 }, activatedBy: '' });
    const more = (await tried.control('POST', '/buy', { name: 'acme', licences: { basic: 7 } })).json();
    expect(more).toMatchObject({ key: first['key'], numbers: { premium: 2, basic: 7 } });
    expect((await tried.control('POST', '/buy', { name: 'Not a label' })).status).toBe(400);
  });
});
