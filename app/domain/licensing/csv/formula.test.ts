import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFormula, neutralise, restore } from './formula';

/** Text rich in what is dangerous. */
const nasty = fc.string({
  unit: fc.constantFrom(
    '=',
    '+',
    '-',
    '@',
    "'",
    '"',
    ',',
    ';',
    '\t',
    '\r',
    '\n',
    '|',
    ' ',
    'a',
    '1',
    '＝',
    '\0',
    '\u00a0',
  ),
  maxLength: 14,
});
const anyText = fc.oneof(nasty, fc.string({ unit: 'grapheme', maxLength: 20 }));

describe('formulas in cells', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '＝1', 'a;=cmd', 'a,@x', 'a\n=1', 'a"=1'])(
    '%j is one, and is harmless afterwards',
    (cell) => {
      expect(isFormula(cell)).toBe(true);
      expect(isFormula(neutralise(cell))).toBe(false);
    },
  );

  it.each(['', 'Ada', '00123', 'a=b', 'Smith-Jones', 'u+x@example.test', "'s Hertogenbosch", '*99', '#31'])(
    '%j is none, and stays as it is',
    (cell) => {
      expect(isFormula(cell)).toBe(false);
      expect(neutralise(cell)).toBe(cell);
    },
  );

  it('never survive, and what was there comes back exactly', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const safe = neutralise(text);
        expect(isFormula(safe)).toBe(false);
        expect(restore(safe)).toBe(text);
      }),
      { numRuns: 5000 },
    );
  });

  it('two different texts are never written the same', () => {
    fc.assert(
      fc.property(nasty, nasty, (a, b) => {
        fc.pre(a !== b);
        expect(neutralise(a)).not.toBe(neutralise(b));
      }),
      { numRuns: 2000 },
    );
  });
});
