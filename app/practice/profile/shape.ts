/** What is known of a value: its type, and what is in it. Inner things that nobody looked into are empty. */
export type Shape =
  | { kind: 'string' | 'number' | 'boolean' | 'null' }
  | { kind: 'list'; of: readonly Shape[] }
  | { kind: 'map'; fields: readonly Field[] };

/** A key of a map and what is under it. The key `<key>` stands for keys that are data: any number of them. */
export interface Field {
  key: string;
  shape: Shape;
}

/** The key that stands for others. */
export const ANY_KEY = '<key>';

const WORDS = ['string', 'number', 'boolean', 'null'] as const;

/**
 * Reads the text of a shape: `string`, `number`, `boolean`, `null`, `[a | b]` for a list of such things, `{key: a, other: b}` for a map,
 * `…` for what was too deep. A text that breaks off, because it was too long, is read as far as it goes.
 */
export function readShape(text: string): Shape {
  return new Reader(text).value();
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): Shape {
    if (this.took('[')) return { kind: 'list', of: this.inner(']', '|', () => this.value()) };
    if (this.took('{')) return { kind: 'map', fields: this.inner('}', ',', () => this.field()) };
    const word = this.upTo(/[^a-z]/);
    return { kind: WORDS.find((known) => known === word) ?? 'null' };
  }

  private field(): Field | undefined {
    const key = this.upTo(/: |…/);
    if (!this.took(':')) return undefined;
    return { key, shape: this.value() };
  }

  /** What stands between brackets; an end of the text ends it too. */
  private inner<Item>(end: string, between: string, item: () => Item | undefined): Item[] {
    const items: Item[] = [];
    while (this.at < this.text.length && !this.took(end)) {
      if (this.took('…') || this.took(between)) continue;
      const before = this.at;
      const read = item();
      if (read !== undefined) items.push(read);
      // What cannot be read is passed over, so that no text keeps us here.
      if (this.at === before) this.at += 1;
    }
    return items;
  }

  private took(sign: string): boolean {
    while (this.text[this.at] === ' ') this.at += 1;
    if (this.text[this.at] !== sign) return false;
    this.at += 1;
    return true;
  }

  private upTo(stop: RegExp): string {
    const rest = this.text.slice(this.at);
    const length = rest.search(stop);
    const word = length < 0 ? rest : rest.slice(0, length);
    this.at += word.length;
    return word.trim();
  }
}
