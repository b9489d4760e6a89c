import { z } from 'zod';
import { WizardError } from '../domain/error';
import { JobId } from '../domain/job';
import { ScriptSecret } from '../domain/script-recipe';

/** The script recipe as the window shows it. */
export const ScriptRecipeView = z.object({
  text: z.string(),
  command: z.string(),
  /** The installer's own. */
  own: z.boolean(),
  /** The installer's own file holds none, so the empty one is used; in words. */
  problem: z.string().nullable(),
});
export type ScriptRecipeView = z.infer<typeof ScriptRecipeView>;

const asked = { id: z.number().int(), prompt: z.string(), before: z.string(), why: z.string() };

/** Where the script stands. What is answered with a secret goes by its name. */
export const ScriptView = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('running') }),
  z.object({ phase: z.literal('asks-person'), ...asked, hidden: z.boolean() }),
  z.object({
    phase: z.literal('about-to-answer'),
    ...asked,
    answer: z.union([z.object({ secret: ScriptSecret }), z.object({ text: z.string() })]),
  }),
  z.object({ phase: z.literal('stopped-automation'), ...asked, hidden: z.boolean() }),
  z.object({
    phase: z.literal('ended'),
    exit: z.number().nullable(),
    signal: z.string().nullable(),
    said: z.enum(['done', 'failed']).nullable(),
  }),
  z.object({ phase: z.literal('lost'), error: WizardError }),
  z.object({ phase: z.literal('not-started'), error: WizardError }),
]);
export type ScriptView = z.infer<typeof ScriptView>;

/** A piece of what a job's terminal shows, secrets taken out. */
export const TerminalPiece = z.object({
  job: JobId,
  /** Text with its escape sequences; may be empty. */
  text: z.string(),
  /** The terminal begins anew with this piece. */
  anew: z.boolean(),
  /** Null: no script has run in this process. */
  script: ScriptView.nullable(),
  /** Name of the transcript in the job's folder. */
  file: z.string().nullable(),
});
export type TerminalPiece = z.infer<typeof TerminalPiece>;
