import { z } from 'zod';
import { Params, WizardError } from './error';
import { AddressLook, Capability, Certificate, LicenceCount, SignInWay } from './pbx';
import { Why } from './licensing/why';
import { Image } from './deploy/image';
import { CloudPbx, Inventory } from './move/facts';
import { Capture, TakenOver } from './rma/facts';
import { SecondPbx } from './second-pbx';
import { mostMembers } from './member-secret';
import { NetworkFacts } from './network-members';
import { Preflight } from './preflight';
import { HostKey, SeenHostKey } from './ssh';

/** The kinds of visit the product knows by name. Which of them can be started is said by procedure/jobs.ts. */
export const JobKind = z.enum([
  'activate-virtual',
  'activate-hardware',
  'activate-cloud',
  'rma-swap',
  'move-to-cloud',
  'review-licences',
  'change-licences',
  'upgrade-network',
]);
export type JobKind = z.infer<typeof JobKind>;

/** Names of a job's folder on disk, so strict: nothing that could leave the folder. */
export const JobId = z.string().regex(/^[a-z0-9][a-z0-9-]{5,60}$/);
export type JobId = z.infer<typeof JobId>;

export const StepId = z.enum([
  'prepare',
  'deploy',
  /** New hardware: the laptop is cabled to it, and it is reached. */
  'cabling',
  /** A cloud PBX comes up by itself, some minutes after its entry in the portal. */
  'cloud-ready',
  /** Where a PBX is met that runs already. */
  'connect',
  'sign-in',
  /** A WMS network: who is in it, and its clients upgraded; the step `upgrade` is its server. */
  'members',
  'clients',
  'admin-password',
  'upgrade',
  'portal',
  'activate',
  'licences',
  /** Numbers or term changed in the portal. */
  'portal-change',
  /** A move to the cloud: what the old PBX has, the cloud PBX, the way between them, the script, and what came of it. */
  'inventory',
  'cloud',
  'open-door',
  'move',
  'compare',
  'close-door',
  'after-move',
  /** A swap: what the old PBX was, the change of machines, the key of its SW Serial, what the new one took over, and the old one's end. */
  'old-pbx',
  'swap',
  'sw-key',
  'taken-over',
  'old-off',
  'report',
]);
export type StepId = z.infer<typeof StepId>;

/** See the table in the README: who acts. */
export const Way = z.enum(['automatic', 'assisted', 'guided']);
export type Way = z.infer<typeof Way>;

export const StepState = z.enum([
  /** An earlier step must end first. */
  'waiting',
  /** Reading from the PBX. */
  'probing',
  /** The plan is shown; one press carries it out. */
  'ready',
  /** Something only the installer can give or do. */
  'needs-person',
  'applying',
  'verifying',
  'done',
  /** The PBX already was as it should be; nothing was written. */
  'already-done',
  'skipped',
  'failed',
  /** We lost sight in the middle and have not looked again. */
  'unknown',
]);
export type StepState = z.infer<typeof StepState>;

/** A text by code with its values; the words are the renderer's. */
export const Said = z.object({ code: z.string(), params: Params.optional() });
export type Said = z.infer<typeof Said>;

export const WayOption = z.object({ way: Way, possible: z.boolean(), reason: Said });
export type WayOption = z.infer<typeof WayOption>;

/**
 * One thing observed. `read-back`: read from the PBX after (or without) a change and it is the proof; `observed`: read
 * from the PBX on the way; `person`: the installer's explicit word, nothing could be read.
 */
export const Evidence = z.object({
  at: z.string(),
  said: Said,
  proof: z.enum(['read-back', 'observed', 'person']),
  /** Route, page or person it comes from, e.g. `GET /api/v1/PBX/version/`. */
  source: z.string(),
});
export type Evidence = z.infer<typeof Evidence>;

export const AcceptedWarning = z.object({
  code: z.string(),
  params: Params.optional(),
  reason: z.string(),
  /** The number typed to show that it was understood, where that was asked for. */
  typed: z.string().optional(),
  at: z.string(),
});
export type AcceptedWarning = z.infer<typeof AcceptedWarning>;

/** Something done to the world, journalled before it is done (`outcome` null) and again when its end is known. */
export const Action = z.object({
  /** Unique in the job; ties intent and outcome together. */
  id: z.string(),
  code: z.string(),
  params: Params.optional(),
  at: z.string(),
  outcome: z.enum(['done', 'failed']).nullable(),
});
export type Action = z.infer<typeof Action>;

export const StepRecord = z.object({
  id: StepId,
  state: StepState,
  way: Way,
  ways: z.array(WayOption),
  /** What is to be done, in order, or what is asked of the installer. */
  plan: z.array(Said),
  error: WizardError.nullable(),
  skippedReason: z.string().nullable(),
  evidence: z.array(Evidence),
  warnings: z.array(AcceptedWarning),
  actions: z.array(Action),
  /** What was typed here, by field name. Never a secret. */
  inputs: z.record(z.string(), z.string()),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
});
export type StepRecord = z.infer<typeof StepRecord>;

/** Secrets that a job has once. */
export const JobSecret = z.enum([
  'admin-password-old',
  'admin-password-new',
  'api-token',
  's2s-secret',
  'pbx-key',
  'ssh-password',
  'ssh-root-password',
  /** Of the key file, where it has one. */
  'ssh-key-passphrase',
  /** Of admin on the new cloud PBX, until the move: after it the old PBX's password opens it. */
  'cloud-password',
  /** Of admin on the old PBX of a swap, where it still answers. */
  'old-pbx-password',
  /** A one-time password read from the PBX, until it is used. */
  'otp',
  /** What the command for it printed, where nothing in it could be told to be one: so it may hold one. */
  'otp-printed',
]);

