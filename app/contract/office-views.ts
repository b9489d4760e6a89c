import { z } from 'zod';
import { HandedInputs, TemplateId } from '../domain/hand-over';
import { JobId, SecretName } from '../domain/job';

/** What goes when a job is deleted. */
export const JobParts = z.object({
  journalLines: z.number(),
  reports: z.array(z.string()),
  transcripts: z.array(z.string()),
  /** Other files beside the journal, e.g. exported lists. */
  others: z.array(z.string()),
  secrets: z.array(SecretName),
});
export type JobParts = z.infer<typeof JobParts>;

/** What became of its folder; `deleted`: this system has no trash that can be reached. */
export const Removed = z.object({ how: z.enum(['trash', 'deleted']) });
export type Removed = z.infer<typeof Removed>;

/** A recipe in a file beside the one of this computer; `new`: this computer has none of its own. */
export const OfferedRecipe = z.object({
  id: z.string(),
  title: z.string(),
  how: z.enum(['same', 'differs', 'new', 'not-understood']),
  theirs: z.string(),
  mine: z.string().nullable(),
});
export type OfferedRecipe = z.infer<typeof OfferedRecipe>;

const made = { madeAt: z.string(), app: z.string() };

/** What a file says, before anything of it is taken. */
export const HandOverView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('job'),
    ...made,
    origin: JobId,
    jobKind: z.string(),
    /** This version can do this kind. */
    startable: z.boolean(),
    inputs: HandedInputs,
    /** `step.field` of what is not taken. */
    left: z.array(z.string()),
    types: z.object({ name: z.string(), lines: z.number() }).nullable(),
    /** The page recipes, and the script recipe under its id. */
    recipes: z.array(OfferedRecipe),
    /** The job it was made from is on this computer. */
    original: JobId.nullable(),
    /** Jobs on this computer that were made from it before. */
    taken: z.array(JobId),
    back: z
      .object({
        exportedAt: z.string(),
        finished: z.boolean(),
        doneSteps: z.number(),
        allSteps: z.number(),
      })
      .nullable(),
  }),
  z.object({
    kind: z.literal('template'),
    ...made,
    name: z.string(),
    inputs: HandedInputs,
    vendorHosts: z.number(),
    /** A template of this name is here already and would be replaced. */
    replaces: z.boolean(),
  }),
]);
export type HandOverView = z.infer<typeof HandOverView>;

export const TemplateView = z.object({
  id: TemplateId,
  name: z.string(),
  jobKind: z.string().nullable(),
  partner: z.string(),
});
export type TemplateView = z.infer<typeof TemplateView>;

export const TourView = z.object({
  /** Nobody was asked yet whether they want it, and no job was done here. */
  offer: z.boolean(),
  /** Jobs begun from it whose notes are to be shown. */
  jobs: z.array(JobId),
});
export type TourView = z.infer<typeof TourView>;
