import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Image } from '../domain/deploy/image';
import { Failure } from '../domain/failure';

/** Read at once, in bytes: large enough that the disk is what takes the time. */
const chunk = 4 * 1024 * 1024;

/**
 * Reads a file from end to end and gives its SHA-256, without ever holding more than a piece of it. `file-failed` {file} where it
 * cannot be read.
 * @param onRead told after each piece, with the part read so far, 0 to 1
 */
export async function sumOf(
  path: string,
  signal: AbortSignal,
  onRead: (fraction: number) => void,
): Promise<Image> {
  try {
    const { size } = await stat(path);
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of createReadStream(path, { signal, highWaterMark: chunk })) {
      hash.update(piece as Buffer);
      bytes += (piece as Buffer).length;
      onRead(size === 0 ? 1 : Math.min(1, bytes / size));
    }
    return { path, bytes, sha256: hash.digest('hex') };
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    throw new Failure('file-failed', { file: path }, String(thrown));
  }
}
