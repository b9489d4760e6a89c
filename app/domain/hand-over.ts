import { z } from 'zod';
import { isStartable } from './job-kinds';
import { JobId, JobKind, type StepId } from './job';
import { VendorHost } from './vendor-hosts';

/**
 * A job (or what is the same for every customer of a partner) in one file, to be carried from the office to the site and
 * back. It holds what was typed and what was found, never a secret. Pure: hash and disk are in shell/hand-over-file.ts.
 */

/** The first word of every such file, by which it is known. */
export const handOverFormat = 'pbx-activation-wizard/pbxjob';
/** Of the shape. A file of a greater one is refused, and the installer told that a newer app made it. */
export const handOverVersion = 1;
/** More is no hand-over of ours: a report of ten thousand users has about ten million signs. */
export const handOverMaxSigns = 40_000_000;

/** As the input fields of the steps are called; nothing that could be anything else in an object. */
const FieldName = z.string().regex(/^[a-zA-Z][\w.-]{0,59}$/);
const Short = z.string().max(200);

/** By step and field. Steps are any word: a newer app may know more of them. */
export const HandedInputs = z.record(
  z.string().regex(/^[a-z][a-z-]{0,39}$/),
  z.record(FieldName, z.string().max(200_000)),
);
export type HandedInputs = z.infer<typeof HandedInputs>;

/** Types per user, for users that were not read yet: a CSV text as the licence step reads it from a file. */
export const HandedTypes = z.object({ name: Short, csv: z.string().max(16_000_000) });
export type HandedTypes = z.infer<typeof HandedTypes>;

const made = { madeAt: z.iso.datetime(), app: Short };

/** Filled in once the job was worked on: what the office gets back. The report is checked by its own schema. */
export const HandedBack = z.object({
  exportedAt: z.iso.datetime(),
  steps: z.array(z.object({ id: Short, state: Short })).max(100),
  report: z.unknown(),
});
export type HandedBack = z.infer<typeof HandedBack>;

export const HandedJob = z.object({
  kind: z.literal('job'),
  ...made,
  /** The job in the office, by which what comes back finds it again. */
  origin: JobId,
  /** Any word: a newer app may know more kinds. */
  jobKind: Short,
  inputs: HandedInputs,
  types: HandedTypes.nullable(),
  /** Recipes are checked one by one by their own schemas: one that is not understood does not spoil the rest. */
  recipes: z.array(z.object({ id: z.string().max(40), recipe: z.unknown() })).max(100),
  script: z.unknown().nullable(),
  back: HandedBack.nullable(),
});
export type HandedJob = z.infer<typeof HandedJob>;

/** Also the name of its file, so strict. */
export const TemplateId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);

/** What is the same for every customer of a partner. */
export const Template = z.object({
  kind: z.literal('template'),
  ...made,
  id: TemplateId,
  name: z.string().trim().min(1).max(120),
  /** The kind of job it was made from; null: none in particular. */
  jobKind: Short.nullable(),
  inputs: HandedInputs,
  vendorHosts: z.array(VendorHost).max(50),
});
export type Template = z.infer<typeof Template>;

export const HandOver = z.discriminatedUnion('kind', [HandedJob, Template]);
export type HandOver = z.infer<typeof HandOver>;

/** Notes for whoever works on the site. */
export const notesField = 'siteNotes';

/** Who works is told on the site; a path or another job leads nowhere on another computer. */
const stayHere: ReadonlySet<string> = new Set(['installer', 'sshKeyFile', 'imageFile', 'earlierJob']);

/**
 * What is neither handed over nor taken: what holds on one computer only, and what a person says before the PBX, be it an
 * explicit word (`confirmed.…`) or that a PBX of a network is left out: its number is another PBX's in another job.
 */
const staysBehind = (field: string): boolean =>
  stayHere.has(field) || /^(confirmed\.|leave-out-|gone-)/.test(field);

/** Of what was typed in a job, what goes into a file. */
export function handedInputs(
  steps: readonly { id: string; inputs: Readonly<Record<string, string>> }[],
): HandedInputs {
  return mapFields(
    steps.map(({ id, inputs }) => [id, inputs]),
    (_step, field, value) => !staysBehind(field) && value !== '',
  );
}

/** Fields that are the same for every customer of a partner, by step. */
const templateFields: Readonly<Record<string, readonly string[]>> = {
  prepare: ['partner', notesField],
  portal: ['period', 'region'],
  'portal-change': ['platform', 'ordering', 'orderingOwn', 'zone'],
  licences: ['own-rules'],
};

export function templateInputs(inputs: HandedInputs): HandedInputs {
  return mapFields(Object.entries(inputs), (step, field) => templateFields[step]?.includes(field) === true);
}

/** What a job of these steps takes of a file, and which fields (`step.field`) it does not. */
export function takenInputs(
  inputs: HandedInputs,
  steps: readonly StepId[],
): { inputs: HandedInputs; left: string[] } {
  const known: ReadonlySet<string> = new Set(steps);
  const taken = mapFields(Object.entries(inputs), (step, field) => known.has(step) && !staysBehind(field));
  const left = Object.entries(inputs).flatMap(([step, fields]) =>
    Object.keys(fields)
      .filter((field) => taken[step]?.[field] === undefined)
      .map((field) => `${step}.${field}`),
  );
  return { inputs: taken, left };
}

function mapFields(
  steps: readonly (readonly [string, Readonly<Record<string, string>>])[],
  keep: (step: string, field: string, value: string) => boolean,
): HandedInputs {
  return Object.fromEntries(
    steps.flatMap(([step, inputs]) => {
      const kept = Object.entries(inputs).filter(([field, value]) => keep(step, field, value));
      return kept.length > 0 ? [[step, Object.fromEntries(kept)]] : [];
    }),
  );
}

/** The kind of job a file is for; null where this version cannot start it. */
export function startableKindOf({ jobKind }: Pick<HandedJob, 'jobKind'>): JobKind | null {
  const kind = JobKind.safeParse(jobKind);
  return kind.success && isStartable(kind.data) ? kind.data : null;
}

/**
 * A value as one text whatever order its keys came in, so that a hash over it is over what it says. For values that came
 * out of JSON.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}
