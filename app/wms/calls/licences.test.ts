import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { licenceTypes } from '../../domain/licensing/types';
import { understandLicences } from './licences';

const two = [
  { type: 'basic', bought: 10, used: 3 },
  { type: 'premium', bought: 5, used: 0 },
];

describe('understandLicences', () => {
  it.each([
    ['sides with wire values', { bought: { basic: 10, premium: 5 }, used: { basic: 3, premium: 0 } }],
    [
      'order codes with both numbers, as strings',
      { licenses: { 'PBX-BASIC': { total: '10', used: '3' }, 'UC-Premium': { total: '5', used: '0' } } },
    ],
    [
      'a list with names',
      {
        records: [
          { name: 'Basic', bought: 10, inUse: 3 },
          { name: 'Premium', bought: 5, inUse: 0 },
        ],
      },
    ],
    [
      'a list with types and order codes',
      [
        { licenseType: 'basic', purchased: '10', assigned: '3' },
        { code: 'UC-PREMIUM', purchased: '5', assigned: '0' },
      ],
    ],
    ['flat keys', { basicTotal: 10, basicUsed: 3, premium_total: 5, premium_used: 0 }],
    ['flat keys the other way round', { boughtBasic: 10, usedBasic: 3, boughtPremium: 5, usedPremium: 0 }],
    ['words around', { boughtLicenses: { Basic: 10, Premium: 5 }, licensesUsed: { Basic: 3, Premium: 0 } }],
    [
      'deeper down',
      {
        info: {
          data: { basic: { count: { bought: 10, used: 3 } }, premium: { count: { bought: 5, used: 0 } } },
        },
      },
    ],
    [
      'a sum beside',
      { bought: { basic: 10, premium: 5, total: 15 }, used: { basic: 3, premium: 0, total: 3 } },
    ],
  ])('reads %s', (_name, answer) => {
    expect(understandLicences(answer).counts).toEqual(two);
  });

  it('keeps a type it does not know', () => {
    expect(understandLicences({ bought: { basic: 1, 'xb-business': 4 } }).counts).toEqual([
      { type: 'basic', bought: 1, used: null },
      { type: 'xb-business', bought: 4, used: null },
    ]);
    expect(understandLicences([{ type: 'xb-business', bought: 4, used: '1' }]).counts).toEqual([
      { type: 'xb-business', bought: 4, used: 1 },
    ]);
  });

  it('guesses nothing: numbers without a word for them, or words without a type, are no counts', () => {
    for (const answer of [
      [],
      {},
      null,
      'Success',
      { licenses: { basic: 10 } },
      { bought: 10, used: 3 },
      { a: [{ b: 1 }] },
    ]) {
      expect(understandLicences(answer)).toMatchObject({ counts: [], activated: null, swSerial: null });
    }
    expect(understandLicences({ licenses: { basic: 10 } }).shape).toBe('{licenses: {basic: number}}');
  });

  it.each([
    [{ activated: true }, true],
    [{ activated: '1' }, true],
    [{ status: { isActivated: 'yes' } }, true],
    [{ activation: 'activated' }, true],
    [{ mode: 'user' }, true],
    [{ activated: 0 }, false],
    [{ activated: 'false' }, false],
    [{ activation: 'not activated' }, false],
    [{ mode: '' }, false],
    [{ activated: 1798761600 }, null],
    [{ activated: 'since Monday' }, null],
    [{ mode: 'bridge' }, null],
    [{ license: { active: true } }, true],
    [{ data: { mode: '' } }, false],
    // Said of a licence type, or of some other part of the PBX.
    [{ licenses: [{ type: 'basic', total: 0, active: true }] }, null],
    [{ licenses: [{ type: 'basic', activated: true }] }, null],
    [{ licenses: [{ active: true }] }, null],
    [{ licenses: { basic: { activated: true }, premium: { active: true } } }, null],
    [{ license: { type: 'premium', active: 1 } }, null],
    [{ licenses: { basic: 10, active: 1 } }, null],
    [{ cds: { active: true } }, null],
    [{ data: { proxy: { mode: 'user' } } }, null],
    [{ activated: false, cds: { active: true }, basic: { active: true } }, false],
    // As practice PBXs say it.
    [{ mode: 'user', licenses: { 'PBX-BASIC': { total: '3', used: '1' } } }, true],
    [{ subscription: { active: true }, plans: [{ plan: 'PBX-BASIC', purchased: 3 }] }, true],
    [{ subscription: { active: false }, plans: [] }, false],
    [{ isActive: true, uc: { premium: { purchased: '3' } } }, true],
    [{ state: 'activated' }, null],
  ])('takes %j as activated: %s', (answer, activated) => {
    expect(understandLicences(answer).activated).toBe(activated);
  });

  it('finds the software serial', () => {
    expect(understandLicences({ swSerial: 'SW-1' }).swSerial).toBe('SW-1');
    expect(understandLicences({ license: { software_serial: 99 } }).swSerial).toBe('99');
    expect(understandLicences({ swSerial: '', serial: 'x' }).swSerial).toBeNull();
  });

  it('reads any numbers back from a form it knows', () => {
    const numbers = fc.uniqueArray(
      fc.record({ type: fc.constantFrom(...licenceTypes), bought: fc.nat(999), used: fc.nat(999) }),
      { selector: ({ type }) => type.wire, minLength: 1 },
    );
    fc.assert(
      fc.property(numbers, fc.constantFrom('wire', 'label', 'order'), (list, name) => {
        const wanted = list.map(({ type, bought, used }) => ({ type: type.wire, bought, used }));
        const sides = {
          used: Object.fromEntries(list.map(({ type, used }) => [type[name], used])),
          bought: Object.fromEntries(list.map(({ type, bought }) => [type[name], String(bought)])),
        };
        const rows = list.map(({ type, bought, used }) => ({
          type: type[name],
          total: String(bought),
          used,
        }));
        expect(understandLicences(sides).counts).toEqual(wanted);
        expect(understandLicences({ rows }).counts).toEqual(wanted);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything({ maxDepth: 6 }),
        (answer) => typeof understandLicences(answer).shape === 'string',
      ),
    );
  });
});
