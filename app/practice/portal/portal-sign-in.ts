import { randomBytes } from 'node:crypto';
import type { Ask } from '../http/ask';
import type { World } from '../world';

/** The portal's own cookie; cookies ignore ports, so it must not be called like the PBX's. */
export const PORTAL_COOKIE = 'WMPSESSION';

/** Whether these are the partner's credentials. */
export function isPartner({ store }: World, login: string, password: string): boolean {
  const { portal } = store.state;
  return login === portal.login && password === portal.password;
}

/** Whether the request carries the partner's credentials. */
export function signedInByBasic(world: World, ask: Ask): boolean {
  const pair = Buffer.from((ask.headers.authorization ?? '').replace(/^Basic /i, ''), 'base64').toString(
    'utf8',
  );
  const colon = pair.indexOf(':');
  return isPartner(world, pair.slice(0, colon), pair.slice(colon + 1));
}

/** Whether the browser is signed in. */
export function signedInByCookie({ store }: World, ask: Ask): boolean {
  return store.state.portal.sessions.includes(ask.cookies[PORTAL_COOKIE] ?? '');
}

/** Opens a session and returns the cookie to set. */
export function openPortalSession({ store }: World): string {
  const id = randomBytes(16).toString('hex');
  store.change(({ portal }) => portal.sessions.push(id));
  return `${PORTAL_COOKIE}=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}

/** Ends the browser's session. */
export function closePortalSession({ store }: World, ask: Ask): void {
  store.change(({ portal }) => {
    portal.sessions = portal.sessions.filter((id) => id !== ask.cookies[PORTAL_COOKIE]);
  });
}
