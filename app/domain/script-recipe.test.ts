import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandOf, emptyScriptRecipe, folded, ScriptRecipe } from './script-recipe';

const prompt = { words: ['Cloud password:'], answer: { secret: 'cloud-password' } };
const recipe = {
  id: 'vendor-script',
  title: 'The script',
  source: "the vendor's page",
  command: 'move-it --to {cloud}',
  prompts: [prompt],
  yes: 'ja',
  no: 'nein',
  done: ['All data moved'],
  failed: ['Giving up'],
};

test('a recipe as it stands in a file is taken as it is, but for what may be left out', () => {
  expect(ScriptRecipe.parse(recipe)).toEqual({ ...recipe, prompts: [{ ...prompt, times: 1 }] });
  const { id, title, source, command, prompts } = recipe;
  const least = { id, title, source, command, prompts };
  expect(ScriptRecipe.parse(least)).toMatchObject({ yes: 'yes', no: 'no' });
});

test('what the app comes with says that nothing is known', () => {
  expect(ScriptRecipe.parse(emptyScriptRecipe)).toEqual(emptyScriptRecipe);
  expect(emptyScriptRecipe).toMatchObject({ command: '', prompts: [] });
  expect(commandOf(emptyScriptRecipe, 'cloud.example')).toBeNull();
});

describe('a recipe is refused', () => {
  const of = (one: object): object => ({ ...recipe, prompts: [{ ...prompt, ...one }] });
  test.each([
    ['with a pattern instead of words', of({ pattern: '.*' }), 'pattern'],
    ['with a prompt of no words', of({ words: [] }), 'words'],
    ['with words that are blank', of({ words: [' '] }), 'words'],
    ['with an answer of two lines', of({ answer: { text: 'yes\nrm -rf /' } }), 'answer'],
    ['with a secret that no script may have', of({ answer: { secret: 'ssh-password' } }), 'answer'],
    ['with an answer that is two', of({ answer: { text: 'y', ask: true } }), 'answer'],
    ['with a prompt that never comes', of({ times: 0 }), 'times'],
    ['with a command of two lines', { ...recipe, command: 'a\nb' }, 'command'],
    ['whose id could leave its folder', { ...recipe, id: '../x' }, 'id'],
    ['with a word for yes that is none', { ...recipe, yes: '' }, 'yes'],
  ])('%s', (_why, value, named) => {
    expect(JSON.stringify(ScriptRecipe.safeParse(value).error?.issues)).toContain(named);
  });
});

test('the address is one word of the command, whatever stands in it', () => {
  expect(commandOf(ScriptRecipe.parse(recipe), "a'b; reboot")).toBe(`move-it --to 'a'\\''b; reboot'`);
  // What a replacement pattern would make of it.
  expect(commandOf({ command: 'x {cloud} {cloud}' }, '$&')).toBe(`x '$&' '$&'`);
});

const noShell = process.platform === 'win32' ? ' (skipped: Windows has no POSIX shell)' : '';
test.skipIf(noShell !== '')(`a shell reads back the very address${noShell}`, () => {
  const printable = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((text) => !text.includes('\0'));
  fc.assert(
    fc.property(printable, (address) => {
      const command = commandOf({ command: 'printf %s {cloud}' }, address) ?? '';
      return execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' }) === address;
    }),
    { numRuns: 30 },
  );
});

test('words are compared without case and with one blank for many', () => {
  expect(folded('  Cloud \t PASSWORD: ')).toBe('cloud password:');
});
