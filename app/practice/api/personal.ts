import { randomBytes } from 'node:crypto';
import { colleague } from '../pbx/colleagues';
import type { Reply } from '../http/reply';
import { forUsers, type ApiRoute, type Call } from './call';
import { onlyFields } from './colleagues';
import { result } from './envelope';

/** Who am I, and a token of one's own. Signing in is in `api.ts`, for it needs nobody signed in. */
export const personalRoutes: ApiRoute[] = [
  forUsers('GET', '/personal/info', ({ world, ask, user }) =>
    result(onlyFields(colleague(world.store.state, user), ask.query)),
  ),
  forUsers('GET', '/personal/token', ownToken, 'simpleTokens'),
  forUsers('POST', '/personal/token', newOwnToken, 'simpleTokens'),
];

/** The inner key is not published; this one is ours. */
function ownToken(call: Call): Reply {
  const kept = call.world.store.state.personalTokens[call.user.id];
  return kept === undefined ? newOwnToken(call) : result({ token: kept });
}

function newOwnToken({ world, user }: Call): Reply {
  const token = newSecret();
  world.store.change((state) => {
    state.personalTokens[user.id] = token;
  });
  return result({ token });
}

/** A token as the PBX makes them: `access_` and then random. */
export function newSecret(): string {
  return `access_${randomBytes(32).toString('base64url')}`;
}
