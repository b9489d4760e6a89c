import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cookieOf, FIRST, tryPractice, type Tried } from '../testing';

let old: Tried;
let newer: Tried;
beforeAll(async () => {
  old = await tryPractice({ preset: 'virtual-4.01' });
  newer = await tryPractice({ preset: 'virtual-6' });
});
afterAll(async () => {
  await old.end();
  await newer.end();
});

interface List {
  total: string;
  records: Record<string, string>[];
}

async function colleagues(tried: Tried, query = ''): Promise<List> {
  return (await tried.api('GET', `/PBX/Colleagues/?${query}`)).json()['result'] as List;
}

async function idOf(tried: Tried, extension: string): Promise<string> {
  const { records } = await colleagues(tried, `filter[extension]=${extension}`);
  return records[0]?.['id'] ?? '';
}

describe('every answer', () => {
  it('comes from a wildix-http-server and carries a date', async () => {
    const answer = await old.api('GET', '/PBX/version/');
    expect(answer.headers['server']).toBe('wildix-http-server');
    expect(Date.parse(String(answer.headers['date']))).not.toBeNaN();
    expect(answer.headers['content-type']).toContain('application/json');
  });

  it('is found whatever the letter case and with or without a slash at the end', async () => {
    for (const path of ['/pbx/version', '/PBX/VERSION/', '/Pbx/Version']) {
      expect((await old.api('GET', path)).json()).toEqual({ type: 'result', result: '4.01.44100.12' });
    }
  });

  it('is an error envelope when the path is unknown or nobody is signed in', async () => {
    const unknown = await old.api('GET', '/nowhere');
    expect(unknown.status).toBe(404);
    expect(unknown.json()).toEqual({ type: 'error', reason: '404 Not Found', code: 404 });
    const stranger = await old.api('GET', '/PBX/version', {});
    expect(stranger.status).toBe(401);
    expect(stranger.json()).toMatchObject({ type: 'error', code: 401 });
    expect(stranger.headers['www-authenticate']).toMatch(/^Basic /);
  });

  it('sends an empty map as an empty list', async () => {
    const { result } = (await old.api('GET', '/PBX/Users/999/Sip/Registrations')).json();
    expect(result).toEqual([]);
  });
});

describe('unpublished shapes', () => {
  it('differ between the presets', async () => {
    const of = async (tried: Tried, path: string): Promise<unknown> =>
      (await tried.api('GET', path)).json()['result'];
    expect(await of(old, '/PBX/version')).toBe('4.01.44100.12');
    expect(await of(newer, '/PBX/version')).toMatchObject({ version: '6.09.20250117.1', build: '20250117' });
    expect(await of(old, '/PBX/Upgrade')).toEqual({ status: 'idle', progress: '0', error: '' });
    expect(await of(newer, '/PBX/Upgrade')).toEqual({ state: 'NONE', percent: 0, needReboot: false });
    expect(await of(old, '/PBX/Upgrade/Settings')).toEqual({ repository: 'rel40' });
    expect(await of(newer, '/PBX/Upgrade/Settings')).toEqual({ upgradeRepository: 'rel60' });
    expect(await of(old, '/PBX/settings/license')).toMatchObject({ mode: '', licenses: [] });
    expect(await of(newer, '/PBX/settings/license')).toMatchObject({ bought: [], used: { essential: 49 } });
  });

  it('need a sign-in for ping in one preset and none in the other', async () => {
    expect((await old.api('GET', '/PBX/ping', {})).status).toBe(401);
    expect((await newer.api('GET', '/PBX/ping', {})).status).toBe(200);
  });
});

