import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDifferences, differencesOf, differenceText, type MovedUser } from './compare';

const ada: MovedUser = { extension: '101', name: 'Ada', type: 'essential' };
const bob: MovedUser = { extension: '102', name: 'Bob', type: 'basic' };

const user: fc.Arbitrary<MovedUser> = fc.record({
  extension: fc.constantFrom('100', '101', '102', '200', ''),
  name: fc.constantFrom('Ada', 'Bob', ''),
  type: fc.constantFrom('basic', 'essential', 'xb-business', null),
});

describe('the users of two PBXs', () => {
  it('are the same in whatever order, and by whatever spelling of a type', () => {
    expect(differencesOf([ada, bob], [bob, { ...ada, type: 'UC-Essential' }])).toEqual([]);
  });

  it('differ by who is missing, added, called otherwise or of another type', () => {
    const all = differencesOf(
      [ada, bob, { extension: '103', name: 'Eve', type: 'premium' }],
      [
        { ...ada, name: 'Ada B.' },
        { ...bob, type: 'premium' },
        { extension: '104', name: 'Zoe', type: 'basic' },
      ],
    );
    expect(countDifferences(all)).toEqual({ missing: 1, added: 1, name: 1, type: 1 });
    expect(all.map(differenceText)).toEqual([
      '101 Ada: is called Ada B. there',
      '102 Bob: basic before, premium there',
      '103 Eve: not on the cloud PBX',
      '104 Zoe: on the cloud PBX only',
    ]);
  });

  it('without licence types before have none that could differ', () => {
    expect(differencesOf([{ ...ada, type: null }], [ada])).toEqual([]);
  });

  it('of the same extension are told apart by name', () => {
    const twin = { ...ada, name: 'Ann' };
    expect(differencesOf([ada, twin], [twin, ada])).toEqual([]);
    const eve = { ...ada, name: 'Eve' };
    expect(differencesOf([eve, ada], [ada, twin])).toEqual([{ what: 'name', user: eve, now: 'Ann' }]);
  });

  it('never differ from themselves, and nobody is lost', () => {
    fc.assert(
      fc.property(fc.array(user), fc.array(user), (before, after) => {
        expect(differencesOf(before, [...before].reverse().concat())).toSatisfy(
          (all: unknown[]) => all.length === 0 || hasTwins(before),
        );
        const { missing, added } = countDifferences(differencesOf(before, after));
        expect(before.length - missing).toBe(after.length - added);
      }),
    );
  });
});

/** Two of one extension and name can only be told apart by type, which is what is compared. */
function hasTwins(users: readonly MovedUser[]): boolean {
  return new Set(users.map(({ extension, name }) => `${extension}/${name}`)).size < users.length;
}
