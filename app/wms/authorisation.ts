import type { Address } from '../domain/address';
import { sessionCookie, type SignInWay } from '../domain/pbx';
import type { SignInOffer } from '../procedure/ports';
import type { Answer, Ask } from './connection/request';
import { signedBy, type S2sApp } from './s2s';

/** How requests of a session show who they are. */
export interface Authorisation {
  readonly way: SignInWay;
  /** For this one request: a signature is good for no other. */
  headers(ask: Ask): Record<string, string>;
  /** Takes note of what an answer changes, i.e. cookies. */
  learn(answer: Answer): void;
  /** What must not stand in any text that leaves this room. */
  readonly secrets: readonly string[];
}

/** `address`: where the requests go, for what signs it. */
export function authorise(offer: SignInOffer, address: Address): Authorisation {
  switch (offer.way) {
    case 'token':
      return fixed(offer.way, `Bearer ${offer.token}`, [offer.token]);
    case 'basic': {
      const pair = Buffer.from(`${offer.login}:${offer.password}`, 'utf8').toString('base64');
      return fixed(offer.way, `Basic ${pair}`, [offer.password, pair]);
    }
    case 'session':
      return byCookie(offer.way, [offer.password], new Map());
    case 'page':
      return byCookie(offer.way, [], new Map([[sessionCookie, offer.cookie]]));
    case 's2s':
      return bySignature(offer, address);
  }
}

function fixed(way: SignInWay, value: string, secrets: readonly string[]): Authorisation {
  return { way, secrets, headers: () => ({ Authorization: value }), learn: () => undefined };
}

/** Signs each request. The host is the one that Node sends: an IPv6 address stands in brackets there. */
function bySignature(app: S2sApp, { host }: Address): Authorisation {
  const sent = host.includes(':') ? `[${host}]` : host;
  return {
    way: 's2s',
    secrets: [app.secret],
    headers: (ask) => signedBy(app, ask, sent, new Date()),
    learn: () => undefined,
  };
}

/** Keeps the cookies of one PBX by name. Path and domain do not matter: nothing else is ever spoken to. */
function byCookie(way: SignInWay, secrets: readonly string[], cookies: Map<string, string>): Authorisation {
  return {
    way,
    get secrets() {
      return [...secrets, ...cookies.values()];
    },
    headers: () =>
      cookies.size === 0
        ? {}
        : { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    learn: (answer) => {
      for (const line of answer.headers['set-cookie'] ?? []) keepCookie(cookies, line);
    },
  };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const [, name = '', value = ''] = /^\s*([^=\s]+)=(.*?)\s*$/.exec(pair) ?? [];
  if (name === '') return;
  if (attributes.some((attribute) => isOver(attribute.trim()))) cookies.delete(name);
  else cookies.set(name, value);
}

/** The PBX takes the cookie back. */
function isOver(attribute: string): boolean {
  if (/^max-age=(0|-\d+)$/i.test(attribute)) return true;
  const [, until] = /^expires=(.+)$/i.exec(attribute) ?? [];
  return until !== undefined && Date.parse(until) <= Date.now();
}

/**
 * Whether a 401 offers Basic: then what was wrong is the password. Without the offer Basic is off, and whether the password
 * is right was not looked at.
 */
export function offersBasic({ headers }: Pick<Answer, 'headers'>): boolean {
  return /\bbasic\b/i.test(headers['www-authenticate'] ?? '');
}

/** Takes secrets out of a text by value. Short ones too: better a hole in a text than a password in it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, '•••'), text);
}