describe('colleagues', () => {
  it('are fifty, of every role, all values strings, the serial in pbxDn', async () => {
    const { total, records } = await colleagues(old);
    expect(total).toBe('50');
    expect(records).toHaveLength(50);
    expect(new Set(records.map(({ role }) => role))).toEqual(
      new Set(['admin', 'user', 'fax', 'park_orbit', 'room']),
    );
    expect(
      records.flatMap((record) => Object.values(record)).every((value) => typeof value === 'string'),
    ).toBe(true);
    const { serial } = old.practice.info().pbx;
    expect(serial).toMatch(/^000c29[0-9a-f]{6}$/);
    expect(records[0]?.['pbxDn']).toBe(`pbxid=${serial},dc=wildix`);
    expect(records.map(({ name }) => name)).toContain('Łukasz Żak');
  });

  it('have a licence type only where the version knows licence types', async () => {
    expect((await colleagues(old)).records[0]).not.toHaveProperty('licenseType');
    expect((await colleagues(newer, 'filter[extension]=101')).records[0]).toMatchObject({
      licenseType: 'essential',
    });
  });

  it('are paged, sorted, searched, filtered and cut to fields', async () => {
    const second = await colleagues(old, 'start=10&count=10&sort=id&dir=ASC&fields=id');
    expect(second.total).toBe('50');
    expect(second.records.map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 10 }, (_, index) => 1048586 + index),
    );
    expect(second.records.every((record) => Object.keys(record).length === 1)).toBe(true);
    expect((await colleagues(old, 'start=45&count=10')).records).toHaveLength(5);
    expect((await colleagues(old, 'search=M%C3%9CLLER')).records.map(({ name }) => name)).toEqual([
      'Zoë Müller',
    ]);
    expect((await colleagues(old, 'search=101&searchFields=email')).total).toBe('1');
    expect((await colleagues(old, 'filter[role]=park_orbit')).total).toBe('4');
    expect((await colleagues(old, 'filter[role][]=park_orbit&filter[role][]=fax')).total).toBe('7');
  });

  it('are listed without SIP passwords at the user route', async () => {
    const listed = (await old.api('GET', '/Colleagues/?count=1')).json()['result'] as List;
    expect(listed.records[0]).not.toHaveProperty('sipPassword');
    expect((await colleagues(old, 'count=1')).records[0]).toHaveProperty('sipPassword');
  });

  it('take a partial record and keep the rest', async () => {
    const id = await idOf(old, '102');
    const before = (await old.api('GET', `/Colleagues/${id}`)).json()['result'];
    const put = await old.api('PUT', `/PBX/Colleagues/${id}/`, {
      login: FIRST,
      json: { mobilePhone: '+43 1' },
    });
    expect(put.json()).toEqual({ type: 'result', result: 'Success' });
    const after = (await old.api('GET', `/Colleagues/${id}`)).json()['result'];
    expect(after).toEqual({ ...(before as object), mobilePhone: '+43 1' });
  });

  it('take a full record and ignore what cannot be written', async () => {
    const id = await idOf(newer, '103');
    const record = (await colleagues(newer, 'filter[extension]=103')).records[0] ?? {};
    const json = {
      ...record,
      id: '1',
      dn: 'x',
      pbxDn: 'x',
      jid: 'x',
      unheardOf: 'x',
      licenseType: 'business',
    };
    const put = await newer.api('PUT', `/PBX/Colleagues/${id}/`, { login: FIRST, json });
    expect(put.json()['result']).toEqual({ ...record, licenseType: 'business' });
  });

  it('refuse licence types nobody knows, and change nothing then', async () => {
    const put = (tried: Tried, id: string, json: object): ReturnType<Tried['api']> =>
      tried.api('PUT', `/PBX/Colleagues/${id}`, { login: FIRST, json });
    const id = await idOf(newer, '104');
    const refused = await put(newer, id, { name: 'Changed', licenseType: 'platinum' });
    expect(refused.status).toBe(400);
    expect(refused.json()).toMatchObject({ type: 'error', code: 400 });
    expect((await colleagues(newer, 'filter[extension]=104')).records[0]?.['name']).toBe('Łukasz Żak');
    expect((await put(old, await idOf(old, '104'), { licenseType: 'basic' })).status).toBe(400);
    expect((await put(newer, '1048576', { licenseType: 'basic' })).status).toBe(400);
    expect((await put(newer, '7', { name: 'x' })).status).toBe(404);
  });

  it('can be added and deleted; new ones are Essential', async () => {
    const json = { name: 'New One', extension: '150', role: 'user' };
    expect((await newer.api('POST', '/PBX/Colleagues', { login: FIRST, json: { name: 'x' } })).status).toBe(
      500,
    );
    const added = await newer.api('POST', '/PBX/Colleagues', { login: FIRST, json });
    expect(added.json()['result']).toBe('Success');
    const found = (await colleagues(newer, 'filter[extension]=150')).records[0];
    expect(found).toMatchObject({ name: 'New One', licenseType: 'essential' });
    expect((await newer.api('POST', '/PBX/Colleagues', { login: FIRST, json })).status).toBe(400);
    const gone = await newer.api('DELETE', `/PBX/Colleagues/${found?.['id'] ?? ''}`);
    expect(gone.json()['result']).toBe('Success');
    expect((await colleagues(newer)).total).toBe('50');
    expect((await newer.api('DELETE', '/PBX/Colleagues/1048576')).status).toBe(400);
  });
});

