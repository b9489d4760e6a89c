import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Cores, base64Of, encodingsOf } from './secret-forms';

const nasty = `p"ä/s+s&<wö>rd'\\1%_Zz`;

test('each way is known in which the app, a PBX or a shell writes a text', () => {
  const bytes = [...Buffer.from(nasty, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
  const ways = [
    nasty,
    nasty.normalize('NFD'),
    JSON.stringify(nasty).slice(1, -1),
    encodeURIComponent(nasty),
    new URLSearchParams({ a: nasty }).toString().slice(2),
    `p&quot;ä/s+s&amp;&lt;wö&gt;rd&#39;\\1%_Zz`,
    `p"ä/s+s&<wö>rd'\\''\\1%_Zz`,
    `p\\"ä/s+s\\&\\<wö\\>rd\\'\\\\1%_Zz`,
    bytes.join(''),
    bytes.join(':'),
  ];
  expect(encodingsOf(nasty)).toEqual(expect.arrayContaining(ways));
});

test('an ordinary word has few forms beside itself', () => {
  expect(encodingsOf('Abc1').filter((form) => form !== 'Abc1')).toEqual([
    '41626331',
    '41 62 63 31',
    '41:62:63:31',
    '41\\x62\\x63\\x31',
  ]);
});

test('one of the pieces stands in the base64 of whatever holds the value', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, fc.string({ unit: 'grapheme', minLength: 7 }), text, (before, value, after) => {
      const whole = Buffer.from(before + value + after, 'utf8').toString('base64');
      expect(base64Cores(value).some((core) => whole.includes(core))).toBe(true);
    }),
  );
});

test('base64 is of the bytes in UTF-8, and half a letter breaks nothing', () => {
  expect(base64Of('ü.ser:😀')).toBe(Buffer.from('ü.ser:😀', 'utf8').toString('base64'));
  expect(encodingsOf('abc\ud800def')).toContain('abc%EF%BF%BDdef');
});
