import { sentObject } from '../http/ask';
import type { Reply } from '../http/reply';
import { addS2sApp, deleteS2sApp } from '../pbx/s2s';
import type { S2sApp } from '../state';
import { forAdmins, type ApiRoute, type Call } from './call';
import { failure, list, result } from './envelope';

const PATH = '/pbx/applications/s2s';
const TERMS = { needs: 's2s' } as const;

/** S2S applications. That the list tells the secret, as that of Simple Tokens does, is our own choice. */
export const s2sRoutes: ApiRoute[] = [
  forAdmins('GET', PATH, ({ world }) => result(list(world.store.state.s2sApps)), TERMS),
  forAdmins('GET', `${PATH}/:id`, (call) => withApp(call, (app) => result(app)), TERMS),
  forAdmins('POST', PATH, create, TERMS),
  forAdmins('PUT', `${PATH}/:id`, change, TERMS),
  forAdmins('DELETE', `${PATH}/:id`, remove, TERMS),
];

function create({ world, ask }: Call): Reply {
  const { name, description, permissions } = sentObject(ask) ?? {};
  if (typeof name !== 'string' || name.trim() === '') return failure(500, 'Missing parameter');
  addS2sApp(world, {
    name,
    description: typeof description === 'string' ? description : '',
    permissions: Array.isArray(permissions) ? permissions.map(String) : [],
  });
  return result('Success');
}

function change(call: Call): Reply {
  const { name, description } = sentObject(call.ask) ?? {};
  return withApp(call, (app) => {
    call.world.store.change(() => {
      if (typeof name === 'string' && name.trim() !== '') app.name = name;
      if (typeof description === 'string') app.description = description;
    });
    return result('Success');
  });
}

function remove({ world, named: { id = '' } }: Call): Reply {
  return deleteS2sApp(world, id) ? result('Success') : failure(404, '404 Not Found');
}

function withApp({ world, named: { id } }: Call, work: (app: S2sApp) => Reply): Reply {
  const app = world.store.state.s2sApps.find((candidate) => candidate.id === id);
  return app ? work(app) : failure(404, '404 Not Found');
}
