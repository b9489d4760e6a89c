import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseExtensions } from './extensions';
import { OwnRule, refuseRule, testOf, wildcard } from './own-rules';

const user = {
  id: '1',
  name: 'Room 12',
  extension: '112',
  login: '',
  email: '',
  role: 'user',
  group: 'Hotel',
  department: 'Second floor',
  licenceType: 'premium',
};
const rule = (over: Partial<OwnRule>): OwnRule => OwnRule.parse({ id: 'r', type: 'basic', ...over });
const fits = (over: Partial<OwnRule>): boolean => testOf(rule(over))({ user });

describe('extensions as they are typed', () => {
  it('are single ones and ranges', () => {
    const set = parseExtensions('100 - 119; 205, 0300–0399');
    const inside = ['100', '112', '119', '205', '0300', '0350', '0399'];
    expect(inside.filter((one) => !set?.has(one))).toEqual([]);
    const outside = ['99', '120', '204', '0112', '1100', '300', '0400', '', 'fax', '112a'];
    expect(outside.filter((one) => set?.has(one))).toEqual([]);
  });

  it('over ends of different length go by the number', () => {
    const set = parseExtensions('90-110');
    expect(['90', '99', '100', '110'].every((one) => set?.has(one))).toBe(true);
    expect(['089', '111', '9'].some((one) => set?.has(one))).toBe(false);
  });

  it('that are none are told', () => {
    for (const typed of ['', ' , ', 'abc', '10-5', '10-', '1-2-3', '10..20']) {
      expect(parseExtensions(typed), typed).toBeNull();
    }
  });

  it('have exactly the numbers between the ends', () => {
    const three = fc.integer({ min: 100, max: 999 });
    fc.assert(
      fc.property(three, three, three, (a, b, c) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        expect(parseExtensions(`${from}-${to}`)?.has(String(c))).toBe(from <= c && c <= to);
      }),
    );
  });
});

describe('a rule of the installer', () => {
  it('holds when all that is filled in holds', () => {
    expect(fits({ extensions: '100-199', groups: ['Front', 'hotel'], name: 'room *' })).toBe(true);
    expect(fits({ extensions: '100-199', groups: ['Front'] })).toBe(false);
    expect(fits({ departments: [' SECOND floor '] })).toBe(true);
    expect(fits({ roles: ['fax'] })).toBe(false);
    expect(fits({ typesNow: ['UC-Premium'] })).toBe(true);
    expect(fits({ typesNow: ['basic'] })).toBe(false);
    expect(fits({ name: '*' })).toBe(true);
  });

  it('that says nobody, or extensions nobody understands, fits nobody', () => {
    expect(refuseRule(rule({}))).toEqual({ field: 'name', not: 'nobody' });
    expect(refuseRule(rule({ extensions: '10-x' }))).toEqual({ field: 'extensions', not: 'extensions' });
    expect(refuseRule(rule({ name: '*' }))).toBeNull();
    expect(fits({})).toBe(false);
    expect(fits({ extensions: '10-x', name: '*' })).toBe(false);
  });
});

describe('a name pattern', () => {
  it('must fit the whole name, whatever the case', () => {
    expect(wildcard('Room ??')('room 12')).toBe(true);
    expect(wildcard('Room ?')('Room 12')).toBe(false);
    expect(wildcard('*fax*')('Main FAX 2')).toBe(true);
    expect(wildcard('fax')('Main fax')).toBe(false);
    expect(wildcard('a.c')('abc')).toBe(false);
    expect(wildcard('**')('')).toBe(true);
  });

  it('says the same as a regular expression made from it', () => {
    const sign = fc.constantFrom('a', 'b', '*', '?', ' ');
    const patterns = fc.string({ unit: sign, maxLength: 8 }).map((text) => `a${text}b`);
    fc.assert(
      fc.property(
        patterns,
        fc.string({ unit: fc.constantFrom('a', 'b', ' '), maxLength: 10 }),
        (pattern, text) => {
          const body = pattern.replaceAll('*', '.*').replaceAll('?', '.');
          expect(wildcard(pattern)(text)).toBe(new RegExp(`^${body}$`).test(text.trim()));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes no time that somebody could notice, also when made to', () => {
    const start = performance.now();
    expect(wildcard(`${'*a'.repeat(50)}*b`)('a'.repeat(5000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
