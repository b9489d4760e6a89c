import { restore } from './formula';

/** What a spreadsheet made of a cell, undone as far as it can be. */
export interface Cell {
  text: string;
  /**
   * `1.23E+05`: the digits behind it are lost. `formula`: something to be computed, which is no value. `error`: a value the
   * spreadsheet could not show (`####`, `#N/A`).
   */
  lost: 'scientific' | 'formula' | 'error' | null;
}

/** `="00123"` is how a number is kept as text in Excel. */
const asText = /^=\s*"((?:[^"]|"")*)"$/;
const scientific = /^[+-]?\d+(?:[.,]\d+)?e[+-]?\d+$/i;
const broken = /^#+$|^#(?:n\/a|ref!|value!|name\?|null!|num!|div\/0!)$/i;

/** White space of all kinds, with marks that nobody sees, is no part of a value. */
const unseen = /^[\s\u00a0\u200b\u200e\u200f\u2060\ufeff]+|[\s\u00a0\u200b\u200e\u200f\u2060\ufeff]+$/g;

export function trimCell(cell: string): string {
  return cell.replace(unseen, '');
}

/** Nearly all cells are plain words and numbers, of which nothing is to be undone. */
const plain = /^[A-Za-z0-9]+(?:[._@-]?[A-Za-z0-9]+)*$/;

export function readCell(raw: string): Cell {
  if (plain.test(raw)) return { text: raw, lost: scientific.test(raw) ? 'scientific' : null };
  const trimmed = trimCell(raw);
  const text = asText.exec(trimmed)?.[1]?.replaceAll('""', '"');
  if (text !== undefined) return { text: trimCell(text), lost: null };
  // Before white space goes: it is part of what made the cell look like a formula.
  const back = raw.includes("'") ? restore(raw) : raw;
  if (back !== raw) return { text: trimCell(back), lost: null };
  if (trimmed.startsWith('=')) return { text: trimmed, lost: 'formula' };
  if (broken.test(trimmed)) return { text: trimmed, lost: 'error' };
  return { text: trimmed, lost: scientific.test(trimmed) ? 'scientific' : null };
}

/** `'00123` is how a number is kept as text when it is typed; some programs save the apostrophe. */
export function withoutApostrophe(text: string): string {
  return text.replace(/^['’]\s*/, '');
}
