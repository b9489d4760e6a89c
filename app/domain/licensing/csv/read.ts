import { z } from 'zod';
import type { LicensedUser } from '../known-user';
import { countsAsLicensed, findLicenceType, isSameType } from '../types';
import { readCell, withoutApostrophe, type Cell } from './cells';
import { keyColumns, mapColumns, type ColumnMap, type KeyColumn } from './columns';
import { decodeText, isWorkbook, type Encoding } from './decode';
import { cutLines, type Line, type Separator } from './lines';
import { peopleOf, type People } from './people';

/** Why a file or a line of it can not be used, each a text. Lines without one are usable. */
export const FileProblem = z.enum([
  // the whole file
  'workbook',
  'empty',
  'no-type-column',
  'no-key-column',
  'column-twice',
  // one line
  'open-quote',
  'too-many-cells',
  'no-key',
  'scientific-number',
  'formula',
  'spreadsheet-error',
  'unknown-user',
  'zeros-lost',
  'several-users',
  'keys-disagree',
  'type-unknown',
  'not-counted',
  'twice-differently',
]);
export type FileProblem = z.infer<typeof FileProblem>;

export interface Problem {
  /** Null: the whole file. */
  line: number | null;
  code: FileProblem;
  /** The column and what stands there, shown as it is. */
  column?: string;
  value?: string;
  /** What helps: the other line, the other name, the extension that may be meant. */
  also?: string;
}

export interface FileRead {
  encoding: Encoding;
  /** Some signs could not be read. */
  damaged: boolean;
  separator: Separator;
  columns: ColumnMap;
  /** A key column that fits no user of this PBX and was set aside, since another one does. */
  setAside: KeyColumn[];
  /** The type for each user that the file names. */
  types: Map<string, { type: string; line: number }>;
  /** Lines that say the same of the same user again. */
  repeated: { line: number; first: number; userId: string }[];
  /** Lines whose type is empty: the user stays as is. */
  leftAsIs: number;
  problems: Problem[];
  /** Lines of users, usable or not. */
  lines: number;
}

/** Reads licence types out of a file. `typesOnPbx`: wire values seen there, which may be none that we know. */
export function readTypes(
  bytes: Uint8Array,
  users: readonly LicensedUser[],
  typesOnPbx: readonly string[],
): FileRead {
  if (isWorkbook(bytes)) return { ...nothingRead(), problems: [{ line: null, code: 'workbook' }] };
  const { text, encoding, damaged } = decodeText(bytes);
  const { separator, header, lines, openQuote } = cutLines(text);
  const read = { ...nothingRead(), encoding, damaged, separator, lines: lines.length };
  if (!header) return { ...read, problems: [{ line: null, code: 'empty' }] };
  read.columns = mapColumns(header.cells.map((cell) => withoutApostrophe(readCell(cell).text)));
  read.problems = columnProblems(read.columns, header);
  if (read.problems.length > 0) return read;
  readLines(read, lines, openQuote, { header, people: peopleOf(users), types: typesOnPbx });
  return read;
}

function nothingRead(): FileRead {
  return {
    encoding: 'utf-8',
    damaged: false,
    separator: ',',
    columns: { at: {}, twice: [], unused: [] },
    setAside: [],
    types: new Map(),
    repeated: [],
    leftAsIs: 0,
    problems: [],
    lines: 0,
  };
}

function columnProblems({ at, twice }: ColumnMap, header: Line): Problem[] {
  const line = header.number;
  const asWritten = header.cells.join(' | ').slice(0, 200);
  const matters = twice.filter(({ column }) => column === 'type' || isKey(column));
  const problems = matters.map(({ names: [one, other] }): Problem => ({
    line,
    code: 'column-twice',
    value: one,
    also: other,
  }));
  if (at.type === undefined) problems.push({ line, code: 'no-type-column', value: asWritten });
  if (!keyColumns.some((column) => at[column] !== undefined))
    problems.push({ line, code: 'no-key-column', value: asWritten });
  return problems;
}

const isKey = (column: string): boolean => (keyColumns as readonly string[]).includes(column);

interface Known {
  header: Line;
  people: People;
  types: readonly string[];
}

type Keyed = { column: KeyColumn; cell: Cell }[];

function readLines(read: FileRead, lines: readonly Line[], openQuote: number | null, known: Known): void {
  const { at } = read.columns;
  const present = keyColumns.filter((column) => at[column] !== undefined);
  const keyed = lines.map(({ cells }): Keyed =>
    present.map((column) => ({ column, cell: readCell(cells[at[column] ?? -1] ?? '') })),
  );
  read.setAside = columnsOfOtherPbx(present, keyed, known.people);
  const using = new Set(present.filter((column) => !read.setAside.includes(column)));
  const seen: Seen = new Map();
  for (const [place, line] of lines.entries()) {
    const keys = (keyed[place] ?? []).filter(({ column }) => using.has(column));
    const problem =
      line.number === openQuote ? { code: 'open-quote' as const } : readLine(read, line, keys, known, seen);
    if (problem) read.problems.push({ line: line.number, ...problem });
  }
  withoutContradictions(read, seen);
}

