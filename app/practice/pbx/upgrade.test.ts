import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cookieOf, FIRST, tryPractice, upgradeFully, type Tried } from '../testing';

let tried: Tried;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-4.01' });
});
afterEach(() => tried.end());

async function result(path: string): Promise<unknown> {
  return (await tried.api('GET', path)).json()['result'];
}

async function types(): Promise<Record<string, string>> {
  const { text } = await tried.control('GET', '/users');
  const users = JSON.parse(text) as { role: string; extension: string; licenseType: string }[];
  return Object.fromEntries(
    users.map(({ role, extension, licenseType }) => [extension || role, licenseType]),
  );
}

async function buyAndActivate(licences: Record<string, number>, period = 'yearly'): Promise<void> {
  const { key } = (await tried.control('POST', '/buy', { name: 'acme', licences, period })).json();
  const signIn = await tried.page('POST', '/login', { form: { login: FIRST[0], password: FIRST[1] } });
  const form = { userMode: String(key) };
  await tried.page('POST', '/settings/tools/activation', { cookie: cookieOf(signIn), form });
}

describe('a check', () => {
  it('takes a moment and then says what there is', async () => {
    expect(await result('/PBX/Upgrade/Check')).toEqual({ status: 'never', available: '0', version: '' });
    await tried.api('POST', '/PBX/Upgrade/Check');
    expect(await result('/PBX/Upgrade/Check')).toMatchObject({ status: 'checking' });
    tried.wait(5_000);
    expect(await result('/PBX/Upgrade/Check')).toEqual({
      status: 'checked',
      available: '1',
      version: '4.03.44842.11',
    });
  });

  it('offers version 5 only from the latest of 4', async () => {
    const json = { repository: 'rel50' };
    const look = async (): Promise<unknown> => {
      await tried.api('PUT', '/PBX/Upgrade/Settings', { login: FIRST, json });
      await tried.api('POST', '/PBX/Upgrade/Check');
      tried.wait(5_000);
      return result('/PBX/Upgrade/Check');
    };
    expect(await look()).toMatchObject({ available: '0' });
    await tried.api('PUT', '/PBX/Upgrade/Settings', { login: FIRST, json: { repository: 'rel40' } });
    await upgradeFully(tried);
    expect(await look()).toMatchObject({ available: '1', version: '5.04.20220309.1' });
  });
});

describe('hops', () => {
  async function offered(old: Tried, repository: string): Promise<unknown> {
    const json = { repo: repository };
    expect((await old.api('PUT', '/PBX/Upgrade/Settings', { login: FIRST, json })).status).toBe(200);
    await old.api('POST', '/PBX/Upgrade/Check');
    old.wait(5_000);
    return (await old.api('GET', '/PBX/Upgrade/Check')).json()['result'];
  }

  it('go from version 3 to 5 over the last of each major, and in no other order', async () => {
    const old = await tryPractice({ preset: 'old-3.88' });
    const settings = (await old.api('GET', '/PBX/Upgrade/Settings')).json()['result'];
    expect(settings).toEqual({ repo: 'rel38', repositories: ['rel38', 'rel40', 'rel50'] });
    const first = 'Upgrade to the last version of the old major first:';
    expect(await offered(old, 'rel40')).toMatchObject({ version: '', reason: `${first} 3.88.44120.31` });
    expect((await old.api('POST', '/PBX/Upgrade')).json()).toMatchObject({
      reason: `${first} 3.88.44120.31`,
      code: 409,
    });
    const hops = { rel38: '3.88.44120.31', rel40: '4.03.44842.11', rel50: '5.04.20220309.1' };
    for (const [repository, version] of Object.entries(hops)) {
      if (repository !== 'rel50') expect(await offered(old, 'rel50')).toMatchObject({ version: '' });
      expect(await offered(old, repository)).toMatchObject({ version });
      await upgradeFully(old);
      expect((await old.control('GET', '/state')).json()).toMatchObject({ version, repository });
    }
    expect(await offered(old, 'rel50')).toEqual({ status: 'checked', available: '0', version: '' });
    await old.end();
  });

  it('bring what the versions know: colleagues whole from 4, tokens and S2S from 5', async () => {
    const old = await tryPractice({ preset: 'old-3.88' });
    const admin = async (): Promise<unknown> => (await old.api('GET', '/personal/info')).json()['result'];
    const keys = ['login', 'picture', 'sourceId', 'jid', 'sipPassword', 'licenseType'];
    for (const key of keys) expect(await admin()).not.toHaveProperty(key);
    expect((await old.api('GET', '/pbx/applications/simpletoken')).status).toBe(404);
    expect((await old.api('GET', '/pbx/applications/s2s')).status).toBe(404);
    for (const repository of ['rel38', 'rel40']) {
      await offered(old, repository);
      await upgradeFully(old);
    }
    for (const key of keys) expect(await admin()).toHaveProperty(key);
    await offered(old, 'rel50');
    await upgradeFully(old);
    expect((await old.api('GET', '/pbx/applications/simpletoken')).status).toBe(200);
    expect((await old.api('GET', '/pbx/applications/s2s')).status).toBe(200);
    await old.end();
  });
});

