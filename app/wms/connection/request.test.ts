import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { PbxSession } from '../../procedure/ports';
import { createPbxPort } from '../port';
import type { Limits } from '../settings';
import { basic, failing, never, patient, pinOf } from '../testing/help';
import {
  closedPort,
  json,
  makeCertificate,
  result,
  startHttp,
  startHttps,
  startRaw,
  stopAll,
  type Handler,
  type KeyAndCertificate,
  type TestServer,
} from '../testing/server';

let ours: KeyAndCertificate;
beforeAll(async () => {
  ours = await makeCertificate('ours');
});
afterEach(stopAll);

interface Opened {
  server: TestServer;
  session: PbxSession;
}

/** A signed-in session whose version route answers as told. */
async function open(version: Handler, limits: Partial<Limits> = {}): Promise<Opened> {
  const server = await startHttps(ours, (heard, response) => {
    if (heard.path.includes('personal/info')) result(response, { id: '1' });
    else version(heard, response);
  });
  const port = createPbxPort({ limits: { ...patient, ...limits }, roots: [] });
  const target = { address: server.address, pin: await pinOf(server.address) };
  return { server, session: await port.signIn(target, [basic], never) };
}

const sent = ({ server }: Opened): number =>
  server.heard.filter((one) => one.path.includes('version')).length;

describe('an address that does not answer as it should', () => {
  const port = createPbxPort({ limits: patient, roots: [] });

  it('refuses', async () => {
    const address = await closedPort();
    const error = await failing(port.look(address, never));
    expect(error).toMatchObject({ code: 'refused', retry: true });
    expect(error.params).toEqual({ address: `127.0.0.1:${address.port}` });
  });

  it('has a name that nobody knows', async () => {
    const address = { host: 'pbx.invalid', port: 443 };
    expect((await failing(port.look(address, never))).code).toBe('name-not-found');
  });

  it('says nothing to a handshake', async () => {
    const { address } = await startRaw(() => undefined);
    const impatient = createPbxPort({ limits: { ...patient, connectMs: 50 }, roots: [] });
    expect((await failing(impatient.look(address, never))).code).toBe('timeout');
  });

  it('answers plain HTTP', async () => {
    const { address } = await startHttp();
    expect((await failing(port.look(address, never))).code).toBe('plain-http');
  });

  it('answers plain HTTP where a pinned PBX was', async () => {
    const pinned = await startHttps(ours, () => undefined);
    const pin = await pinOf(pinned.address);
    const { address } = await startHttp();
    expect((await failing(port.signIn({ address, pin }, [basic], never))).code).toBe('plain-http');
  });

  it('talks something that is neither TLS nor HTTP', async () => {
    const { address } = await startRaw((socket) => socket.write('SSH-2.0-OpenSSH_8.4\r\n'));
    const impatient = createPbxPort({ limits: { ...patient, connectMs: 2_000 }, roots: [] });
    expect((await failing(impatient.look(address, never))).code).toBe('tls-failed');
  });

  it('hangs up in the handshake', async () => {
    const { address } = await startRaw((socket) => socket.destroy());
    expect((await failing(port.look(address, never))).code).toBe('reset');
  });
});

