import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the jobs of one data folder are, each in a folder of its own. */
export function jobsFolder(dataFolder: string): string {
  return join(dataFolder, 'jobs');
}

/** Certainly no job here. Told without reading any, so that an app that is just starting need not load what reads them. */
export function hasNoJob(dataFolder: string): boolean {
  try {
    return readdirSync(jobsFolder(dataFolder)).length === 0;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}
