import { factory } from '../domain/password';
import { base64Cores, base64Of, encodingsOf } from '../domain/secret-forms';

export interface Redactor {
  /** From here on this value leaves the app in no text, until the process ends. */
  register(value: string): void;
  /** The text with every registered value, in any of its usual encodings, replaced by {@link placeholder}. */
  redact(text: string): string;
}

export const placeholder = '‹secret›';

/** Shorter values are part of too many words; they are taken out only where they stand alone. */
const leastLength = 4;

const quote = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

const alone = (text: string): string => `(?<![\\p{L}\\p{N}_])${quote(text)}(?![\\p{L}\\p{N}_])`;

/** From here to there, the end not included. */
type Range = [from: number, to: number];

/** Finds what is registered; made anew when a value is added. */
interface Search {
  /** Texts that are taken out as they are found, and what was taken out before, which must stay whole. */
  texts: RegExp;
  /** Texts that are taken out where they stand alone. */
  words: RegExp;
  /** Pieces of base64 words that are taken out as a whole. */
  pieces: RegExp;
}

/** Longest first, so that a value that holds another is taken out whole. Of none: found nowhere. */
function anyOf(patterns: readonly string[]): RegExp {
  const sorted = [...new Set(patterns)].sort((a, b) => b.length - a.length);
  return new RegExp(sorted.length === 0 ? '(?!)' : sorted.join('|'), 'gu');
}

/** A short value's base64, alone and with the factory's login, as a whole text. */
function wholeBase64(value: string): string[] {
  return [value, `admin:${value}`].map(base64Of);
}

function searchFor(values: readonly string[]): Search {
  const long = values.filter(({ length }) => length >= leastLength);
  const short = values.filter(({ length }) => length < leastLength);
  return {
    texts: anyOf([placeholder, ...long.flatMap(encodingsOf)].map(quote)),
    words: anyOf([...short, ...long.flatMap(wholeBase64)].map(alone)),
    pieces: anyOf(long.flatMap(base64Cores).map(quote)),
  };
}

function found(text: string, search: RegExp): Range[] {
  return [...text.matchAll(search)].map(({ 0: { length }, index }) => [index, index + length]);
}

const isBase64 = (sign: string | undefined): boolean => sign !== undefined && /[A-Za-z0-9+/_-]/.test(sign);

/** Base64 around a value is one word with it: what is beside may be the login, or the rest of a token. */
function wholeWord(text: string, [start, end]: Range): Range {
  let [from, to] = [start, end];
  while (isBase64(text[from - 1])) from--;
  while (isBase64(text[to])) to++;
  while (text[to] === '=') to++;
  return [from, to];
}

function replaceRanges(text: string, ranges: readonly Range[]): string {
  let result = '';
  let done = 0;
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    if (from >= done) result += text.slice(done, from) + placeholder;
    done = Math.max(done, to);
  }
  return result + text.slice(done);
}

/**
 * Takes secrets out of texts by their value, not by where they stand, so it needs no knowledge of the text. The
 * factory's password is never registered: it is public, and part of ordinary words such as the vendor's domain.
 */
export function createRedactor(): Redactor {
  const values = new Set<string>();
  let search: Search | null = null;
  return {
    register(value) {
      if (value === '' || value === factory.password || values.has(value)) return;
      values.add(value);
      search = null;
    },
    redact(text) {
      if (values.size === 0) return text;
      search ??= searchFor([...values]);
      const pieces = found(text, search.pieces).map((range) => wholeWord(text, range));
      return replaceRanges(text, [...found(text, search.texts), ...found(text, search.words), ...pieces]);
    },
  };
}
