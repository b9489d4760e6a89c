import { isSameType } from '../licensing/types';
import type { Inventory } from './facts';

/** A user as far as a move is judged by it. Its id is another one on the cloud PBX, so the extension says who it is. */
export interface MovedUser {
  extension: string;
  name: string;
  /** Null: that WMS knows no licence types. */
  type: string | null;
}

/** The users of an inventory. */
export const usersOf = (lines: Inventory['users']): MovedUser[] =>
  lines.map(([extension, name, type]) => ({ extension, name, type }));

/** Something that is not on the cloud PBX as it was on the old one. */
export type Difference =
  | { what: 'missing'; user: MovedUser }
  /** On the cloud PBX only. */
  | { what: 'added'; user: MovedUser }
  | { what: 'name'; user: MovedUser; now: string }
  | { what: 'type'; user: MovedUser; now: string | null };

/**
 * What differs between the users of the old PBX and those of the cloud PBX. The admin is left out of both before: each PBX
 * has its own. Where a WMS without licence types was moved to one with them, no type is compared, since there was none.
 */
export function differencesOf(before: readonly MovedUser[], after: readonly MovedUser[]): Difference[] {
  const there = byExtension(after);
  // Those called the same first, so that nobody else of the same extension takes their place.
  const partners = before.map((user) => take(there, user, (one) => one.name === user.name));
  const found = before.flatMap((user, place): Difference[] => {
    const partner = partners[place] ?? take(there, user, () => true);
    if (!partner) return [{ what: 'missing', user }];
    return [...nameDiffers(user, partner), ...typeDiffers(user, partner)];
  });
  const added = [...there.values()].flat().map((user): Difference => ({ what: 'added', user }));
  return [...found, ...added];
}

function byExtension(users: readonly MovedUser[]): Map<string, MovedUser[]> {
  const all = new Map<string, MovedUser[]>();
  for (const user of users) all.set(user.extension, [...(all.get(user.extension) ?? []), user]);
  return all;
}

/** Takes the first of the same extension that fits out of the list. */
function take(
  from: ReadonlyMap<string, MovedUser[]>,
  { extension }: MovedUser,
  fits: (one: MovedUser) => boolean,
): MovedUser | undefined {
  const candidates = from.get(extension) ?? [];
  const place = candidates.findIndex(fits);
  return place < 0 ? undefined : candidates.splice(place, 1)[0];
}

function nameDiffers(user: MovedUser, there: MovedUser): Difference[] {
  return user.name === there.name ? [] : [{ what: 'name', user, now: there.name }];
}

function typeDiffers(user: MovedUser, there: MovedUser): Difference[] {
  if (user.type === null) return [];
  const same = there.type !== null && isSameType(user.type, there.type);
  return same ? [] : [{ what: 'type', user, now: there.type }];
}

/** How many there are of each kind, in the order in which they matter. */
export function countDifferences(all: readonly Difference[]): Record<Difference['what'], number> {
  const counts = { missing: 0, added: 0, name: 0, type: 0 };
  for (const { what } of all) counts[what] += 1;
  return counts;
}

/** One difference as a line, in English, like all that goes into files. */
export function differenceText(difference: Difference): string {
  return differenceAt('the cloud PBX', difference);
}

/** The same where the users after it are on another PBX than a cloud PBX. */
export function differenceAt(where: string, difference: Difference): string {
  const { what, user } = difference;
  const who = `${user.extension} ${user.name}`.trim();
  switch (what) {
    case 'missing':
      return `${who}: not on ${where}`;
    case 'added':
      return `${who}: on ${where} only`;
    case 'name':
      return `${who}: is called ${difference.now === '' ? '(no name)' : difference.now} there`;
    case 'type':
      return `${who}: ${user.type ?? '(no type)'} before, ${difference.now ?? '(no type)'} there`;
  }
}