describe('a lifetime PBX', () => {
  async function check(repository: string): Promise<unknown> {
    await tried.api('PUT', '/PBX/Upgrade/Settings', { login: FIRST, json: { repository } });
    await tried.api('POST', '/PBX/Upgrade/Check');
    tried.wait(5_000);
    return result('/PBX/Upgrade/Check');
  }

  it('gets the last of its major, no new one, and is told why', async () => {
    await buyAndActivate({ premium: 1 }, 'lifetime');
    expect(await check('rel40')).toEqual({ status: 'checked', available: '1', version: '4.03.44842.11' });
    await upgradeFully(tried);
    const reason = 'A lifetime PBX gets no new major version. Change its plan to a subscription first.';
    expect(await check('rel50')).toEqual({ status: 'checked', available: '0', version: '', reason });
    expect((await tried.api('POST', '/PBX/Upgrade')).json()).toMatchObject({ reason, code: 409 });
    const signIn = await tried.page('POST', '/login', { form: { login: FIRST[0], password: FIRST[1] } });
    const page = await tried.page('GET', '/settings/tools/upgrade', { cookie: cookieOf(signIn) });
    expect(page.text).toContain(reason);
    expect(page.text).not.toContain('Perform upgrade');
  });

  it('is not known to be one before its activation', async () => {
    await upgradeFully(tried);
    expect(await check('rel50')).toMatchObject({ version: '5.04.20220309.1' });
  });
});

