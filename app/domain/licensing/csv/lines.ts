import Papa from 'papaparse';
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
  const clean = sameLineEnds(text.startsWith('\ufeff') ? text.slice(1) : text);
  const first = told.exec(clean);
  const body = first ? clean.slice(first[0].length) : clean;
  const separator = separators.find((one) => one === first?.[1]) ?? guess(body);
  const parsed = Papa.parse<string[]>(body, { delimiter: separator, newline: '\n' });
  const numberOf = numbering(parsed.data, body, first ? 2 : 1);
  const lines: Line[] = [];
  for (const [place, cells] of parsed.data.entries()) {
    if (cells.some(isFilled)) lines.push({ number: numberOf(place), cells });
  }
  const header = lines.shift() ?? null;
  return { separator, header, lines, openQuote: openQuoteOf(parsed.errors, numberOf) };
}

function sameLineEnds(text: string): string {
  if (!text.includes('\r')) return text;
  const unix = text.replaceAll('\r\n', '\n');
  return unix.includes('\r') ? unix.replaceAll('\r', '\n') : unix;
}

/** A line of nothing but separators is as empty as one without, also when they are not this file's. */
const isFilled = (cell: string): boolean => /[^\s,;\u200b\u200e\u200f\u2060]/.test(cell);

function guess(body: string): Separator {
  const sample = body.slice(0, 64_000);
  const scores = separators.map((separator) => {
    const { data } = Papa.parse<string[]>(sample, { delimiter: separator, newline: '\n', preview: 20 });
    const header = data.find((cells) => cells.some(isFilled)) ?? [];
    return { separator, score: understood(header) * 1000 + header.length };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).separator;
}

type Numbering = (place: number) => number;

/** The number of each row's first line. Rows are lines, unless a cell in quotes holds a line break. */
function numbering(rows: readonly string[][], body: string, from: number): Numbering {
  if (rows.length === 1 + breaksIn(body)) return (place) => from + place;
  let next = from;
  const numbers = rows.map((cells) => {
    const own = next;
    next += 1 + cells.reduce((breaks, cell) => breaks + breaksIn(cell), 0);
    return own;
  });
  return (place) => numbers[place] ?? next;
}

function breaksIn(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}

/** Papa Parse tells also of quotes inside a cell (`="00123"`), which are read as they stand and do no harm. */
function openQuoteOf(errors: readonly Papa.ParseError[], numberOf: Numbering): number | null {
  const open = errors.find(({ code }) => code === 'MissingQuotes');
  return open?.row === undefined ? null : numberOf(open.row);
}
