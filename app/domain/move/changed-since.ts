import type { Said } from '../job';
import { countDifferences, differencesOf, usersOf } from './compare';
import { isTight, sizeText } from './database';
import type { CloudPbx, Inventory } from './facts';

/** What is compared of either PBX right before the script is started. */
export interface Standing {
  old: Inventory;
  cloud: Pick<CloudPbx, 'version' | 'userCount'>;
}

const text = (value: string | number | null | undefined): string =>
  value === null || value === undefined ? '–' : String(value);

/**
 * What is not as it was when the steps before looked, and matters to a move: one warning each, with what it was and is. Days may
 * lie between.
 * @param databaseBytes size of the database, for whether the space has become tight; null: not known
 */
export function changedSince(before: Standing, now: Standing, databaseBytes: number | null): Said[] {
  const differs = (
    code: string,
    was: string | number | null | undefined,
    is: string | number | null | undefined,
  ): Said[] => (text(was) === text(is) ? [] : [{ code, params: { was: text(was), now: text(is) } }]);
  return [
    ...differs('warn.since-serial', before.old.serial, now.old.serial),
    ...differs('warn.since-version', before.old.version, now.old.version),
    ...usersDiffer(before.old, now.old),
    ...differs('warn.since-keeper', before.old.keeper, now.old.keeper),
    ...spaceDiffers(before.old, now.old, databaseBytes),
    ...differs('warn.since-cloud-version', before.cloud.version, now.cloud.version),
    ...differs('warn.since-cloud-users', before.cloud.userCount, now.cloud.userCount),
  ];
}

function usersDiffer(before: Inventory, now: Inventory): Said[] {
  const all = differencesOf(usersOf(before.users), usersOf(now.users));
  if (all.length === 0) return [];
  const { missing, added, name, type } = countDifferences(all);
  const counts = `${String(before.users.length)} → ${String(now.users.length)}`;
  // What was accepted is these differences and no others of the same number.
  const who = all.map(({ what, user }) => `${what} ${user.extension}`).join(', ');
  const params = {
    was: before.users.length,
    now: `${counts}: ${who.slice(0, 300)}`,
    missing,
    added,
    name,
    type,
  };
  return [{ code: 'warn.since-users', params }];
}

/** Only where it has become too little: that it changes all the time is no news. */
function spaceDiffers(before: Inventory, now: Inventory, bytes: number | null): Said[] {
  if (!isTight(now.freeBytes, bytes) || isTight(before.freeBytes, bytes)) return [];
  const [was, is] = [before.freeBytes, now.freeBytes].map((free) => (free === null ? '–' : sizeText(free)));
  return [{ code: 'warn.since-space', params: { was: text(was), now: text(is) } }];
}
