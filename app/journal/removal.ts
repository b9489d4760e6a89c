import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import { fileFailure } from './disk';
import { jobFolder } from './journal';
import { takeLock } from './lock';

/**
 * Takes a job off this computer: its folder with all that is in it. The lock is held meanwhile, so nobody opens what is going
 * away. `journal-locked` {pid}: it is open elsewhere; `job-not-found`.
 * @param dispose - what becomes of the folder; afterwards it must not be there
 */
export async function removeJob<T>(
  dataFolder: string,
  id: JobId,
  dispose: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = jobFolder(dataFolder, id);
  if (!(await isThere(folder))) throw new Failure('job-not-found', { id });
  const lock = await takeLock(join(folder, 'journal.lock'));
  if ('heldBy' in lock) throw new Failure('journal-locked', { pid: lock.heldBy });
  try {
    const told = await dispose(folder);
    if (await isThere(folder)) throw new Failure('file-failed', { file: folder }, 'it is still there');
    return told;
  } catch (error) {
    throw fileFailure(error);
  } finally {
    await lock.release();
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await stat(folder);
    return true;
  } catch {
    return false;
  }
}
