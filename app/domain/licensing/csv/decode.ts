export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface Decoded {
  text: string;
  encoding: Encoding;
  /** Some bytes were no signs of this encoding and stand as `\uFFFD`. */
  damaged: boolean;
}

const replacement = '\uFFFD';

/**
 * Bytes of a file as text: by its mark (BOM) where it has one; else UTF-8 when every byte fits; else Windows-1252, which
 * Excel writes in the west of Europe and in which every file is readable.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const marked = markOf(bytes);
  if (marked) {
    const text = new TextDecoder(marked).decode(bytes);
    return { text, encoding: marked, damaged: text.includes(replacement) };
  }
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true }).decode(bytes),
      encoding: 'utf-8',
      damaged: false,
    };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: 'windows-1252', damaged: false };
  }
}

function markOf([a, b, c]: Uint8Array): Encoding | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : null;
}

/** Bytes 0x80 to 0x9F; the rest is as in Unicode. From the index of windows-1252 in the WHATWG Encoding Standard. */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f' + '\u0090‘’“”•–—˜™š›œ\u009džŸ';

/**
 * Own code, since TextDecoder can not be trusted with it: Node reads these bytes as Latin-1 in 20.18.3 to 24
 * (nodejs/node#60888), and we run on several versions.
 */
function decodeWindows1252(bytes: Uint8Array): string {
  let text = '';
  // In parts: a function takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return text.replace(/[\u0080-\u009f]/g, (sign) => upper[sign.charCodeAt(0) - 0x80] ?? sign);
}

/** A workbook is a ZIP (.xlsx, .ods) or the old compound file (.xls), whatever its name says. */
export function isWorkbook([a, b, c, d]: Uint8Array): boolean {
  return (
    (a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04) ||
    (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0)
  );
}
