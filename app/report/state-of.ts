import type { JobState, StepRecord } from '../domain/job';
import type { Report } from './shape';

/**
 * The job that a report tells of, as far as it tells: what the window needs to show a report that came from another computer
 * as it shows its own. What is in no report (chosen types, secrets held, a certificate's text) is not made up.
 */
export function stateOfReport(report: Report): JobState {
  const { job, made } = report;
  return {
    id: job.id,
    kind: job.kind,
    createdAt: job.startedAt,
    updatedAt: job.endedAt,
    app: { version: made.app, electron: made.electron, platform: made.platform },
    practice: job.practice,
    preset: null,
    current: 'report',
    steps: report.steps.map(stepOfReport),
    facts: factsOf(report),
    factSources: report.sources,
    secrets: [],
    assignment: {},
    why: {},
    notices: report.notices,
    closed: { at: job.endedAt, outcome: job.finished ? 'done' : 'left-open' },
  };
}

function stepOfReport(step: Report['steps'][number]): StepRecord {
  const { id, state, way, wayReason, error, skippedReason, evidence, warnings, actions, inputs } = step;
  const ways = wayReason ? [{ way, possible: true, reason: wayReason }] : [];
  const { startedAt, endedAt } = step;
  return {
    id,
    state,
    way,
    ways,
    plan: [],
    error,
    skippedReason,
    evidence,
    warnings,
    actions,
    inputs,
    startedAt,
    endedAt,
  };
}

function factsOf({ pbx, certificate, hostKey, licences }: Report): JobState['facts'] {
  const counted = licences.types.filter(({ bought, used }) => bought !== null || used !== null);
  const before = licences.types.filter(({ usersBefore }) => (usersBefore ?? 0) > 0);
  const after = licences.types.filter(({ usersAfter }) => (usersAfter ?? 0) > 0);
  return {
    ...(pbx.address === '' ? {} : { address: pbx.address }),
    ...(pbx.serial === null ? {} : { serial: pbx.serial }),
    ...(pbx.swSerial === null ? {} : { swSerial: pbx.swSerial }),
    ...(pbx.versionBefore === null ? {} : { versionBefore: pbx.versionBefore }),
    ...(pbx.versionAfter === null ? {} : { versionAfter: pbx.versionAfter }),
    ...(pbx.activated === null ? {} : { activated: pbx.activated }),
    ...(certificate?.held === 'pinned' ? { pin: pinOf(certificate) } : {}),
    ...(hostKey ? { sshPin: { type: hostKey.type, sha256: hostKey.sha256 } } : {}),
    ...(licences.users === null ? {} : { userCount: licences.users }),
    licences: counted.map(({ type, bought, used }) => ({ type, bought, used })),
    typesBefore: before.map(({ type, usersBefore }) => ({ type, users: usersBefore ?? 0 })),
    typesAfter: after.map(({ type, usersAfter }) => ({ type, users: usersAfter ?? 0 })),
  };
}

function pinOf(certificate: NonNullable<Report['certificate']>): NonNullable<JobState['facts']['pin']> {
  const { sha256, subject, issuer, validFrom, validTo, selfSigned, held } = certificate;
  return {
    fingerprint256: sha256,
    subject,
    issuer,
    altNames: '',
    validFrom,
    validTo,
    selfSigned,
    trusted: held === 'trusted',
    pem: '',
  };
}
