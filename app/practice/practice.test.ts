import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startPractice } from './practice';
import { loadState } from './store';
import { cookieOf, FIRST, presented, tryPractice, type Tried } from './testing';

let tried: Tried;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-4.01' });
});
afterEach(() => tried.end());

describe('a restart', () => {
  it('keeps addresses, certificates, serial and sign-ins', async () => {
    const before = tried.practice.info();
    await tried.practice.restart();
    expect(tried.practice.info()).toEqual(before);
    const certificate = await presented(before.pbx.host, before.pbx.port);
    expect(certificate.fingerprint256).toBe(before.pbx.fingerprint256);
  });

  it('keeps passwords, sessions, users, purchases and counters', async () => {
    const form = { login: FIRST[0], password: FIRST[1] };
    const cookie = cookieOf(await tried.page('POST', '/login', { form }));
    const json = { name: 'Renamed', password: 'Another-Passw0rd' };
    await tried.api('PUT', '/PBX/Colleagues/1048576', { login: FIRST, json });
    await tried.control('POST', '/buy', { name: 'acme', licences: { basic: 3 } });
    const counters = (await tried.control('GET', '/state')).json()['counters'];
    await tried.practice.restart();
    expect((await tried.control('GET', '/state')).json()['counters']).toEqual(counters);
    expect((await tried.page('GET', '/users', { cookie })).status).toBe(200);
    const login = ['admin', 'Another-Passw0rd'] as const;
    const { result } = (await tried.api('GET', '/personal/info', { login })).json();
    expect(result).toHaveProperty('name', 'Renamed');
    const pbxs = JSON.parse((await tried.portal('GET', '/api/practice/pbxs')).text) as unknown[];
    expect(pbxs).toMatchObject([{ name: 'acme', numbers: { basic: 3 } }]);
  });

  it('goes on with an upgrade and with an outage', async () => {
    await tried.api('POST', '/PBX/Upgrade');
    tried.wait(120_000);
    await tried.practice.restart();
    const { result } = (await tried.api('GET', '/PBX/Upgrade')).json();
    expect(result).toMatchObject({ status: 'installing', progress: '50' });
    tried.wait(120_000);
    await tried.api('PUT', '/PBX/System/Reboot');
    await tried.practice.restart();
    await expect(tried.api('GET', '/PBX/version')).rejects.toThrow();
    tried.wait(60_000);
    expect((await tried.api('GET', '/PBX/version')).json()['result']).toBe('4.03.44842.11');
  });
});

describe('the state', () => {
  it('is on the disk before the answer, so that nothing said to be done is lost when it is killed', async () => {
    await tried.api('PUT', '/PBX/Colleagues/1048577', { login: FIRST, json: { name: 'Written' } });
    // What another process would find now, with this one never having had the chance to end.
    const found = loadState(tried.directory);
    expect(found?.users.find(({ id }) => id === '1048577')?.name).toBe('Written');
    expect(found?.counters).toMatchObject({ putsByUser: { 1048577: 1 } });
  });

  it('has no password in it that can be read, and is only for its owner', async () => {
    const json = { password: 'Another-Passw0rd' };
    await tried.api('PUT', '/PBX/Colleagues/1048576', { login: FIRST, json });
    expect(readdirSync(tried.directory)).toEqual(['practice.json']);
    const file = join(tried.directory, 'practice.json');
    expect(readFileSync(file, 'utf8')).not.toContain('Another-Passw0rd');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('of an earlier version of this program goes on', async () => {
    await tried.api('POST', '/PBX/Upgrade');
    await tried.practice.stop();
    const file = join(tried.directory, 'practice.json');
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, unknown>>;
    for (const key of ['otps', 's2sApps', 'companyKeys', 'downAgain', 'profile', 'stranger'])
      delete kept[key];
    for (const key of ['tokensMade', 's2sRequests', 'basicRefused']) delete kept['counters']?.[key];
    delete kept['upgrade']?.['slowness'];
    writeFileSync(file, JSON.stringify(kept));
    await tried.practice.restart();
    tried.wait(240_000);
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    expect((await tried.control('GET', '/state')).json()).toMatchObject({
      version: '4.03.44842.11',
      counters: { tokensMade: 0, basicRefused: {}, upgrades: 1 },
      stranger: null,
    });
  });

  it('is another PBX in another folder', async () => {
    const other = await tryPractice({ preset: 'virtual-4.01' });
    expect(other.practice.info().pbx.serial).not.toBe(tried.practice.info().pbx.serial);
    expect(other.practice.info().pbx.fingerprint256).not.toBe(tried.practice.info().pbx.fingerprint256);
    await other.end();
  });

  it('is not mixed up with another preset, a running one or a foreign file', async () => {
    const { directory } = tried;
    await expect(startPractice({ directory, preset: 'virtual-6' })).rejects.toThrow(/holds a practice PBX/);
    await expect(startPractice({ directory, preset: 'virtual-9' })).rejects.toThrow(
      /There are: virtual-4\.01/,
    );
    await expect(startPractice({ directory })).rejects.toThrow(/is in use/);
    const foreign = `${directory}-foreign`;
    const first = await startPractice({ directory: foreign });
    await first.stop();
    writeFileSync(join(foreign, 'practice.json'), '{}');
    await expect(startPractice({ directory: foreign })).rejects.toThrow(/not the state of a practice PBX/);
    rmSync(foreign, { recursive: true });
  });
});

describe('time inside', () => {
  it('runs as many times faster as it is told, the outside one does not', async () => {
    let now = Date.now();
    const fast = await tryPractice({ preset: 'virtual-4.01', speed: 100, wall: () => now });
    await fast.api('POST', '/PBX/Upgrade');
    now += 1_200;
    const answer = await fast.api('GET', '/PBX/Upgrade');
    expect(answer.json()['result']).toMatchObject({ status: 'installing', progress: '50' });
    expect(answer.headers['date']).toBe(new Date(now).toUTCString());
    await fast.end();
  });
});
