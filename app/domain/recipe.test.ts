import { describe, expect, test } from 'vitest';
import { fitsVersion, PageRecipe, wordsOf } from './recipe';

const word = { text: 'Activate', lang: 'en', published: true };
const recipe = {
  id: 'activate',
  title: 'Activate',
  versions: { from: '4.01.44168.28', to: '6.09.20250117.1' },
  source: 'the guide',
  languages: ['en'],
  acts: [{ act: 'click', names: [word], roles: ['button'] }],
};

test('a recipe as it stands in a file is taken as it is', () => {
  expect(PageRecipe.parse(recipe)).toEqual(recipe);
});

describe('a recipe is refused', () => {
  const of = (act: object): object => ({ ...recipe, acts: [act] });
  test.each([
    [
      'that finds by a place on the page',
      of({ act: 'click', names: [word], selector: '#button' }),
      'selector',
    ],
    ['with an act nobody knows', of({ act: 'hover', names: [word] }), 'act'],
    ['without words to find by', of({ act: 'click', names: [] }), 'names'],
    ['with words that are blank', of({ act: 'click', names: [{ ...word, text: '  ' }] }), 'text'],
    ['with a role that cannot be pressed', of({ act: 'click', names: [word], roles: ['img'] }), 'roles'],
    ['with a secret no job has', of({ act: 'fill', labels: [word], value: { secret: 'pin' } }), 'value'],
    ['for a version that is none', { ...recipe, versions: { from: '6', to: null } }, 'from'],
    ['whose id could leave its folder', { ...recipe, id: '../activate' }, 'id'],
    ['without acts', { ...recipe, acts: [] }, 'acts'],
  ])('%s', (_why, value, named) => {
    const checked = PageRecipe.safeParse(value);
    expect(JSON.stringify(checked.error?.issues)).toContain(named);
  });
});

test.each([
  ['4.01.44168.27', false],
  ['4.01.44168.28', true],
  ['6.09.20250117.1', true],
  ['6.09.20250117.2', false],
  [undefined, false],
])('version %s fits: %s', (version, fits) => {
  expect(fitsVersion(PageRecipe.parse(recipe), version)).toBe(fits);
});

test('a recipe for all versions also fits one that was not read', () => {
  expect(fitsVersion(PageRecipe.parse({ ...recipe, versions: { from: null, to: null } }), undefined)).toBe(
    true,
  );
});

test('an act is named by all its words', () => {
  expect(wordsOf({ act: 'waitFor', texts: [word, { ...word, text: 'Done' }] })).toEqual(['Activate', 'Done']);
});
