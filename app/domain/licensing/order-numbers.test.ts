import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTypes } from './counts';
import { countField, orderNumbers, typedCounts, typesWithoutField } from './order-numbers';
import { licenceTypes } from './types';

const users = (...types: (string | null)[]) =>
  types.map((licenceType, place) => ({ id: String(place), role: 'user', licenceType }));
const none = { basic: 0, essential: 0, business: 0, premium: 0, wizyconf: 0, pbxService: 0 };

describe('numbers to order', () => {
  it('are the users of each type after the choices, with what is to spare of each type in use', () => {
    const counts = countTypes(users('premium', 'premium', 'pbxService', null), { 1: 'basic' }, []);
    expect(orderNumbers(counts, 0)).toEqual({ ...none, basic: 1, premium: 1, pbxService: 1 });
    expect(orderNumbers(counts, 2)).toEqual({ ...none, basic: 3, premium: 3, pbxService: 3 });
  });

  it('are none of a type that everybody was taken from, whatever is to spare', () => {
    const counts = countTypes(users('premium'), { 0: 'basic' }, [{ type: 'premium', bought: 5, used: 1 }]);
    expect(orderNumbers(counts, 3)).toEqual({ ...none, basic: 4 });
  });

  it('add up to the users and their spare; types without a field are told apart', () => {
    const type = fc.constantFrom(...licenceTypes.map(({ wire }) => wire), 'xb-business');
    fc.assert(
      fc.property(fc.array(type), fc.nat(50), (types, spare) => {
        const counts = countTypes(users(...types), {}, []);
        const sum = Object.values(orderNumbers(counts, spare)).reduce((total, number) => total + number, 0);
        const known = types.filter((one) => one !== 'xb-business');
        expect(sum).toBe(known.length + spare * new Set(known).size);
        const [other] = typesWithoutField(counts);
        expect(other?.usedAfter ?? 0).toBe(types.length - known.length);
      }),
    );
  });
});

it('what was typed is taken where it is a whole number', () => {
  const inputs = {
    [countField('basic')]: ' 10 ',
    [countField('premium')]: 'five',
    [countField('wizyconf')]: '',
  };
  expect(typedCounts(inputs)).toEqual([{ type: 'basic', bought: 10, used: null }]);
});
