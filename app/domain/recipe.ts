import { z } from 'zod';
import { JobSecret } from './job';
import { compareVersions, findVersion } from './version';

/**
 * A page recipe: what a person would do in the PBX's own page, by the words on the screen. Data, so that the installer can
 * read it, change a word that the PBX names otherwise, and hand it on.
 */

/** Source of everything read or done by working the page. */
export const pageSource = 'the page of the PBX';

/** One word of the screen. `published`: it stands in the vendor's guide; else it is what the wizard's authors guess. */
export const ScreenWord = z.strictObject({
  text: z.string().trim().min(1).max(80),
  lang: z.string().regex(/^[a-z]{2}$/),
  published: z.boolean(),
});
export type ScreenWord = z.infer<typeof ScreenWord>;

const Words = z.array(ScreenWord).min(1).max(40);

/** What can be pressed, by its role for assistive technology. */
export const PressRole = z.enum(['link', 'button', 'menuitem', 'tab', 'treeitem']);
export type PressRole = z.infer<typeof PressRole>;

/** Secrets that belong in the PBX's page: those of SSH do not. */
const PageSecret = JobSecret.exclude([
  'ssh-password',
  'ssh-root-password',
  'ssh-key-passphrase',
  'cloud-password',
  'otp',
  'otp-printed',
]);

/**
 * What is typed into a field: a secret of the job by name (`admin-password` is the one that opens the PBX now), something
 * the installer gave by name, or a text as it stands.
 */
export const FieldValue = z.union([
  z.strictObject({ secret: z.enum(['admin-password', ...PageSecret.options]) }),
  z.strictObject({ input: z.string().min(1).max(60) }),
  z.strictObject({ text: z.string().max(200) }),
]);
export type FieldValue = z.infer<typeof FieldValue>;

/** Left out without harm where the page has no such thing, is already past it, or there is nothing to fill in. */
const optional = z.boolean().optional();

/** What the step at work puts here by name: which users, which licence type. */
const FromStep = z.strictObject({ input: z.string().min(1).max(60) });

const ResultName = z.string().regex(/^[a-zA-Z][\w-]{0,39}$/);

/** Found by role, label and visible text only; a place on the page is no way to find anything. */
export const PageAct = z.discriminatedUnion('act', [
  z.strictObject({
    act: z.literal('click'),
    names: Words,
    /** Absent: any of them. */
    roles: z.array(PressRole).min(1).optional(),
    optional,
  }),
  z.strictObject({ act: z.literal('fill'), labels: Words, value: FieldValue, optional }),
  z.strictObject({
    act: z.literal('choose'),
    labels: Words,
    options: z.union([Words, FromStep]),
    optional,
  }),
  /**
   * Ticks the rows of a list and takes every other tick in it away. Words: the one row with a cell called so. From the step:
   * each row by all of its words. `next` leads to the list's next page, where none of them is on the one shown.
   */
  z.strictObject({
    act: z.literal('tick'),
    rows: z.union([Words, FromStep]),
    next: Words.optional(),
    optional,
  }),
  z.strictObject({
    act: z.literal('waitFor'),
    texts: Words,
    /** How long at most, where half a minute is not enough. */
    minutes: z.number().int().min(1).max(180).optional(),
    /** A message that comes and goes ("Saved."): one that stands there from before tells nothing. */
    passing: z.boolean().optional(),
    optional,
  }),
  z.strictObject({ act: z.literal('read'), labels: Words, name: ResultName, optional }),
  /** Reads the one table that has all these columns, row by row; a row is called by its head or first text. */
  z.strictObject({
    act: z.literal('readTable'),
    columns: z
      .array(z.strictObject({ labels: Words, name: ResultName }))
      .min(1)
      .max(10),
    optional,
  }),
]);
export type PageAct = z.infer<typeof PageAct>;

const Version = z.string().refine((text) => findVersion(text)?.text === text, 'not a WMS version');

