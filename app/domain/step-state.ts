import type { JobState, StepId, StepRecord, StepState } from './job';

// Apart from job.ts so that the window can use it without the schemas.

/** Ended in a way that lets the next step begin. */
export function isEnded(state: StepState): boolean {
  return state === 'done' || state === 'already-done' || state === 'skipped';
}

/** Being worked on at this moment. */
export function isInFlight(state: StepState): boolean {
  return state === 'probing' || state === 'applying' || state === 'verifying';
}

export function stepOf(job: JobState, id: StepId): StepRecord {
  const found = job.steps.find((step) => step.id === id);
  if (!found) throw new Error(`job ${job.id} has no step ${id}`);
  return found;
}
