import { createHash, randomInt } from 'node:crypto';
import type { CompanyKey } from '../state';
import type { World } from '../world';

/** How a Company API Key begins (vendor's guide). */
const PREFIX = 'wsk-v1-';
/** Letters and digits after that (vendor's guide: 100 characters in all). */
const LENGTH = 93;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Scopes to choose from. The vendor has 25; these are the ones whose names and reach are known. */
export const SCOPES = ['pbx:read', 'pbx:*', 'info:read'];

/** Whether this looks like a Company API Key. */
export function isCompanyKey(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** Makes a key and returns it: the only time it can be read. */
export function addCompanyKey(
  { store }: World,
  fields: { name: string; scopes: string[]; expireTime: number },
): string {
  const random = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  const key = PREFIX + random;
  store.change((state) => {
    state.companyKeys.push({ id: String(state.nextTokenId), ...fields, digest: digestOf(key) });
    state.nextTokenId += 1;
  });
  return key;
}

/** Deletes a key, if it is there. */
export function deleteCompanyKey({ store }: World, id: string): void {
  store.change((state) => (state.companyKeys = state.companyKeys.filter((key) => key.id !== id)));
}

/** The key that was sent, if it is one of ours and not over. */
export function companyKeyOf(keys: readonly CompanyKey[], sent: string, now: number): CompanyKey | undefined {
  const digest = digestOf(sent);
  return keys.find((key) => key.digest === digest && key.expireTime * 1000 > now);
}

/**
 * Whether these scopes are enough: reading needs `resource:read`, anything else `resource:*`, and those of `pbx` are good for all
 * (vendor's guide). `null` is a route that keys do not reach.
 */
export function mayUse(scopes: readonly string[], resource: string | null, method: string): boolean {
  if (resource === null) return false;
  const rights = method === 'GET' || method === 'HEAD' ? ['read', '*'] : ['*'];
  return [resource, 'pbx'].some((name) => rights.some((right) => scopes.includes(`${name}:${right}`)));
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
