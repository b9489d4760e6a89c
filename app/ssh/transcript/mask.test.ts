import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Mask, placeholder } from './mask';

const nasty = `p"ä/s+s&<wö>rd'\\1%_Zz $x`;
const plain = 'Kq7!wXz#2mPv%9RtLb4-';

function masked(values: readonly string[], texts: readonly string[]): string {
  const mask = new Mask();
  for (const value of values) mask.add(value);
  return texts.map((text) => mask.push(text)).join('') + mask.end();
}

const inPieces = (text: string, size: number): string[] =>
  Array.from({ length: Math.ceil(text.length / size) }, (_, at) => text.slice(at * size, (at + 1) * size));

const shellQuoted = (value: string): string =>
  process.platform === 'win32'
    ? value
    : execFileSync('/bin/bash', ['-c', 'printf %q "$0"', value], { encoding: 'utf8' });

/** Each way a secret may be shown, and the text it makes of it. */
const ways: Record<string, (value: string) => string> = {
  'as it is': (value) => value,
  'in another case': (value) => value.toUpperCase(),
  JSON: (value) => JSON.stringify({ password: value }),
  'JSON of PHP': (value) =>
    JSON.stringify(value)
      .replaceAll('/', '\\/')
      .replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'a path of a URL': (value) => `https://cloud/${encodeURIComponent(value)}?x`,
  'a form': (value) => new URLSearchParams({ password: value }).toString(),
  base64: (value) => `(${Buffer.from(value).toString('base64')})`,
  'base64 for URLs': (value) => `token=${Buffer.from(value).toString('base64url')}`,
  'base64 of echo': (value) => Buffer.from(`${value}\n`).toString('base64'),
  'Basic of admin': (value) => `Basic ${Buffer.from(`admin:${value}`).toString('base64')}`,
  'a body in base64': (value) => Buffer.from(`{"a":1,"p":"${value}","b":2}`).toString('base64'),
  hex: (value) => Buffer.from(value).toString('hex'),
  'bytes in hex': (value) =>
    [...Buffer.from(value)].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' '),
  'single quotes': (value) => `'${value.replaceAll("'", `'\\''`)}'`,
  'double quotes': (value) => `"${value.replace(/["$`\\]/g, '\\$&')}"`,
  'the quoting of a shell': (value) => (value === nasty ? value : shellQuoted(value)),
};

describe('a secret is taken out', () => {
  for (const [name, travel] of Object.entries(ways)) {
    test(`shown as ${name}, however it is cut`, () => {
      for (const value of [nasty, plain, 'abcd1234', 'correct horse battery']) {
        const shown = travel(value);
        const text = `before ${shown} after`;
        for (const size of [1, 2, 7, 1_000]) {
          const out = masked([value], inPieces(text, size));
          expect(out).toContain(placeholder);
          expect(out).toMatch(/^before .*after$/);
          if (!name.includes('body'))
            expect(out.toLowerCase()).not.toContain(shown.toLowerCase().slice(-12, -3));
        }
      }
    });
  }

  test('when it overlaps with another, or begins like one', () => {
    expect(masked(['abcde', 'defgh'], ['xabcdefghx'])).toBe(`x${placeholder}x`);
    expect(masked(['abcd', 'abcdEFGH'], ['abcd', 'EFGH abcd', 'EF.'])).toBe(
      `${placeholder} ${placeholder}EF.`,
    );
  });

  test('when it was told in the middle', () => {
    const mask = new Mask();
    mask.add('first-one');
    expect(mask.push('first-one second')).toBe(`${placeholder} second`);
    mask.add('second-one');
    expect(mask.push(' second-one') + mask.end()).toBe(` ${placeholder}`);
  });

  test('of any letters, in any text, cut anywhere', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', 'A', 'İ', 'ß', 'Σ', '🔑', 'é'),
      minLength: 4,
      maxLength: 9,
    });
    const around = fc.string({ unit: fc.constantFrom('a', 'b', 'Σ', 'İ', ' '), maxLength: 9 });
    fc.assert(
      fc.property(
        fc.array(letters, { minLength: 1, maxLength: 3 }),
        around,
        around,
        fc.nat(8),
        (all, a, b, size) => {
          const text = all.map((one) => `${a}${one}${b}`).join('');
          const out = masked(all, inPieces(text, size + 1));
          for (const one of all) expect(out.replaceAll(placeholder, '\n')).not.toContain(one);
          expect(out).toBe(masked(all, [text]));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe('nothing else is touched', () => {
  test('neither the beginning of a secret nor the factory password, which is public', () => {
    expect(masked([plain, 'wildix', 'abc'], ['Kq7! wildix ', 'abc Kq7'])).toBe('Kq7! wildix abc Kq7');
  });

  test('and no more is kept back than what may be the beginning', () => {
    const mask = new Mask();
    mask.add('abcdefgh');
    expect(mask.push('xxabc')).toBe('xx');
    expect(mask.push('x')).toBe('abcx');
    expect(mask.push('aaaa'.repeat(1_000))).toHaveLength(3_999);
    expect(mask.keepsBack).toBe(true);
  });

  test('one that is nothing but itself over and over does not grow', () => {
    const mask = new Mask();
    mask.add('aaaa');
    let out = '';
    for (let at = 0; at < 1_000; at++) out += mask.push('aaa');
    expect(out + mask.end()).toBe(placeholder);
  });

  test('it takes its time by the length of the text only', () => {
    const text = 'Kq7!wXz#2mPv%9RtLb4'.repeat(50_000);
    expect(masked([plain, nasty], inPieces(text, 32_768))).toBe(text);
  });
});
