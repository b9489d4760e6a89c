import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTypes } from './counts';
import { suggester } from './suggest';
import { countsAsLicensed, findLicenceType, licenceLabel, licenceTypes } from './types';

const user = (
  id: string,
  licenceType: string | null,
  role = 'user',
): { id: string; licenceType: string | null; role: string } => ({
  id,
  licenceType,
  role,
});

describe('counts of licence types', () => {
  it('are of now and of after the changes, against what was bought', () => {
    const users = [user('1', 'premium'), user('2', 'premium'), user('3', 'basic'), user('4', null)];
    const bought = [
      { type: 'PBX-BASIC', bought: 1, used: null },
      { type: 'UC-Premium', bought: 2, used: 2 },
    ];
    expect(countTypes(users, { '2': 'basic', '4': 'essential' }, bought)).toEqual([
      { type: 'basic', bought: 1, usedNow: 1, usedAfter: 2, over: true },
      { type: 'essential', bought: null, usedNow: 0, usedAfter: 1, over: false },
      { type: 'premium', bought: 2, usedNow: 2, usedAfter: 1, over: false },
    ]);
  });

  it('take a type written otherwise for the type it is, so that too many are seen', () => {
    const users = [user('1', 'Basic'), user('2', 'basic')];
    expect(countTypes(users, new Map(), [{ type: 'PBX-BASIC', bought: 1, used: null }])).toEqual([
      { type: 'basic', bought: 1, usedNow: 2, usedAfter: 2, over: true },
    ]);
  });

  it('take an id that every object knows for the id it is', () => {
    const [row] = countTypes([user('constructor', 'basic')], {}, []);
    expect(row).toMatchObject({ type: 'basic', usedNow: 1, usedAfter: 1 });
  });

  it('leave admin out, whatever its type', () => {
    expect(countTypes([user('1', 'premium', 'admin')], { '1': 'basic' }, [])).toEqual([]);
  });

  it('of a free type are never over', () => {
    const [service] = countTypes([user('1', 'pbxService')], {}, [
      { type: 'pbxService', bought: 0, used: null },
    ]);
    expect(service).toMatchObject({ type: 'pbxService', usedAfter: 1, over: false });
  });

  it('have known types in the ladder’s order, then others by name, none lost', () => {
    const users = ['zz-new', 'wizyconf', 'xb-business', 'basic', 'pbxService'].map((type) =>
      user(type, type),
    );
    expect(countTypes(users, {}, []).map(({ type }) => type)).toEqual([
      'basic',
      'wizyconf',
      'pbxService',
      'xb-business',
      'zz-new',
    ]);
  });

  it('add up to the users who have a type, now and after', () => {
    const type = fc.constantFrom('basic', 'essential', 'premium', 'pbxService', 'xb-business');
    const one = fc.record({
      licenceType: fc.option(type),
      role: fc.constantFrom('user', 'admin', 'fax', 'park_orbit'),
      chosen: fc.option(type),
    });
    fc.assert(
      fc.property(fc.array(one), (drawn) => {
        const users = drawn.map(({ licenceType, role }, place) => user(String(place), licenceType, role));
        const chosen = drawn.flatMap((each, place): [string, string][] =>
          each.chosen === null ? [] : [[String(place), each.chosen]],
        );
        const counts = countTypes(users, Object.fromEntries(chosen), []);
        const counted = drawn.filter(countsAsLicensed);
        const sum = (key: 'usedNow' | 'usedAfter'): number =>
          counts.reduce((total, row) => total + row[key], 0);
        expect(sum('usedNow')).toBe(counted.filter(({ licenceType }) => licenceType !== null).length);
        expect(sum('usedAfter')).toBe(
          counted.filter((each) => each.chosen !== null || each.licenceType !== null).length,
        );
      }),
    );
  });
});

describe('licence types', () => {
  it('are known by wire value, label and order code, whatever the case and punctuation', () => {
    for (const type of licenceTypes) {
      for (const name of [type.wire, type.label, type.order, type.order.toLowerCase().replace('-', '_')]) {
        expect(findLicenceType(name)?.wire, name).toBe(type.wire);
      }
    }
    expect(findLicenceType('UC-Wizyconf Room')?.wire).toBe('wizyconf');
    expect(findLicenceType('xb-business')).toBeUndefined();
    expect(licenceLabel('xb-business')).toBe('xb-business');
    expect(licenceLabel('pbxService')).toBe('Service');
  });
});

describe('a proposal by role', () => {
  it('is made only where the vendor leaves no doubt, and not when it is so already', () => {
    const bare = suggester({ clues: [] });
    const suggest = (one: ReturnType<typeof user>) =>
      bare({
        user: { name: '', extension: '', login: '', email: '', group: '', department: '', ...one },
      });
    expect(suggest(user('1', 'premium', 'park_orbit'))?.type).toBe('pbxService');
    expect(suggest(user('1', 'premium', 'fax'))?.type).toBe('basic');
    expect(suggest(user('1', null, 'room'))?.type).toBe('basic');
    expect(suggest(user('1', 'basic', 'fax'))).toBeNull();
    expect(suggest(user('1', 'premium', 'user'))).toBeNull();
    expect(suggest(user('1', 'premium', 'admin'))).toBeNull();
    expect(suggest(user('1', 'premium', 'constructor'))).toBeNull();
  });
});
