import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';

/**
 * Files under a folder that hold one of the secrets, byte by byte: as it is, in UTF-16 (databases of the browser part),
 * in base64 at each of the three alignments, and inside the compressed streams of a PDF.
 */
export function filesHolding(secrets: readonly string[], folder: string): string[] {
  const needles = secrets.flatMap(looksOf);
  return filesIn(folder).filter((file) => {
    const bytes = readFileSync(file);
    const texts = file.endsWith('.pdf') ? [bytes, ...streamsOf(bytes)] : [bytes];
    return texts.some((text) => needles.some((needle) => text.includes(needle)));
  });
}

/** Every way a secret may stand in bytes. */
export function looksOf(secret: string): Buffer[] {
  const plain = Buffer.from(secret, 'utf8');
  const encoded = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
    // The signs at both ends are mixed with their neighbours.
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -4));
  });
  return [plain, Buffer.from(secret, 'utf16le'), Buffer.from(encodeURIComponent(secret)), ...encoded];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function streamsOf(pdf: Buffer): Buffer[] {
  const streams: Buffer[] = [];
  let at = pdf.indexOf('stream\n');
  while (at >= 0) {
    const end = pdf.indexOf('endstream', at);
    if (end < 0) break;
    try {
      streams.push(inflateSync(pdf.subarray(at + 'stream\n'.length, end)));
    } catch {
      // Not a compressed stream: its bytes were searched as they are.
    }
    at = pdf.indexOf('stream\n', end + 'endstream'.length);
  }
  return streams;
}