describe('an upgrade', () => {
  it('downloads, installs, asks for a reboot, goes away and comes back newer', async () => {
    expect((await tried.api('POST', '/PBX/Upgrade')).json()['result']).toBe('Success');
    expect(await result('/PBX/Upgrade')).toMatchObject({ status: 'downloading', progress: '0' });
    tried.wait(120_000);
    expect(await result('/PBX/Upgrade')).toMatchObject({ status: 'installing', progress: '50' });
    tried.wait(120_000);
    expect(await result('/PBX/Upgrade')).toMatchObject({ status: 'reboot-needed', progress: '100' });
    expect(await result('/PBX/version')).toBe('4.01.44100.12');
    expect((await tried.api('PUT', '/PBX/System/Reboot')).json()['result']).toBe('Success');
    await expect(tried.api('GET', '/PBX/version')).rejects.toThrow();
    tried.wait(59_999);
    await expect(tried.api('GET', '/PBX/version')).rejects.toThrow();
    tried.wait(1);
    expect(await result('/PBX/version')).toBe('4.03.44842.11');
    expect(await result('/PBX/Upgrade')).toMatchObject({ status: 'idle' });
  });

  it('is refused while one runs, for a version that is not there, and when there is none', async () => {
    const start = async (json: object = {}): Promise<number> =>
      (await tried.api('POST', '/PBX/Upgrade', { login: FIRST, json })).status;
    expect(await start({ version: '9.99.99999.9' })).toBe(409);
    expect(await start({ version: '4.03.44842.11' })).toBe(200);
    expect(await start()).toBe(409);
    expect((await tried.api('PUT', '/PBX/System/Reboot')).status).toBe(409);
    tried.wait(240_000);
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    expect(await start()).toBe(409);
  });

  it('ends sessions, not passwords', async () => {
    const form = { login: FIRST[0], password: FIRST[1] };
    const cookie = cookieOf(await tried.api('POST', '/personal/login', { form }));
    expect((await tried.api('GET', '/personal/info', { cookie })).status).toBe(200);
    await upgradeFully(tried);
    expect((await tried.api('GET', '/personal/info', { cookie })).status).toBe(401);
    expect((await tried.api('GET', '/personal/info')).status).toBe(200);
  });

  it('keeps Simple Tokens', async () => {
    const six = await tryPractice({ preset: 'virtual-6' });
    const json = { name: 'kept', pbxUser: 'admin', expireTime: Math.floor(Date.now() / 1000) + 3600 };
    await six.api('POST', '/pbx/applications/simpletoken', { login: FIRST, json });
    const list = (await six.api('GET', '/pbx/applications/simpletoken')).json()['result'];
    const bearer = (list as { records: { secret: string }[] }).records[0]?.secret ?? '';
    await upgradeFully(six);
    const version = (await six.api('GET', '/PBX/version', { bearer })).json()['result'];
    expect(version).toHaveProperty('version', '6.10.20250512.4');
    await six.end();
  });
});

describe('licence types after the first upgrade that knows them', () => {
  it('are the highest type bought, for all but the admin, when the PBX was activated before', async () => {
    await buyAndActivate({ essential: 40, premium: 1 });
    await upgradeFully(tried);
    const { admin, ...others } = await types();
    expect(admin).toBe('');
    expect(new Set(Object.values(others))).toEqual(new Set(['premium']));
  });

  it('wait for the activation when nothing is bought yet', async () => {
    await upgradeFully(tried);
    expect((await types())['101']).toBe('essential');
    await buyAndActivate({ basic: 3, business: 1, wizyconf: 5, pbxService: 4 });
    const { admin, ...others } = await types();
    expect(admin).toBe('');
    expect(new Set(Object.values(others))).toEqual(new Set(['business']));
  });

  it('are given once: a later purchase or upgrade changes nobody', async () => {
    await upgradeFully(tried);
    await buyAndActivate({ business: 1 });
    const json = { licenseType: 'pbxService' };
    const { records } = (await result('/PBX/Colleagues?filter[extension]=401')) as {
      records: { id: string }[];
    };
    await tried.api('PUT', `/PBX/Colleagues/${records[0]?.id ?? ''}`, { login: FIRST, json });
    await tried.control('POST', '/buy', { name: 'acme', licences: { premium: 5 } });
    await tried.api('PUT', '/PBX/Upgrade/Settings', { login: FIRST, json: { repository: 'rel50' } });
    await upgradeFully(tried);
    expect(await result('/PBX/version')).toBe('5.04.20220309.1');
    expect(await types()).toMatchObject({ '401': 'pbxService', '101': 'business' });
  });

  it('show in the licence answer, which counts every user but the admin', async () => {
    await buyAndActivate({ premium: 1 });
    expect(await result('/PBX/settings/license')).toMatchObject({ mode: 'user', licenses: [] });
    await upgradeFully(tried);
    expect(await result('/PBX/settings/license')).toMatchObject({
      mode: 'user',
      licenses: { 'UC-PREMIUM': { total: '1', used: '49' }, 'PBX-SERVICE': { total: '0', used: '0' } },
    });
  });
});
