import { describe, expect, test } from 'vitest';
import { bindAct, fitsVersion, PageRecipe, shortWords, wordsOf } from './recipe';

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
    ['that waits for days', of({ act: 'waitFor', texts: [word], minutes: 9_000 }), 'minutes'],
    ['that ticks by a place in the list', of({ act: 'tick', rows: { index: 3 } }), 'rows'],
    ['that reads a table without columns', of({ act: 'readTable', columns: [] }), 'columns'],
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

describe('what a step gives goes into the act', () => {
  const users = { act: 'tick', rows: { input: 'users' } } as const;
  const rows = ['101', '102', '103', '104', '105', '106'].map((extension) => [[extension], ['Ada']]);

  test('rows, of which only some are named to a person', () => {
    const bound = bindAct(users, { rows: { users: rows } });
    expect(wordsOf(bound)).toHaveLength(6);
    expect(shortWords(bound)).toBe('101 Ada, 102 Ada, 103 Ada, 104 Ada (+2)');
  });

  test('options and texts', () => {
    const choose = { act: 'choose', labels: [word], options: { input: 'type' } } as const;
    expect(bindAct({ ...choose, labels: [word] }, { options: { type: ['Premium'] } })).toMatchObject({
      options: ['Premium'],
    });
    const fill = { act: 'fill' as const, labels: [word], value: { input: 'filter' } };
    expect(bindAct(fill, { texts: { filter: 'Park' } })).toMatchObject({ value: { text: 'Park' } });
    expect(bindAct(fill, {})).toEqual(fill);
  });

  test('and what it does not give leaves nothing to be found', () => {
    expect(bindAct(users, {})).toMatchObject({ rows: [] });
  });
});
