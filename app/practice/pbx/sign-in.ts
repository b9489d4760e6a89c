import { randomBytes } from 'node:crypto';
import type { Ask } from '../http/ask';
import type { State, User } from '../state';
import type { World } from '../world';
import { isPassword } from './password-hash';

/** Who asks, or why we do not know. */
export type Verdict =
  | { kind: 'user'; user: User; session?: string }
  | { kind: 'nobody' }
  | { kind: 'wrong' }
  | { kind: 'blocked' };

/** The cookie of the web pages (name reported by a public client). */
export const COOKIE = 'PHPSESSID';

/** Tells who asks: by Bearer token, `?token=`, Basic, or the session cookie, in this order. */
export function whoAsks(world: World, ask: Ask): Verdict {
  const [scheme = '', value = ''] = (ask.headers.authorization ?? '').split(' ', 2);
  if (scheme.toLowerCase() === 'bearer') return byToken(world, value);
  const token = ask.query.get('token');
  if (token !== null) return byToken(world, token);
  if (scheme.toLowerCase() === 'basic') {
    const [login = '', password = ''] = split(Buffer.from(value, 'base64').toString('utf8'));
    return byPassword(world, login, password, ask.ip);
  }
  return bySession(world, ask);
}

/** Tells who asks by the session cookie alone, as the web pages do. */
export function bySession({ store }: World, ask: Ask): Verdict {
  const id = ask.cookies[COOKIE];
  const session = store.state.sessions.find((candidate) => candidate.id === id);
  if (!session) return { kind: 'nobody' };
  const user = userById(store.state, session.userId);
  return user ? { kind: 'user', user, session: session.id } : { kind: 'nobody' };
}

/**
 * Checks a password. Wrong ones in a row block the pair of login and address for a time: the vendor lists a
 * protection against intrusion without its numbers, which are the preset's own choice.
 */
export function byPassword(world: World, login: string, password: string, ip: string): Verdict {
  const { store, clock } = world;
  const key = `${ip} ${login}`;
  const block = store.state.blocks[key];
  if (block && block.until > clock.inside()) {
    store.note((state) => void (state.counters.passwordAttempts += 1));
    return { kind: 'blocked' };
  }
  const user = userByLogin(store.state, login);
  const kept = user && store.state.passwords[user.id];
  if (!user || !kept || !isPassword(password, kept)) return wrongPassword(world, login, key);
  store.note((state) => void (state.counters.passwordAttempts += 1));
  if (block) store.change((state) => delete state.blocks[key]);
  return { kind: 'user', user };
}

function wrongPassword({ store, clock, preset }: World, login: string, key: string): Verdict {
  store.change(({ blocks, counters }) => {
    counters.passwordAttempts += 1;
    counters.failedSignIns[login] = (counters.failedSignIns[login] ?? 0) + 1;
    const expired = blocks[key] !== undefined && blocks[key].until > 0;
    const wrong = (expired ? 0 : (blocks[key]?.wrong ?? 0)) + 1;
    const until = wrong >= preset.block.wrong ? clock.inside() + preset.block.forMs : 0;
    blocks[key] = { wrong, until };
  });
  return { kind: 'wrong' };
}

/** Opens a session for the user and returns its id, the value of the cookie. */
export function openSession({ store }: World, user: User): string {
  const id = randomBytes(16).toString('hex');
  store.change((state) => state.sessions.push({ id, userId: user.id }));
  return id;
}

/** Ends a session. */
export function closeSession({ store }: World, id: string): void {
  store.change((state) => {
    state.sessions = state.sessions.filter((session) => session.id !== id);
  });
}

function byToken({ store, clock }: World, secret: string): Verdict {
  const { state } = store;
  const token = state.tokens.find((candidate) => candidate.secret === secret);
  const owner =
    token && token.expireTime * 1000 > clock.wall() ? userByLogin(state, token.pbxUser) : undefined;
  if (owner) return { kind: 'user', user: owner };
  const personal = Object.entries(state.personalTokens).find(([, value]) => value === secret);
  const user = personal && userById(state, personal[0]);
  return user ? { kind: 'user', user } : { kind: 'wrong' };
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
