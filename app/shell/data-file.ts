import { readFile, writeFile } from 'node:fs/promises';
import type { ZodType } from 'zod';
import { Failure } from '../domain/failure';
import { moveInPlace } from '../journal/disk';

/** Reads a file of the data folder; one that is not there yet is `missing`. `file-failed` {file} for one that is something else. */
export async function readData<T>(file: string, schema: ZodType<T>, missing: T): Promise<T> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing;
    throw new Failure('file-failed', { file }, String(error));
  }
  const read = schema.safeParse(parse(text));
  if (!read.success) throw new Failure('file-failed', { file }, 'not what this file holds');
  return read.data;
}

export function writeData(file: string, data: object): Promise<void> {
  return writeWhole(file, `${JSON.stringify(data, null, 2)}\n`);
}

/** Whatever happens meanwhile, the file is there as it was or as it is to be, never half of it. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { mode: 0o600, flush: true });
  await moveInPlace(`${file}.part`, file);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
