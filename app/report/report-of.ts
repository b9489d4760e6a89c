import { acceptCode } from '../domain/accept';
import { isEnded, type JobState, type StepId, type StepRecord } from '../domain/job';
import { findLicenceType, licenceLabel, licenceTypes } from '../domain/licensing/types';
import { membersOf } from '../domain/network-state';
import { reportFormat, type Report } from './shape';

/** What the report says besides the job's own state. */
export interface Making {
  /** ISO 8601 in UTC. */
  at: string;
  /** SHA-256 of the journal's last line, as hex. */
  journalHash: string;
}

/** The report of a job as it stands. Pure; secrets are taken out by who writes it. */
export function reportOf(job: JobState, { at, journalHash }: Making): Report {
  const { facts } = job;
  return {
    format: reportFormat,
    madeAt: at,
    job: headOf(job),
    who: {
      installer: inputOf(job, 'prepare', 'installer') ?? '',
      partner: inputOf(job, 'prepare', 'partner') ?? '',
      customer: inputOf(job, 'prepare', 'customer') ?? '',
    },
    pbx: {
      name: inputOf(job, 'prepare', 'pbxName') ?? '',
      address: facts.address ?? inputOf(job, 'prepare', 'address') ?? '',
      serial: facts.serial ?? null,
      hwSerial: facts.hwSerial ?? null,
      swSerial: facts.swSerial ?? null,
      versionBefore: facts.versionBefore ?? null,
      versionAfter: facts.versionAfter ?? facts.version ?? null,
      activated: facts.activated ?? null,
    },
    certificate: certificateOf(job),
    hostKey: hostKeyOf(job),
    ...networkOf(job),
    licences: {
      period: inputOf(job, 'portal', 'period'),
      users: facts.userCount ?? null,
      types: licencesOf(job),
    },
    steps: job.steps.map(reportStep),
    warnings: job.steps
      .flatMap(({ id, warnings }) => warnings.map((warning) => ({ ...warning, step: id })))
      .sort((a, b) => a.at.localeCompare(b.at)),
    notices: job.notices,
    sources: job.factSources,
    made: { app: job.app.version, electron: job.app.electron, platform: job.app.platform, journalHash },
  };
}

function headOf(job: JobState): Report['job'] {
  const endedAt = job.closed?.at ?? job.updatedAt;
  return {
    id: job.id,
    kind: job.kind,
    practice: job.practice,
    startedAt: job.createdAt,
    endedAt,
    durationMs: between(job.createdAt, endedAt),
    finished: job.steps.every(({ id, state }) => id === 'report' || isEnded(state)),
  };
}

function between(start: string | null, end: string | null): number | null {
  return start === null || end === null ? null : Date.parse(end) - Date.parse(start);
}

function inputOf(job: JobState, step: StepId, field: string): string | null {
  return job.steps.find(({ id }) => id === step)?.inputs[field]?.trim() ?? null;
}

function certificateOf(job: JobState): Report['certificate'] {
  const shown = job.facts.pin ?? job.facts.look?.certificate;
  if (!shown) return null;
  const { fingerprint256: sha256, subject, issuer, validFrom, validTo, selfSigned, trusted } = shown;
  const held = job.facts.pin ? 'pinned' : trusted ? 'trusted' : 'seen';
  return {
    sha256,
    subject,
    issuer,
    validFrom,
    validTo,
    selfSigned,
    held,
    repins: repinsOf(job, 'certificate'),
  };
}

function hostKeyOf(job: JobState): Report['hostKey'] {
  const pin = job.facts.sshPin;
  return pin ? { ...pin, repins: repinsOf(job, 'host-key') } : null;
}

/** The other PBXs of its network, each with how it ended; nothing for a job that is about one PBX. */
function networkOf(job: JobState): Pick<Report, 'network'> {
  if (!job.facts.network?.members) return {};
  return {
    network: membersOf(job).map(
      ({ number, name, address, state, reason, error, member: { facts = {}, told } }) => ({
        number,
        name,
        address,
        serial: [facts.serial, told?.serial].find(Boolean) ?? null,
        versionBefore: facts.versionBefore ?? null,
        versionAfter: facts.versionAfter ?? facts.version ?? null,
        state,
        leftOutBecause: reason === '' ? null : reason,
        error,
      }),
    ),
  };
}

type Repins = NonNullable<Report['certificate']>['repins'];

/** Each re-pin stands in the evidence; its reason stands with the warning that was accepted for that fingerprint. */
function repinsOf(job: JobState, what: 'certificate' | 'host-key'): Repins {
  return job.steps.flatMap(({ evidence, warnings }) =>
    evidence.flatMap(({ at, said }): Repins => {
      // Those of other PBXs of a network stand with their steps.
      if (said.code !== `${what}-repinned` || said.params?.['member'] !== undefined) return [];
      const [was, now] = [String(said.params?.['was'] ?? ''), String(said.params?.['now'] ?? '')];
      const code = acceptCode({ code: `warn.${what}-changed`, params: { now } });
      const reason = warnings.find((warning) => warning.code === code)?.reason ?? '';
      return [{ at, was, now, reason }];
    }),
  );
}

/** Known types in the price list's order, then whatever else this PBX knows. */
function licencesOf(job: JobState): Report['licences']['types'] {
  const { licences = [], typesBefore = [], typesAfter = [] } = job.facts;
  const ordered = orderedOf(job);
  const told = new Map(licences.map((one) => [wireOf(one.type), one]));
  const before = new Map(typesBefore.map(({ type, users }) => [wireOf(type), users]));
  const after = new Map(typesAfter.map(({ type, users }) => [wireOf(type), users]));
  const named = new Set([...ordered.keys(), ...told.keys(), ...before.keys(), ...after.keys()]);
  const known = licenceTypes.map(({ wire }) => wire).filter((wire) => named.delete(wire));
  return [...known, ...[...named].sort()].map((type) => ({
    type,
    label: licenceLabel(type),
    ordered: ordered.get(type) ?? null,
    bought: told.get(type)?.bought ?? null,
    used: told.get(type)?.used ?? null,
    // Once users were read, a type nobody has is had by none.
    usersBefore: before.get(type) ?? (before.size > 0 ? 0 : null),
    usersAfter: after.get(type) ?? (after.size > 0 ? 0 : null),
  }));
}

function wireOf(type: string): string {
  return findLicenceType(type)?.wire ?? type;
}

/** The numbers typed for the portal, one field `count-<type>` each. */
function orderedOf(job: JobState): Map<string, number> {
  const fields = Object.entries(job.steps.find(({ id }) => id === 'portal')?.inputs ?? {});
  return new Map(
    fields.flatMap(([field, value]): [string, number][] => {
      const type = /^count-(.+)$/.exec(field)?.[1];
      return type !== undefined && /^\d+$/.test(value.trim()) ? [[wireOf(type), Number(value)]] : [];
    }),
  );
}

function reportStep(step: StepRecord): Report['steps'][number] {
  const { id, state, way, startedAt, endedAt, inputs, evidence, actions, warnings, skippedReason, error } =
    step;
  return {
    id,
    title: `steps.${id}` as const,
    state,
    way,
    wayReason: step.ways.find((option) => option.way === way)?.reason ?? null,
    startedAt,
    endedAt,
    durationMs: between(startedAt, endedAt),
    inputs,
    evidence,
    actions,
    warnings,
    skippedReason,
    error,
  };
}
