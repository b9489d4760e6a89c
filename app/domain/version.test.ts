import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareVersions, findVersion, knowsLicenceTypes, needsSecondFactor } from './version';

describe('a version', () => {
  it.each([
    ['4.01.44168.28', '4.01.44168.28'],
    ['WMS 6.10.20250609.6 (stable)', '6.10.20250609.6'],
    ['{"version":"5.04.20230105.1"}', '5.04.20230105.1'],
    ['Version 4.01.44168.28.', '4.01.44168.28'],
  ])('is found in %s', (text, found) => {
    expect(findVersion(text)?.text).toBe(found);
  });

  it.each(['', '4.01', '192.168.10.20', '1.2.3.4', '1.4.01.44168.28', '4.01.44168.28.9', 'v4-01-44168-28'])(
    'is not found in "%s"',
    (text) => {
      expect(findVersion(text)).toBeNull();
    },
  );

  it('is compared number by number, not letter by letter', () => {
    const rising = [
      'no version',
      '4.01.9999.1',
      '4.01.44167.99',
      '4.01.44168.9',
      '4.01.44168.28',
      '4.02.44168.1',
      '5.04.20230105.1',
      '6.09.20250609.6',
      '6.10.20250609.6',
      '10.01.20260101.1',
    ];
    const shuffled = [...rising].reverse().sort(compareVersions);
    expect(shuffled).toEqual(rising);
    expect(compareVersions('4.1.44168.28', '4.01.44168.28')).toBe(0);
  });

  it('has one order: of two, one is older, newer or the same, from both sides', () => {
    const part = fc.nat(99);
    const version = fc
      .tuple(part, part, fc.integer({ min: 1000, max: 20_300_101 }), part)
      .map((parts) => parts.join('.'));
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        expect(compareVersions(a, a)).toBe(0);
        expect(Math.sign(compareVersions(a, b))).toBe(-Math.sign(compareVersions(b, a)) + 0);
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('what a version can', () => {
  it('knows licence types from the first that does', () => {
    expect(knowsLicenceTypes('4.01.44168.27')).toBe(false);
    expect(knowsLicenceTypes('4.01.44168.28')).toBe(true);
    expect(knowsLicenceTypes('6.10.20250609.6')).toBe(true);
    expect(knowsLicenceTypes('unreadable')).toBe(false);
  });

  it('needs a second factor by its own line, 6 and 7 apart', () => {
    expect(needsSecondFactor('6.10.20250609.5')).toBe(false);
    expect(needsSecondFactor('6.10.20250609.6')).toBe(true);
    expect(needsSecondFactor('7.01.20250609.9')).toBe(false);
    expect(needsSecondFactor('7.02.20250609.3')).toBe(true);
    expect(needsSecondFactor('5.04.20230105.1')).toBe(false);
    expect(needsSecondFactor('8.01.20260101.1')).toBe(true);
  });
});
