import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobId } from '../domain/job';
import { fileFailure, systemCode, writeNew } from './disk';
import { jobFolder } from './journal';

/**
 * Whether a job is archived stands in an empty file beside its journal, not in it: a finished job's journal is closed for
 * good, and where a job is listed is no part of what was done.
 */
const archivedMark = 'archived';

/** Name of the file in which the site sent its report back, and a pattern for those that came after it. */
export const reportBackName = 'report-from-site.pbxjob';
const reportBack = /^report-from-site(?:-(\d+))?\.pbxjob$/;

/** What stands in a job's folder, as far as a list of jobs needs it. */
export interface Shelf {
  /** Bytes and time of the journal: the same again means that nothing was added. */
  size: number;
  changedMs: number;
  archived: boolean;
  reportBack: boolean;
}

/** Null where no job has begun. */
export async function shelfOf(dataFolder: string, id: JobId): Promise<Shelf | null> {
  const folder = jobFolder(dataFolder, id);
  try {
    const [names, journal] = await Promise.all([readdir(folder), stat(join(folder, 'journal.jsonl'))]);
    if (journal.size === 0) return null;
    return {
      size: journal.size,
      changedMs: journal.mtimeMs,
      archived: names.includes(archivedMark),
      reportBack: names.some((name) => reportBack.test(name)),
    };
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCode(error))) return null;
    throw fileFailure(error);
  }
}

export async function setArchived(dataFolder: string, id: JobId, on: boolean): Promise<void> {
  const file = join(jobFolder(dataFolder, id), archivedMark);
  try {
    if (on) await writeNew(file, Buffer.alloc(0));
    else await rm(file, { force: true });
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw fileFailure(error);
  }
}

/** Full paths of the reports that came back into this folder, oldest first. */
export async function reportsBack(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((): string[] => []);
  const number = (name: string): number => Number(reportBack.exec(name)?.[1] ?? 1);
  return names
    .filter((name) => reportBack.test(name))
    .sort((a, b) => number(a) - number(b))
    .map((name) => join(folder, name));
}
