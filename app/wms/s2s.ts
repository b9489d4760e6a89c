import { createHash, createHmac } from 'node:crypto';
import { isMap } from './answer/values';
import type { Ask } from './connection/request';

/**
 * An S2S application of a PBX (WMS › PBX › Integrations › Applications › S2S). Its requests are signed one by one, by the
 * rules of the vendor's published client (Wildix/s2s-client-php 2.0.0, MIT; rules restated, no code taken).
 */
export interface S2sApp {
  /** Goes out as `X-APP-ID`. */
  id: string;
  /** Issuer of the signature. */
  name: string;
  /** Key of the signature; never sent. */
  secret: string;
}

/** How long the vendor's client lets a signature be good, in seconds. */
const goodFor = 300;

/** Headers that are signed; the body only where a method has one. */
const signedHeaders = ['Host', 'X-APP-ID'] as const;
const withoutBody: readonly string[] = ['GET', 'DELETE'];

/**
 * The headers that show who sends this one request. `host` is the name or IP address the request goes to: signed without
 * its port, as the vendor's client does, and the same that Node sends as `Host`.
 */
export function signedBy(app: S2sApp, ask: Ask, host: string, now: Date): Record<string, string> {
  const iat = Math.floor(now.getTime() / 1000);
  const hash = createHash('sha256')
    .update(canonicalRequest(ask, { Host: host, 'X-APP-ID': app.id }))
    .digest('hex');
  const claims = {
    iss: app.name,
    iat,
    exp: iat + goodFor,
    sign: { alg: 'sha256', headers: signedHeaders, hash },
  };
  return { 'X-APP-ID': app.id, Authorization: `Bearer ${hs256(claims, app.secret)}` };
}

function hs256(claims: object, secret: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const signed = `${part({ typ: 'JWT', alg: 'HS256' })}.${part(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** Method, path without its query, then headers, query and body in canonical form. */
function canonicalRequest(ask: Ask, headers: Record<string, string>): string {
  const [path = '', query = ''] = ask.path.split(/\?(.*)/s, 2);
  const body = withoutBody.includes(ask.method) ? {} : bodyOf(ask);
  return ask.method + path + canonical(headers) + canonical(fieldsOf(query)) + canonical(body);
}

/** Our bodies are JSON, or a form where the content type says so. */
function bodyOf({ body, headers }: Ask): object {
  if (body === undefined || body === '') return {};
  const type = headers?.['Content-Type'] ?? '';
  const value: unknown = type.startsWith('application/json') ? JSON.parse(body) : fieldsOf(body);
  return typeof value === 'object' && value !== null ? value : {};
}

/** Flat fields. A PBX would read `a[b]=c` as a map, so such a key is refused rather than signed as something else. */
function fieldsOf(text: string): Record<string, string> {
  const fields = [...new URLSearchParams(text)];
  if (fields.some(([key]) => key.includes('['))) throw new Error('an S2S request cannot have nested fields');
  return Object.fromEntries(fields);
}

/** `key:value;` for each key, lower case and sorted; what is nested in the same way. Of nothing: an empty text. */
function canonical(value: object): string {
  const lower = new Map(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one as unknown]));
  return [...lower]
    .sort(([a], [b]) => inOrder(a, b))
    .map(([key, one]) => `${key}:${scalar(one)};`)
    .join('');
}

function scalar(value: unknown): string {
  if (isMap(value) || Array.isArray(value)) return canonical(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  // White space as PHP's trim() means it.
  return typeof value === 'string' || typeof value === 'number'
    ? String(value).replace(/^[ \t\n\r\0\v]+|[ \t\n\r\0\v]+$/g, '')
    : '';
}

/** Places of a list by number, names by their bytes. */
function inOrder(a: string, b: string): number {
  const places = /^\d+$/.test(a) && /^\d+$/.test(b);
  return places ? Number(a) - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(b));
}
