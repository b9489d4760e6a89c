import type { LicenceRow, LicenceTable } from '../contract/views';
import { Failure } from '../domain/failure';
import { stepOf, type JobState, type StepRecord } from '../domain/job';
import { suggester } from '../domain/licensing/suggest';
import { countsAsLicensed, licenceLabel, licenceTypes } from '../domain/licensing/types';
import type { Suggestion } from '../domain/licensing/why';
import type { PbxUser } from '../domain/pbx';
import type { OpenJob } from '../procedure/manager';
import { lastRun, typesBefore } from '../procedure/steps/licence-run';
import { rulesOf } from '../procedure/steps/licence-rules';

/** Every user as last read, with what is suggested and what was chosen. */
export function licenceTable({ runner }: OpenJob): LicenceTable {
  const users = runner.users();
  if (!users) throw new Failure('licences-not-read');
  const job = runner.job();
  const step = stepOf(job, 'licences');
  const rules = rulesOf(step);
  const suggest = suggester({ rules, version: job.facts.version ?? '' });
  const devices = runner.devices();
  const outcomes = outcomesOf(step);
  return {
    rows: users.map((user) =>
      rowOf(user, suggest({ user, ...registered(devices, user) }), outcomes.get(user.id) ?? null),
    ),
    choices: choicesOf(job),
    bought: job.facts.licences ?? [],
    types: typesFor(users),
    rules,
    undo: undoOf(step, users),
    readAt: job.factSources.userCount?.at ?? null,
  };
}

/** Nothing is said of a user where the registrations were not read. */
function registered(
  devices: ReadonlyMap<string, readonly string[]> | null,
  { extension }: PbxUser,
): { registered?: readonly string[] } {
  return devices ? { registered: devices.get(extension) ?? [] } : {};
}

function rowOf(user: PbxUser, suggestion: Suggestion | null, outcome: LicenceRow['outcome']): LicenceRow {
  const { id, extension, name, login, email, role, group, department, licenceType } = user;
  const counted = countsAsLicensed(user);
  const read = { id, extension, name, login, email, role, group, department, licenceType };
  return { ...read, counted, suggestion, outcome };
}

function choicesOf({ assignment, why }: JobState): LicenceTable['choices'] {
  const hand = { by: 'hand' as const };
  return Object.fromEntries(
    Object.entries(assignment).map(([id, type]) => [id, { type, why: why[id] ?? hand }]),
  );
}

function outcomesOf({ actions }: StepRecord): Map<string, LicenceRow['outcome']> {
  return new Map(
    actions.flatMap(({ code, params, outcome }) =>
      code === 'set-type' && outcome !== null
        ? [[String(params?.id), outcome === 'done' ? 'written' : 'failed'] as const]
        : [],
    ),
  );
}

function undoOf(step: StepRecord, users: readonly PbxUser[]): LicenceTable['undo'] {
  const run = lastRun(step);
  const { size } = run ? typesBefore(run, users) : new Map();
  return run && size > 0 ? { users: size, at: run.at, file: run.file } : null;
}

/** The known types, and whatever else this PBX uses. */
function typesFor(users: readonly PbxUser[]): LicenceTable['types'] {
  const known = licenceTypes.map(({ wire, label }) => ({ wire, label }));
  const seen = new Set(users.flatMap(({ licenceType }) => (licenceType ? [licenceType] : [])));
  for (const { wire } of known) seen.delete(wire);
  return [...known, ...[...seen].sort().map((wire) => ({ wire, label: licenceLabel(wire) }))];
}
