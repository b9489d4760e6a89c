import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Ask } from '../http/ask';
import type { S2sApp } from '../state';
import type { World } from '../world';
import { canonicalRequest } from './s2s-canonical';

/** How long a signature may be good: the vendor's own client makes it five minutes, others shorter. */
const LONGEST_SECONDS = 300;
/** How far the client's clock may be ahead of ours. Own choice. */
const AHEAD_SECONDS = 60;
/** Headers that must be signed. */
const MUST_SIGN = ['host', 'x-app-id'];

/** Makes an application with an id and a secret; their look is our own choice. */
export function addS2sApp(
  { store }: World,
  fields: { name: string; description: string; permissions: string[] },
): S2sApp {
  const app = {
    id: randomBytes(8).toString('hex'),
    ...fields,
    secret: randomBytes(32).toString('base64url'),
  };
  store.change(({ s2sApps }) => s2sApps.push(app));
  return app;
}

/** Whether the application was there and is gone now. */
export function deleteS2sApp({ store }: World, id: string): boolean {
  if (!store.state.s2sApps.some((app) => app.id === id)) return false;
  store.change((state) => (state.s2sApps = state.s2sApps.filter((app) => app.id !== id)));
  return true;
}

/**
 * Whether the application named in `X-APP-ID` signed this very request: an HS256 JWT with its secret, that names the
 * application, is of now, and carries the SHA-256 of the request in canonical form (rules of the vendor's published client).
 */
export function isSignedByApp(apps: readonly S2sApp[], ask: Ask, jwt: string, now: number): boolean {
  const app = apps.find(({ id }) => id === ask.headers['x-app-id']);
  const claims = app && verifiedClaims(jwt, app.secret);
  return claims !== undefined && claims['iss'] === app?.name && isOfNow(claims, now) && fits(claims, ask);
}

/** The claims of a token whose signature is right; `undefined` else. */
function verifiedClaims(jwt: string, secret: string): Record<string, unknown> | undefined {
  const [head = '', body = '', signature = '', ...more] = jwt.split('.');
  // The algorithm is not the token's to choose.
  if (more.length > 0 || decoded(head)?.['alg'] !== 'HS256') return undefined;
  const right = createHmac('sha256', secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, 'base64url');
  return given.length === right.length && timingSafeEqual(given, right) ? decoded(body) : undefined;
}

function isOfNow({ iat, exp }: Record<string, unknown>, now: number): boolean {
  if (typeof iat !== 'number' || typeof exp !== 'number') return false;
  const seconds = now / 1000;
  return iat <= seconds + AHEAD_SECONDS && exp > seconds && exp - iat <= LONGEST_SECONDS;
}

function fits(claims: Record<string, unknown>, ask: Ask): boolean {
  const { alg, headers, hash } = record(claims['sign']);
  if (alg !== 'sha256' || !Array.isArray(headers) || typeof hash !== 'string') return false;
  const names = headers.map((name) => String(name).toLowerCase());
  if (!MUST_SIGN.every((name) => names.includes(name))) return false;
  const canonical = canonicalRequest(ask, names);
  return canonical !== undefined && createHash('sha256').update(canonical).digest('hex') === hash;
}

function decoded(part: string): Record<string, unknown> | undefined {
  try {
    return record(JSON.parse(Buffer.from(part, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