export const PageRecipe = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
  title: z.string().trim().min(1).max(120),
  /** WMS versions it is for, both ends included; null: no end. */
  versions: z.strictObject({ from: Version.nullable(), to: Version.nullable() }),
  /** Where the words come from, for whoever has to judge them. */
  source: z.string().max(2_000),
  languages: z.array(z.string().regex(/^[a-z]{2}$/)).min(1),
  acts: z.array(PageAct).min(1).max(60),
});
export type PageRecipe = z.infer<typeof PageRecipe>;

/** A version that is not known fits only a recipe for all of them. */
export function fitsVersion({ versions: { from, to } }: PageRecipe, version: string | undefined): boolean {
  if (version === undefined) return from === null && to === null;
  const newEnough = from === null || compareVersions(version, from) >= 0;
  return newEnough && (to === null || compareVersions(version, to) <= 0);
}

/** A row of a list by the cells it must have: for each, the words it may be called by. */
export type RowWords = readonly (readonly string[])[];

/** What a step puts into its recipes, by name. */
export interface StepValues {
  texts?: Readonly<Record<string, string>>;
  options?: Readonly<Record<string, readonly string[]>>;
  rows?: Readonly<Record<string, readonly RowWords[]>>;
}

/** An act with the step's values in it, ready to be done. */
export type BoundAct =
  | Exclude<PageAct, { act: 'choose' | 'tick' }>
  | (Omit<Extract<PageAct, { act: 'choose' }>, 'options'> & { options: readonly string[] })
  | (Omit<Extract<PageAct, { act: 'tick' }>, 'rows'> & { rows: readonly RowWords[] });

/** A value that the step does not give leaves nothing to be found, so the act ends there and says so. */
export function bindAct(act: PageAct, { texts = {}, options = {}, rows = {} }: StepValues): BoundAct {
  if (act.act === 'choose') {
    const given = 'input' in act.options ? (options[act.options.input] ?? []) : textsOf(act.options);
    return { ...act, options: given };
  }
  if (act.act === 'tick') {
    const given = 'input' in act.rows ? (rows[act.rows.input] ?? []) : [[textsOf(act.rows)]];
    return { ...act, rows: given };
  }
  if (act.act !== 'fill' || !('input' in act.value)) return act;
  const text = texts[act.value.input];
  return text === undefined ? act : { ...act, value: { text } };
}

export function textsOf(words: readonly ScreenWord[]): string[] {
  return words.map(({ text }) => text);
}

/** The words by which an act finds what it is about; for the rows of a list, what each is called. */
export function wordsOf(act: BoundAct): string[] {
  if (act.act === 'tick') return act.rows.map(rowInWords);
  if (act.act === 'readTable') return act.columns.flatMap(({ labels }) => textsOf(labels));
  return textsOf(act.act === 'click' ? act.names : act.act === 'waitFor' ? act.texts : act.labels);
}

/** How many rows are named one by one; a hundred names help nobody. */
const mostRowsNamed = 4;

/** An act in short, as it is shown to a person: the likeliest word of each thing it is about. */
export function shortWords(act: BoundAct): string {
  if (act.act === 'readTable') return act.columns.map(({ labels }) => labels[0]?.text ?? '').join(', ');
  const words = wordsOf(act);
  if (act.act !== 'tick') return words[0] ?? '';
  const more = words.length - mostRowsNamed;
  return words.slice(0, mostRowsNamed).join(', ') + (more > 0 ? ` (+${String(more)})` : '');
}

function rowInWords(row: RowWords): string {
  return row.map(([likeliest = '']) => likeliest).join(' ');
}

/** Who has the mouse: the wizard acts, it waits, or the installer has taken over. */
export const AssistMode = z.enum(['acting', 'paused', 'person']);
export type AssistMode = z.infer<typeof AssistMode>;

/** Where an assisted run stands; lives in memory only. */
export const AssistedRun = z.object({
  /** The act in hand, counted from 0 over all acts of the plan; all before it are over. */
  place: z.number(),
  mode: AssistMode,
});
export type AssistedRun = z.infer<typeof AssistedRun>;