describe('a request', () => {
  it('ends when nothing is heard for too long', async () => {
    const opened = await open(() => undefined, { idleMs: 1_500 });
    expect((await failing(opened.session.identity(never))).code).toBe('timeout');
    expect(sent(opened)).toBe(1);
  });

  it('ends when it takes too long altogether, although something is heard now and then', async () => {
    const opened = await open(
      (_heard, response) => {
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
      },
      { totalMs: 2_500 },
    );
    expect((await failing(opened.session.identity(never))).code).toBe('timeout');
  });

  it('may take longer than the silence allowed as long as it is not silent', async () => {
    const { session } = await open(
      (_heard, response) => {
        response.write('{"type":"result",');
        const timer = setInterval(() => response.write(' '), 100);
        setTimeout(() => {
          clearInterval(timer);
          response.end('"result":"6.09.20250117.1"}');
        }, 4_000);
      },
      { idleMs: 3_000 },
    );
    expect((await session.identity(never)).version).toBe('6.09.20250117.1');
  });

  it('ends when it is cancelled, before and while it is under way', async () => {
    const cancel = new AbortController();
    const opened = await open(() => cancel.abort());
    expect((await failing(opened.session.identity(cancel.signal))).code).toBe('cancelled');
    expect((await failing(opened.session.identity(cancel.signal))).code).toBe('cancelled');
    expect(sent(opened)).toBe(1);
  });

  it('fails as reset when the answer breaks off in the middle', async () => {
    const { session } = await open((_heard, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('{"type":"result"', () => response.socket?.destroy());
    });
    expect((await failing(session.identity(never))).code).toBe('reset');
  });

  it('refuses an answer that is too large', async () => {
    const { session } = await open((_heard, response) => result(response, 'x'.repeat(5_000)), {
      bodyBytes: 1_000,
    });
    const error = await failing(session.identity(never));
    expect(error).toMatchObject({ code: 'unknown-answer', details: 'larger than 1000 bytes' });
  });

  it('does not follow a redirect and does not repeat what its query holds', async () => {
    const opened = await open((_heard, response) => {
      response.writeHead(302, { Location: 'https://elsewhere.test/sign-in?session=SECRET' }).end();
    });
    const error = await failing(opened.session.identity(never));
    expect(error).toMatchObject({ code: 'http-status', params: { status: 302 } });
    expect(error.details).toBe('redirected to /sign-in');
    expect(sent(opened)).toBe(1);
  });

  it.each([
    ['HTML where JSON is due', 200, '<!doctype html><p>hello', 'html-instead-of-json'],
    ['HTML of a proxy in trouble', 502, '<h1>Bad Gateway</h1>', 'http-status'],
    ['HTML that says not found', 404, '<h1>Not Found</h1>', 'route-missing'],
    ['HTML that says sign in', 401, '<h1>Sign in</h1>', 'sign-in-lost'],
    ['nothing at all', 200, '', 'unknown-answer'],
    ['JSON of another kind', 200, '{"hello":"world"}', 'unknown-answer'],
    ['an error in a 200', 200, '{"type":"error","reason":"no"}', 'pbx-error'],
    ['a lost sign-in in a 200', 200, '{"type":"error","reason":"no","code":401}', 'sign-in-lost'],
    ['an error with its status', 500, '{"type":"error","reason":"no"}', 'pbx-error'],
  ])('gets %s', async (_name, status, body, code) => {
    const { session } = await open((_heard, response) => response.writeHead(status).end(body));
    const error = await failing(session.identity(never));
    expect(error.code).toBe(code);
    expect(error.params?.['route']).toBe('GET /api/v1/PBX/version/');
  });

  it('gets a refusal that offers Basic: the password it was signed in with is not right any more', async () => {
    const { session } = await open((_heard, response) => {
      response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="WMS"' }).end('{"type":"error","code":401}');
    });
    expect(await failing(session.identity(never))).toMatchObject({
      code: 'wrong-password',
      params: { way: 'basic' },
    });
  });

  it('keeps its connection for the next one', async () => {
    const opened = await open((_heard, response) => result(response, '6.09.20250117.1'));
    await opened.session.identity(never);
    await opened.session.identity(never);
    expect(new Set(opened.server.heard.map((one) => one.connection)).size).toBe(1);
  });

  it('tells the log what was asked and never what was sent', async () => {
    const lines: string[] = [];
    const server = await startHttps(ours, (_heard, response) => result(response, { id: '1' }));
    const port = createPbxPort({ limits: patient, roots: [], log: (line) => lines.push(line) });
    const target = { address: server.address, pin: await pinOf(server.address) };
    const signedIn = await port.signIn(target, [basic], never);
    await signedIn.setPassword('1', 'Another-Pass-2', never);
    expect(lines[0]).toMatch(/^GET \/api\/v1\/personal\/info 200 \d+ ms$/);
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toMatch(/Pass|YWRtaW4|Authorization/);
  });
});

