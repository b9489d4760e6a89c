import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Faults } from './faults';
import { cookieOf, FIRST, presented, tryPractice, upgradeFully, type Tried } from './testing';

let tried: Tried;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-6' });
});
afterEach(() => tried.end());

async function fault(name: string, arg?: string | number): Promise<void> {
  expect((await tried.control('POST', '/fault', { name, arg })).status).toBe(200);
}

async function isCut(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => false,
    () => true,
  );
}

describe('a fault', () => {
  it('is refused when it is unknown or its argument is wrong', async () => {
    expect(() => Faults.from(['nonsense'])).toThrow(/There are: slow/);
    expect(() => Faults.from(['slow=soon'])).toThrow(/number above zero/);
    expect(() => Faults.from(['other-pbx-on-this-address=later'])).toThrow(/one of: reboot, now/);
    const answer = await tried.control('POST', '/fault', { name: 'nonsense' });
    expect([answer.status, answer.json()['error']]).toEqual([400, expect.stringMatching(/There are: slow/)]);
  });

  it('can be given at the start, outlives a restart and can be taken away', async () => {
    const spoilt = await tryPractice({ faults: ['html-instead-of-json=version'] });
    await spoilt.practice.restart();
    expect((await spoilt.api('GET', '/PBX/version')).text).toMatch(/^<!doctype html>/);
    expect((await spoilt.api('GET', '/personal/info')).json()).toHaveProperty('result');
    await spoilt.control('POST', '/fault', { name: 'html-instead-of-json', off: true });
    expect((await spoilt.api('GET', '/PBX/version')).json()).toHaveProperty('result');
    await spoilt.end();
  });

  it('slow: answers take longer', async () => {
    await fault('slow', 150);
    const started = performance.now();
    await tried.api('GET', '/PBX/version');
    // A timer never fires early by more than its rounding.
    expect(performance.now() - started).toBeGreaterThan(145);
  });

  it('resets: every nth request is cut, before it is worked on', async () => {
    await fault('resets', 2);
    const put = (name: string): Promise<unknown> =>
      tried.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json: { name } });
    expect([await isCut(put('one')), await isCut(put('two')), await isCut(put('three'))]).toEqual([
      false,
      true,
      false,
    ]);
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({ puts: 2 });
  });

  it('resets-on-put: the nth change is made and its answer is lost, once', async () => {
    await fault('resets-on-put', 2);
    const put = (name: string): Promise<unknown> =>
      tried.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json: { name } });
    expect([await isCut(put('one')), await isCut(put('two'))]).toEqual([false, true]);
    expect((await tried.api('GET', '/Colleagues/1048577')).json()['result']).toHaveProperty('name', 'two');
    expect(await isCut(put('three'))).toBe(false);
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({ putsByUser: { 1048577: 3 } });
  });

  it('type-error-200: errors come with status 200', async () => {
    await fault('type-error-200');
    const wrong = await tried.api('GET', '/nowhere');
    expect([wrong.status, wrong.json()]).toEqual([
      200,
      { type: 'error', reason: '404 Not Found', code: 404 },
    ]);
    await fault('type-error-200', 'upgrade');
    expect((await tried.api('GET', '/PBX/Upgrade')).json()).toMatchObject({ type: 'error', code: 500 });
    expect((await tried.api('GET', '/PBX/version')).json()).toHaveProperty('result');
  });

  it('empty-map-as-list: maps are empty lists', async () => {
    await fault('empty-map-as-list');
    expect((await tried.api('GET', '/PBX/Users/Sip/Registrations')).json()['result']).toEqual([]);
    expect((await tried.api('GET', '/PBX/settings/license')).json()['result']).toMatchObject({
      activated: false,
      bought: [],
      used: [],
    });
  });

  it('disk-full-upgrade: the upgrade stops with a reason, and can be tried again without the fault', async () => {
    await fault('disk-full-upgrade');
    await tried.api('POST', '/PBX/Upgrade');
    tried.wait(240_000);
    expect((await tried.api('GET', '/PBX/Upgrade')).json()['result']).toEqual({
      state: 'ERROR',
      percent: 60,
      needReboot: false,
      message: 'No space left on device',
    });
    await tried.control('POST', '/fault', { name: 'disk-full-upgrade', off: true });
    await upgradeFully(tried);
    expect((await tried.api('GET', '/PBX/version')).json()['result']).toHaveProperty(
      'version',
      '6.10.20250512.4',
    );
  });

  it('slow-upgrade: everything of the upgrade takes longer, of this one only', async () => {
    await fault('slow-upgrade', 3);
    await tried.api('POST', '/PBX/Upgrade');
    await tried.control('POST', '/fault', { name: 'slow-upgrade', off: true });
    tried.wait(3 * 240_000 - 1);
    expect((await tried.api('GET', '/PBX/Upgrade')).json()['result']).toMatchObject({ state: 'INSTALL' });
    tried.wait(1);
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(3 * 60_000 - 1);
    await expect(tried.api('GET', '/PBX/version')).rejects.toThrow();
    tried.wait(1);
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
  });

  it('reboots-twice: after an upgrade it is back for a moment and goes again', async () => {
    await fault('reboots-twice', 20);
    await upgradeFully(tried);
    const version = async (): Promise<unknown> => (await tried.api('GET', '/PBX/version')).json()['result'];
    expect(await version()).toMatchObject({ version: '6.10.20250512.4' });
    const form = { login: FIRST[0], password: FIRST[1] };
    const cookie = cookieOf(await tried.api('POST', '/personal/login', { form }));
    tried.wait(19_999);
    expect((await tried.api('GET', '/personal/info', { cookie })).status).toBe(200);
    tried.wait(1);
    expect(await isCut(version())).toBe(true);
    await tried.practice.restart();
    tried.wait(59_999);
    expect(await isCut(version())).toBe(true);
    tried.wait(1);
    expect(await version()).toMatchObject({ version: '6.10.20250512.4' });
    expect((await tried.api('GET', '/personal/info', { cookie })).status).toBe(401);
    expect((await tried.control('GET', '/state')).json()).toMatchObject({ counters: { reboots: 2 } });
    tried.wait(600_000);
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
  });

  it('reboots-twice: not after a reboot of its own', async () => {
    await fault('reboots-twice');
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
    tried.wait(30_000);
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
  });

  it('cert-changes: the next reboot brings another certificate, the one after does not', async () => {
    const { host, port, fingerprint256 } = tried.practice.info().pbx;
    const seen = async (): Promise<string> => (await presented(host, port)).fingerprint256;
    await fault('cert-changes');
    expect(await seen()).toBe(fingerprint256);
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    const changed = await seen();
    expect(changed).not.toBe(fingerprint256);
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    expect(await seen()).toBe(changed);
  });

  it('put-fails-now-and-then: every nth change fails and changes nothing', async () => {
    await fault('put-fails-now-and-then', 2);
    expect([await setType(1048577, 'basic'), await setType(1048578, 'basic')]).toEqual([200, 500]);
    expect((await record(1048577))['licenseType']).toBe('basic');
    expect((await record(1048578))['licenseType']).toBe('essential');
  });

  it('put-drops-a-field: a change loses that field too, of those that can be lost', async () => {
    expect(() => Faults.from(['put-drops-a-field=id'])).toThrow(/one of: mobilePhone/);
    await fault('put-drops-a-field', 'email');
    await setType(1048577, 'basic');
    expect(await record(1048577)).toMatchObject({ email: '', licenseType: 'basic' });
  });

  it('throttles: too many requests in a second are refused, and taken in the next', async () => {
    await fault('throttles', 2);
    const version = async (): Promise<number> => (await tried.api('GET', '/PBX/version')).status;
    const statuses = await Promise.all(Array.from({ length: 12 }, version));
    expect(new Set(statuses)).toEqual(new Set([200, 429]));
    await expect.poll(version).toBe(200);
  });
});

async function setType(id: number, licenseType: string): Promise<number> {
  const sending = { login: FIRST, json: { licenseType } };
  return (await tried.api('PUT', `/PBX/Colleagues/${String(id)}`, sending)).status;
}

async function record(id: number): Promise<Record<string, unknown>> {
  return (await tried.api('GET', `/PBX/Colleagues/${String(id)}`)).json()['result'] as Record<
    string,
    unknown
  >;
}
