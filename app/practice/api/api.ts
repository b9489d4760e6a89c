import { form, type Ask } from '../http/ask';
import type { Reply } from '../http/reply';
import { match } from '../http/router';
import { colleague } from '../pbx/colleagues';
import { byPassword, COOKIE, openSession, whoAsks, type Verdict } from '../pbx/sign-in';
import { has } from '../versions';
import type { World } from '../world';
import type { Action, ApiRoute } from './call';
import { colleagueRoutes } from './colleagues';
import { failure, result } from './envelope';
import { personalRoutes } from './personal';
import { simpleTokenRoutes } from './simple-tokens';
import { systemRoutes } from './system';
import { upgradeRoutes } from './upgrade';

const ROUTES: ApiRoute[] = [
  ...systemRoutes,
  ...upgradeRoutes,
  ...colleagueRoutes,
  ...personalRoutes,
  ...simpleTokenRoutes,
].map((route) => ({ ...route, path: `/api/v1${route.path}` }));

const LOGIN = [{ method: 'POST', path: '/api/v1/personal/login', handler: signIn }];
const PING = [{ method: 'GET', path: '/api/v1/pbx/ping', handler: ping }];

/** Whether this request is for the API. */
export function isApi(ask: Ask): boolean {
  return ask.parts[0]?.toLowerCase() === 'api';
}

/** Answers a request to the API. */
export async function answerApi(world: World, ask: Ask): Promise<Reply> {
  const open = match(LOGIN, ask) ?? (world.preset.openPing ? match(PING, ask) : undefined);
  if (open) return open.handler(world, ask);
  const found = match(ROUTES, ask);
  if (!found || !isKnown(world, found.handler)) return failure(404, '404 Not Found');
  const verdict = whoAsks(world, ask);
  if (verdict.kind !== 'user') return refused(verdict);
  if (found.handler.access === 'admin' && verdict.user.role !== 'admin') return failure(403, '403 Forbidden');
  return found.handler.run({ world, ask, named: found.named, user: verdict.user });
}

function isKnown({ store }: World, { needs }: Action): boolean {
  return needs === undefined || has(store.state.version, needs);
}

function refused(verdict: Verdict): Reply {
  if (verdict.kind === 'blocked') return failure(403, 'Too many wrong passwords: blocked for some minutes');
  return failure(401, '401 Unauthorized');
}

function ping(world: World): Reply {
  return result(world.preset.answers.ping());
}

/** Session login: the form fields `login` and `password`, then the cookie. */
function signIn(world: World, ask: Ask): Reply {
  const sent = form(ask);
  const verdict = byPassword(world, sent.get('login') ?? '', sent.get('password') ?? '', ask.ip);
  if (verdict.kind !== 'user') return refused(verdict);
  const reply = result(world.preset.answers.login(colleague(world.store.state, verdict.user)));
  return { ...reply, headers: { 'Set-Cookie': sessionCookie(openSession(world, verdict.user)) } };
}

/** The session's cookie as it is set. */
export function sessionCookie(id: string): string {
  return `${COOKIE}=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`;
}
