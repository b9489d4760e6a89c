import { describe, expect, it } from 'vitest';
import { decodeText, isWorkbook } from './decode';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe('the encoding of a file', () => {
  it('is UTF-8 when every byte fits', () => {
    expect(decodeText(new TextEncoder().encode('Jürgen – 日本'))).toEqual({
      text: 'Jürgen – 日本',
      encoding: 'utf-8',
      damaged: false,
    });
  });

  it('is told by its mark, which is not in the text', () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0x41)).text).toBe('A');
    expect(decodeText(bytes(0xff, 0xfe, 0x41, 0, 0xfc, 0))).toMatchObject({
      text: 'Aü',
      encoding: 'utf-16le',
    });
    expect(decodeText(bytes(0xfe, 0xff, 0, 0x41, 0, 0xfc))).toMatchObject({
      text: 'Aü',
      encoding: 'utf-16be',
    });
  });

  it('is Windows-1252 else, with the signs it has beyond Latin-1', () => {
    expect(decodeText(bytes(0x4a, 0xfc, 0x80, 0x93, 0x94, 0x9f))).toEqual({
      text: 'Jü€“”Ÿ',
      encoding: 'windows-1252',
      damaged: false,
    });
    // Every byte has its sign, and the 27 that Windows added are not those of Latin-1.
    const all = decodeText(Uint8Array.from({ length: 256 }, (_, byte) => byte)).text;
    expect(all).toHaveLength(256);
    expect(Array.from(all).filter((sign, byte) => sign.charCodeAt(0) !== byte)).toHaveLength(27);
  });

  it('says when a marked file is damaged', () => {
    expect(decodeText(bytes(0xef, 0xbb, 0xbf, 0xfc))).toMatchObject({ encoding: 'utf-8', damaged: true });
  });

  it('of a long file is read in parts', () => {
    const long = new Uint8Array(300_001).fill(0xe9);
    expect(decodeText(long).text).toBe('é'.repeat(300_001));
  });

  it('a workbook is no text', () => {
    expect(isWorkbook(bytes(0x50, 0x4b, 3, 4, 20))).toBe(true);
    expect(isWorkbook(bytes(0xd0, 0xcf, 0x11, 0xe0))).toBe(true);
    expect(isWorkbook(new TextEncoder().encode('PK'))).toBe(false);
  });
});
