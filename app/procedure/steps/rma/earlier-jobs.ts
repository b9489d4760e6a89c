import { Failure } from '../../../domain/failure';
import type { JobState } from '../../../domain/job';
import { earlierJobs, valuesOfJob, type EarlierJob } from '../../../domain/rma/earlier';
import { allJobs } from '../../all-jobs';
import type { Ports } from '../../ports';
import type { StepContext } from '../../step';
import { noteCapture } from './capture';

type Journals = Pick<Ports, 'journals'>;

/** Jobs on this computer that may tell what the old PBX was. */
export async function listEarlierJobs(job: JobState, ports: Journals): Promise<EarlierJob[]> {
  return earlierJobs(job, await allJobs(ports));
}

export const sourceOfJob = (id: string): string => `job ${id}`;

/** Takes over what that job left behind; `job-not-found` where it is not one of those listed. */
export async function takeEarlierJob(context: StepContext, id: string): Promise<void> {
  const all = await allJobs(context.ports);
  const listed = earlierJobs(context.job(), all).find((one) => one.id === id);
  const found = all.find((one) => one.id === id);
  if (!listed || !found) throw new Failure('job-not-found', { id });
  const from = { origin: 'earlier-job' as const, at: listed.endedAt, source: sourceOfJob(id) };
  await noteCapture(context, valuesOfJob(found), from);
}
