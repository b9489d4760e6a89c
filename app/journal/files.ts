import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../domain/failure';
import type { JobId } from '../domain/job';
import type { FilesPort } from '../procedure/ports';
import { fileFailure, writeNew } from './disk';

/** Only plain names: nothing that could leave the folder, nothing hidden. */
const plainName = /^[a-z0-9][a-z0-9-]{0,60}\.[a-z]{1,6}$/;

/** Files beside a job's journal, each written whole and onto the disk. */
export function filesOf(folderOf: (job: JobId) => string): FilesPort {
  return {
    writeNew: async (job, name, text) => {
      if (!plainName.test(name)) throw new Failure('bad-request', undefined, `no file name: ${name}`);
      try {
        const folder = folderOf(job);
        const free = await freeName(folder, name);
        await writeNew(join(folder, free), Buffer.from(text, 'utf8'));
        return free;
      } catch (error) {
        throw fileFailure(error);
      }
    },
  };
}

/** `types.csv`, else `types-2.csv` and so on: nothing that was written before is touched. */
async function freeName(folder: string, wanted: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  const dot = wanted.lastIndexOf('.');
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted.slice(0, dot)}-${String(number)}${wanted.slice(dot)}`;
    if (!taken.has(name)) return name;
  }
}
