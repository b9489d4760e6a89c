import { z } from 'zod';
import { SecretName } from './job';
import { compareVersions, findVersion } from './version';

/**
 * A page recipe: what a person would do in the PBX's own page, by the words on the screen. Data, so that the installer can
 * read it, change a word that the PBX names otherwise, and hand it on.
 */

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
const PageSecret = SecretName.exclude(['ssh-password', 'ssh-root-password', 'otp', 'otp-printed']);

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

/** Left out without harm where the page has no such thing, or is already past it. */
const optional = z.boolean().optional();

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
  z.strictObject({ act: z.literal('choose'), labels: Words, options: Words, optional }),
  z.strictObject({ act: z.literal('waitFor'), texts: Words, optional }),
  z.strictObject({
    act: z.literal('read'),
    labels: Words,
    name: z.string().regex(/^[a-zA-Z][\w-]{0,39}$/),
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

/** The words by which an act finds what it is about. */
export function wordsOf(act: PageAct): string[] {
  const words = act.act === 'click' ? act.names : act.act === 'waitFor' ? act.texts : act.labels;
  return words.map(({ text }) => text);
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
