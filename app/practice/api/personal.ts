import { colleague } from '../pbx/colleagues';
import { newSecret } from '../pbx/simple-tokens';
import type { Reply } from '../http/reply';
import { forUsers, type ApiRoute, type Call } from './call';
import { onlyFields } from './colleagues';
import { result } from './envelope';

/** A company's key is nobody in person. Own choice: what it is told here is not published. */
const NOBODY = { scope: null };

/** Who am I, and a token of one's own. Signing in is in `api.ts`, for it needs nobody signed in. */
export const personalRoutes: ApiRoute[] = [
  forUsers(
    'GET',
    '/personal/info',
    ({ world, ask, user }) => result(onlyFields(colleague(world.store.state, user), ask.query)),
    NOBODY,
  ),
  forUsers('GET', '/personal/token', ownToken, { needs: 'simpleTokens', ...NOBODY }),
  forUsers('POST', '/personal/token', newOwnToken, { needs: 'simpleTokens', ...NOBODY }),
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
