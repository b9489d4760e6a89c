import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPbxKey, checkSerial, isDnsLabel, sameSerial } from './pasted';

describe('a pasted PBX key', () => {
  it.each([
    ['', 'empty'],
    [' \r\n\t ', 'empty'],
    ['https://portal.wildix.com/pbx/17', 'url'],
    ['http://192.168.1.1', 'url'],
    ['www.wildix.com', 'url'],
    ['mueller.wildixin.com', 'url'],
    ['pbx.wildix.com/keys', 'url'],
    ['ssh://admin@pbx', 'url'],
    ['QUJDREVGR0g=\nhttps://portal.wildix.com', 'url'],
    ['someone@example.com', 'email'],
    ['mailto:someone@example.com', 'email'],
    ['001a2b3c4d5e', 'serial'],
    ['00:1A:2B:3C:4D:5E', 'serial'],
    ['00-1a-2b-3c-4d-5e', 'serial'],
    ['4.01.44168.28', 'version'],
    ['192.168.10.20', 'version'],
    ['Copy PBX key', 'several-words'],
    ['the key is QUJDREVGR0g=', 'several-words'],
    ['access_0123456789abcdef', 'api-token'],
    ['wsk-v1-0123456789abcdef', 'api-token'],
    ['QUJDREVGR0g…', 'strange-signs'],
    ['schlüssel-0815', 'strange-signs'],
    ['QUJDREVG\u0000R0g=', 'strange-signs'],
    ['QUJD\u200bREVGR0g=', 'strange-signs'],
    ['abc1234', 'too-short'],
    ['x'.repeat(20_001), 'too-long'],
  ])('%j is %s', (pasted, not) => {
    expect(checkPbxKey(pasted)).toEqual({ not });
  });

  it.each([
    ['QUJDREVGR0g=', 'QUJDREVGR0g='],
    ['  QUJDREVGR0g=\n', 'QUJDREVGR0g='],
    ['QUJD\r\n  REVG\nR0g=', 'QUJDREVGR0g='],
    ['-----BEGIN-KEY-----', '-----BEGIN-KEY-----'],
    [
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl',
    ],
  ])('%j is taken for %s', (pasted, key) => {
    expect(checkPbxKey(pasted)).toEqual({ key });
  });

  it('of any base64 is taken, wrapped over lines or not', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 24, maxLength: 600 }),
        fc.integer({ min: 16, max: 76 }),
        (bytes, width) => {
          const key = Buffer.from(bytes).toString('base64');
          const wrapped = key.replace(new RegExp(`.{${String(width)}}`, 'g'), '$&\r\n');
          expect(checkPbxKey(key)).toEqual({ key });
          expect(checkPbxKey(` ${wrapped}\n`)).toEqual({ key });
        },
      ),
    );
  });

  it('once taken is taken again for the same', () => {
    fc.assert(
      fc.property(fc.string(), (pasted) => {
        const first = checkPbxKey(pasted);
        if ('key' in first) expect(checkPbxKey(first.key)).toEqual(first);
      }),
    );
  });
});

describe('a typed software serial', () => {
  it.each([
    [' ABC-123_4:5 ', 'ABC-123_4:5'],
    ['2207110001234', '2207110001234'],
  ])('%j is taken for %s', (typed, serial) => {
    expect(checkSerial(typed)).toEqual({ serial });
  });

  it.each([
    ['', 'empty'],
    ['https://portal', 'url'],
    ['SW 123', 'several-words'],
    ['12/34', 'strange-signs'],
    ['a@b.c', 'strange-signs'],
    ['1'.repeat(65), 'too-long'],
  ])('%j is %s', (typed, not) => {
    expect(checkSerial(typed)).toEqual({ not });
  });

  it('is the same without regard to case and separators', () => {
    expect(sameSerial('00:1A:2B:3C:4D:5E', '001a2b3c4d5e')).toBe(true);
    expect(sameSerial('00:1A:2B:3C:4D:5E', '001a2b3c4d5f')).toBe(false);
  });
});

describe('a PBX name', () => {
  it.each(['a', 'mueller', 'Mueller-2', '1st', 'x'.repeat(63)])('%s is a DNS label', (name) => {
    expect(isDnsLabel(name)).toBe(true);
  });

  it.each(['', '-a', 'a-', 'a.b', 'a b', 'müller', 'a_b', 'x'.repeat(64), 'a\n'])('%j is none', (name) => {
    expect(isDnsLabel(name)).toBe(false);
  });
});
