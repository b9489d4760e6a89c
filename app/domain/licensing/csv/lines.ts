import Papa from 'papaparse';
import { trimCell } from './cells';
import { understood } from './columns';

export const separators = [',', ';', '\t'] as const;
export type Separator = (typeof separators)[number];

/** One line of the file with the number an editor shows beside it. */
export interface Line {
  number: number;
  cells: string[];
}

export interface Lines {
  separator: Separator;
  /** Null: the file is empty. */
  header: Line | null;
  lines: Line[];
  /** A quote opened in this line is never closed: what follows it was not cut into lines. */
  openQuote: number | null;
}

/** `sep=;` is how Excel is told the separator. */
const told = /^"?sep=(.)"?[^\S\n]*(?:\n|$)/i;

/**
 * Cuts a text into lines and cells with Papa Parse. The separator is the one the file tells, else the one by which most
 * column names of the first line are understood.
 */
export function cutLines(text: string): Lines {
  // One kind of line end before anything is counted; a cell in quotes may hold some too.
  const clean = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const first = told.exec(clean);
  const body = first ? clean.slice(first[0].length) : clean;
  const separator = separators.find((one) => one === first?.[1]) ?? guess(body);
  const parsed = Papa.parse<string[]>(body, { delimiter: separator, newline: '\n' });
  const numbered = number(parsed.data, first ? 2 : 1);
  const [header = null, ...lines] = numbered.filter(({ cells }) =>
    cells.some((cell) => trimCell(cell) !== ''),
  );
  return { separator, header, lines, openQuote: openQuoteOf(parsed.errors, numbered) };
}

function guess(body: string): Separator {
  const sample = body.slice(0, 64_000);
  const scores = separators.map((separator) => {
    const { data } = Papa.parse<string[]>(sample, { delimiter: separator, newline: '\n', preview: 20 });
    const header = data.find((cells) => cells.some((cell) => trimCell(cell) !== '')) ?? [];
    return { separator, score: understood(header) * 1000 + header.length };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

function number(rows: readonly string[][], from: number): Line[] {
  let next = from;
  return rows.map((cells) => {
    const line = { number: next, cells };
    next +=
      1 + cells.reduce((breaks, cell) => breaks + (cell.includes('\n') ? cell.split('\n').length - 1 : 0), 0);
    return line;
  });
}

/** Papa Parse tells also of quotes inside a cell (`="00123"`), which are read as they stand and do no harm. */
function openQuoteOf(errors: readonly Papa.ParseError[], numbered: readonly Line[]): number | null {
  const open = errors.find(({ code }) => code === 'MissingQuotes');
  return open?.row === undefined ? null : (numbered[open.row]?.number ?? null);
}
