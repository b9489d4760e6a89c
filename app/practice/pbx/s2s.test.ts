import { createHash, createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FIRST, send, tryPractice, type Answer, type Tried } from '../testing';

let tried: Tried;
let app: App;
beforeEach(async () => {
  tried = await tryPractice({ preset: 'virtual-6' });
  await tried.api('POST', '/pbx/applications/s2s/', { login: FIRST, json: { name: 'A wizard' } });
  const { result } = (await tried.api('GET', '/pbx/applications/s2s/')).json();
  const [first] = (result as { records: App[] }).records;
  app = first ?? { id: '', name: '', secret: '' };
});
afterEach(() => tried.end());

interface App {
  id: string;
  name: string;
  secret: string;
}

/** What is signed, as the test means it: nested things are written out as the rules say. */
interface Meant {
  method?: string;
  path?: string;
  /** Canonical text of the query, and of the body. */
  query?: string;
  body?: string;
  /** Further headers, in small letters and in order, that are signed: after `host`, before `x-app-id`. */
  headers?: [string, string][];
  signedNames?: string[];
  iss?: string;
  secret?: string;
  appId?: string;
  alg?: string;
  iat?: number;
  exp?: number;
  host?: string;
}

/** A signer of its own, made from the published rules and sharing nothing with the practice PBX. */
function bearerFor(meant: Meant): string {
  const now = Math.floor(Date.now() / 1000);
  const headers = [
    ['host', meant.host ?? '127.0.0.1'],
    ...(meant.headers ?? []),
    ['x-app-id', meant.appId ?? app.id],
  ];
  const canonical = [
    meant.method ?? 'GET',
    meant.path ?? '/api/v1/PBX/version',
    ...headers.map(([name = '', value = '']) => `${name}:${value};`),
    meant.query ?? '',
    meant.body ?? '',
  ].join('');
  const claims = {
    iss: meant.iss ?? app.name,
    iat: meant.iat ?? now,
    exp: meant.exp ?? now + 300,
    sign: {
      alg: 'sha256',
      headers: meant.signedNames ?? ['Host', ...(meant.headers ?? []).map(([name]) => name), 'X-APP-ID'],
      hash: createHash('sha256').update(canonical).digest('hex'),
    },
  };
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${encode({ typ: 'JWT', alg: meant.alg ?? 'HS256' })}.${encode(claims)}`;
  const hmac = createHmac('sha256', meant.secret ?? app.secret);
  return `${signed}.${meant.alg === 'none' ? '' : hmac.update(signed).digest('base64url')}`;
}

interface Sent {
  json?: unknown;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

function ask(method: string, path: string, bearer: string, sent: Sent = {}): Promise<Answer> {
  const { url, fingerprint256 } = tried.practice.info().pbx;
  const headers = { 'X-APP-ID': app.id, ...sent.headers };
  return send(method, url + path, { ...sent, bearer, headers }, fingerprint256);
}

async function version(meant: Meant): Promise<number> {
  return (await ask('GET', '/api/v1/PBX/version', bearerFor(meant))).status;
}

describe('an S2S application', () => {
  it('is made, read, renamed and deleted', async () => {
    expect(app).toMatchObject({ name: 'A wizard', secret: expect.stringMatching(/.{30}/) as string });
    const path = `/pbx/applications/s2s/${app.id}`;
    await tried.api('PUT', path, { login: FIRST, json: { name: 'Renamed' } });
    expect((await tried.api('GET', path)).json()['result']).toMatchObject({ name: 'Renamed' });
    expect((await tried.api('DELETE', path)).status).toBe(200);
    expect((await tried.api('GET', path)).status).toBe(404);
    expect((await tried.api('POST', '/pbx/applications/s2s', { login: FIRST, json: {} })).status).toBe(500);
  });

  it('is unknown to version 4', async () => {
    const old = await tryPractice({ preset: 'virtual-4.01' });
    expect((await old.api('GET', '/pbx/applications/s2s')).status).toBe(404);
    await old.end();
  });
});

describe('a signed request', () => {
  it('is that of the root admin, and counted', async () => {
    expect(await version({})).toBe(200);
    const path = '/api/v1/PBX/Colleagues/';
    const answer = await ask('GET', path, bearerFor({ path }));
    expect(answer.json()['result']).toHaveProperty('total', '50');
    expect(await version({ secret: 'guessed' })).toBe(401);
    const { counters } = (await tried.control('GET', '/state')).json();
    expect(counters).toMatchObject({ s2sRequests: 2, s2sRefused: 1 });
  });

  it('has its query in it: small letters, sorted, nested', async () => {
    const path = '/api/v1/PBX/Colleagues/';
    const query = 'filter:extension:0:101;1:102;;role:user;;';
    const meant = { path, query: `count:5;${query}sort:id;` };
    const search = 'sort=id&Count=%205%20&filter[role]=user&filter[extension][]=101&filter[extension][]=102';
    const answer = await ask('GET', `${path}?${search}`, bearerFor(meant));
    expect(answer.json()['result']).toHaveProperty('total', '2');
    expect((await ask('GET', `${path}?count=5`, bearerFor({ path, query: 'count:6;' }))).status).toBe(401);
  });

  it('has its body in it, as JSON and as a form', async () => {
    const path = '/api/v1/PBX/Colleagues/1048577';
    const meant = { method: 'PUT', path };
    const json = { name: ' By S2S ', list: [{ b: true, a: 1 }, null], Department: 'Sales', empty: {} };
    const body = 'department:Sales;empty:;list:0:a:1;b:1;;1:;;name:By S2S;';
    expect((await ask('PUT', path, bearerFor({ ...meant, body }), { json })).status).toBe(200);
    const form = { name: 'By form', department: 'Support' };
    const formBody = 'department:Support;name:By form;';
    expect((await ask('PUT', path, bearerFor({ ...meant, body: formBody }), { form })).status).toBe(200);
    const { result } = (await tried.api('GET', '/Colleagues/1048577')).json();
    expect(result).toMatchObject({ name: 'By form', department: 'Support' });
    const other = { ...json, name: 'Another' };
    expect((await ask('PUT', path, bearerFor({ ...meant, body }), { json: other })).status).toBe(401);
  });

  it('has no body in it when it is a DELETE', async () => {
    await tried.api('POST', '/pbx/applications/s2s', { login: FIRST, json: { name: 'Second' } });
    const { result } = (await tried.api('GET', '/pbx/applications/s2s')).json();
    const id = (result as { records: App[] }).records[1]?.id ?? '';
    const path = `/api/v1/pbx/applications/s2s/${id}`;
    const bearer = bearerFor({ method: 'DELETE', path });
    expect((await ask('DELETE', path, bearer, { json: { not: 'signed' } })).status).toBe(200);
  });

  it('may sign headers of its own, and then they must be as signed', async () => {
    const headers: [string, string][] = [['ua', 'wizard']];
    const bearer = bearerFor({ headers });
    const get = (sent: Record<string, string>): Promise<Answer> =>
      ask('GET', '/api/v1/PBX/version', bearer, { headers: sent });
    expect((await get({ UA: 'wizard' })).status).toBe(200);
    expect((await get({ UA: 'other' })).status).toBe(401);
    expect((await get({})).status).toBe(401);
  });

  it('is bound to method and path', async () => {
    expect((await ask('GET', '/api/v1/PBX/Upgrade', bearerFor({}))).status).toBe(401);
    expect((await ask('PUT', '/api/v1/PBX/version', bearerFor({}))).status).toBe(404);
    expect(
      (await ask('PUT', '/api/v1/PBX/System/Reboot', bearerFor({ path: '/api/v1/PBX/System/Reboot' })))
        .status,
    ).toBe(401);
  });

  const now = Math.floor(Date.now() / 1000);
  it.each<[string, Meant]>([
    ['of another host', { host: 'pbx.example.test' }],
    ['of another name', { iss: 'Somebody' }],
    ['without the host', { signedNames: ['X-APP-ID'] }],
    ['without the application', { signedNames: ['Host'] }],
    ['that is over', { iat: now - 400, exp: now - 100 }],
    ['from tomorrow', { iat: now + 86_400, exp: now + 86_700 }],
    ['good for too long', { exp: now + 3600 }],
    ['without an algorithm', { alg: 'none' }],
    ['of another algorithm', { alg: 'HS512' }],
  ])('%s is refused', async (_what, meant) => {
    expect(await version(meant)).toBe(401);
  });

  it('needs an application that is there', async () => {
    const bearer = bearerFor({ appId: 'nobody' });
    const answer = await ask('GET', '/api/v1/PBX/version', bearer, { headers: { 'X-APP-ID': 'nobody' } });
    expect(answer.status).toBe(401);
    await tried.api('DELETE', `/pbx/applications/s2s/${app.id}`);
    expect(await version({})).toBe(401);
  });

  it('goes on being taken after an upgrade, and where Basic is off', async () => {
    const crossing = await tryPractice({ preset: 'crossing-2fa' });
    await tried.end();
    tried = crossing;
    await tried.api('POST', '/pbx/applications/s2s/', { login: FIRST, json: { name: 'A wizard' } });
    const { result } = (await tried.api('GET', '/pbx/applications/s2s/')).json();
    app = (result as { records: App[] }).records[0] ?? app;
    await tried.api('POST', '/PBX/Upgrade');
    tried.wait(240_000);
    await tried.api('PUT', '/PBX/System/Reboot');
    tried.wait(60_000);
    expect((await tried.api('GET', '/PBX/version')).status).toBe(401);
    expect(await version({})).toBe(200);
  });
});
