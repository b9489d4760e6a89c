import type { JobKind, JobState } from '../job';
import { sameSerial } from '../pasted';
import type { CaptureValues } from './capture';

/** An earlier job that may tell what the old PBX was. Null: it does not tell that. */
export interface EarlierJob {
  id: string;
  kind: JobKind;
  endedAt: string;
  customer: string;
  pbxName: string;
  version: string | null;
  serial: string | null;
  swSerial: string | null;
}

/** Finished jobs of the same customer, PBX name or serial, newest first; of practice PBXs only where this one is practice too. */
export function earlierJobs(job: JobState, all: readonly JobState[]): EarlierJob[] {
  return all
    .filter((one) => one.id !== job.id && one.practice === job.practice)
    .filter((one) => one.closed?.outcome === 'done' && isOfSame(job, one))
    .map(earlierJob)
    .sort((a, b) => b.endedAt.localeCompare(a.endedAt));
}

function isOfSame(job: JobState, other: JobState): boolean {
  const { serial, swSerial } = job.facts.capture ?? {};
  const known = [serial?.value, swSerial?.value].filter((one) => one !== undefined);
  const its = [other.facts.serial, other.facts.swSerial].filter((one) => one !== undefined);
  return (
    sameWord(details(job).customer, details(other).customer) ||
    sameWord(details(job).pbxName, details(other).pbxName) ||
    known.some((mine) => its.some((one) => sameSerial(mine, one)))
  );
}

const sameWord = (a: string, b: string): boolean => a !== '' && a.toLowerCase() === b.toLowerCase();

function details(job: JobState): { customer: string; pbxName: string } {
  const inputs = job.steps.find(({ id }) => id === 'prepare')?.inputs ?? {};
  return { customer: (inputs.customer ?? '').trim(), pbxName: (inputs.pbxName ?? '').trim() };
}

function earlierJob(job: JobState): EarlierJob {
  const { facts, id, kind } = job;
  return {
    id,
    kind,
    endedAt: job.closed?.at ?? job.updatedAt,
    ...details(job),
    version: facts.versionAfter ?? facts.version ?? null,
    serial: facts.serial ?? null,
    swSerial: facts.swSerial ?? null,
  };
}

/** What an earlier job left behind about its PBX. A number of users that counts admin too is not taken. */
export function valuesOfJob(job: JobState): CaptureValues {
  const { facts } = job;
  const { version, serial, swSerial } = earlierJob(job);
  const types = facts.typesAfter ?? facts.typesBefore ?? null;
  const users = job.kind === 'move-to-cloud' ? (facts.inventory?.users ?? null) : null;
  const licences = (facts.licences ?? []).filter(({ bought }) => bought !== null);
  return {
    name: details(job).pbxName || null,
    version,
    serial,
    swSerial,
    licences: licences.length > 0 ? licences : null,
    types,
    users,
    userCount: users?.length ?? sumOf(types),
  };
}

/** Every user but admin has one type where types are known. */
export function sumOf(types: readonly { users: number }[] | null): number | null {
  return types && types.length > 0 ? types.reduce((sum, { users }) => sum + users, 0) : null;
}
