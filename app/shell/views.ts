import type { JobSummary, JobView, LicenceRow, LicenceTable } from '../contract/views';
import { Failure } from '../domain/failure';
import { isEnded, stepOf, type JobState } from '../domain/job';
import { countTypes } from '../domain/licensing/counts';
import { suggestByRole } from '../domain/licensing/suggest';
import { countsAsLicensed, licenceLabel, licenceTypes } from '../domain/licensing/types';
import type { PbxUser } from '../domain/pbx';
import type { ListedJob, OpenJob } from '../procedure/manager';

/** What a window is shown of an open job. */
export function jobView({ runner, readOnly }: OpenJob): JobView {
  return { state: runner.job(), progress: runner.progress(), readOnly };
}

/** A line of Home. */
export function summaryOf({ state, readOnly }: ListedJob): JobSummary {
  const inputs = state.steps.find(({ id }) => id === 'prepare')?.inputs ?? {};
  return {
    id: state.id,
    kind: state.kind,
    practice: state.practice,
    customer: inputs.customer ?? '',
    pbxName: inputs.pbxName ?? '',
    createdAt: state.createdAt,
    updatedAt: state.updatedAt,
    step: state.current,
    stepState: stepOf(state, state.current).state,
    doneSteps: state.steps.filter((step) => isEnded(step.state)).length,
    allSteps: state.steps.length,
    status: state.closed ? 'done' : readOnly ? 'read-only' : 'open',
  };
}

/** Every user with current and chosen type, and the counts beside them. */
export function licenceTable({ runner }: OpenJob): LicenceTable {
  const users = runner.users();
  if (!users) throw new Failure('licences-not-read');
  const job = runner.job();
  const outcomes = outcomesOf(job);
  const rows = users.map((user) => rowOf(user, job, outcomes));
  return {
    rows,
    counts: countTypes(users, job.assignment, job.facts.licences ?? []).map((one) => ({
      ...one,
      label: licenceLabel(one.type),
    })),
    types: typesFor(users),
    changes: rows.filter((row) => row.chosen !== null && row.chosen !== row.current).length,
    readAt: job.factSources.userCount?.at ?? null,
  };
}

function rowOf(user: PbxUser, job: JobState, outcomes: Map<string, 'done' | 'failed'>): LicenceRow {
  const { id, extension, name, email, role, group, department, licenceType } = user;
  const outcome = outcomes.get(id);
  return {
    id,
    extension,
    name,
    email,
    role,
    group,
    department,
    current: licenceType,
    chosen: job.assignment[id] ?? null,
    counted: countsAsLicensed(user),
    suggestion: suggestByRole(user),
    outcome: outcome === undefined ? null : outcome === 'done' ? 'written' : 'failed',
  };
}

function outcomesOf(job: JobState): Map<string, 'done' | 'failed'> {
  const writes = stepOf(job, 'licences').actions.filter(({ code }) => code === 'set-type');
  return new Map(
    writes.flatMap(({ params, outcome }) => (outcome ? [[String(params?.id), outcome] as const] : [])),
  );
}

/** The known types, and whatever else this PBX uses. */
function typesFor(users: readonly PbxUser[]): LicenceTable['types'] {
  const known = licenceTypes.map(({ wire, label }) => ({ wire, label }));
  const seen = new Set(users.flatMap(({ licenceType }) => (licenceType ? [licenceType] : [])));
  for (const { wire } of known) seen.delete(wire);
  return [...known, ...[...seen].sort().map((wire) => ({ wire, label: licenceLabel(wire) }))];
}
