import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import type { JournalsPort } from '../procedure/ports';
import { createJournal, listJobs, openJournal, readJournal, type JournalOptions } from './journal';

export interface Journals extends JournalsPort {
  /** Hash of the last line of a job's journal as it stands on the disk now. */
  lastHash(id: JobId): Promise<string>;
}

/** The journals of all jobs under one data folder. */
export function createJournals(dataFolder: string, options: JournalOptions): Journals {
  return {
    create: (created) => createJournal(dataFolder, created, options),
    open: (id) => openJournal(dataFolder, id, options),
    async list() {
      const listed: Awaited<ReturnType<JournalsPort['list']>> = [];
      // One after the other: there may be more of them than files may be open.
      for (const id of await listJobs(dataFolder)) {
        const read = await readJournal(dataFolder, id).catch(unreadable);
        if (read) listed.push({ id, events: read.events, readOnly: read.readOnly });
      }
      return listed;
    },
    async lastHash(id) {
      return (await readJournal(dataFolder, id)).lastHash;
    },
  };
}

/** Deleted meanwhile, or not to be read now: what others tell of jobs is to be had without it. Opening it tells why. */
function unreadable(thrown: unknown): null {
  if (thrown instanceof Failure) return null;
  throw thrown;
}
