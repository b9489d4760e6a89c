import type { Ask } from '../http/ask';
import type { Reply } from '../http/reply';
import { match, type Route } from '../http/router';
import { mayUse } from '../pbx/company-keys';
import { whoAsks } from '../pbx/sign-in';
import { asProfiled, profiledRoutes, type ProfiledRoute } from '../profile/answer';
import type { User } from '../state';
import type { World } from '../world';
import type { Action } from './call';
import { docRoutes } from './doc';
import { failure, result } from './envelope';
import { logIn, refused } from './login';
import { routesOf } from './routes';

const ABOVE = '/api/v1';
const LOGIN = [{ method: 'POST', path: '/personal/login', handler: logIn }];
const PING = [{ method: 'GET', path: '/pbx/ping', handler: ping }];

/** Whether this request is for the API. */
export function isApi(ask: Ask): boolean {
  return ask.parts[0]?.toLowerCase() === 'api';
}

/** Answers a request to the API. A profile has the last word on the routes it knows. */
export async function answerApi(world: World, ask: Ask): Promise<Reply> {
  const profiled = match(below(profiledRoutes(world)), ask)?.handler;
  if (profiled?.status === 404) return failure(404, '404 Not Found');
  const open = match(below(LOGIN), ask) ?? (world.preset.openPing ? match(below(PING), ask) : undefined);
  if (open) return open.handler(world, ask);
  const found = match(below([...routesOf(world), ...docRoutes(world)]), ask);
  const action = found?.handler ?? (profiled && profiledOnly(profiled));
  if (!action) return failure(404, '404 Not Found');
  const user = allowed(world, ask, action);
  if ('status' in user) return user;
  const reply = await action.run({ world, ask, named: found?.named ?? {}, user });
  return profiled ? asProfiled(world, profiled, reply) : reply;
}

/** Who may do this, or the refusal. */
function allowed(world: World, ask: Ask, action: Action): User | Reply {
  const verdict = whoAsks(world, ask);
  if (verdict.kind !== 'user') return refused(world, verdict);
  const { user, scopes } = verdict;
  const scope = action.scope === undefined ? 'pbx' : action.scope;
  const reaches = scopes === undefined || mayUse(scopes, scope, ask.method);
  const forbidden = !reaches || (action.access === 'admin' && user.role !== 'admin');
  return forbidden ? failure(403, '403 Forbidden') : user;
}

/** A route that only the profile knows: its answer is made of nothing but the shape. */
function profiledOnly({ works }: ProfiledRoute): Action | undefined {
  return works ? { access: 'admin', run: () => result(null) } : undefined;
}

function below<Handler>(routes: readonly Route<Handler>[]): Route<Handler>[] {
  return routes.map((route) => ({ ...route, path: ABOVE + route.path }));
}

function ping(world: World): Reply {
  return result(world.preset.answers.ping());
}
