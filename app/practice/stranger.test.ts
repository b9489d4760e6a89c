import { once } from 'node:events';
import { connect, type TLSSocket } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  connected,
  FIRST,
  presented,
  send,
  tryPractice,
  type Answer,
  type Sending,
  type Tried,
} from './testing';

const FAULT = 'other-pbx-on-this-address';

let tried: Tried;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-6' });
});
afterEach(() => tried.end());

interface StrangerState {
  strangerPasswords: number;
  stranger: { here: boolean; serial: string; fingerprint256: string; given: Record<string, number> } | null;
}

async function state(): Promise<StrangerState> {
  return (await tried.control('GET', '/state')).json() as unknown as StrangerState;
}

async function shown(): Promise<string> {
  const { host, port } = tried.practice.info().pbx;
  return (await presented(host, port)).fingerprint256;
}

/** A request of one who does not look at whose certificate it is. */
async function careless(method: string, path: string, sending: Sending): Promise<Answer> {
  return send(method, tried.practice.info().pbx.url + path, sending, await shown());
}

describe('another PBX at this address', () => {
  it('is there at once when it is told so, with a certificate and a serial of its own', async () => {
    const { serial, fingerprint256 } = tried.practice.info().pbx;
    await tried.control('POST', '/fault', { name: FAULT, arg: 'now' });
    const { stranger } = await state();
    expect(stranger).toMatchObject({ here: true, given: { requests: 0 } });
    expect(stranger?.serial).not.toBe(serial);
    expect(await shown()).toBe(stranger?.fingerprint256);
    expect(await shown()).not.toBe(fingerprint256);
    await expect(tried.api('GET', '/personal/info')).rejects.toThrow();
    expect(await state()).toMatchObject({ strangerPasswords: 0, stranger: { given: { requests: 0 } } });
    const info = await careless('GET', '/api/v1/personal/info', { login: FIRST });
    expect(info.json()['result']).toHaveProperty('pbxDn', `pbxid=${stranger?.serial ?? ''},dc=wildix`);
  });

  it('comes with the next reboot else, and goes when it is told so', async () => {
    const { fingerprint256 } = tried.practice.info().pbx;
    await tried.control('POST', '/fault', { name: FAULT });
    expect(await shown()).toBe(fingerprint256);
    expect((await tried.api('PUT', '/PBX/System/Reboot')).status).toBe(200);
    await expect(tried.api('GET', '/PBX/version')).rejects.toThrow();
    tried.wait(60_000);
    const there = await shown();
    expect(there).not.toBe(fingerprint256);
    await tried.practice.restart();
    expect(await shown()).toBe(there);
    await tried.control('POST', '/fault', { name: FAULT, off: true });
    expect(await shown()).toBe(fingerprint256);
    expect((await tried.api('GET', '/PBX/version')).status).toBe(200);
    expect((await state()).stranger).toMatchObject({ here: false });
  });

  it('counts all it is given, whatever it answers', async () => {
    await tried.control('POST', '/fault', { name: FAULT, arg: 'now' });
    await careless('GET', '/api/v1/no/such/route', { login: ['admin', 'secret'] });
    await careless('POST', '/api/v1/personal/login', {
      form: { login: 'admin', password: 'x', otp: '123456' },
    });
    await careless('POST', '/login', { form: { login: 'admin', password: 'x' } });
    await careless('PUT', '/api/v1/PBX/Colleagues/1048576', { json: { password: 'x' } });
    await careless('GET', '/api/v1/PBX/version', { bearer: 'access_x' });
    await careless('GET', '/api/v1/PBX/version?token=access_x', {});
    await careless('POST', '/settings/tools/activation', {
      cookie: 'PHPSESSID=x',
      form: { userMode: 'KEY' },
    });
    const { strangerPasswords, stranger } = await state();
    expect(strangerPasswords).toBe(4);
    expect(stranger?.given).toEqual({
      requests: 7,
      passwords: 4,
      otps: 1,
      tokens: 2,
      sessions: 1,
      pbxKeys: 1,
    });
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({ passwordAttempts: 0, failedSignIns: {} });
  });

  it('is met by nobody who was connected to the first', async () => {
    const { host, port } = tried.practice.info().pbx;
    const open = await connected(host, port);
    const cut = new Promise<unknown>((resolve) => open.once('error', resolve));
    await tried.control('POST', '/fault', { name: FAULT, arg: 'now' });
    expect(await cut).toMatchObject({ code: 'ECONNRESET' });
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'takes up no session of the first, so that its certificate is always seen (%s)',
    async (maxVersion) => {
      const { host, port } = tried.practice.info().pbx;
      const open = (session?: Buffer): TLSSocket =>
        connect({ host, port, maxVersion, rejectUnauthorized: false, ...(session ? { session } : {}) });
      const isResumed = async (session: Buffer): Promise<boolean> => {
        const socket = open(session);
        await once(socket, 'secureConnect');
        const reused = socket.isSessionReused();
        socket.destroy();
        return reused;
      };
      const first = open().resume();
      const [session] = (await once(first, 'session')) as [Buffer];
      first.destroy();
      expect(await isResumed(session)).toBe(true);
      await tried.control('POST', '/fault', { name: FAULT, arg: 'now' });
      expect(await isResumed(session)).toBe(false);
    },
  );

  it('leaves the first as it was, and keeps what itself was told', async () => {
    await tried.control('POST', '/fault', { name: FAULT, arg: 'now' });
    const json = { name: 'Of the other' };
    await careless('PUT', '/api/v1/PBX/Colleagues/1048577', { login: FIRST, json });
    await tried.practice.restart();
    const there = await careless('GET', '/api/v1/Colleagues/1048577', { login: FIRST });
    expect(there.json()['result']).toMatchObject({ name: 'Of the other' });
    await tried.control('POST', '/fault', { name: FAULT, off: true });
    const here = (await tried.api('GET', '/Colleagues/1048577')).json()['result'];
    expect(here).toMatchObject({ name: 'Ada Example' });
  });

  it('can be there from the start', async () => {
    const other = await tryPractice({ preset: 'virtual-6', faults: [`${FAULT}=now`] });
    const { host, port, fingerprint256 } = other.practice.info().pbx;
    expect((await presented(host, port)).fingerprint256).not.toBe(fingerprint256);
    await other.end();
  });
});
