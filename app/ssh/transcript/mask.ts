import { factory } from '../../domain/password';
import { base64Cores, base64Forms, base64Of, encodingsOf, leastBase64 } from '../../domain/secret-forms';
import { Finder, type Range } from './finder';

export const placeholder = '‹secret›';

/** Shorter values are part of too many words to be taken out. */
const leastLength = 4;

/**
 * The ways in which a terminal may show a secret. In base64 it is looked for by the letters that hold nothing but it; at most
 * one letter on either side, with some bits of it, is left, and none where it stands there alone.
 */
function formsOf(value: string): string[] {
  const whole = [value, `${value}\n`].map(base64Of).filter(({ length }) => length >= leastBase64);
  return [...encodingsOf(value), ...base64Cores(value), ...whole.flatMap(base64Forms)];
}

/**
 * Takes secrets out of a text that comes in pieces, by their value and wherever they are cut. It keeps back only the end
 * that may be the beginning of a secret, never more than the longest form of one.
 */
export class Mask {
  private readonly values = new Set<string>();
  private finder = new Finder([]);
  /** What is kept back, and how much of it belongs to something that was taken out already. */
  private kept = '';
  private taken = 0;
  private readonly forms: (value: string) => string[];
  private readonly placeholder: string;

  /** @param options what else than the usual: the ways in which a secret may stand there, and what is put in its place */
  constructor(options: { forms?: (value: string) => string[]; placeholder?: string } = {}) {
    this.forms = options.forms ?? formsOf;
    this.placeholder = options.placeholder ?? placeholder;
  }

  /** From here on this value is taken out. The factory's is public, and part of the vendor's name. */
  add(value: string): void {
    if (value.length < leastLength || value === factory.password || this.values.has(value)) return;
    this.values.add(value);
    this.finder = new Finder([...this.values].flatMap(this.forms));
  }

  get keepsBack(): boolean {
    return this.kept !== '';
  }

  push(text: string): string {
    if (this.values.size === 0) return text;
    const all = this.kept + text;
    const { ranges, begun } = this.finder.find(all);
    return this.give(all, ranges, all.length - begun);
  }

  /** Nothing comes any more, so what was kept back is no beginning of anything. */
  end(): string {
    const all = this.kept;
    return this.give(all, this.finder.find(all).ranges, all.length);
  }

  private give(all: string, found: readonly Range[], until: number): string {
    const before = this.taken;
    this.kept = all.slice(until);
    if (until === 0) return '';
    if (found.length === 0 && before === 0) return all.slice(0, until);
    this.taken = 0;
    let out = '';
    let done = 0;
    for (const [from, to] of merged(before > 0 ? [[0, before], ...found] : found)) {
      if (from >= until) break;
      // Of one that was begun before, the placeholder is written.
      out += all.slice(done, from) + (from === 0 && before > 0 ? '' : this.placeholder);
      done = Math.min(to, until);
      this.taken = Math.max(0, to - until);
    }
    return out + all.slice(done, until);
  }
}

/** In order, those that share a sign as one. */
function merged(ranges: readonly Range[]): Range[] {
  const all: Range[] = [];
  for (const [from, to] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}
