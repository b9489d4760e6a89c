import type { JobState, Said } from '../../domain/job';
import { sameSerial } from '../../domain/pasted';
import { allJobs } from '../all-jobs';
import { isAccepted, said, type StepContext } from '../step';

/*
 * A PBX checks daily that it was not duplicated, so an activated one must never be cloned (vendor's security page: sure).
 * What shows here is the serial: a freshly deployed one that was activated in another job of this computer is a copy, or that PBX.
 */

const source = 'the jobs of this computer';

/** The warning that is still to be accepted, or none; what was looked at is noted. */
export async function cloneWarnings(context: StepContext): Promise<Said[]> {
  const job = context.job();
  const { serial } = job.facts;
  if (job.kind !== 'activate-virtual' || serial === undefined || isNewHere(context, serial)) return [];
  const other = await metBefore(context, serial);
  if (!other) {
    await context.evidence(said('serial-new-here', { serial }), 'observed', source);
    return [];
  }
  const customer = inputOf(other, 'customer') || inputOf(other, 'pbxName') || other.id;
  const warning = said('warn.serial-elsewhere', { now: serial, customer, day: other.createdAt.slice(0, 10) });
  return isAccepted(context.record(), warning) ? [] : [warning];
}

/** Looked for already: no other job learns of it while this one goes on. */
function isNewHere(context: StepContext, serial: string): boolean {
  return context
    .record()
    .evidence.some(({ said: { code, params } }) => code === 'serial-new-here' && params?.serial === serial);
}

/** The job that activated it last; practice PBXs and customers' are not compared with each other. */
async function metBefore(context: StepContext, serial: string): Promise<JobState | null> {
  const job = context.job();
  const met = (await allJobs(context.ports))
    .filter(({ id }) => id !== job.id)
    .filter((other) => other.practice === job.practice && wasActivated(other))
    .filter(({ facts }) => [facts.serial, facts.hwSerial].some((one) => one && sameSerial(one, serial)));
  return met.sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0] ?? null;
}

/** By what was read, or by the installer's word. */
function wasActivated({ facts, steps }: JobState): boolean {
  const step = steps.find(({ id }) => id === 'activate');
  return facts.activated === true || step?.state === 'done' || step?.state === 'already-done';
}

function inputOf({ steps }: JobState, field: string): string {
  return steps.find(({ id }) => id === 'prepare')?.inputs[field]?.trim() ?? '';
}
