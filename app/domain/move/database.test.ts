import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { engines, gigabyte, isBig, mayMove, parseSize, sizeText } from './database';

describe('the engine of the database', () => {
  it('of a WMS 4.0x may be MySQL or SQLite3', () => {
    expect(mayMove('4.01.44168.28', 'mysql')).toBe('yes');
    expect(mayMove('4.03.44842.11', 'sqlite3')).toBe('yes');
  });

  it('of a WMS 3.xx may be SQLite3 only', () => {
    expect(mayMove('3.88.44120.31', 'sqlite3')).toBe('yes');
    expect(mayMove('3.88.44120.31', 'mysql')).toBe('no');
  });

  it('that the guide does not name is moved from no version', () => {
    for (const version of ['3.88.44120.31', '4.01.44168.28', '6.10.20250609.6', ''])
      expect(mayMove(version, 'other')).toBe('no');
  });

  it('of a version the guide says nothing about is not said', () => {
    for (const version of ['4.11.44842.11', '5.04.20220309.1', '6.10.20250609.6', '2.05.11111.1', ''])
      for (const engine of engines.filter((one) => one !== 'other'))
        expect(mayMove(version, engine)).toBe('not-said');
  });
});

describe('the size of the database', () => {
  it('is a question from 6 GB on', () => {
    expect(isBig(6 * gigabyte - 1)).toBe(false);
    expect(isBig(6 * gigabyte)).toBe(true);
  });

  it('is read as people write it', () => {
    expect(parseSize('1.2')).toBe(1_200_000_000);
    expect(parseSize(' 1,2 GB ')).toBe(1_200_000_000);
    expect(parseSize('800 mb')).toBe(800_000_000);
    expect(parseSize('0')).toBe(0);
    for (const odd of ['', 'big', '1.2.3', '-4', '1 GiB', '1e9', '1.234567'])
      expect(parseSize(odd)).toBeNull();
  });

  it('comes back from its text to within what the text shows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_000_000, max: 900 * gigabyte }), (bytes) => {
        const back = parseSize(sizeText(bytes)) ?? Number.NaN;
        expect(Math.abs(back - bytes)).toBeLessThanOrEqual(bytes >= gigabyte ? 50_000_001 : 500_001);
      }),
    );
  });
});
