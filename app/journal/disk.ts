import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '../domain/failure';

/** Error code of the operating system, e.g. `ENOSPC`; empty when it has none. */
export function systemCode(thrown: unknown): string {
  const code = (thrown as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** A failed file operation as a Failure: `disk-full` when space or quota ran out, else `file-failed`. */
export function fileFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const code = systemCode(thrown);
  const details = thrown instanceof Error ? thrown.message : String(thrown);
  return new Failure(
    code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'file-failed',
    undefined,
    details,
  );
}

/**
 * Makes created, renamed and removed names in a folder durable. Windows has no such call for folders and does it by
 * itself (NTFS journals names).
 */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes a new file of this name and resolves when it is on the disk. Fails with EEXIST when the name is taken. */
export async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  await syncFolder(dirname(path));
}

/** Puts a file in its place in one move: either the former or the new one is there, never half of one. */
export async function moveInPlace(from: string, to: string): Promise<void> {
  await rename(from, to);
  await syncFolder(dirname(to));
}
