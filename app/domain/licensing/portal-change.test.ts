import { describe, expect, it } from 'vitest';
import { fitsItsKind, movesOf, numbersIn, numbersText, readChange, type MeantChange } from './portal-change';

const here = 'Europe/Rome';
const typed = { change: 'increase', platform: 'virtual', ordering: 'portal-form' };
const told = [
  { type: 'Basic', bought: 10, used: 9 },
  { type: 'xb-business', bought: 2, used: null },
];

function meant(inputs: Record<string, string>): MeantChange {
  const read = readChange({ ...typed, ...inputs }, told, here);
  if (!('meant' in read)) throw new Error(JSON.stringify(read));
  return read.meant;
}

describe('what was typed', () => {
  it('starts from what the PBX tells, and adds what is to spare', () => {
    const { now, wanted, zone } = meant({ 'want-basic': '12', 'spare-basic': '2', 'want-premium': ' 1 ' });
    expect(now).toMatchObject({ basic: 10, 'xb-business': 2, premium: 0 });
    expect(wanted).toMatchObject({ basic: 14, 'xb-business': 2, premium: 1 });
    expect(zone).toBe(here);
  });

  it('goes before what the PBX tells', () => {
    expect(meant({ 'now-basic': '8' }).now).toMatchObject({ basic: 8 });
  });

  it('is missing by field; the periods only for a change of term', () => {
    expect(readChange({}, [], here)).toEqual({ missing: ['change', 'platform', 'ordering', 'numbersNow'] });
    expect(readChange({ ...typed, change: 'term' }, told, here)).toEqual({
      missing: ['periodNow', 'periodThen'],
    });
  });

  it.each([
    ['zone', { zone: 'Europe/Nowhere' }, 'Europe/Nowhere'],
    ['lastDay', { lastDay: '2026-02-30' }, '2026-02-30'],
    ['counts', { 'want-basic': '-1' }, '-1'],
    ['counts', { 'spare-premium': '1.5' }, '1.5'],
  ])('%s that is none is odd', (field, inputs, value) => {
    expect(readChange({ ...typed, ...inputs }, told, here)).toEqual({ odd: { field, value } });
  });
});

describe('the numbers of a kind', () => {
  const now = { basic: 10, essential: 5, premium: 1, wizyconf: 1 };
  const fits = (change: MeantChange['change'], wanted: Record<string, number>): boolean =>
    fitsItsKind({ ...meant({}), change, now, wanted: { ...now, ...wanted } });

  it.each([
    ['increase', { basic: 11 }],
    ['decrease', { basic: 9, premium: 0 }],
    ['upgrade', { basic: 8, essential: 6, premium: 2 }],
    ['downgrade', { essential: 4, basic: 11 }],
    ['term', {}],
  ] as const)('%s', (change, wanted) => {
    expect(fits(change, wanted)).toBe(true);
  });

  it.each([
    ['increase', {}],
    ['increase', { basic: 11, premium: 0 }],
    ['decrease', { basic: 9, premium: 2 }],
    ['upgrade', { basic: 8, premium: 2 }],
    ['upgrade', { essential: 4, basic: 11 }],
    ['upgrade', { wizyconf: 0, premium: 2 }],
    ['downgrade', { basic: 9, essential: 6 }],
  ] as const)('not %s', (change, wanted) => {
    expect(fits(change, wanted)).toBe(false);
  });

  it('tells what goes up and down', () => {
    expect(movesOf({ now, wanted: { ...now, basic: 9, premium: 3 } })).toEqual({
      up: ['premium'],
      down: ['basic'],
    });
  });
});

it('numbers come out of the journal as they went in', () => {
  expect(numbersText({ basic: 10, premium: 0, 'xb business': 2 })).toBe('basic 10, xb business 2');
  expect(numbersIn('basic 10, xb business 2')).toEqual({ basic: 10, 'xb business': 2 });
  expect(numbersIn('')).toEqual({});
});
