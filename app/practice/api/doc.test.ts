import { afterEach, describe, expect, it } from 'vitest';
import { signInByPage, tryPractice, type Tried } from '../testing';

let tried: Tried;
afterEach(() => tried.end());

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  responses: Record<string, { description: string }>;
}

interface Reference {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
}

describe('the PBX’s own reference', () => {
  it('is OpenAPI of the routes that are answered, each path with its parameters', async () => {
    tried = await tryPractice({ preset: 'virtual-6' });
    const { openapi, info, paths } = (await tried.api('GET', '/doc/')).json() as unknown as Reference;
    expect(openapi).toBe('3.0.3');
    expect(info.version).toBe('6.09.20250117.1');
    expect(paths['/pbx/version']).toHaveProperty('get');
    expect(paths['/personal/login']).toHaveProperty('post');
    expect(paths['/pbx/applications/s2s/{id}']).toHaveProperty('delete');
    const operations = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
    );
    expect(operations.length).toBeGreaterThan(30);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, method, parameters, responses } of operations) {
      expect(['get', 'post', 'put', 'delete']).toContain(method);
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.map(({ name }) => name)).toEqual(named);
      expect(parameters.every((parameter) => parameter.in === 'path' && parameter.required)).toBe(true);
      expect(responses['200']?.description).toBeTruthy();
    }
    for (const { path } of operations.filter(
      ({ method, parameters }) => method === 'get' && parameters.length === 0,
    )) {
      expect((await tried.api('GET', path)).status, path).toBe(200);
    }
  });

  it('is a page that loads a file beside it, for admins who signed in, in another preset', async () => {
    tried = await tryPractice({ preset: 'virtual-7-2fa' });
    expect((await tried.api('GET', '/doc/', {})).status).toBe(401);
    const cookie = await signInByPage(tried);
    const page = await tried.api('GET', '/doc/', { cookie });
    expect(page.headers['content-type']).toContain('text/html');
    const file = /spec-url="\/api\/v1([^"]+)"/.exec(page.text)?.[1] ?? '';
    expect(file).toBe('/doc/openapi.json');
    expect((await tried.api('GET', file, { cookie })).json()).toHaveProperty('paths./pbx/upgrade');
  });

  it('grows with the version, and is not there at all in old ones', async () => {
    tried = await tryPractice({ preset: 'virtual-4.01' });
    expect((await tried.api('GET', '/doc/')).status).toBe(404);
  });

  it('has the routes of a profile too, once each', async () => {
    const route = { name: '', status: 200, works: true, shape: '{a: string}' };
    tried = await tryPractice({
      profile: {
        format: 1,
        version: '6.09.20250117.1',
        model: null,
        certificate: { selfSigned: true, daysValid: 90 },
        signIn: ['basic'],
        routes: [
          { ...route, route: 'GET /api/v1/PBX/settings/ntp' },
          { ...route, route: 'GET /api/v1/Colleagues/{number}/' },
        ],
      },
    });
    const { paths } = (await tried.api('GET', '/doc/')).json() as unknown as Reference;
    expect(paths['/pbx/settings/ntp']).toHaveProperty('get');
    expect(paths).not.toHaveProperty('/colleagues/{number}');
  });
});
