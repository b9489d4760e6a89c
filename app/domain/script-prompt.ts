import { folded, type ScriptPrompt, type ScriptRecipe, type ScriptSecret } from './script-recipe';
import {
  dataKinds,
  moveWords,
  noWords,
  oneTimeWords,
  otherPasswordWords,
  passwordOfOther,
  passwordWords,
  saysCloud,
  turningWords,
  yesWords,
} from './script-words';

/**
 * What is done about a prompt of the vendor's script. The rule of rules: what is not plainly known goes to the person, since
 * a wrong answer cannot be taken back.
 */

/** What is typed: a secret by name, or a text; Enter comes after either. */
export type Typed = { secret: ScriptSecret } | { text: string };

/** Why the wizard knows the answer. */
export type KnownBy = 'recipe' | 'cloud-password' | 'kind-of-data';

/** Why a prompt is for the person. */
export type ForPerson =
  | 'recipe-asks'
  /** A password of something else than the cloud PBX, or of nothing that is said. */
  | 'other-password'
  | 'one-time'
  /** The job has no such secret, or one that cannot be typed. */
  | 'no-secret'
  /** A yes or no about a kind of data that the installer has not chosen for, or about several chosen differently. */
  | 'not-chosen'
  /** The prompt offers none of the words for yes and no. */
  | 'no-word'
  | 'unknown'
  /** The automation was stopped before. */
  | 'stopped'
  /** The wizard's answer was shown, and the person did not want it. */
  | 'declined'
  /** Something was typed that was not asked for, and may go to this prompt before any answer. */
  | 'typed-ahead';

/** Why the wizard answers nothing more in this run. */
export type Stopped =
  /** It was answered, and comes again. */
  | 'asked-again'
  /** It asks again for a secret that was sent. */
  | 'secret-sent';

export type Decision =
  | { act: 'answer'; typed: Typed; why: KnownBy; place: number | null }
  | { act: 'person'; why: ForPerson }
  | { act: 'stop'; why: Stopped };

/** One prompt of this run that was answered, by whomever. */
export interface Answered {
  prompt: string;
  /** What was sent, where it was a secret. */
  secret: ScriptSecret | null;
  /** Place in the recipe's prompts of the one that it was, if any. */
  place: number | null;
}

export interface Known {
  recipe: ScriptRecipe;
  /** What the installer wants to take along, by kind of data (see {@link dataKinds}, and the recipe's own). */
  choices: Readonly<Record<string, boolean>>;
  /** Secrets the job has. */
  secrets: readonly ScriptSecret[];
  answered: readonly Answered[];
}

/** What to do about the prompt that stands at the end of what is shown. */
export function decide(prompt: string, known: Known): Decision {
  const place = placeIn(known.recipe, prompt) ?? -1;
  const of = known.recipe.prompts[place];
  const again = asksAgain(prompt, of, place, known);
  if (again) return { act: 'stop', why: again };
  return of ? byRecipe(prompt, of, place, known) : byRule(prompt, known);
}

/** Place of the recipe's prompt that this is; null: it knows none. */
export function placeIn({ prompts }: ScriptRecipe, prompt: string): number | null {
  const place = prompts.findIndex(({ words }) => words.some((one) => endsWith(prompt, one)));
  return place < 0 ? null : place;
}

function asksAgain(
  prompt: string,
  of: ScriptPrompt | undefined,
  place: number,
  known: Known,
): Stopped | null {
  const question = questionOf(prompt);
  const isSame = (one: Answered): boolean => questionOf(one.prompt) === question;
  if (known.answered.some((one) => one.secret !== null && isSame(one))) return 'secret-sent';
  const before = known.answered.filter((one) => (of ? one.place === place : isSame(one)));
  return before.length >= (of?.times ?? 1) ? 'asked-again' : null;
}

/** A question whatever number stands in it: "attempt 2 of 3" asks what "attempt 1 of 3" did. */
function questionOf(prompt: string): string {
  return folded(prompt).replace(/\p{N}+/gu, '#');
}

function byRecipe(prompt: string, { answer }: ScriptPrompt, place: number, known: Known): Decision {
  if ('ask' in answer) return { act: 'person', why: 'recipe-asks' };
  if ('text' in answer) return { act: 'answer', typed: answer, why: 'recipe', place };
  if ('kind' in answer) return yesOrNo(prompt, [answer.kind], known, { why: 'recipe', place });
  if (!known.secrets.includes(answer.secret)) return { act: 'person', why: 'no-secret' };
  return { act: 'answer', typed: answer, why: 'recipe', place };
}

function byRule(prompt: string, known: Known): Decision {
  const text = folded(prompt);
  if (!isQuestion(prompt)) return { act: 'person', why: 'unknown' };
  if (oneTimeWords.test(text)) return { act: 'person', why: 'one-time' };
  if (passwordWords.test(text)) return cloudPassword(text, known);
  const kinds = kindsIn(text);
  if (kinds.length === 0 || !isAboutMoving(prompt)) return { act: 'person', why: 'unknown' };
  return yesOrNo(prompt, kinds, known, { why: 'kind-of-data', place: null });
}

