import { json, page } from '../http/reply';
import { profiledRoutes } from '../profile/answer';
import type { World } from '../world';
import { forAdmins, type ApiRoute } from './call';
import { routesOf } from './routes';

/**
 * The PBX's own reference, for admins who signed in (vendor's page on the API): as JSON, or as a page that loads it. Its contents are
 * ours: the routes this practice PBX answers.
 */
export function docRoutes(world: World): ApiRoute[] {
  const { doc } = world.preset;
  if (doc === null) return [];
  const reference = (): ReturnType<typeof json> => json(openApi(world));
  if (doc.as === 'json') return [forAdmins('GET', '/doc', reference)];
  return [
    forAdmins('GET', '/doc', () => page(referencePage(doc.file))),
    forAdmins('GET', `/doc/${doc.file}`, reference),
  ];
}

/** As a reference page of that kind is made; the script that would draw it is left out, for nothing is fetched from elsewhere. */
function referencePage(file: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>WMS API reference</title></head>
  <body><redoc spec-url="/api/v1/doc/${file}"></redoc></body>
</html>`;
}

interface Operation {
  method: string;
  path: string;
}

function openApi(world: World): object {
  const known = [{ method: 'POST', path: '/personal/login' }, ...routesOf(world)];
  const more = profiledRoutes(world).filter(
    ({ handler, method, path }) =>
      handler.works && !known.some((route) => route.method === method && sameSlots(route.path, path)),
  );
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of [...known, ...more]) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: described(operation) };
  }
  return {
    openapi: '3.0.3',
    info: { title: 'WMS API (practice PBX)', version: world.store.state.version },
    servers: [{ url: '/api/v1' }],
    paths,
    components: { securitySchemes: schemes() },
    security: [{ basic: [] }, { bearer: [] }, { session: [] }],
  };
}

function sameSlots(a: string, b: string): boolean {
  const plain = (path: string): string => path.replaceAll(/:\w+/g, ':').toLowerCase();
  return plain(a) === plain(b);
}

function described({ method, path }: Operation): object {
  const named = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
  return {
    operationId: `${method.toLowerCase()}${path.replaceAll(/[^a-z0-9]+/gi, '_')}`,
    parameters: named.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
    responses: {
      200: { description: 'The result', content: { 'application/json': { schema: { type: 'object' } } } },
      401: { description: 'Not signed in' },
    },
  };
}

function schemes(): object {
  return {
    basic: { type: 'http', scheme: 'basic' },
    bearer: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie', name: 'PHPSESSID' },
  };
}
