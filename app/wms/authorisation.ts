import type { SignInWay } from '../domain/pbx';
import type { SignInOffer } from '../procedure/ports';
import type { Answer } from './connection/request';

/** How requests of a session show who they are. */
export interface Authorisation {
  readonly way: SignInWay;
  headers(): Record<string, string>;
  /** Takes note of what an answer changes, i.e. cookies. */
  learn(answer: Answer): void;
  /** What must not stand in any text that leaves this room. */
  readonly secrets: readonly string[];
}

export function authorise(offer: SignInOffer): Authorisation {
  switch (offer.way) {
    case 'token':
      return fixed(offer.way, `Bearer ${offer.token}`, [offer.token]);
    case 'basic': {
      const pair = Buffer.from(`${offer.login}:${offer.password}`, 'utf8').toString('base64');
      return fixed(offer.way, `Basic ${pair}`, [offer.password, pair]);
    }
    case 'session':
      return byCookie(offer.password);
  }
}

function fixed(way: SignInWay, value: string, secrets: readonly string[]): Authorisation {
  return { way, secrets, headers: () => ({ Authorization: value }), learn: () => undefined };
}

/** Keeps the cookies of one PBX by name. Path and domain do not matter: nothing else is ever spoken to. */
function byCookie(password: string): Authorisation {
  const cookies = new Map<string, string>();
  return {
    way: 'session',
    get secrets() {
      return [password, ...cookies.values()];
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

/** Takes secrets out of a text by value. Short ones too: better a hole in a text than a password in it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret !== '')
    .sort((a, b) => b.length - a.length)
    .reduce((left, secret) => left.replaceAll(secret, '•••'), text);
}
