import type { JobState, StepRecord } from '../domain/job';
import type { Member, NetworkFacts } from '../domain/network-members';
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

function factsOf({ pbx, certificate, hostKey, licences, network, job }: Report): JobState['facts'] {
  const counted = licences.types.filter(({ bought, used }) => bought !== null || used !== null);
  const before = licences.types.filter(({ usersBefore }) => (usersBefore ?? 0) > 0);
  const after = licences.types.filter(({ usersAfter }) => (usersAfter ?? 0) > 0);
  return {
    ...(pbx.address === '' ? {} : { address: pbx.address }),
    ...(pbx.serial === null ? {} : { serial: pbx.serial }),
    ...(pbx.hwSerial === null ? {} : { hwSerial: pbx.hwSerial }),
    ...(pbx.swSerial === null ? {} : { swSerial: pbx.swSerial }),
    ...(pbx.versionBefore === null ? {} : { versionBefore: pbx.versionBefore }),
    ...(pbx.versionAfter === null ? {} : { versionAfter: pbx.versionAfter }),
    ...(pbx.activated === null ? {} : { activated: pbx.activated }),
    ...(certificate?.held === 'pinned' ? { pin: pinOf(certificate) } : {}),
    ...(hostKey ? { sshPin: { type: hostKey.type, sha256: hostKey.sha256 } } : {}),
    ...(licences.users === null ? {} : { userCount: licences.users }),
    ...(network ? { network: networkOf(network, job.endedAt) } : {}),
    licences: counted.map(({ type, bought, used }) => ({ type, bought, used })),
    typesBefore: before.map(({ type, usersBefore }) => ({ type, users: usersBefore ?? 0 })),
    typesAfter: after.map(({ type, usersAfter }) => ({ type, users: usersAfter ?? 0 })),
  };
}

function pinOf(certificate: NonNullable<Report['certificate']>): NonNullable<JobState['facts']['pin']> {
  const { sha256, subject, issuer, validFrom, validTo, selfSigned } = certificate;
  return {
    fingerprint256: sha256,
    subject,
    issuer,
    altNames: '',
    validFrom,
    validTo,
    selfSigned,
    // No report tells it of one that was pinned.
    trusted: false,
    pem: '',
  };
}

function networkOf(members: NonNullable<Report['network']>, at: string): NetworkFacts {
  const numbered = members.map((member, place) => [member.number ?? String(place + 1), memberOf(member, at)]);
  return { members: Object.fromEntries(numbered) as Record<string, Member> };
}

/** So that it is in the state that the report tells; left out and under way are told by inputs and actions. */
function memberOf(told: NonNullable<Report['network']>[number], at: string): Member {
  const { name, address, serial, versionBefore, versionAfter, state, error } = told;
  return {
    told: { name, address, serial: serial ?? '', version: '', role: null },
    facts: {
      ...(state === 'not-met' ? {} : { address }),
      ...(versionBefore === null ? {} : { versionBefore }),
      ...(versionAfter === null ? {} : { version: versionAfter, versionAfter }),
    },
    ...(state === 'done' ? { offered: null } : {}),
    ...(state === 'failed' && error ? { problem: { error, at } } : {}),
  };
}
