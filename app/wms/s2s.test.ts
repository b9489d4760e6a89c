import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from './connection/request';
import { signedBy, type S2sApp } from './s2s';

/**
 * A verifier of its own, written from the published rules the other way round: it takes what was sent and says whether the
 * signature fits. Nothing of it comes from s2s.ts.
 */
function verifies(app: S2sApp, ask: Ask, sent: Record<string, string>, host: string, now: number): boolean {
  const jwt = (sent['Authorization'] ?? '').replace(/^Bearer /, '');
  const dot = jwt.lastIndexOf('.');
  const signature = createHmac('sha256', app.secret).update(jwt.slice(0, dot)).digest('base64url');
  if (jwt.slice(dot + 1) !== signature) return false;
  const [head, claims] = jwt.split('.').map((part) => {
    try {
      return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as Record<string, unknown>;
    } catch {
      return {};
    }
  });
  const { alg, headers, hash } = (claims?.['sign'] ?? {}) as { alg: string; headers: string[]; hash: string };
  const values: Record<string, string> = { host, 'x-app-id': sent['X-APP-ID'] ?? '' };
  let text = ask.method;
  const url = new URL(ask.path, 'https://any.test');
  text += ask.path.split('?')[0] ?? '';
  text += lines(headers.map((name) => [name, values[name.toLowerCase()]]));
  text += lines([...url.searchParams]);
  const hasBody = ask.method === 'POST' || ask.method === 'PUT';
  text += hasBody && ask.body ? lines(Object.entries(JSON.parse(ask.body) as object)) : '';
  const digest = createHash('sha256').update(text, 'utf8').digest('hex');
  return (
    head?.['alg'] === 'HS256' &&
    claims?.['iss'] === app.name &&
    claims['iat'] === now &&
    claims['exp'] === now + 300 &&
    alg === 'sha256' &&
    headers.map((name) => name.toLowerCase()).join() === 'host,x-app-id' &&
    hash === digest
  );
}

function lines(pairs: (readonly [string, unknown])[]): string {
  const sorted = [...new Map(pairs.map(([key, value]) => [key.toLowerCase(), value]))];
  sorted.sort(([a], [b]) => {
    if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b);
    return Buffer.from(a).compare(Buffer.from(b));
  });
  let text = '';
  for (const [key, value] of sorted) {
    if (value === true) text += `${key}:1;`;
    else if (value === false) text += `${key}:0;`;
    else if (value === null) text += `${key}:;`;
    else if (typeof value === 'object') text += `${key}:${lines(Object.entries(value))};`;
    else if (typeof value === 'string' || typeof value === 'number') text += `${key}:${trimmed(value)};`;
  }
  return text;
}

function trimmed(value: string | number): string {
  const white = ' \t\n\r\0\v';
  let text = String(value);
  while (text !== '' && white.includes(text.charAt(0))) text = text.slice(1);
  while (text !== '' && white.includes(text.charAt(text.length - 1))) text = text.slice(0, -1);
  return text;
}

const seconds = 1_790_000_000;
const now = new Date(seconds * 1000 + 789);
const key = fc
  .string({ minLength: 1, maxLength: 12 })
  .filter((one) => !one.includes('[') && one !== '__proto__');
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 12 }),
    fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;
const app = fc.record({
  id: fc.stringMatching(/^[0-9a-f]{8,16}$/),
  name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  secret: fc.string({ minLength: 8, maxLength: 40 }),
});
const ask = fc
  .record({
    method: fc.constantFrom('GET' as const, 'POST' as const, 'PUT' as const, 'DELETE' as const),
    path: fc.constantFrom('/api/v1/PBX/Colleagues/', '/api/v1/pbx/applications/simpletoken/12/'),
    query: fc.dictionary(key, fc.string(), { maxKeys: 4, noNullPrototype: true }),
    body: fc.option(fc.dictionary(key, value, { maxKeys: 6, noNullPrototype: true })),
  })
  .map(({ method, path, query, body }): Ask => {
    const search = new URLSearchParams(query).toString();
    return {
      method,
      path: search === '' ? path : `${path}?${search}`,
      ...(body === null
        ? {}
        : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
    };
  });

describe('an S2S signature', () => {
  it('fits its request, whatever it is', () => {
    fc.assert(
      fc.property(app, ask, (by, one) => {
        const sent = signedBy(by, one, 'acme.wildixin.com', now);
        expect(verifies(by, one, sent, 'acme.wildixin.com', seconds)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('fits no other request, host, application or key', () => {
    const by = { id: 'a1', name: 'wizard', secret: 'S2s-Secret-1' };
    const json = { 'Content-Type': 'application/json' };
    const one: Ask = { method: 'PUT', path: '/api/v1/x?start=0', headers: json, body: '{"a":"b"}' };
    const sent = signedBy(by, one, '192.0.2.1', now);
    const fits = (other: Ask, host = '192.0.2.1', who = by, headers = sent): boolean =>
      verifies(who, other, headers, host, seconds);
    expect(fits(one)).toBe(true);
    expect(fits({ ...one, method: 'POST' })).toBe(false);
    expect(fits({ ...one, path: '/api/v1/y?start=0' })).toBe(false);
    expect(fits({ ...one, path: '/api/v1/x?start=1' })).toBe(false);
    expect(fits({ ...one, body: '{"a":"c"}' })).toBe(false);
    expect(fits(one, '192.0.2.2')).toBe(false);
    expect(fits(one, undefined, { ...by, name: 'other' })).toBe(false);
    expect(fits(one, undefined, { ...by, secret: 'S2s-Secret-2' })).toBe(false);
    expect(fits(one, undefined, by, { ...sent, 'X-APP-ID': 'b2' })).toBe(false);
  });

  it('does not sign the body of a GET or DELETE, and never holds the secret', () => {
    const by = { id: 'a1', name: 'wizard', secret: 'S2s-Secret-1' };
    const path = '/api/v1/x';
    for (const method of ['GET', 'DELETE'] as const) {
      const bare = signedBy(by, { method, path }, 'h', now);
      expect(signedBy(by, { method, path, body: '{"a":1}' }, 'h', now)).toEqual(bare);
      const text = Buffer.from((bare['Authorization'] ?? '').split('.')[1] ?? '', 'base64url').toString();
      expect(JSON.stringify(bare) + text).not.toContain(by.secret);
    }
  });

  it('is refused for a field that a PBX would read as a map', () => {
    const by = { id: 'a1', name: 'wizard', secret: 'S2s-Secret-1' };
    expect(() => signedBy(by, { method: 'GET', path: '/x?filter[a]=b' }, 'h', now)).toThrow('nested');
  });
});
