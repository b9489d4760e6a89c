import type { LicensedUser } from '../known-user';
import { withoutApostrophe, type Cell } from './cells';
import type { KeyColumn } from './columns';

/** Finds users by a cell of the file: as it stands, else whatever the case, else without an apostrophe before it. */
export interface People {
  /** The one user who has exactly this there. */
  exactly: (column: KeyColumn, text: string) => LicensedUser | null;
  find: (column: KeyColumn, cell: Cell) => readonly LicensedUser[];
  /** The one user whose extension is this number with zeros before it, which a spreadsheet takes away. */
  withZeros: (extension: string) => LicensedUser | null;
}

type Index = Map<string, LicensedUser[]>;

export function peopleOf(users: readonly LicensedUser[]): People {
  const made = new Map<string, Index>();
  // Made when first needed: most files are found by one column, exactly.
  const indexOf = (column: KeyColumn, key: (text: string) => string): Index => {
    const name = `${column} ${key.name}`;
    const index = made.get(name) ?? indexBy(users, column, key);
    made.set(name, index);
    return index;
  };
  const exactIndexes: Partial<Record<KeyColumn, Index>> = {};
  return {
    exactly: (column, text) => {
      const found = (exactIndexes[column] ??= indexOf(column, exact)).get(text);
      return found?.length === 1 ? (found[0] ?? null) : null;
    },
    find: (column, { text }) => {
      const found = indexOf(column, exact).get(text);
      if (found) return found;
      const folded = indexOf(column, fold);
      return folded.get(fold(text)) ?? folded.get(fold(withoutApostrophe(text))) ?? [];
    },
    withZeros: (extension) => {
      if (!/^\d+$/.test(extension)) return null;
      const [one, another] = indexOf('extension', withoutZeros).get(withoutZeros(extension)) ?? [];
      return one && !another ? one : null;
    },
  };
}

const exact = (text: string): string => text;
const fold = (text: string): string => text.normalize('NFC').toLowerCase();
const withoutZeros = (text: string): string => (/^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text);

function indexBy(users: readonly LicensedUser[], column: KeyColumn, key: (text: string) => string): Index {
  const index: Index = new Map();
  for (const user of users) {
    const text = user[column].trim();
    if (text === '') continue;
    const name = key(text);
    const same = index.get(name);
    if (same) same.push(user);
    else index.set(name, [user]);
  }
  return index;
}
