import type { LicensedUser } from '../known-user';
import { readCell, type Cell } from './cells';
import { keyColumns, type ColumnMap, type KeyColumn } from './columns';
import type { Line } from './lines';
import type { People } from './people';
import type { Refused } from './problems';

/** Where in a line the key of a column stands. */
export interface Key {
  column: KeyColumn;
  place: number;
}

/** The key columns of a file, surest first. */
export function keysOf({ at }: ColumnMap): Key[] {
  return keyColumns.flatMap((column): Key[] => {
    const place = at[column];
    return place === undefined ? [] : [{ column, place }];
  });
}

/** A column that names no user at all, where another one does, has the numbers of another list. */
export function columnsOfOtherPbx(keys: readonly Key[], lines: readonly Line[], people: People): KeyColumn[] {
  const found = new Set<KeyColumn>();
  for (const { cells } of lines) {
    let user: LicensedUser | undefined;
    for (const { column, place } of keys) {
      if (found.has(column)) continue;
      const raw = cells[place] ?? '';
      // Of the user that the line names by another column it needs no search.
      if (raw !== '' && user?.[column] !== raw) user = people.find(column, readCell(raw))[0];
      if (raw !== '' && user) found.add(column);
    }
    if (found.size === keys.length) return [];
  }
  return found.size === 0 ? [] : keys.flatMap(({ column }) => (found.has(column) ? [] : [column]));
}

/** Whose line it is, or why nobody can say. */
export function whoseLine(line: Line, keys: readonly Key[], people: People): LicensedUser | Refused {
  return plainUser(line, keys, people) ?? userOf(line, keys, people);
}

/** The user whom a line names letter by letter in every filled key, as nearly all lines do; null for a closer look. */
function plainUser({ cells }: Line, [first, ...others]: readonly Key[], people: People): LicensedUser | null {
  const named = first && cells[first.place];
  // An apostrophe may be one that was put there, so it is not taken as it stands.
  const user = named && !named.includes("'") ? people.exactly(first.column, named) : null;
  if (!user) return null;
  for (const { column, place } of others) {
    const raw = cells[place];
    if (raw && raw !== user[column]) return null;
  }
  return user;
}

/** The user that all filled keys of a line agree on. */
function userOf({ cells }: Line, keys: readonly Key[], people: People): LicensedUser | Refused {
  let agreed: { user: LicensedUser; by: string } | null = null;
  let nobody: Refused | null = null;
  const several: { column: KeyColumn; value: string; users: readonly LicensedUser[] }[] = [];
  for (const { column, place } of keys) {
    const cell = readCell(cells[place] ?? '');
    if (cell.text === '') continue;
    const users = people.find(column, cell);
    const [user, another] = users;
    if (!user) nobody ??= whyNobody(column, cell, people);
    else if (another) several.push({ column, value: cell.text, users });
    else if (agreed && agreed.user !== user)
      return { code: 'keys-disagree', column, value: cell.text, also: agreed.by };
    else agreed ??= { user, by: cell.text };
  }
  return verdict(agreed, nobody, several);
}

function verdict(
  agreed: { user: LicensedUser; by: string } | null,
  nobody: Refused | null,
  several: readonly { column: KeyColumn; value: string; users: readonly LicensedUser[] }[],
): LicensedUser | Refused {
  const [shared] = several;
  if (!agreed) {
    if (nobody) return nobody;
    return shared
      ? { code: 'several-users', column: shared.column, value: shared.value }
      : { code: 'no-key' };
  }
  if (nobody) return beside(nobody, agreed.by);
  // An address of several is no objection where another key tells which of them.
  const other = several.find(({ users }) => !users.includes(agreed.user));
  return other
    ? { code: 'keys-disagree', column: other.column, value: other.value, also: agreed.by }
    : agreed.user;
}

/** A key that fits nobody beside one that fits somebody: the number may belong to somebody else by now. */
function beside(nobody: Refused, by: string): Refused {
  return nobody.code === 'unknown-user' ? { ...nobody, code: 'keys-disagree', also: by } : nobody;
}

function whyNobody(column: KeyColumn, { text, lost }: Cell, people: People): Refused {
  if (lost === 'scientific' && (column === 'id' || column === 'extension'))
    return { code: 'scientific-number', column, value: text };
  if (lost === 'formula') return { code: 'formula', column, value: text };
  if (lost === 'error') return { code: 'spreadsheet-error', column, value: text };
  const meant = column === 'extension' ? people.withZeros(text) : null;
  return meant
    ? { code: 'zeros-lost', column, value: text, also: meant.extension }
    : { code: 'unknown-user', column, value: text };
}