describe('the rest of the API', () => {
  it('answers at the routes a public client tries first', async () => {
    for (const path of [
      '/PBX/candidates',
      '/network/pbxes',
      '/Groups',
      '/Departments',
      '/pbx/settings/backups',
    ]) {
      const { result } = (await newer.api('GET', path)).json();
      expect(result, path).toHaveProperty('records');
    }
    const { result } = (await newer.api('GET', '/PBX/Users/Sip/Registrations')).json();
    expect(result).toHaveProperty('101.registrations.0.online', '1');
    expect(result).not.toHaveProperty('401');
  });

  it('makes backups', async () => {
    await old.api('POST', '/pbx/settings/backups');
    const { result } = (await old.api('GET', '/pbx/settings/backups')).json();
    expect(result).toHaveProperty('total', '1');
    expect(result).toHaveProperty('records.0.name', expect.stringMatching(/^pbx_\d{8}_\d{6}$/));
  });

  it('keeps settings that are known', async () => {
    const json = { timezone: 'Europe/Rome', unheardOf: 'x' };
    await old.api('PUT', '/PBX/settings', { login: FIRST, json });
    const { result } = (await old.api('GET', '/PBX/settings')).json();
    expect(result).toHaveProperty('timezone', 'Europe/Rome');
    expect(result).not.toHaveProperty('unheardOf');
  });

  it('refuses a repository nobody knows', async () => {
    const put = (json: object): ReturnType<Tried['api']> =>
      old.api('PUT', '/PBX/Upgrade/Settings', { login: FIRST, json });
    expect((await put({ repository: 'rel99' })).status).toBe(400);
    expect((await put({ upgradeRepository: 'rel40' })).status).toBe(400);
    expect((await put({ repository: 'rel40' })).status).toBe(200);
  });

  it('refuses a body that is no object', async () => {
    const put = await old.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json: ['x'] });
    expect(put.json()).toMatchObject({ type: 'error', code: 400 });
  });
});

describe('the quiet preset', () => {
  it('reads users and writes their licence types, and has little else', async () => {
    const quiet = await tryPractice({ preset: 'quiet' });
    const missing = [
      '/PBX/settings/license',
      '/PBX/Upgrade',
      '/PBX/Upgrade/Check',
      '/PBX/Upgrade/Settings',
      '/pbx/applications/simpletoken/',
      '/pbx/settings/backups',
      '/PBX/Users/Sip/Registrations',
      '/network/pbxes',
      '/doc/',
    ];
    for (const path of missing) expect((await quiet.api('GET', path)).status, path).toBe(404);
    expect((await quiet.api('POST', '/PBX/Upgrade')).status).toBe(404);
    expect((await quiet.api('GET', '/PBX/version')).json()['result']).toBe('5.03.20211028.2');
    const json = { licenseType: 'basic' };
    const put = await quiet.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json });
    expect(put.status).toBe(200);
    const list = await colleagues(quiet, 'filter[extension]=101');
    expect(list.records[0]).toMatchObject({ licenseType: 'basic' });
    await quiet.end();
  });
});

describe('version 7', () => {
  it('has shapes of its own again', async () => {
    const seven = await tryPractice({ preset: 'virtual-7-2fa' });
    const { otp } = (await seven.control('GET', '/otp')).json();
    const first = await seven.page('POST', '/login', { form: { login: FIRST[0], password: FIRST[1] } });
    const signedIn = await seven.page('POST', '/login/otp', {
      cookie: cookieOf(first),
      form: { otp: String(otp) },
    });
    const of = async (path: string): Promise<unknown> =>
      (await seven.api('GET', path, { cookie: cookieOf(signedIn) })).json()['result'];
    expect(await of('/PBX/version')).toEqual({ pbx: { version: '7.04.20250929.2', major: 7 } });
    expect(await of('/PBX/Upgrade')).toEqual({ status: 'idle', progress: 0, target: null });
    expect(await of('/PBX/Upgrade/Settings')).toEqual({ repository: 'rel70', available: ['rel70'] });
    expect(await of('/PBX/settings/license')).toMatchObject({
      subscription: { active: false },
      plans: [{ plan: 'PBX-BASIC', purchased: 0 }, { plan: 'UC-ESSENTIAL', assigned: 49 }, {}, {}, {}, {}],
    });
    await seven.end();
  });
});
