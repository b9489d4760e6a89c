import type { Action, StepRecord } from '../../domain/job';
import type { PbxUser } from '../../domain/pbx';

/** What was written after one press of the main button, by whatever way. */
export interface LicenceRun {
  at: string;
  /** The file of what users had before it, by its name in the job's folder. */
  file: string;
  writes: readonly Action[];
}

/** The last run that wrote anything, not one that was stopped before; null before the first. */
export function lastRun({ actions }: StepRecord): LicenceRun | null {
  const lastWrite = actions.findLastIndex(({ code, outcome }) => code === 'set-type' && outcome !== 'failed');
  const place = actions.slice(0, Math.max(0, lastWrite)).findLastIndex(({ code }) => code === 'write-types');
  const begun = actions[place];
  if (!begun) return null;
  const writes = actions.slice(place + 1).filter(({ code }) => code === 'set-type');
  return { at: begun.at, file: String(begun.params?.file ?? ''), writes };
}

/**
 * The types that put the users of a run back to what they had, by user id: of those who still have what it gave them, since
 * what somebody chose after it is no mistake of the run. A user who had none cannot be given none.
 */
export function typesBefore(run: LicenceRun, users: readonly PbxUser[]): Map<string, string> {
  const now = new Map(users.map(({ id, licenceType }) => [id, licenceType]));
  return new Map(
    run.writes.flatMap(({ params }) => {
      const [id, from] = [String(params?.id), String(params?.from ?? '')];
      return from !== '' && now.get(id) === params?.to ? [[id, from] as const] : [];
    }),
  );
}
