import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { erased, moved, PlainText } from './plain-text';

const bytesOf = (text: string): Buffer => Buffer.from(text, 'utf8');

function plain(text: string, size = Number.POSITIVE_INFINITY): string {
  const to = new PlainText();
  const bytes = bytesOf(text);
  let out = '';
  for (let at = 0; at < bytes.length; at += size) out += to.push(bytes.subarray(at, at + size));
  return out;
}

test.each([
  ['colours', '\x1b[1;31mred\x1b[0m text', 'red text'],
  ['a title, ended in either way', '\x1b]0;title\x07a\x1b]2;t\x1b\\b', 'ab'],
  ['a string of a device', '\x1bP1$q"p\x1b\\a', 'a'],
  ['a choice of letters', '\x1b(Ba\x1b)0b', 'ab'],
  ['signs that are no letters', 'a\0b\x07c\x7fd\u0085e', 'abcde'],
  ['the one-sign forms', '\u009b1mred\u009d0;t\u009cx', 'redx'],
  ['a cursor that is shown and hidden', '\x1b[?25la\x1b[?25h', 'a'],
  ['an erased line', 'ab\r\x1b[Kc', `ab\r${erased}c`],
  ['a whole line erased', 'ab\x1b[2Kc', `ab\r${erased}c`],
  ['a cleared screen', 'ab\x1b[H\x1b[2Jc', 'ab\n\nc'],
  ['a drawn place', 'ab\x1b[5;10Hc', `ab${moved}c`],
  ['the line above', 'ab\x1b[1Ac', `ab${moved}c`],
  ['columns', 'ab\x1b[1Gc\x1b[40Gd\x1b[2De', 'ab\rc\td\b\be'],
  ['an escape called off', '\x1b[12\x18ab', 'ab'],
  ['an escape in an escape', '\x1b[1\x1b[2mab', 'ab'],
  ['a line end in an escape', '\x1b[1\nab\x1b]0;t\nc', '\nab\nc'],
])('%s', (_what, text, shown) => {
  expect(plain(text)).toBe(shown);
  expect(plain(text, 1)).toBe(shown);
});

test('letters of several bytes are whole wherever they are cut', () => {
  const text = 'Contraseña – 密码 🔑:';
  for (const size of [1, 2, 3, 5]) expect(plain(text, size)).toBe(text);
});

describe('an escape without end', () => {
  test.each(['\x1b[', '\x1b]0;', '\x1bP', '\x1b_', '\x1b  '])('%j swallows only so much', (begin) => {
    const text = plain(begin + (begin === '\x1b[' ? ';' : ' ').repeat(5_000) + 'Password: ', 100);
    expect(text).toMatch(/Password: $/);
  });
});

const parts = fc.constantFrom(
  '\x1b',
  '[',
  ']',
  'P',
  '\\',
  '\x07',
  'm',
  'K',
  '1',
  ';',
  '?',
  '\r',
  '\n',
  'ü',
  '🔑',
  'a',
  '\x9b',
);

test('it makes no difference where the chunks end', () => {
  const text = fc.array(fc.oneof(parts, fc.string({ maxLength: 3 })), { maxLength: 60 });
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 7 }), (pieces, size) => {
      const whole = Buffer.from(pieces.join(''), 'utf8').toString('utf8');
      expect(plain(whole, size)).toBe(plain(whole));
    }),
    { numRuns: 1_000 },
  );
});

test('nothing of an escape or a control sign is ever left', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.array(parts).map((all) => bytesOf(all.join(''))),
  );
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 50 }), (all, size) => {
      const to = new PlainText();
      for (let at = 0; at < all.length; at += size) {
        expect(to.push(all.subarray(at, at + size))).not.toMatch(/[\0-\x07\x0e-\x1f\x7f-\x9f]/);
      }
    }),
    { numRuns: 1_000 },
  );
});
