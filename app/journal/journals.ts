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
      const ids = await listJobs(dataFolder);
      return Promise.all(
        ids.map(async (id) => {
          const { events, readOnly } = await readJournal(dataFolder, id);
          return { id, events, readOnly };
        }),
      );
    },
    async lastHash(id) {
      return (await readJournal(dataFolder, id)).lastHash;
    },
  };
}