export type JobSecret = z.infer<typeof JobSecret>;

/** What opens another PBX of a network, by its number in the job: admin's password there, or a token. */
export type MemberSecret = `member-${'password' | 'token'}-${string}`;
const memberSecret = /^member-(?:password|token)-([1-9]\d*)$/;

function isMemberSecret(name: unknown): name is MemberSecret {
  const [, number] = typeof name === 'string' ? (memberSecret.exec(name) ?? []) : [];
  return number !== undefined && Number(number) <= mostMembers;
}

export const SecretName = z.union([JobSecret, z.custom<MemberSecret>(isMemberSecret)]);
export type SecretName = z.infer<typeof SecretName>;

/** A secret this job has: where it is kept and since when, never what it is. */
export const SecretInfo = z.object({
  name: SecretName,
  kept: z.enum(['keychain', 'memory']),
  at: z.string(),
  /** How it came here. */
  origin: z.enum(['typed', 'generated', 'pasted', 'factory', 'made-on-pbx']),
});
export type SecretInfo = z.infer<typeof SecretInfo>;

/** What is known of the PBX, each with when and from where. Absent: not read yet. */
export const Facts = z.object({
  address: z.string(),
  look: AddressLook,
  pin: Certificate,
  signedInBy: SignInWay,
  /** The last sign-in of the sign-in step was refused for this, and another way is needed; null: not any more. */
  signInRefused: z.object({ error: WizardError, at: z.string(), address: z.string() }).nullable(),
  /** The host key of its SSH as last shown, and the one that was accepted. */
  sshSeen: SeenHostKey,
  sshPin: HostKey,
  /** SSH refused this secret; it is not sent again. `login` is who and where. Null: not any more. */
  sshRefused: z
    .object({ error: WizardError, at: z.string(), login: z.string(), secret: SecretName })
    .nullable(),
  adminId: z.string(),
  serial: z.string(),
  /** Of hardware, before its first activation turned it into a SW Serial (vendor's guide). */
  hwSerial: z.string(),
  swSerial: z.string(),
  version: z.string(),
  versionBefore: z.string(),
  versionAfter: z.string(),
  repository: z.string(),
  repositories: z.array(z.string()),
  capabilities: z.array(Capability),
  licences: z.array(LicenceCount),
  activated: z.boolean(),
  userCount: z.number(),
  typesBefore: z.array(z.object({ type: z.string(), users: z.number() })),
  typesAfter: z.array(z.object({ type: z.string(), users: z.number() })),
  reportFiles: z.array(z.string()),
  /** The list before the work, as last run, and the vendor's hosts as last asked. */
  preflight: Preflight,
  vendorHosts: Preflight,
  /** The file a virtual PBX is deployed from, as last read on this computer. */
  image: Image,
  /** What the old PBX had before a move, and the cloud PBX that it goes to. */
  inventory: Inventory,
  cloud: CloudPbx,
  /** A swap: the old PBX while it can be reached, what is known of it, and how the new one compares. */
  oldPbx: SecondPbx,
  capture: Capture,
  takenOver: TakenOver,
  /** The other PBXs of its WMS network. An event of the journal holds what is new of some of them; see mergeNetwork. */
  network: NetworkFacts,
});
export type Facts = z.infer<typeof Facts>;
export type FactKey = keyof Facts;
export const FactSource = z.object({ at: z.string(), source: z.string() });

/** A notice about the job itself, e.g. a torn last journal line that was dropped. */
export const Notice = z.object({ code: z.string(), params: Params.optional(), at: z.string() });
export type Notice = z.infer<typeof Notice>;

/** The job was prepared elsewhere and came in a file: the job there, and when that file was made. */
export const HandedFrom = z.object({ job: JobId, madeAt: z.string() });
export type HandedFrom = z.infer<typeof HandedFrom>;

/** The whole truth about a job, folded from its journal. */
export const JobState = z.object({
  id: JobId,
  kind: JobKind,
  createdAt: z.string(),
  updatedAt: z.string(),
  app: z.object({ version: z.string(), electron: z.string(), platform: z.string() }),
  /** Set when the job runs against a practice PBX: shown everywhere, also on the report. */
  practice: z.boolean(),
  /** Preset of the app's own practice PBX that this job was begun on; null for any other PBX. */
  preset: z.string().nullable(),
  current: StepId,
  steps: z.array(StepRecord),
  facts: Facts.partial(),
  factSources: z.record(z.string(), FactSource),
  secrets: z.array(SecretInfo),
  /** Secrets that the keychain may hold, also where another value is in memory or none: it was not forgotten there. */
  inKeychain: z.array(SecretName).optional(),
  /** Chosen licence type by user id; absent: leave as is. */
  assignment: z.record(z.string(), z.string()),
  /** Why it was chosen, by user id; absent: by hand. */
  why: z.record(z.string(), Why),
  notices: z.array(Notice),
  closed: z.object({ at: z.string(), outcome: z.enum(['done', 'left-open']) }).nullable(),
  /** Absent: it was begun here. */
  handedFrom: HandedFrom.optional(),
});
export type JobState = z.infer<typeof JobState>;

export { isEnded, isInFlight, stepOf } from './step-state';
