import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { gradePreflight } from '../domain/preflight';
import type { Address } from '../domain/address';
import { tryPractice, type Tried } from '../practice/testing';
import { createPbxPort } from './port';
import { never, patient } from './testing/help';
import {
  closedPort,
  makeCertificate,
  startHttp,
  startHttps,
  startRaw,
  stopAll,
  type KeyAndCertificate,
} from './testing/server';

const port = createPbxPort({ limits: patient, roots: [] });
let ours: KeyAndCertificate;
let practice: Tried | undefined;
beforeAll(async () => {
  ours = await makeCertificate('ours');
});
afterEach(async () => {
  await stopAll();
  await practice?.end();
  practice = undefined;
});

async function graded(address: Address): Promise<Record<string, string>> {
  const seen = await port.preflight(address, never);
  return Object.fromEntries(
    gradePreflight('typed', address, seen, new Date()).map(({ check, grade, reason, error }) => [
      check,
      `${grade} ${error?.code ?? reason}`,
    ]),
  );
}

async function practiceAddress(preset: string): Promise<Address> {
  practice = await tryPractice({ preset });
  practice.setWall(Date.now());
  const { host, port: number } = practice.practice.info().pbx;
  return { host, port: number };
}

describe('the pre-flight against a practice PBX', () => {
  it('of WMS 6: everything there, Basic asked for, no sign-in tried', async () => {
    expect(await graded(await practiceAddress('virtual-6'))).toMatchObject({
      tcp: 'pass connects',
      tls: 'pass speaks',
      certificate: 'warn self-signed',
      wms: 'pass is-one',
      clock: 'pass agrees',
      version: 'not-run not-told',
      'sign-in': 'pass basic',
    });
    const state = (await practice?.control('GET', '/state'))?.json() as {
      counters: { failedSignIns: object; passwordAttempts: number };
    };
    expect([state.counters.failedSignIns, state.counters.passwordAttempts]).toEqual([{}, 0]);
  });

  it('of WMS 7 with the second factor: no Basic', async () => {
    expect(await graded(await practiceAddress('virtual-7-2fa'))).toMatchObject({
      wms: 'pass is-one',
      'sign-in': 'warn no-basic',
    });
  });
});

describe('the pre-flight against something else', () => {
  it('says where it stops', async () => {
    expect(await graded(await closedPort())).toMatchObject({
      tcp: 'fail refused',
      tls: 'not-run not-reached',
      'sign-in': 'not-run not-reached',
    });
    expect(await graded((await startHttp()).address)).toMatchObject({
      tcp: 'pass connects',
      tls: 'fail plain-http',
    });
    const mute = await startRaw((socket) => socket.destroy());
    expect(await graded(mute.address)).toMatchObject({ tcp: 'pass connects', tls: 'fail reset' });
    const shop = await startHttps(ours, (_heard, response) => response.end('<h1>Printer</h1>'));
    expect(await graded(shop.address)).toMatchObject({ tls: 'pass speaks', wms: 'fail not-one' });
  });

  it('says that a name cannot be found', async () => {
    expect(await graded({ host: 'no.such.host.invalid', port: 443 })).toMatchObject({
      name: 'fail name-not-found',
      tcp: 'not-run not-reached',
    });
  });

  it('sends nothing that is secret', async () => {
    const server = await startHttps(ours, (_heard, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="x"', 'Content-Type': 'application/json' });
      response.end('{"type":"error","reason":"no","code":401}');
    });
    expect(await graded(server.address)).toMatchObject({ wms: 'pass is-one', 'sign-in': 'pass basic' });
    expect(server.heard.length).toBeGreaterThanOrEqual(3);
    expect(server.heard.map(({ method }) => method)).toEqual(server.heard.map(() => 'GET'));
    expect(server.heard.filter(({ headers }) => headers.authorization ?? headers.cookie)).toEqual([]);
  });

  it('ends when it is called off', async () => {
    const silent = await startRaw(() => undefined);
    const abort = new AbortController();
    const looking = port.preflight(silent.address, abort.signal);
    setTimeout(() => abort.abort(), 50);
    await expect(looking).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });
});

describe('a host of the vendor', () => {
  it('is connected to and nothing is said', async () => {
    let heard = '';
    const server = await startRaw((socket) => socket.on('data', (bytes) => (heard += bytes.toString())));
    expect(await port.reach(server.address, never)).toMatchObject({ ok: true });
    expect([server.connections(), heard]).toEqual([1, '']);
    expect(await port.reach(await closedPort(), never)).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
  });
});
