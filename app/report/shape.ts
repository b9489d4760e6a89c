import { z } from 'zod';
import { Params, WizardError } from '../domain/error';
import {
  AcceptedWarning,
  Action,
  Evidence,
  FactSource,
  JobId,
  JobKind,
  Notice,
  Said,
  StepId,
  StepState,
  Way,
} from '../domain/job';

/** Version of this shape, for whoever reads the JSON by program. */
export const reportFormat = 1;

const time = z.string();
const milliseconds = z.number().nullable();

/** A changed certificate or host key that was accepted in mid-job. */
export const Repin = z.object({ at: time, was: z.string(), now: z.string(), reason: z.string() });

export const ReportCertificate = z.object({
  /** SHA-256 of the certificate as `AA:BB:…`. */
  sha256: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: time,
  validTo: time,
  selfSigned: z.boolean(),
  /** `pinned`: accepted by the installer for this job. `trusted`: this computer trusts it. `seen`: neither. */
  held: z.enum(['pinned', 'trusted', 'seen']),
  repins: z.array(Repin),
});

/** The host key of the PBX's SSH, as OpenSSH tells it, with each change that was accepted in mid-job. */
export const ReportHostKey = z.object({ type: z.string(), sha256: z.string(), repins: z.array(Repin) });

/** Another PBX of the WMS network, whose server the job's own PBX is. Null: not read. */
export const ReportMember = z.object({
  /** Its number in the job, by which inputs and actions name it. */
  number: z.string().optional(),
  name: z.string(),
  address: z.string(),
  serial: z.string().nullable(),
  versionBefore: z.string().nullable(),
  versionAfter: z.string().nullable(),
  /** `done`: it offers nothing newer. `under-way`: its upgrade was started and its end was not seen. */
  state: z.enum(['not-met', 'to-do', 'under-way', 'failed', 'done', 'left-out']),
  leftOutBecause: z.string().nullable(),
  error: WizardError.nullable(),
});

/** Numbers of one licence type; null: not known. */
export const ReportLicence = z.object({
  type: z.string(),
  label: z.string(),
  /** Typed by the installer for the portal entry. */
  ordered: z.number().nullable(),
  /** As `sources.licences` says. */
  bought: z.number().nullable(),
  /** In use as the PBX itself counts. */
  used: z.number().nullable(),
  /** Users with this type as listed before and after the wizard's changes; admin is not counted. */
  usersBefore: z.number().nullable(),
  usersAfter: z.number().nullable(),
});

export const ReportStep = z.object({
  id: StepId,
  /** Text code of its name. */
  title: z.templateLiteral(['steps.', StepId]),
  state: StepState,
  way: Way,
  /** Why this way; null when the step never began. */
  wayReason: Said.nullable(),
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  durationMs: milliseconds,
  inputs: z.record(z.string(), z.string()),
  evidence: z.array(Evidence),
  actions: z.array(Action),
  warnings: z.array(AcceptedWarning),
  skippedReason: z.string().nullable(),
  error: WizardError.nullable(),
});

/** The commissioning report as data. Texts by code; times are ISO 8601 in UTC. */
export const Report = z.object({
  format: z.literal(reportFormat),
  madeAt: time,
  job: z.object({
    id: JobId,
    kind: JobKind,
    /** Done on a practice PBX: proves nothing about a customer's. */
    practice: z.boolean(),
    startedAt: time,
    /** When it was closed, else its last change. */
    endedAt: time,
    durationMs: milliseconds,
    /** Every step but this report's own has ended. */
    finished: z.boolean(),
  }),
  who: z.object({ installer: z.string(), partner: z.string(), customer: z.string() }),
  pbx: z.object({
    name: z.string(),
    address: z.string(),
    serial: z.string().nullable(),
    /** Of hardware, before its activation converted it to the SW Serial; null for any other PBX. */
    hwSerial: z.string().nullable().default(null),
    swSerial: z.string().nullable(),
    versionBefore: z.string().nullable(),
    versionAfter: z.string().nullable(),
    /** Read from the PBX; null: it does not tell, see the evidence of the step. */
    activated: z.boolean().nullable(),
  }),
  certificate: ReportCertificate.nullable(),
  /** Null where the wizard did not use SSH. */
  hostKey: ReportHostKey.nullable(),
  /** Absent where the job is about one PBX. */
  network: z.array(ReportMember).optional(),
  licences: z.object({
    period: z.string().nullable(),
    users: z.number().nullable(),
    types: z.array(ReportLicence),
  }),
  steps: z.array(ReportStep),
  /** All warnings accepted, in order of time. */
  warnings: z.array(AcceptedWarning.extend({ step: StepId, params: Params.optional() })),
  notices: z.array(Notice),
  /** Where and when each fact about the PBX was last read. */
  sources: z.record(z.string(), FactSource),
  made: z.object({
    app: z.string(),
    electron: z.string(),
    platform: z.string(),
    /** SHA-256 of the journal's last line when the report was made: the journal before it cannot be changed unseen. */
    journalHash: z.string().regex(/^[0-9a-f]{64}$/),
  }),
});
export type Report = z.infer<typeof Report>;
