import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, placeholder } from './redactor';

const nasty = `p"ä/s+s&<wö>rd'\\1%_Zz`;
const plain = 'Kq7!wXz#2mPv%9RtLb4-';

function redactorOf(...values: string[]): (text: string) => string {
  const redactor = createRedactor();
  for (const value of values) redactor.register(value);
  return (text) => redactor.redact(text);
}

/** Each way a value may travel, and the text it makes of it. */
const ways: Record<string, (value: string) => string> = {
  'as it is': (value) => value,
  JSON: (value) => JSON.stringify({ password: value }),
  'JSON in JSON': (value) => JSON.stringify({ body: JSON.stringify({ password: value }) }),
  'JSON of PHP': (value) =>
    JSON.stringify(value)
      .replaceAll('/', '\\/')
      .replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
  'a path of a URL': (value) => `https://pbx/${encodeURIComponent(value)}?x`,
  'a path with small hex digits': (value) =>
    encodeURIComponent(value).replace(/%../g, (escape) => escape.toLowerCase()),
  'a form': (value) => new URLSearchParams({ login: 'admin', password: value }).toString(),
  'an attribute of HTML': (value) =>
    `<input value="${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')}">`,
  'a text node of HTML': (value) =>
    `<b>${value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</b>`,
  'a word of a shell': (value) => `'${value.replaceAll("'", `'\\''`)}'`,
  'hex byte by byte': (value) =>
    [...Buffer.from(value)].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
  base64: (value) => `(${Buffer.from(value).toString('base64')})`,
  'base64 for URLs': (value) => `token=${Buffer.from(value).toString('base64url')}`,
  'Basic of admin': (value) => `Basic ${Buffer.from(`admin:${value}`).toString('base64')}`,
  'Basic of any login': (value) => `Basic ${Buffer.from(`ü.ser:${value}`).toString('base64')}`,
  'a body in base64': (value) => Buffer.from(`{"a":1,"p":"${value}","b":2}`).toString('base64'),
  hex: (value) => Buffer.from(value).toString('hex'),
  'large hex': (value) => Buffer.from(value).toString('hex').toUpperCase(),
};

describe('redaction by value', () => {
  for (const [name, travel] of Object.entries(ways)) {
    it(`finds a secret travelling as ${name}`, () => {
      for (const value of [nasty, plain, 'abcd1234']) {
        const text = travel(value);
        const core = name === 'as it is' ? '' : 'before ';
        const redacted = redactorOf(value)(`${core}${text} after`);
        expect(redacted).toContain(placeholder);
        expect(redacted).toMatch(/ after$/);
        expect(redacted.replaceAll(placeholder, '')).not.toContain(value);
        expect(redacted).not.toContain(text.slice(-12, -2));
      }
    });
  }

  it('leaves the login of Basic in no base64 either', () => {
    const text = `Authorization: Basic ${Buffer.from(`admin:${plain}`).toString('base64')}\nHost: pbx`;
    expect(redactorOf(plain)(text)).toBe(`Authorization: Basic ${placeholder}\nHost: pbx`);
  });

  it('finds what Node prints of an error or an object', () => {
    const value = "it's-a-secret-1";
    expect(redactorOf(value)(inspect({ value: `${value}"` }))).not.toContain('secret-1');
  });

  it('takes any value out of any text, wherever it stands', () => {
    const letters = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 30 });
    fc.assert(
      fc.property(letters, fc.string(), fc.string(), (value, before, after) => {
        fc.pre(!placeholder.includes(value) && !value.includes(placeholder) && value !== 'wildix');
        const redacted = redactorOf(value)(`${before} ${value} ${after}`);
        expect(redacted.split(placeholder).join('\n')).not.toContain(value);
      }),
    );
  });

  it('takes the longer of two values that begin alike', () => {
    expect(redactorOf('abcd', 'abcdEFGH', 'abc')('abcdEFGH abcd abc-defg')).toBe(
      `${placeholder} ${placeholder} ${placeholder}-defg`,
    );
  });

  it('takes a value shorter than four signs out where it stands alone only', () => {
    const redact = redactorOf('a1');
    expect(redact('a1 ba1 a12 "a1"')).toBe(`${placeholder} ba1 a12 "${placeholder}"`);
  });

  it('leaves a text without a secret as it is', () => {
    const text = `GET /api/v1/PBX/version/ 200 {"version":"4.01.44168.28","serial":"00:1a:2b:3c:4d:5e"}`;
    expect(redactorOf(plain, nasty)(text)).toBe(text);
    expect(redactorOf()(text)).toBe(text);
  });

  it('never hides the factory password, which is public and part of ordinary words', () => {
    expect(redactorOf('wildix')('wildix at pbx.wildixin.com')).toBe('wildix at pbx.wildixin.com');
  });

  it('leaves what was taken out before as it is, even if a secret looks like it', () => {
    const redact = redactorOf('secret', plain);
    expect(redact(redact(`a ${plain} b secret`))).toBe(`a ${placeholder} b ${placeholder}`);
  });

  it('keeps all values, also those registered later', () => {
    const redactor = createRedactor();
    redactor.register('first-one');
    expect(redactor.redact('first-one second-one')).toBe(`${placeholder} second-one`);
    redactor.register('second-one');
    expect(redactor.redact('first-one second-one')).toBe(`${placeholder} ${placeholder}`);
  });

  it('takes its time by the length of the text only, not by its square', () => {
    const redact = redactorOf(plain, nasty);
    const text = 'A'.repeat(2_000_000);
    expect(redact(text)).toBe(text);
  });
});
