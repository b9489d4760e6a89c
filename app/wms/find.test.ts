import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createPbxPort } from './port';
import { never, patient } from './testing/help';
import {
  json,
  makeCertificate,
  startHttps,
  startRaw,
  stopAll,
  type Handler,
  type KeyAndCertificate,
} from './testing/server';

/** All on addresses of the loopback; nothing else is ever asked. */

const port = createPbxPort({ limits: patient, roots: [] });
let ours: KeyAndCertificate;
beforeAll(async () => {
  ours = await makeCertificate('pbx-in-the-cellar');
});
afterEach(stopAll);

const asPbx: Handler = (_heard, response) =>
  json(response, { type: 'error', reason: 'no', code: 401 }, 401, { server: 'wildix-http-server' });

describe('the search', () => {
  it('lists what answers like a PBX in the order asked, and nothing else', async () => {
    const first = await startHttps(ours, asPbx);
    const { port: number } = first.address;
    await startHttps(ours, asPbx, { port: number, host: '127.0.0.4' });
    await startHttps(ours, (_heard, response) => response.end('<h1>Printer</h1>'), {
      port: number,
      host: '127.0.0.2',
    });
    const hosts = ['127.0.0.4', '127.0.0.3', '127.0.0.2', '127.0.0.1'];
    const told: number[] = [];
    const { found, asked } = await port.find(
      hosts.map((host) => ({ host, port: number })),
      never,
      (count) => told.push(count),
    );
    expect(asked).toBe(4);
    expect(told).toEqual([1, 2, 3, 4]);
    expect(found.map(({ address }) => address)).toEqual([`127.0.0.4:${number}`, `127.0.0.1:${number}`]);
    expect(found[0]).toMatchObject({
      certificate: 'CN=pbx-in-the-cellar',
      server: 'wildix-http-server',
      signs: ['server-header', 'api-envelope'],
    });
  });

  it('asks no more than 128 at once, and ends when it is called off', async () => {
    const server = await startRaw(() => undefined);
    const many = Array.from({ length: 300 }, () => server.address);
    const abort = new AbortController();
    const searching = port.find(many, abort.signal, () => undefined);
    // Two connections an address, TCP and TLS; the silence after the second holds the 128 up, so no further one comes.
    while (server.connections() < 256) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, 100));
    abort.abort();
    const { found, asked } = await searching;
    expect({ found, asked }).toEqual({ found: [], asked: 0 });
    expect(server.connections()).toBe(256);
  });
});
