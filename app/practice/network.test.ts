import { afterEach, describe, expect, it } from 'vitest';
import { FIRST, send, tryPractice, type Tried } from './testing';

/** A WMS network: three PBXs, each whole and at an address of its own. */

let tried: Tried;

async function start(faults: string[] = []): Promise<void> {
  tried = await tryPractice({ preset: 'network-3', faults });
}

afterEach(() => tried.end());

/** As the control API tells of the clients. */
async function clients(): Promise<{ version: string; down: boolean; counters: { upgrades: number } }[]> {
  const { members } = (await tried.control('GET', '/state')).json();
  return members as Awaited<ReturnType<typeof clients>>;
}

function ask(client: number, method: string, path: string): ReturnType<typeof send> {
  const at = tried.practice.info().members[client];
  if (!at) throw new Error('no such client');
  return send(method, `${at.url}/api/v1${path}`, { login: FIRST }, at.fingerprint256);
}

describe('the practice network', () => {
  it('is listed by its server, with addresses at which each answers as itself', async () => {
    await start();
    const { pbx, members } = tried.practice.info();
    const { result } = (await tried.api('GET', '/network/pbxes')).json() as {
      result: { records: { serial: string; host: string; master: string }[] };
    };
    expect(result.records.map(({ serial, host, master }) => [serial, host, master])).toEqual([
      [pbx.serial, `${pbx.host}:${pbx.port}`, '1'],
      ...members.map(({ serial, host, port }) => [serial, `${host}:${port}`, '0']),
    ]);
    expect(new Set([pbx, ...members].map(({ fingerprint256 }) => fingerprint256)).size).toBe(3);
    for (const [place, { serial }] of members.entries())
      expect((await ask(place, 'GET', '/personal/info')).text).toContain(serial);
  });

  it('one client is upgraded for itself, and is the same after a restart', async () => {
    await start();
    await ask(0, 'POST', '/PBX/Upgrade');
    tried.wait(240_000);
    await ask(0, 'PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    const before = tried.practice.info().members;
    await tried.practice.restart();
    expect(tried.practice.info().members.map(({ url, serial }) => [url, serial])).toEqual(
      before.map(({ url, serial }) => [url, serial]),
    );
    expect((await clients()).map(({ version, counters }) => [version, counters.upgrades])).toEqual([
      ['4.03.44842.11', 1],
      ['4.01.43911.4', 0],
    ]);
    expect((await tried.control('GET', '/state')).json()).toMatchObject({ version: '4.01.44100.12' });
  });

  it('a client that never returns is away until the fault is off, and then has its new version', async () => {
    await start();
    await tried.control('POST', '/fault', { name: 'never-returns', member: 1 });
    await ask(1, 'POST', '/PBX/Upgrade');
    tried.wait(240_000);
    await ask(1, 'PUT', '/PBX/System/Reboot');
    tried.wait(3_600_000);
    expect((await clients()).map(({ down }) => down)).toEqual([false, true]);
    await tried.control('POST', '/fault', { name: 'never-returns', member: 1, off: true });
    expect((await clients())[1]).toMatchObject({ down: false, version: '4.03.44842.11' });
    expect((await tried.control('POST', '/fault', { name: 'slow', member: 2 })).status).toBe(409);
  });

  it('may have no route that lists it', async () => {
    await start(['network-not-told']);
    const answer = await tried.api('GET', '/network/pbxes');
    expect([answer.status, answer.json()['type']]).toEqual([404, 'error']);
    expect((await tried.api('GET', '/pbx/version')).status).toBe(200);
  });
});
