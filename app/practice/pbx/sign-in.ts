import { randomBytes } from 'node:crypto';
import type { Ask } from '../http/ask';
import type { Session, State, User } from '../state';
import { has } from '../versions';
import type { World } from '../world';
import { countWrong, forgive, isBlocked } from './blocks';
import { companyKeyOf, isCompanyKey } from './company-keys';
import { isPassword } from './password-hash';
import { isSignedByApp } from './s2s';

/** Who asks, or why we do not know. `scopes`: it was a Company API Key, which may do only this. */
export type Verdict =
  | { kind: 'user'; user: User; session?: string; scopes?: readonly string[] }
  | { kind: 'nobody' }
  | { kind: 'wrong' }
  | { kind: 'blocked' };

/** The cookie of the web pages (name reported by a public client). */
export const COOKIE = 'PHPSESSID';

/** Tells who asks: by what comes as Bearer, `?token=`, Basic, or the session cookie, in this order. */
export function whoAsks(world: World, ask: Ask): Verdict {
  const [scheme = '', value = ''] = (ask.headers.authorization ?? '').split(' ', 2);
  if (scheme.toLowerCase() === 'bearer') return byBearer(world, ask, value);
  const token = ask.query.get('token');
  if (token !== null) return byToken(world, token);
  if (scheme.toLowerCase() === 'basic') {
    const [login = '', password = ''] = split(Buffer.from(value, 'base64').toString('utf8'));
    return byBasic(world, login, password, ask.ip);
  }
  return bySession(world, ask);
}

/** Tells who asks by the session cookie alone, as the web pages do. */
export function bySession({ store }: World, ask: Ask): Verdict {
  const session = sessionOf(store.state, ask);
  if (!session || session.pending) return { kind: 'nobody' };
  const user = userById(store.state, session.userId);
  return user ? { kind: 'user', user, session: session.id } : { kind: 'nobody' };
}

/** Who gave the right password in this browser and has still to give an OTP. */
export function pendingUser({ store }: World, ask: Ask): User | undefined {
  const session = sessionOf(store.state, ask);
  return session?.pending ? userById(store.state, session.userId) : undefined;
}

/** Whether Basic is taken from root admins, and so offered: not any more where the version asks for a second factor. */
export function takesBasic({ store, preset }: World): boolean {
  return preset.allowBasic || !has(store.state.version, 'secondFactor');
}

/** Checks a password. Wrong ones in a row block the pair of login and address for a time. */
export function byPassword(world: World, login: string, password: string, ip: string): Verdict {
  const { store } = world;
  const key = `${ip} ${login}`;
  store.note(({ counters }) => void (counters.passwordAttempts += 1));
  if (isBlocked(world, key)) return { kind: 'blocked' };
  const user = userByLogin(store.state, login);
  const kept = user && store.state.passwords[user.id];
  if (!user || !kept || !isPassword(password, kept)) {
    store.change(({ counters }) => {
      addOne(counters.failedSignIns, login);
      countWrong(world, key);
    });
    return { kind: 'wrong' };
  }
  forgive(world, key);
  return { kind: 'user', user };
}

/** Where Basic is off, a root admin's password is not looked at: the answer is the same for a right one. */
function byBasic(world: World, login: string, password: string, ip: string): Verdict {
  const { store } = world;
  if (takesBasic(world) || userByLogin(store.state, login)?.role !== 'admin')
    return byPassword(world, login, password, ip);
  store.change(({ counters }) => {
    counters.passwordAttempts += 1;
    addOne(counters.basicRefused, login);
  });
  return { kind: 'wrong' };
}

function addOne(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

/** Opens a session for the user and returns its id, the value of the cookie. */
export function openSession({ store }: World, user: User): string {
  return newSession(store, { userId: user.id });
}

/** Opens a session that is good for nothing but giving the OTP; returns its id, the value of the cookie. */
export function openPendingSession({ store }: World, user: User): string {
  return newSession(store, { userId: user.id, pending: true });
}

function newSession(store: World['store'], session: Omit<Session, 'id'>): string {
  const id = randomBytes(16).toString('hex');
  store.change((state) => state.sessions.push({ id, ...session }));
  return id;
}

/** Ends a session. */
export function closeSession({ store }: World, id: string): void {
  store.change((state) => {
    state.sessions = state.sessions.filter((session) => session.id !== id);
  });
}

function sessionOf(state: State, ask: Ask): Session | undefined {
  const id = ask.cookies[COOKIE];
  return state.sessions.find((candidate) => candidate.id === id);
}

/** What comes as Bearer: an S2S signature if the application is named beside it, a Company API Key, or a token. */
function byBearer(world: World, ask: Ask, value: string): Verdict {
  if (ask.headers['x-app-id'] !== undefined) return byS2s(world, ask, value);
  return isCompanyKey(value) ? byCompanyKey(world, value) : byToken(world, value);
}

/** An application acts as the root admin, as nothing is published of any other way. */
function byS2s(world: World, ask: Ask, jwt: string): Verdict {
  const { store, clock } = world;
  const signed =
    has(store.state.version, 's2s') && isSignedByApp(store.state.s2sApps, ask, jwt, clock.wall());
  store.change(({ counters }) => (counters[signed ? 's2sRequests' : 's2sRefused'] += 1));
  const admin = signed && rootAdmin(store.state);
  return admin ? { kind: 'user', user: admin } : { kind: 'wrong' };
}

/** Refused with 401 where the version does not take such keys on the PBX's own routes (reported by a public client). */
function byCompanyKey({ store, clock }: World, value: string): Verdict {
  const { state } = store;
  const key = has(state.version, 'companyKeysOnPbx')
    ? companyKeyOf(state.companyKeys, value, clock.wall())
    : undefined;
  store.change(({ counters }) => (counters[key ? 'companyKeyRequests' : 'unknownTokens'] += 1));
  const admin = key && rootAdmin(state);
  return admin ? { kind: 'user', user: admin, scopes: key.scopes } : { kind: 'wrong' };
}

function rootAdmin(state: State): User | undefined {
  return state.users.find(({ role }) => role === 'admin');
}

function byToken({ store, clock }: World, secret: string): Verdict {
  const { state } = store;
  const token = state.tokens.find((candidate) => candidate.secret === secret);
  const owner =
    token && token.expireTime * 1000 > clock.wall() ? userByLogin(state, token.pbxUser) : undefined;
  if (owner) return { kind: 'user', user: owner };
  const personal = Object.entries(state.personalTokens).find(([, value]) => value === secret);
  const user = personal && userById(state, personal[0]);
  if (user) return { kind: 'user', user };
  store.change(({ counters }) => (counters.unknownTokens += 1));
  return { kind: 'wrong' };
}

/** The user of a login: its login name, or its extension. */
export function userByLogin(state: State, login: string): User | undefined {
  if (login === '') return undefined;
  return state.users.find((user) => user.login === login || user.extension === login);
}

/** The user of a numeric id. */
export function userById(state: State, id: string): User | undefined {
  return state.users.find((user) => user.id === id);
}

function split(pair: string): [string, string] {
  const colon = pair.indexOf(':');
  return colon < 0 ? [pair, ''] : [pair.slice(0, colon), pair.slice(colon + 1)];
}

/** The session's cookie as it is set. */
export function sessionCookie(id: string): string {
  return `${COOKIE}=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}
