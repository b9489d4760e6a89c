import type { Ask } from '../http/ask';
import type { Reply } from '../http/reply';
import type { Route } from '../http/router';
import type { User } from '../state';
import type { Feature } from '../versions';
import type { World } from '../world';

/** One call of the API, signed in. */
export interface Call {
  world: World;
  ask: Ask;
  /** Named parts of the path. */
  named: Record<string, string>;
  user: User;
}

/** What a route does and who may use it. */
export interface Action {
  /** `admin`: only admins (403 for others). `user`: everybody who signed in. */
  access: 'admin' | 'user';
  /** Versions that lack this feature do not know the route. */
  needs?: Feature;
  /**
   * The resource of a Company API Key's scope, `pbx` when left out: all that is known is that those of `pbx` cover the public
   * routes. `null`: not reached by such keys.
   */
  scope?: string | null;
  run(call: Call): Reply | Promise<Reply>;
}

/** A route below `/api/v1`. */
export type ApiRoute = Route<Action>;

/** What may be said of a route besides who uses it. */
type Terms = Pick<Action, 'needs' | 'scope'>;

/** A route for admins. */
export function forAdmins(method: string, path: string, run: Action['run'], terms: Terms = {}): ApiRoute {
  return { method, path, handler: { access: 'admin', run, ...terms } };
}

/** A route for everybody who signed in. */
export function forUsers(method: string, path: string, run: Action['run'], terms: Terms = {}): ApiRoute {
  return { method, path, handler: { access: 'user', run, ...terms } };
}
