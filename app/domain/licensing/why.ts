import { z } from 'zod';
import { needIds } from './needs';

/** Text code of a reason, with what it is about. */
export const Reason = z.object({
  code: z.enum([
    'park-orbit-is-service',
    'fax-is-basic',
    'room-is-basic',
    'listed-in-file',
    'own-rule',
    'need',
    'device',
    'group',
    'department',
    'name',
    'registered',
  ]),
  need: z.enum(needIds).optional(),
  /** The device, group or feature by its name, the id of a rule, or the line of a file. */
  about: z.string().optional(),
});
export type Reason = z.infer<typeof Reason>;

/**
 * How sure a suggestion is. `told`: the installer said so, by a rule or a file. `certain`: the vendor's guide leaves no
 * doubt. `likely`: what it rests on was read, but what it means is not published by the vendor. `hint`: a word in a name.
 */
export const Sureness = z.enum(['told', 'certain', 'likely', 'hint']);
export type Sureness = z.infer<typeof Sureness>;

export const Suggestion = z.object({
  type: z.string(),
  reasons: z.array(Reason),
  sure: Sureness,
  /** What speaks against it, though it was told so: needs the type does not cover. */
  against: z.array(Reason),
});
export type Suggestion = z.infer<typeof Suggestion>;

/** Why a type was chosen, kept for the difference and the report. `undo`: put back to what it was before a run. */
export const Why = z.discriminatedUnion('by', [
  z.object({ by: z.literal('hand') }),
  z.object({ by: z.literal('suggestion'), sure: Sureness, reasons: z.array(Reason).readonly() }),
  z.object({ by: z.literal('file'), line: z.number() }),
  z.object({ by: z.literal('undo') }),
]);
export type Why = z.infer<typeof Why>;

/** The type chosen for a user. */
export const Choice = z.object({ type: z.string().max(100), why: Why });
export type Choice = z.infer<typeof Choice>;
