import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../domain/failure';
import { emptyScriptRecipe, ScriptRecipe } from '../domain/script-recipe';
import { ScriptBook, scriptText } from './script-book';

/** The script recipe of this computer: empty until the installer types one, and never lost by a bad one. */

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'script-')), 'recipes');
const mine = ScriptRecipe.parse({
  ...emptyScriptRecipe,
  title: 'As at the last customer',
  command: '/root/move.sh {cloud}',
  prompts: [{ words: ['Go on?'], answer: { ask: true } }],
});
const fileIn = (folder: string): string => join(folder, 'move-to-cloud.json');

test('the app comes with an empty one, and writes nothing by itself', () => {
  const folder = newFolder();
  const book = new ScriptBook(folder);
  expect(book.get()).toEqual({ recipe: emptyScriptRecipe, own: false, problem: null });
  expect(book.get().recipe).toMatchObject({ command: '', prompts: [] });
  expect(ScriptRecipe.parse(emptyScriptRecipe)).toEqual(emptyScriptRecipe);
  expect(existsSync(folder)).toBe(false);
});

test('what the installer saves is there at the next start, until it is restored', () => {
  const folder = newFolder();
  new ScriptBook(folder).save(scriptText(mine));
  const book = new ScriptBook(folder);
  expect(book.get()).toEqual({ recipe: mine, own: true, problem: null });
  expect(readdirSync(folder)).toEqual(['move-to-cloud.json']);
  book.restore();
  expect(book.get()).toEqual({ recipe: emptyScriptRecipe, own: false, problem: null });
  expect(new ScriptBook(folder).get().own).toBe(false);
  // Once more changes nothing.
  book.restore();
  expect(book.get().own).toBe(false);
});

test('a command typed alone is kept for the next start, with the prompts as they were', () => {
  const folder = newFolder();
  const book = new ScriptBook(folder);
  book.saveCommand('  /opt/to-cloud {cloud}  ');
  expect(new ScriptBook(folder).get().recipe).toEqual({
    ...emptyScriptRecipe,
    command: '/opt/to-cloud {cloud}',
  });
  book.save(scriptText(mine));
  book.saveCommand('/opt/other');
  expect(new ScriptBook(folder).get().recipe).toEqual({ ...mine, command: '/opt/other' });
});

test.each([
  ['no JSON', '{', 'not JSON'],
  ['a field too many', JSON.stringify({ ...mine, shell: 'sh' }), 'shell'],
  ['a command of two lines', JSON.stringify({ ...mine, command: 'one\ntwo' }), 'more than one line'],
  [
    'an answer that is no known secret',
    scriptText({ ...mine }).replace('"ask": true', '"secret": "x"'),
    'prompts',
  ],
])('%s is refused in words, and what was there stays', (_what, text, problem) => {
  const folder = newFolder();
  const book = new ScriptBook(folder);
  book.save(scriptText(mine));
  let refused: unknown;
  try {
    book.save(text);
  } catch (thrown) {
    refused = thrown;
  }
  expect(refused).toBeInstanceOf(Failure);
  expect((refused as Failure).error.code).toBe('recipe-invalid');
  expect(String((refused as Failure).error.params?.problems)).toContain(problem);
  expect(book.get().recipe).toEqual(mine);
  expect(new ScriptBook(folder).get().recipe).toEqual(mine);
});

test('a command of two lines is refused when it is typed alone, too', () => {
  const book = new ScriptBook(newFolder());
  expect(() => book.saveCommand('one\ntwo')).toThrow(Failure);
  expect(book.get().recipe.command).toBe('');
});

test.each([
  ['that is no JSON', 'not json'],
  ['that holds no recipe', '{"id": 1}'],
  ['that was cut short', scriptText(mine).slice(0, 40)],
])(
  'a file %s is told, the empty one is used, and the file is left for who wants to mend it',
  (_what, text) => {
    const folder = newFolder();
    mkdirSync(folder);
    writeFileSync(fileIn(folder), text);
    const { recipe, own, problem } = new ScriptBook(folder).get();
    expect([recipe, own]).toEqual([emptyScriptRecipe, true]);
    expect(problem).toMatch(/\S/);
    expect(readFileSync(fileIn(folder), 'utf8')).toBe(text);
  },
);

test('a broken file is gone after restoring', () => {
  const folder = newFolder();
  mkdirSync(folder);
  writeFileSync(fileIn(folder), '{');
  const book = new ScriptBook(folder);
  book.restore();
  expect(book.get()).toEqual({ recipe: emptyScriptRecipe, own: false, problem: null });
});

test('the exported recipe is the one in use, and can be saved on another computer', () => {
  const book = new ScriptBook(newFolder());
  book.save(scriptText(mine));
  const text = readFileSync(book.export(), 'utf8');
  expect(JSON.parse(text)).toEqual(mine);
  const other = new ScriptBook(newFolder());
  other.save(text);
  expect(other.get().recipe).toEqual(mine);
});
