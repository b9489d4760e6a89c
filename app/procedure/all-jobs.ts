import { foldAll } from '../domain/fold';
import type { JobState } from '../domain/job';
import type { Ports } from './ports';

/** Every job of this computer whose journal can be read, as it stands. */
export async function allJobs({ journals }: Pick<Ports, 'journals'>): Promise<JobState[]> {
  return (await journals.list()).flatMap(({ events }) => foldAll(events) ?? []);
}
