import { afterEach, describe, expect, it } from 'vitest';
import type { PracticeInfo } from './info';
import { bodyOf, send, signInByPage, tryPractice, type Answer, type Tried } from './testing';

/** A PBX that takes the place of another, with the old one beside it. */

let tried: Tried;
afterEach(() => tried.end());

function old(): NonNullable<PracticeInfo['old']> {
  const info = tried.practice.info().old;
  if (!info) throw new Error('there is no old PBX');
  return info;
}

function askOld(path: string): Promise<Answer> {
  const { url, fingerprint256, login, password } = old().pbx;
  return send('GET', `${url}/api/v1${path}`, { login: [login, password] }, fingerprint256);
}

async function entry(): Promise<{ key: string; swSerial: string; activatedBy: string }> {
  return (await tried.control('POST', '/buy', { name: 'example' })).json() as never;
}

async function activate(key: string): Promise<Answer> {
  const cookie = await signInByPage(tried);
  return tried.page('POST', '/settings/tools/activation', { cookie, form: { userMode: key } });
}

async function licence(): Promise<Record<string, unknown>> {
  return (await tried.api('GET', '/PBX/settings/license')).json()['result'] as Record<string, unknown>;
}

async function usersOf(path: '/users' | '/old/users'): Promise<unknown[]> {
  const listed = (await tried.control('GET', path)).json() as unknown as { role: string }[];
  return listed.filter(({ role }) => role !== 'admin').map((user) => ({ ...user, id: '' }));
}

async function registered(): Promise<number> {
  const { result } = (await tried.api('GET', '/PBX/Users/Sip/Registrations')).json();
  return Object.keys(result as object).length;
}

describe('a replacement', () => {
  it('is empty and not activated, and the old one runs beside it with a certificate and a serial of its own', async () => {
    tried = await tryPractice({ preset: 'rma-hw-hw' });
    expect(await usersOf('/users')).toEqual([]);
    expect((await usersOf('/old/users')).length).toBeGreaterThan(40);
    expect((await tried.control('GET', '/state')).json()).toMatchObject({
      activated: false,
      cloud: null,
      old: { activated: true, down: false, serial: old().pbx.serial },
    });
    const { pbx, cloud, move } = tried.practice.info();
    expect({ cloud, move }).toEqual({ cloud: null, move: null });
    expect(old().pbx.fingerprint256).not.toBe(pbx.fingerprint256);
    expect((await askOld('/PBX/version')).status).toBe(200);
  });

  it('is activated by the key of the old one, and gets name, licences and devices by it; users only by the backup', async () => {
    tried = await tryPractice({ preset: 'rma-hw-hw' });
    const { key, swSerial, activatedBy } = await entry();
    expect(activatedBy).toBe(old().pbx.serial);
    expect((await activate(key)).status).toBe(303);
    expect(await licence()).toMatchObject({ domain: 'example', swSerial });
    expect((await entry()).activatedBy).toBe(tried.practice.info().pbx.serial);
    expect(await usersOf('/users')).toEqual([]);
    expect((await tried.control('POST', '/restore')).status).toBe(409);

    const { url, fingerprint256, login, password } = old().pbx;
    await send('POST', `${url}/api/v1/pbx/settings/backups`, { login: [login, password] }, fingerprint256);
    const cookie = await signInByPage(tried);
    expect((await tried.page('POST', '/settings/backups', { cookie })).headers['location']).toContain(
      'saved',
    );
    expect(await usersOf('/users')).toEqual(await usersOf('/old/users'));
    expect(await registered()).toBeGreaterThan(0);
  });

  it('has no devices before its activation, whoever is on it', async () => {
    tried = await tryPractice({ preset: 'rma-old-dead' });
    await tried.control('POST', '/restore');
    expect((await usersOf('/users')).length).toBeGreaterThan(40);
    expect(await registered()).toBe(0);
    await activate((await entry()).key);
    expect(await registered()).toBeGreaterThan(0);
  });

  it('does not take the key of a third one', async () => {
    tried = await tryPractice({ preset: 'rma-hw-hw' });
    const third = { name: 'third', licences: { basic: 1 }, boundTo: 'ffffffffffff' };
    const { key } = (await tried.control('POST', '/buy', third)).json();
    const answer = await activate(String(key));
    expect(bodyOf(answer).textContent).toContain('belongs to another PBX');
    expect((await tried.control('GET', '/state')).json()).toMatchObject({ activated: false });
  });
});

describe('the old one', () => {
  it('answers nothing without power, and is the same when it is back, after a restart too', async () => {
    tried = await tryPractice({ preset: 'rma-hw-vm' });
    await tried.control('POST', '/old/power', { on: false });
    await expect(askOld('/PBX/version')).rejects.toThrow();
    await tried.practice.restart();
    await expect(askOld('/PBX/version')).rejects.toThrow();
    await tried.control('POST', '/old/power', { on: true });
    expect((await askOld('/PBX/version')).status).toBe(200);
  });

  it('is dead from the beginning where the preset says so, with the backup that was made before', async () => {
    tried = await tryPractice({ preset: 'rma-old-dead' });
    await expect(askOld('/PBX/version')).rejects.toThrow();
    expect((await tried.control('POST', '/restore')).json()).toEqual({
      restored: 'example_20260101_020000',
    });
  });

  it('is there for a replacement only', async () => {
    tried = await tryPractice({ preset: 'old-4.01-sqlite' });
    expect(tried.practice.info().old).toBeNull();
    for (const path of ['/old/power', '/restore'])
      expect((await tried.control('POST', path, { on: true })).status).toBe(409);
    expect((await tried.control('GET', '/old/users')).status).toBe(409);
  });
});
