import { afterEach, describe, expect, it } from 'vitest';
import { tryPractice, type Tried } from '../../practice/testing';
import { createPbxPort } from '../port';
import { never } from '../testing/help';
import { specPath } from './api-doc';

let practice: Tried | undefined;
afterEach(async () => {
  await practice?.end();
  practice = undefined;
});

async function docOf(preset: string): Promise<{ name: string; text: string }[]> {
  practice = await tryPractice({ preset });
  const port = createPbxPort({ roots: [] });
  const { host, port: number } = practice.practice.info().pbx;
  const address = { host, port: number };
  const { certificate: pin } = await port.look(address, never);
  const session = await port.signIn(
    { address, pin },
    [{ way: 'basic', login: 'admin', password: 'wildix' }],
    never,
  );
  return session.apiDoc(never);
}

describe('the PBX’s own reference', () => {
  it('is taken as it is served', async () => {
    const [doc, ...more] = await docOf('virtual-6');
    expect(doc?.name).toBe('api-doc.json');
    expect(JSON.parse(doc?.text ?? '')).toHaveProperty('openapi');
    expect(more).toEqual([]);
  });

  it('is taken with the specification its page names', async () => {
    const files = await docOf('crossing-2fa');
    expect(files.map(({ name }) => name)).toEqual(['api-doc.html', 'api-spec.json']);
    expect(JSON.parse(files[1]?.text ?? '')).toHaveProperty('paths');
  });

  it('is nothing where the PBX serves none', async () => {
    expect(await docOf('virtual-4.01')).toEqual([]);
  });
});

describe('the specification a page names', () => {
  it.each([
    ['<redoc spec-url="/api/v1/doc/wms.json"></redoc>', '/api/v1/doc/wms.json'],
    [`Redoc.init('openapi.yaml', {})`, '/api/v1/doc/openapi.yaml'],
    ['SwaggerUIBundle({ url: "../spec?v=2" })', '/api/v1/spec?v=2'],
    ['<redoc spec-url="https://elsewhere.example/spec.json">', null],
    ['<redoc spec-url="//elsewhere.example/spec.json">', null],
    ['<p>nothing</p>', null],
  ])('%s', (page, path) => {
    expect(specPath(page)).toBe(path);
  });
});