/** Once in a run: asked in other words it may well be because it was wrong. */
function cloudPassword(text: string, { secrets, answered }: Known): Decision {
  const isOther = otherPasswordWords.test(text) || passwordOfOther.test(text) || moveWords.test(text);
  if (isOther || !saysCloud(text) || offeredIn(text)) return { act: 'person', why: 'other-password' };
  if (answered.some(({ secret }) => secret === 'cloud-password')) return { act: 'stop', why: 'secret-sent' };
  if (!secrets.includes('cloud-password')) return { act: 'person', why: 'no-secret' };
  return { act: 'answer', typed: { secret: 'cloud-password' }, why: 'cloud-password', place: null };
}

function kindsIn(text: string): string[] {
  return Object.entries(dataKinds).flatMap(([kind, words]) => (words.test(text) ? [kind] : []));
}

/** A question whether something is taken along, or one that is nothing but the name of a kind of data. */
function isAboutMoving(prompt: string): boolean {
  const text = folded(prompt);
  const hasWords = /[?？]/.test(text) || offeredIn(text) !== null;
  if (!hasWords || turningWords.test(withoutOffer(text))) return false;
  return moveWords.test(text) || withoutOffer(text).split(' ').length === 1;
}

function yesOrNo(
  prompt: string,
  kinds: readonly string[],
  { recipe, choices }: Known,
  by: { why: KnownBy; place: number | null },
): Decision {
  const wanted = new Set(kinds.map((kind) => (Object.hasOwn(choices, kind) ? choices[kind] : undefined)));
  const [yes] = wanted;
  if (wanted.size !== 1 || yes === undefined) return { act: 'person', why: 'not-chosen' };
  const word = answerWord(prompt, yes, recipe);
  return word === null ? { act: 'person', why: 'no-word' } : { act: 'answer', typed: { text: word }, ...by };
}

/** Yes or no as the prompt offers it, else as the recipe calls it; null: it offers words that we do not know. */
export function answerWord(
  prompt: string,
  yes: boolean,
  recipe: Pick<ScriptRecipe, 'yes' | 'no'>,
): string | null {
  const offered = offeredIn(prompt);
  if (!offered) return yes ? recipe.yes : recipe.no;
  const own = offered.find((word) => (yes ? yesWords : noWords).has(word.toLowerCase()));
  const other = offered.some((word) => (yes ? noWords : yesWords).has(word.toLowerCase()));
  if (own === undefined || !other) return null;
  // One capital marks what Enter alone would mean; all capitals are how the words are written.
  return offered.every((word) => word === word.toUpperCase()) ? own : own.toLowerCase();
}

const offer = /[[(]\s*(\p{L}{1,12}(?:\s*[/|]\s*\p{L}{1,12}){1,4})\s*[\])]\s*[:：?？>]?\s*$/u;

/** The words that a prompt offers at its end, as in `[y/N]`; null: none. */
export function offeredIn(prompt: string): string[] | null {
  const words = offer.exec(prompt)?.[1];
  return words === undefined ? null : words.split(/[/|]/).map((word) => word.trim());
}

/** As far as the words to choose from, with the sign before them. */
function beforeOffer(text: string): string {
  return text.replace(offer, '').trim();
}

function withoutOffer(text: string): string {
  return beforeOffer(text)
    .replace(/[\s:：?？>*-]+$/u, '')
    .trim();
}

/** It ends as a question does: with a colon, a question mark, or words to choose from; and every bracket is closed. */
export function isQuestion(prompt: string): boolean {
  if (!/\p{L}/u.test(prompt) || opened(prompt)) return false;
  return /[:：?？]\s*$/u.test(prompt) || offeredIn(prompt) !== null;
}

function opened(prompt: string): boolean {
  const count = (sign: RegExp): number => prompt.match(sign)?.length ?? 0;
  return count(/[([]/g) > count(/[)\]]/g);
}

/**
 * The words stand at its end, as whole words. An offer may follow, as `[y/N]` does, and a sign where they have none themselves.
 */
export function endsWith(prompt: string, words: string): boolean {
  const wanted = folded(words);
  const text = folded(prompt);
  const ends = [text, text.replace(/[\s:：?？>]+$/u, ''), beforeOffer(text), withoutOffer(text)];
  return ends.some((end) => {
    if (!end.endsWith(wanted)) return false;
    const before = end.slice(0, end.length - wanted.length);
    return !/[\p{L}\p{N}]$/u.test(before) || !/^[\p{L}\p{N}]/u.test(wanted);
  });
}

/** Whether what is typed here must not be seen. */
export function asksForSecret(prompt: string): boolean {
  const text = folded(prompt);
  return passwordWords.test(text) || oneTimeWords.test(text);
}
