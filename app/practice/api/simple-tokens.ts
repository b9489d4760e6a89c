import { sentObject } from '../http/ask';
import type { Reply } from '../http/reply';
import { userByLogin } from '../pbx/sign-in';
import { addToken, deleteToken } from '../pbx/simple-tokens';
import { forAdmins, type ApiRoute, type Call } from './call';
import { failure, list, result } from './envelope';

const PATH = '/pbx/applications/simpletoken';
const TERMS = { needs: 'simpleTokens' } as const;

/** Simple Tokens. Creating answers only "Success": the secret is read from the list, as public clients do. */
export const simpleTokenRoutes: ApiRoute[] = [
  forAdmins('GET', PATH, ({ world }) => result(list(world.store.state.tokens)), TERMS),
  forAdmins('POST', PATH, create, TERMS),
  forAdmins('PUT', `${PATH}/:id`, rename, TERMS),
  forAdmins('DELETE', `${PATH}/:id`, remove, TERMS),
];

function create({ world, ask }: Call): Reply {
  const { name, pbxUser, expireTime, description, permissions } = sentObject(ask) ?? {};
  if (typeof name !== 'string' || typeof pbxUser !== 'string') return failure(500, 'Missing parameter');
  if (!userByLogin(world.store.state, pbxUser)) return failure(400, `Unknown pbxUser ${pbxUser}`);
  if (!(Number(expireTime) * 1000 > world.clock.wall()))
    return failure(400, 'expireTime must be in the future');
  addToken(world, {
    name,
    description: typeof description === 'string' ? description : '',
    pbxUser,
    expireTime: Number(expireTime),
    permissions: Array.isArray(permissions) ? permissions.map(String) : [],
  });
  return result('Success');
}

function rename({ world, ask, named: { id } }: Call): Reply {
  const token = world.store.state.tokens.find((candidate) => candidate.id === id);
  const { name } = sentObject(ask) ?? {};
  if (!token) return failure(404, '404 Not Found');
  if (typeof name !== 'string') return failure(500, 'Missing parameter');
  world.store.change(() => (token.name = name));
  return result('Success');
}

function remove({ world, named: { id = '' } }: Call): Reply {
  return deleteToken(world, id) ? result('Success') : failure(404, '404 Not Found');
}