/** A column that names no user at all, where another one does, has the numbers of another list. */
function columnsOfOtherPbx(
  present: readonly KeyColumn[],
  keyed: readonly Keyed[],
  people: People,
): KeyColumn[] {
  const found = new Set<KeyColumn>();
  for (const keys of keyed) {
    for (const { column, cell } of keys) {
      if (!found.has(column) && cell.text !== '' && people.find(column, cell).length > 0) found.add(column);
    }
    if (found.size === present.length) return [];
  }
  return found.size === 0 ? [] : present.filter((column) => !found.has(column));
}

type Refused = Omit<Problem, 'line'>;
type Seen = Map<string, { type: string; line: number }[]>;

/** Takes one line; gives why it can not be used, or null. */
function readLine(read: FileRead, line: Line, keys: Keyed, known: Known, seen: Seen): Refused | null {
  const extra = line.cells.slice(known.header.cells.length).find((cell) => cell.trim() !== '');
  if (extra !== undefined) return { code: 'too-many-cells', value: extra };
  const found = userOf(keys, known.people);
  if ('code' in found) return found;
  if (!countsAsLicensed(found.user)) return { code: 'not-counted', value: found.user.name };
  const cell = readCell(line.cells[read.columns.at.type ?? -1] ?? '');
  if (cell.text === '') {
    read.leftAsIs += 1;
    return null;
  }
  const type = typeOf(cell, known.types);
  if (type === null) return { code: 'type-unknown', column: 'type', value: cell.text };
  note(read, seen, found.user.id, { type, line: line.number });
  return null;
}

function note(read: FileRead, seen: Seen, userId: string, said: { type: string; line: number }): void {
  const before = seen.get(userId);
  if (!before) {
    seen.set(userId, [said]);
    read.types.set(userId, said);
    return;
  }
  before.push(said);
  const [first] = before;
  if (first && isSameType(first.type, said.type))
    read.repeated.push({ line: said.line, first: first.line, userId });
}

/** Of a user whom two lines give different types neither is taken: nobody can say which is meant. */
function withoutContradictions(read: FileRead, seen: Seen): void {
  const refused = new Set<string>();
  for (const [userId, said] of seen) {
    const [first] = said;
    const other = said.find(({ type }) => first && !isSameType(type, first.type));
    if (!first || !other) continue;
    read.types.delete(userId);
    refused.add(userId);
    for (const one of said) {
      const also = one.line === other.line ? first.line : other.line;
      read.problems.push({ line: one.line, code: 'twice-differently', value: one.type, also: String(also) });
    }
  }
  if (refused.size === 0) return;
  read.repeated = read.repeated.filter(({ userId }) => !refused.has(userId));
  read.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The user that all filled keys of a line agree on. */
function userOf(keys: Keyed, people: People): { user: LicensedUser } | Refused {
  const filled = keys.filter(({ cell }) => cell.text !== '');
  const [first] = filled;
  if (!first) return { code: 'no-key' };
  let agreed: { user: LicensedUser; by: string } | null = null;
  let refused: Refused | null = null;
  for (const { column, cell } of filled) {
    const [user, another] = people.find(column, cell);
    if (!user) refused ??= whyNobody(column, cell, people);
    // Another key may tell which of them is meant.
    else if (another) refused ??= { code: 'several-users', column, value: cell.text };
    else if (agreed && agreed.user.id !== user.id)
      return { code: 'keys-disagree', column, value: cell.text, also: agreed.by };
    else agreed ??= { user, by: cell.text };
  }
  if (!agreed) return refused ?? { code: 'no-key' };
  if (refused && !isOneOfSeveral(refused, agreed.user, filled, people))
    return disagreeing(refused, agreed.by);
  return { user: agreed.user };
}

/** A key that fits nobody beside one that fits somebody: the number may belong to somebody else by now. */
function disagreeing(refused: Refused, by: string): Refused {
  const told: readonly FileProblem[] = ['scientific-number', 'formula', 'spreadsheet-error', 'zeros-lost'];
  return told.includes(refused.code) ? refused : { ...refused, code: 'keys-disagree', also: by };
}

function isOneOfSeveral(refused: Refused, user: LicensedUser, keys: Keyed, people: People): boolean {
  if (refused.code !== 'several-users') return false;
  return keys.every(({ column, cell }) => people.find(column, cell).some(({ id }) => id === user.id));
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

/** The wire value: exactly as this PBX has it, else by any name that is known. Never one that we do not know. */
function typeOf({ text }: Cell, onPbx: readonly string[]): string | null {
  const named = withoutApostrophe(text);
  const same = onPbx.find((type) => type === text || type === named);
  if (same !== undefined) return same;
  const known = findLicenceType(named)?.wire;
  if (known !== undefined) return known;
  return onPbx.find((type) => type.toLowerCase() === named.toLowerCase()) ?? null;
}