describe('a kept connection that the PBX has closed meanwhile', () => {
  /** Hangs up, once, on the first request that is not the first of its connection. */
  function hangsUpOnce(): Handler {
    let done = false;
    const seen = new Set<number>();
    return (heard, response) => {
      if (!done && seen.has(heard.connection)) {
        done = true;
        response.socket?.destroy();
        return;
      }
      seen.add(heard.connection);
      result(response, '6.09.20250117.1');
    };
  }

  it('costs a GET nothing but a second try', async () => {
    const opened = await open(hangsUpOnce());
    await opened.session.identity(never);
    expect((await opened.session.identity(never)).version).toBe('6.09.20250117.1');
    expect(sent(opened)).toBe(3);
  });

  it('is the end of a write: it may have arrived', async () => {
    const opened = await open(hangsUpOnce());
    await opened.session.identity(never);
    expect((await failing(opened.session.setPassword('1', 'Another-Pass-2', never))).code).toBe('reset');
    expect(opened.server.heard.filter((one) => one.method === 'PUT')).toHaveLength(1);
  });

  it('is tried again once, not for ever', async () => {
    let answers = 0;
    const opened = await open((_heard, response) => {
      if (answers++ === 0) result(response, '6.09.20250117.1');
      else response.socket?.destroy();
    });
    await opened.session.identity(never);
    expect((await failing(opened.session.identity(never))).code).toBe('reset');
    expect(sent(opened)).toBe(3);
  });

  it('is not the case when the first request of a connection breaks', async () => {
    const server = await startHttps(ours, (_heard, response) => response.socket?.destroy());
    const port = createPbxPort({ limits: patient, roots: [] });
    const target = { address: server.address, pin: await pinOf(server.address) };
    expect((await failing(port.signIn(target, [basic], never))).code).toBe('reset');
    expect(server.heard).toHaveLength(1);
  });
});

describe('look', () => {
  const port = createPbxPort({ limits: patient, roots: [] });
  const look = async (
    handler: Handler,
  ): Promise<{ server: TestServer; seen: Awaited<ReturnType<typeof port.look>> }> => {
    const server = await startHttps(ours, handler);
    return { server, seen: await port.look(server.address, never) };
  };

  it('knows a PBX by its API, also when that refuses, with one request and no credential', async () => {
    const { server, seen } = await look((_heard, response) =>
      json(response, { type: 'error', reason: 'Unauthorized', code: 401 }, 401, {
        Server: 'wildix-http-server',
      }),
    );
    expect(seen.signs).toEqual(['server-header', 'api-envelope']);
    expect(seen.serverHeader).toBe('wildix-http-server');
    expect(seen.certificate.fingerprint256).toBe((await pinOf(server.address)).fingerprint256);
    expect(server.heard).toHaveLength(1);
    expect(server.heard[0]?.headers).not.toHaveProperty('authorization');
  });

  it('knows a PBX by its sign-in page', async () => {
    const page = '<title>WMS</title><form><input name="login"><input type="password" name="password"></form>';
    const { seen } = await look((heard, response) =>
      heard.path === '/' ? response.end(page) : response.writeHead(404).end('<h1>Not Found</h1>'),
    );
    expect(seen.signs).toEqual(['sign-in-page']);
  });

  it('sees nothing of a PBX in some other web server', async () => {
    const { seen } = await look((_heard, response) =>
      response.end('<h1>My printer</h1><input type="password">'),
    );
    expect(seen).toMatchObject({ signs: [], serverHeader: null });
  });

  it('sees nothing of a PBX in JSON of another kind', async () => {
    const { seen } = await look((_heard, response) => json(response, { error: 'no such thing' }, 404));
    expect(seen.signs).toEqual([]);
  });

  it('measures the clock', async () => {
    const ahead = new Date(Date.now() + 3_600_000);
    const { seen } = await look((_heard, response) => {
      response.sendDate = false;
      json(response, { type: 'result', result: [] }, 200, { Date: ahead.toUTCString() });
    });
    expect(Math.abs((seen.clockSkewMs ?? 0) - 3_600_000)).toBeLessThan(60_000);
  });

  it('knows no clock without a Date', async () => {
    const { seen } = await look((_heard, response) => {
      response.sendDate = false;
      result(response, []);
    });
    expect(seen.clockSkewMs).toBeNull();
  });

  it('can be cancelled', async () => {
    const cancel = new AbortController();
    const { address } = await startRaw(() => cancel.abort());
    expect((await failing(port.look(address, cancel.signal))).code).toBe('cancelled');
    expect((await failing(port.look(address, cancel.signal))).code).toBe('cancelled');
  });
});
