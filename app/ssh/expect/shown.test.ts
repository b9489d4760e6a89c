import fc from 'fast-check';
import { expect, test } from 'vitest';
import { erased, moved } from './plain-text';
import { Shown } from './shown';

function shown(...texts: string[]): Shown {
  const all = new Shown();
  for (const text of texts) all.add(text);
  return all;
}

test.each([
  ['what comes after the last line end', ['a\nb', 'c'], 'bc'],
  ['a line written over', ['10%\r20', '%'], '20%'],
  ['a shorter text over a longer one', ['abcdef\rxy'], 'xycdef'],
  ['a longer text over a shorter one', ['ab\rwxyz'], 'wxyz'],
  ['an erased rest', ['abcdef\r', `${erased}xy`], 'xy'],
  ['backspaces', ['|', '\b/', '\b-'], '-'],
  ['more backspaces than letters', ['a\b\b\bxy'], 'xy'],
  ['a line end as two signs in two chunks', ['ab\r', '\ncd'], 'cd'],
  ['a place on a drawn screen', [`ab${moved}cd`], 'cd'],
])('the line is %s', (_what, texts, line) => {
  expect(shown(...texts).line).toBe(line);
});

test('it tells what was done to the line', () => {
  expect(shown('a\rb')).toMatchObject({ redrawn: true, drawn: false });
  expect(shown('a\rb\nc')).toMatchObject({ redrawn: false, count: 1 });
  expect(shown('\rb')).toMatchObject({ redrawn: false });
  expect(shown(`a${moved}b`)).toMatchObject({ drawn: true });
  expect(shown(`a${moved}b\nc`)).toMatchObject({ drawn: false });
  expect(shown('ab\r').atEnd).toBe(false);
  expect(shown('ab').atEnd).toBe(true);
});

test('what was before it is kept as it looked', () => {
  const all = shown('one\r\ntwo 1%\rtwo 2%\r\n', 'three\n\nfour');
  expect(all.before(3)).toBe('two 2%\nthree\n');
  expect(all.before(99)).toBe('one\ntwo 2%\nthree\n');
});

test('of a line of a megabyte the end is kept, and the next line is whole', () => {
  const all = shown();
  for (let at = 0; at < 1_024; at++) all.add('x'.repeat(1_024));
  all.add('Password:');
  expect(all.line.length).toBeLessThanOrEqual(2_048);
  expect(all.line).toMatch(/xPassword:$/);
  all.add('\r\nnext');
  expect(all.line).toBe('next');
  // Over one whose beginning is gone nothing can be put.
  expect(shown('x'.repeat(100_000), '\rnew').line).toBe('new');
});

test('of many lines a bounded rest is kept', () => {
  const all = shown();
  for (let at = 0; at < 20_000; at++) all.add(`line ${String(at)}\n`);
  expect(all.before(1e9).length).toBeLessThanOrEqual(9_000);
  expect(all.before(1)).toBe('line 19999');
});

test('the line is the same however the text is cut', () => {
  const piece = fc.constantFrom('a', 'bc', '\r', '\b', '\n', erased, moved, 'xyz');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { line, count, redrawn, drawn } = shown(pieces.join(''));
      expect(shown(...pieces)).toMatchObject({ line, redrawn, drawn });
      expect(count).toBeLessThanOrEqual(shown(...pieces).count);
    }),
    { numRuns: 1_000 },
  );
});
