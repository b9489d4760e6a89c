import { z } from 'zod';
import { Params } from '../domain/error';
import { JobId, JobKind, JobState, Said, StepId, StepState } from '../domain/job';
import { OwnRule } from '../domain/licensing/own-rules';
import { Choice, Suggestion } from '../domain/licensing/why';
import { LicenceCount } from '../domain/pbx';
import { AssistedRun } from '../domain/recipe';

/** Where a long act stands. Lives in memory only: after a restart the PBX is asked again. */
export const Progress = z.object({
  step: StepId,
  /** What is going on now. */
  doing: Said,
  /** 0 to 1; null: no measure, only time. */
  fraction: z.number().nullable(),
  since: z.string(),
  /** It takes longer than usual: show what is normal and what to check (texts by `doing.code`). */
  slow: z.boolean(),
  cancellable: z.boolean(),
  /** It can be made to wait, and go on; absent: it cannot. */
  paused: z.boolean().optional(),
  /** Set while the wizard works the PBX's page. */
  assisted: AssistedRun.optional(),
  /** How it stands with each of several PBXs that are worked on at once, by their number in the job. */
  lines: z
    .array(z.object({ member: z.string(), doing: Said, fraction: z.number().nullable(), since: z.string() }))
    .readonly()
    .optional(),
});
export type Progress = z.infer<typeof Progress>;

/** A job as a window sees it: its state, and what is true only while it is open here. */
export const JobView = z.object({
  state: JobState,
  progress: Progress.nullable(),
  /** Set: the journal cannot be written (broken chain, newer format, held by another process); look, do not touch. */
  readOnly: Said.nullable(),
});
export type JobView = z.infer<typeof JobView>;

export const JobSummary = z.object({
  id: JobId,
  kind: JobKind,
  practice: z.boolean(),
  customer: z.string(),
  pbxName: z.string(),
  address: z.string(),
  /** Of the PBX and its licence, as far as they are known. */
  serials: z.array(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  step: StepId,
  stepState: StepState,
  doneSteps: z.number(),
  allSteps: z.number(),
  status: z.enum(['open', 'done', 'read-only']),
  /** The wizard is at work on it now. */
  atWork: z.boolean(),
  archived: z.boolean(),
  /** It was prepared elsewhere: the job there. */
  origin: JobId.nullable(),
  /** The report of who did it elsewhere has come back. */
  reportBack: z.boolean(),
  /** PBXs of a WMS network that still have to be upgraded; absent: no job of a network. */
  remaining: z.number().optional(),
});
export type JobSummary = z.infer<typeof JobSummary>;

export const LicenceRow = z.object({
  id: z.string(),
  extension: z.string(),
  name: z.string(),
  email: z.string(),
  login: z.string(),
  role: z.string(),
  group: z.string(),
  department: z.string(),
  /** What the PBX says now. */
  licenceType: z.string().nullable(),
  counted: z.boolean(),
  suggestion: Suggestion.nullable(),
  /** Of the last run: written and read back, failed, or not touched. */
  outcome: z.enum(['written', 'failed']).nullable(),
});
export type LicenceRow = z.infer<typeof LicenceRow>;

/** All users as last read, and what was chosen for them. The window counts, filters and sorts by itself. */
export const LicenceTable = z.object({
  rows: z.array(LicenceRow),
  /** By user id, those that differ from what the PBX has and those that do not. */
  choices: z.record(z.string(), Choice),
  bought: z.array(LicenceCount),
  /** Types that may be chosen: the known ones and whatever was seen on this PBX. */
  types: z.array(z.object({ wire: z.string(), label: z.string() })),
  /** The installer's own rules, in their order. */
  rules: z.array(OwnRule),
  /** The last run that wrote, while its users can be put back to what they had: how many, and the file that says so. */
  undo: z.object({ users: z.number(), at: z.string(), file: z.string() }).nullable(),
  readAt: z.string().nullable(),
});
export type LicenceTable = z.infer<typeof LicenceTable>;

export const AppInfo = z.object({
  version: z.string(),
  electron: z.string(),
  /** The runtime is the stand-in for development and tests. */
  standIn: z.boolean(),
  platform: z.string(),
  keychain: z.object({ kind: z.enum(['keychain', 'memory']), why: z.string().nullable() }),
  dataFolder: z.string(),
});
export type AppInfo = z.infer<typeof AppInfo>;

/** Headings of the practice PBXs, in the order of Home. */
export const PracticeGroup = z.enum(['activation', 'licences', 'move', 'rma', 'network', 'hard', 'own']);
export type PracticeGroup = z.infer<typeof PracticeGroup>;

export const PracticePreset = z.object({
  id: z.string(),
  version: z.string(),
  users: z.number(),
  title: z.string(),
  /** What is practised on it: one that runs already is not activated again. */
  kind: JobKind,
  /** Under which heading Home lists it. */
  group: PracticeGroup,
});
export type PracticePreset = z.infer<typeof PracticePreset>;

/** A running practice PBX. Its passwords are fixed and public (there is nothing to protect), so they may be shown. */
export const PracticeView = z.object({
  preset: z.string(),
  address: z.string(),
  url: z.string(),
  fingerprint256: z.string(),
  serial: z.string(),
  portal: z.object({ url: z.string(), login: z.string(), password: z.string() }),
  /** Null where it has no SSH. */
  ssh: z.object({ port: z.number(), users: z.record(z.string(), z.string()) }).nullable(),
  /** The cloud PBX beside it, where there is one to move it to. */
  cloud: z.object({ address: z.string(), password: z.string(), sshPort: z.number().nullable() }).nullable(),
  /** The old PBX beside it, where it is to take the place of one. */
  old: z.object({ address: z.string(), password: z.string() }).nullable(),
  /** How it is moved there: a script of the practice PBX's own. */
  move: z.object({ command: z.string(), engine: z.string() }).nullable(),
  /** The clients of its WMS network, where it is the server of one. */
  members: z.array(z.object({ address: z.string(), password: z.string() })).optional(),
});
export type PracticeView = z.infer<typeof PracticeView>;

/** What a paste or a typed secret was taken for. `length` is all that is told of an accepted one. */
export const SecretTaken = z.union([
  z.object({ taken: z.literal(true), length: z.number() }),
  z.object({ taken: z.literal(false), not: z.string(), params: Params.optional() }),
]);
export type SecretTaken = z.infer<typeof SecretTaken>;

export const Bounds = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().nonnegative(),
  height: z.number().int().nonnegative(),
});
export type Bounds = z.infer<typeof Bounds>;

/** The PBX's own page (or the practice portal's), shown inside the window. */
export const PageView = z.object({
  job: JobId,
  target: z.enum(['pbx', 'practice-portal']),
  url: z.string(),
  title: z.string(),
  loading: z.boolean(),
  /** Why it does not show: text code of an error. */
  problem: z.string().nullable(),
});
export type PageView = z.infer<typeof PageView>;

/** A page recipe, as it is in use and as text to be edited. */
export const RecipeView = z.object({
  id: z.string(),
  /** What the wizard does in a PBX's page, or where a new PBX is ordered. */
  kind: z.enum(['page', 'order']),
  title: z.string(),
  text: z.string(),
  /** The installer's own, in the place of the one that came with the app. */
  own: z.boolean(),
  /** The installer's own file holds no recipe: what is wrong with it. The one that came with the app is used. */
  problem: z.string().nullable(),
});
export type RecipeView = z.infer<typeof RecipeView>;
