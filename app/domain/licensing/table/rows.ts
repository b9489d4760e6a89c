import type { LicensedUser } from '../known-user';
import type { Choice, Suggestion } from '../why';

/** One user in the table, with what does not change while types are chosen. */
export interface Row {
  user: LicensedUser;
  suggestion: Suggestion | null;
  /** False for admin: shown, but never set. */
  counted: boolean;
}

export type Choices = ReadonlyMap<string, Choice>;

export const columns = [
  'extension',
  'name',
  'login',
  'email',
  'role',
  'group',
  'department',
  'current',
  'chosen',
  'suggested',
] as const;
export type Column = (typeof columns)[number];

/** What stands in a cell; empty for none. `chosen` shows the type the user will have. */
export function cell(row: Row, column: Column, choices: Choices): string {
  switch (column) {
    case 'current':
      return row.user.licenceType ?? '';
    case 'chosen':
      return choices.get(row.user.id)?.type ?? row.user.licenceType ?? '';
    case 'suggested':
      return row.suggestion?.type ?? '';
    default:
      return row.user[column];
  }
}

/** All of it must hold for a user to be shown. */
export interface Filter {
  /** Each of its words must stand somewhere in what is read of the user. */
  text: string;
  /** Values of a column of which one must be there; an absent or empty list lets all pass. */
  columns: Partial<Record<Column, readonly string[]>>;
  changedOnly: boolean;
}
export const noFilter: Filter = { text: '', columns: {}, changedOnly: false };

export interface Sort {
  by: Column;
  down: boolean;
}
export const firstSort: Sort = { by: 'extension', down: false };

/** A row with the text that is searched, made once: lower case, so that the filter only looks for it. */
export interface Indexed extends Row {
  searched: string;
}

export function indexRow(row: Row): Indexed {
  const { extension, name, login, email, role, group, department } = row.user;
  const searched = [extension, name, login, email, role, group, department].join('\n');
  return { ...row, searched: searched.normalize('NFC').toLowerCase() };
}

/** Extensions in the order of their numbers: 99 before 100. */
const { compare } = new Intl.Collator(undefined, { numeric: true });

/** By one column, then by extension and id, so that the order is always the same. */
export function sortRows(rows: readonly Indexed[], { by, down }: Sort, choices: Choices): Indexed[] {
  const keyed = rows.map((row) => ({ row, key: cell(row, by, choices) }));
  const way = down ? -1 : 1;
  keyed.sort((a, b) => way * (compareKeys(a.key, b.key) || compareUsers(a.row.user, b.row.user)));
  return keyed.map(({ row }) => row);
}

/** Whole columns hold the same few values, which need no collator. */
const compareKeys = (a: string, b: string): number => (a === b ? 0 : compare(a, b));

function compareUsers(a: LicensedUser, b: LicensedUser): number {
  return compareKeys(a.extension, b.extension) || compareKeys(a.id, b.id);
}

/** The rows that pass, in the order given. */
export function filterRows(rows: readonly Indexed[], filter: Filter, choices: Choices): readonly Indexed[] {
  const tests = testsOf(filter, choices);
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((passes) => passes(row)));
}

/** Only what is filled in is asked of each row. */
function testsOf(
  { text, columns: wanted, changedOnly }: Filter,
  choices: Choices,
): ((row: Indexed) => boolean)[] {
  const words = text
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const tests = words.map((word) => (row: Indexed) => row.searched.includes(word));
  for (const column of columns) {
    const values = wanted[column];
    if (!values || values.length === 0) continue;
    const set = new Set(values);
    tests.push((row) => set.has(cell(row, column, choices)));
  }
  if (changedOnly) tests.push((row) => choices.has(row.user.id));
  return tests;
}

/** Whether what is shown can change when types are chosen. */
export function followsChoices({ columns: wanted, changedOnly }: Filter): boolean {
  return changedOnly || (wanted.chosen?.length ?? 0) > 0;
}

/** The values of a column with how many users have each, for its filter menu. */
export function valuesOf(
  rows: readonly Row[],
  column: Column,
  choices: Choices,
): { value: string; users: number }[] {
  const numbers = new Map<string, number>();
  for (const row of rows) {
    const value = cell(row, column, choices);
    numbers.set(value, (numbers.get(value) ?? 0) + 1);
  }
  return [...numbers]
    .map(([value, users]) => ({ value, users }))
    .sort((a, b) => compareKeys(a.value, b.value));
}
