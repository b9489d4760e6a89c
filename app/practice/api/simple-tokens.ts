import { sentObject } from '../http/ask';
import type { Reply } from '../http/reply';
import { userByLogin } from '../pbx/sign-in';
import type { SimpleToken } from '../state';
import { forAdmins, type ApiRoute, type Call } from './call';
import { failure, list, result } from './envelope';
import { newSecret } from './personal';

const PATH = '/pbx/applications/simpletoken';

/** Simple Tokens. Creating answers only "Success": the secret is read from the list, as public clients do. */
export const simpleTokenRoutes: ApiRoute[] = [
  forAdmins('GET', PATH, ({ world }) => result(list(world.store.state.tokens)), 'simpleTokens'),
  forAdmins('POST', PATH, create, 'simpleTokens'),
  forAdmins('PUT', `${PATH}/:id`, rename, 'simpleTokens'),
  forAdmins('DELETE', `${PATH}/:id`, remove, 'simpleTokens'),
];

function create({ world, ask }: Call): Reply {
  const { name, pbxUser, expireTime, description, permissions } = sentObject(ask) ?? {};
  if (typeof name !== 'string' || typeof pbxUser !== 'string') return failure(500, 'Missing parameter');
  if (!userByLogin(world.store.state, pbxUser)) return failure(400, `Unknown pbxUser ${pbxUser}`);
  if (!(Number(expireTime) * 1000 > world.clock.wall()))
    return failure(400, 'expireTime must be in the future');
  world.store.change((state) => {
    state.tokens.push({
      id: String(state.nextTokenId),
      name,
      description: typeof description === 'string' ? description : '',
      pbxUser,
      expireTime: Number(expireTime),
      permissions: Array.isArray(permissions) ? permissions.map(String) : [],
      secret: newSecret(),
    });
    state.nextTokenId += 1;
  });
  return result('Success');
}

function rename(call: Call): Reply {
  const token = named(call);
  const { name } = sentObject(call.ask) ?? {};
  if (!token) return failure(404, '404 Not Found');
  if (typeof name !== 'string') return failure(500, 'Missing parameter');
  call.world.store.change(() => {
    token.name = name;
  });
  return result('Success');
}

function remove(call: Call): Reply {
  const token = named(call);
  if (!token) return failure(404, '404 Not Found');
  call.world.store.change((state) => {
    state.tokens = state.tokens.filter((other) => other !== token);
  });
  return result('Success');
}

function named({ world, named: { id } }: Call): SimpleToken | undefined {
  return world.store.state.tokens.find((token) => token.id === id);
}
