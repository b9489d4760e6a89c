import { z } from 'zod';
import type { KnownNeed, KnownUser } from './known-user';
import { needIds, type NeedId } from './needs';

/**
 * A word that gives a need away: in a registered device's name, a group, a department or the user's name. What the vendor's
 * devices, rights and features are called on the wire is not published, so this is data the installer can change.
 */
export const Clue = z.strictObject({
  where: z.enum(['device', 'group', 'department', 'name']),
  /** Found as a whole word, upper and lower case are the same. */
  word: z.string().trim().min(2).max(60),
  need: z.enum(needIds),
  source: z.string().max(300),
});
export type Clue = z.infer<typeof Clue>;

const own = 'What the word means; a guess of the wizard’s authors, not of the vendor.';
const clue = (where: Clue['where'], word: string, need: NeedId): Clue => ({ where, word, need, source: own });

/** Few and plain. Each is a hint, never more: a name is no proof. */
export const shippedClues: readonly Clue[] = [
  clue('device', 'fax', 'fax-machine'),
  clue('device', 'doorphone', 'door-phone'),
  clue('device', 'intercom', 'door-phone'),
  clue('name', 'fax', 'fax-machine'),
  clue('name', 'doorphone', 'door-phone'),
  clue('name', 'intercom', 'door-phone'),
];

export interface FoundClue {
  need: NeedId;
  where: Clue['where'];
  /** The text in which the word was found, as it stands. */
  text: string;
}

/** All clues that hold for a user, in the order of the list. */
export function cluesOf(known: KnownUser, clues: readonly Clue[]): FoundClue[] {
  return clues.flatMap(({ where, word, need }) => {
    const text = textsOf(known, where).find((one) => hasWord(one, word));
    return text === undefined ? [] : [{ need, where, text }];
  });
}

function textsOf({ user, registered = [] }: KnownUser, where: Clue['where']): readonly string[] {
  return where === 'device' ? registered : [user[where]];
}

const letter = /[\p{L}\p{N}]/u;

function hasWord(text: string, word: string): boolean {
  const [lower, wanted] = [text.toLowerCase(), word.toLowerCase()];
  let at = lower.indexOf(wanted);
  for (; at >= 0; at = lower.indexOf(wanted, at + 1)) {
    const [before, after] = [lower[at - 1] ?? '', lower[at + wanted.length] ?? ''];
    if (!letter.test(before) && !letter.test(after)) return true;
  }
  return false;
}

/** Needs by the exact names of rights, features or groups, as the installer or a PBX profile ties them together. */
export function needsByName(
  from: KnownNeed['from'],
  names: readonly string[],
  table: ReadonlyMap<string, NeedId>,
): KnownNeed[] {
  return names.flatMap((name) => {
    const need = table.get(name);
    return need === undefined ? [] : [{ need, from, name }];
  });
}
