import type { LicensedUser } from '../known-user';
import { withoutApostrophe, type Cell } from './cells';
import { keyColumns, type KeyColumn } from './columns';

/** Finds users by a cell of the file. */
export interface People {
  find: (column: KeyColumn, cell: Cell) => readonly LicensedUser[];
  /** The one user whose extension is this number with zeros before it, which a spreadsheet takes away. */
  withZeros: (extension: string) => LicensedUser | null;
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();

const valueOf: Record<KeyColumn, (user: LicensedUser) => string> = {
  id: (user) => user.id,
  extension: (user) => user.extension,
  login: (user) => user.login,
  email: (user) => user.email,
};

type Index = Map<string, LicensedUser[]>;

export function peopleOf(users: readonly LicensedUser[]): People {
  const byKey = new Map(keyColumns.map((column) => [column, indexBy(users, valueOf[column], fold)]));
  const bare = indexBy(users, ({ extension }) => extension, withoutZeros);
  return {
    find: (column, { text }) => {
      const index = byKey.get(column);
      return index?.get(fold(text)) ?? index?.get(fold(withoutApostrophe(text))) ?? [];
    },
    withZeros: (extension) => {
      const found = /^\d+$/.test(extension) ? (bare.get(withoutZeros(extension)) ?? []) : [];
      return found.length === 1 ? (found[0] ?? null) : null;
    },
  };
}

const withoutZeros = (text: string): string => (/^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text);

function indexBy(
  users: readonly LicensedUser[],
  value: (user: LicensedUser) => string,
  key: (text: string) => string,
): Index {
  const index: Index = new Map();
  for (const user of users) {
    const text = value(user).trim();
    if (text === '') continue;
    const same = index.get(key(text));
    if (same) same.push(user);
    else index.set(key(text), [user]);
  }
  return index;
}
