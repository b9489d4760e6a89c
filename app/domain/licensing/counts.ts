import type { LicenceCount } from '../pbx';
import { countsAsLicensed, findLicenceType, licenceTypes } from './types';

/** One row beside the users' table. `bought` null: the PBX does not tell it and nobody typed it. */
export interface TypeCount {
  type: string;
  bought: number | null;
  usedNow: number;
  usedAfter: number;
  /** More used after than bought. Free types are never over. */
  over: boolean;
}

interface Assigned {
  id: string;
  role: string;
  licenceType: string | null;
}

function tally(users: readonly Assigned[], typeOf: (user: Assigned) => string | null): Map<string, number> {
  const raw = new Map<string, number>();
  for (const user of users) {
    const type = typeOf(user);
    if (type === null || !countsAsLicensed(user)) continue;
    raw.set(type, (raw.get(type) ?? 0) + 1);
  }
  // `Basic` and `basic` are bought and used together, or neither would ever be over.
  const numbers = new Map<string, number>();
  for (const [type, users] of raw) numbers.set(wireOf(type), (numbers.get(wireOf(type)) ?? 0) + users);
  return numbers;
}

const wireOf = (type: string): string => findLicenceType(type)?.wire ?? type;

/** Known types first in ladder order, then whatever else this PBX knows, by name. */
function order(types: Iterable<string>): string[] {
  const place = (type: string): number => licenceTypes.findIndex((known) => known.wire === type);
  return [...new Set(types)].sort((a, b) => {
    const [x, y] = [place(a), place(b)];
    if (x !== y) return (x < 0 ? licenceTypes.length : x) - (y < 0 ? licenceTypes.length : y);
    return a.localeCompare(b);
  });
}

type Assignment = Readonly<Record<string, string>> | ReadonlyMap<string, string>;

const isMap = (assignment: Assignment): assignment is ReadonlyMap<string, string> =>
  assignment instanceof Map;

/**
 * Users of each type now and after the chosen changes, against what was bought.
 * @param assignment chosen type by user id; a user not in it stays as is
 */
export function countTypes(
  users: readonly Assigned[],
  assignment: Assignment,
  bought: readonly LicenceCount[],
): TypeCount[] {
  const now = tally(users, (user) => user.licenceType);
  const chosen = isMap(assignment) ? assignment : new Map(Object.entries(assignment));
  const after = tally(users, (user) => chosen.get(user.id) ?? user.licenceType);
  const boughtBy = new Map(bought.map((one) => [wireOf(one.type), one.bought]));
  return order([...now.keys(), ...after.keys(), ...boughtBy.keys()]).map((type) => {
    const limit = boughtBy.get(type) ?? null;
    const usedAfter = after.get(type) ?? 0;
    const free = findLicenceType(type)?.free ?? false;
    return {
      type,
      bought: limit,
      usedNow: now.get(type) ?? 0,
      usedAfter,
      over: !free && limit !== null && usedAfter > limit,
    };
  });
}
