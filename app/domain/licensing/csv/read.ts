import type { LicensedUser } from '../known-user';
import { countsAsLicensed, findLicenceType, isSameType } from '../types';
import { readCell, withoutApostrophe, type Cell } from './cells';
import { keyColumns, mapColumns, type ColumnMap, type KeyColumn } from './columns';
import { decodeText, isWorkbook, type Encoding } from './decode';
import { cutLines, type Line, type Separator } from './lines';
import { peopleOf, type People } from './people';
import type { Problem, Refused } from './problems';
import { columnsOfOtherPbx, keysOf, whoseLine, type Key } from './whose';

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
  readLines(read, lines, openQuote, { header, people: peopleOf(users), typeOf: typeReader(typesOnPbx) });
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
  /** Empty: nothing stands there. Null: no type that is known here. */
  typeOf: (raw: string) => string | null;
}

function readLines(read: FileRead, lines: readonly Line[], openQuote: number | null, known: Known): void {
  const keys = keysOf(read.columns);
  read.setAside = columnsOfOtherPbx(keys, lines, known.people);
  const using = keys.filter(({ column }) => !read.setAside.includes(column));
  const again: Again = new Map();
  for (const line of lines) {
    const problem: Refused | null =
      line.number === openQuote ? { code: 'open-quote' } : readLine(read, line, using, known, again);
    if (problem) read.problems.push({ line: line.number, ...problem });
  }
  settleRepeated(read, again);
}

interface Said {
  type: string;
  line: number;
}
/** What lines say of users whom an earlier line named already. */
type Again = Map<string, Said[]>;

/** Takes one line; gives why it can not be used, or null. */
function readLine(
  read: FileRead,
  line: Line,
  keys: readonly Key[],
  known: Known,
  again: Again,
): Refused | null {
  const width = known.header.cells.length;
  const extra = line.cells.length > width && line.cells.slice(width).find((cell) => cell.trim() !== '');
  if (extra) return { code: 'too-many-cells', value: extra };
  const found = whoseLine(line, keys, known.people);
  if ('code' in found) return found;
  if (!countsAsLicensed(found)) return { code: 'not-counted', value: found.name };
  const raw = line.cells[read.columns.at.type ?? -1] ?? '';
  const type = known.typeOf(raw);
  if (type === '') {
    read.leftAsIs += 1;
    return null;
  }
  if (type === null) return { code: 'type-unknown', column: 'type', value: readCell(raw).text };
  const said = { type, line: line.number };
  const later = again.get(found.id);
  if (!read.types.has(found.id)) read.types.set(found.id, said);
  else if (later) later.push(said);
  else again.set(found.id, [said]);
  return null;
}

/**
 * Lines that say the same again are listed. Of a user whom two lines give different types neither is taken: nobody can say
 * which is meant.
 */
function settleRepeated(read: FileRead, again: Again): void {
  for (const [userId, later] of again) {
    const first = read.types.get(userId);
    if (!first) continue;
    const other = later.find(({ type }) => !isSameType(type, first.type));
    if (!other) {
      read.repeated.push(...later.map(({ line }) => ({ line, first: first.line, userId })));
      continue;
    }
    read.types.delete(userId);
    for (const { line, type } of [first, ...later]) {
      const also = String(line === other.line ? first.line : other.line);
      read.problems.push({ line, code: 'twice-differently', value: type, also });
    }
  }
  if (again.size > 0) read.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

/** The wire value: exactly as this PBX has it, else by any name that is known. Never one that we do not know. */
function typeOf({ text }: Cell, onPbx: readonly string[]): string | null {
  if (onPbx.includes(text)) return text;
  const named = withoutApostrophe(text);
  if (onPbx.includes(named)) return named;
  const known = findLicenceType(named)?.wire;
  if (known !== undefined) return known;
  return onPbx.find((type) => type.toLowerCase() === named.toLowerCase()) ?? null;
}

/** Thousands of lines name a few types. */
function typeReader(onPbx: readonly string[]): Known['typeOf'] {
  const known = new Map<string, string | null>();
  return (raw) => {
    let type = known.get(raw);
    if (type === undefined) {
      const cell = readCell(raw);
      type = cell.text === '' ? '' : typeOf(cell, onPbx);
      known.set(raw, type);
    }
    return type;
  };
}
