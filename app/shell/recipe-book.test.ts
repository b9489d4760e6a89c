import { mkdtempSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Failure } from '../domain/failure';
import { PageRecipe } from '../domain/recipe';
import { shippedRecipes } from '../procedure/recipes/shipped';
import { textOf } from './book';
import { RecipeBook } from './recipe-book';

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'recipes-')), 'recipes');
const [signIn] = shippedRecipes;
if (!signIn) throw new Error('no recipe is shipped');
const mine = { ...signIn, title: 'My own' };

test.each(shippedRecipes)('the shipped recipe $id is one by the schema', (recipe) => {
  expect(PageRecipe.parse(recipe)).toEqual(recipe);
});

test("the installer's own goes before the shipped one, also for the next start, until it is restored", () => {
  const folder = newFolder();
  new RecipeBook(folder).save('sign-in', textOf(mine));
  const book = new RecipeBook(folder);
  expect(book.list()[0]).toEqual({ recipe: mine, own: true, problem: null });
  book.restore('sign-in');
  expect(new RecipeBook(folder).all()[0]).toEqual(signIn);
});

test.each([
  ['no JSON', '{', 'not JSON'],
  ['another id', textOf({ ...mine, id: 'activate' }), 'must stay sign-in'],
  ['a field too many', JSON.stringify({ ...mine, selector: '#x' }), 'selector'],
])('%s is refused in words, and nothing changes', (_what, text, problem) => {
  const book = new RecipeBook(newFolder());
  let refused: unknown;
  try {
    book.save('sign-in', text);
  } catch (thrown) {
    refused = thrown;
  }
  expect(refused).toBeInstanceOf(Failure);
  expect((refused as Failure).error.code).toBe('recipe-invalid');
  expect(String((refused as Failure).error.params?.problems)).toContain(problem);
  expect(book.all()[0]).toEqual(signIn);
});

test('a file that holds no recipe is told, and the shipped one is used', () => {
  const folder = newFolder();
  mkdirSync(folder);
  writeFileSync(join(folder, 'sign-in.json'), '{"id": 1}');
  const [listed] = new RecipeBook(folder).list();
  expect(listed?.recipe).toEqual(signIn);
  expect(listed?.problem).toContain('id');
});

test('an exported recipe is the one in use', () => {
  const book = new RecipeBook(newFolder());
  book.save('sign-in', textOf(mine));
  expect(JSON.parse(readFileSync(book.export('sign-in'), 'utf8'))).toEqual(mine);
});
