import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factory, generatePassword, generatedLength, passwordStrength, passwordWeaknesses } from './password';

/** Random numbers that a seed repeats (mulberry32); good enough to stand for `crypto` here. */
function seededPick(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** First the given numbers, then random ones. */
function scriptedPick(script: readonly number[]): (below: number) => number {
  const left = [...script];
  const random = seededPick(1);
  return (below) => Math.min(left.shift() ?? random(below), below - 1);
}

describe('a generated password', () => {
  it('always passes the policy that typed ones are held against', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const password = generatePassword(seededPick(seed));
        expect(password).toHaveLength(generatedLength);
        expect(passwordWeaknesses(password)).toEqual([]);
        expect(passwordStrength(password)).toBeGreaterThanOrEqual(3);
      }),
      { numRuns: 5000 },
    );
  });

  it('is drawn again when chance made a repetition', () => {
    const sameSignAgain = Array.from({ length: 16 }, () => 30);
    expect(passwordWeaknesses(generatePassword(scriptedPick([0, 0, 0, 0, ...sameSignAgain])))).toEqual([]);
  });

  it('does not come from a source that is not random', () => {
    expect(() => generatePassword(() => 0)).toThrow(/not random/);
  });

  it('has no sign that is read as another, or that a prompt or a page takes amiss', () => {
    for (let seed = 0; seed < 500; seed++)
      expect(generatePassword(seededPick(seed))).not.toMatch(/[Il1O0"'`$\\\s]/);
  });
});

describe('a typed password', () => {
  const good = 'Gt7#kWq9-Rb4+Xz2';

  it.each([
    [good, []],
    [good.slice(1), ['too-short']],
    ['gt7#kwq9-rb4+xz2', ['no-upper']],
    ['GT7#KWQ9-RB4+XZ2', ['no-lower']],
    ['Gtx#kWqy-Rbz+Xza', ['no-digit']],
    ['Gt7xkWq9yRb4zXz2', ['no-symbol']],
    [`${good} x`, ['unsafe-sign']],
    [`${good}$x`, ['unsafe-sign']],
    [`${good}\\`, ['unsafe-sign']],
    [`${good}"`, ['unsafe-sign']],
    [`${good}'`, ['unsafe-sign']],
    [`${good}ü`, ['unsafe-sign']],
    [`${good}Wildix`, ['factory']],
    [`${good}aaaa`, ['repeats']],
  ])('%j has against it: %j', (password, weaknesses) => {
    expect(passwordWeaknesses(password)).toEqual(weaknesses);
  });

  it('grows in strength with length and variety', () => {
    expect(passwordStrength('')).toBe(0);
    expect(passwordStrength(factory.password)).toBe(0);
    expect(passwordStrength('Gt7#kWq9')).toBe(1);
    expect(passwordStrength('gtakwqbrbcxzdefgh')).toBe(2);
    expect(passwordStrength(good)).toBe(3);
    expect(passwordStrength(`${good}-Lp8`)).toBe(4);
    expect(passwordStrength(`${good}admin-Lp8`)).toBe(0);
  });
});
