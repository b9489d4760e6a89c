import type { PagePort, PageThing, TableRow } from './ports';

/**
 * A thing of the fake page. `shows`: what the page is made of after it was pressed. A row is called by its cells, joined
 * with blanks, and its value is `ticked` or not; a table by its columns, with its `rows`.
 */
export interface FakeThing {
  kind: PageThing['kind'];
  words: string;
  times?: number;
  value?: string;
  shows?: () => FakeThing[];
  rows?: TableRow[];
}

/** A page in memory, with a record of everything that was done to it. */
export class FakePage implements PagePort {
  readonly done: string[] = [];
  readonly lit: (string | null)[] = [];
  told = '';
  cookie: string | null = null;

  constructor(public things: FakeThing[]) {}

  ready(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    return Promise.resolve();
  }

  home(): void {
    this.done.push('home');
  }

  find(thing: PageThing): ReturnType<PagePort['find']> {
    const found = this.matching(thing);
    const sum = found.reduce((sum, { times = 1 }) => sum + times, 0);
    // Of several rows wanted each is there once.
    const several = thing.kind === 'rows' && sum > 1 && found.every(({ times = 1 }) => times === 1);
    const times = several ? 1 : sum;
    return Promise.resolve({
      found: times > 1 ? 'many' : times === 1 ? 1 : 0,
      words: found[0]?.words ?? null,
    });
  }

  holds(thing: PageThing, values: readonly string[]): Promise<boolean> {
    if (thing.kind === 'rows') return Promise.resolve(this.isTicked(thing));
    return Promise.resolve(values.includes(this.matching(thing)[0]?.value ?? ''));
  }

  light(thing: PageThing | null): Promise<void> {
    this.lit.push(thing ? (this.matching(thing)[0]?.words ?? null) : null);
    return Promise.resolve();
  }

  perform(thing: PageThing, values: readonly string[]): Promise<boolean> {
    const [one] = this.matching(thing);
    if (!one) return Promise.resolve(false);
    if (thing.kind === 'rows') return Promise.resolve(this.tick(thing));
    this.done.push(values.length === 0 ? `press ${one.words}` : `fill ${one.words} with ${values.join('/')}`);
    if (values[0] !== undefined) one.value = values[0];
    if (one.shows) this.things = one.shows();
    return Promise.resolve(true);
  }

  read(thing: PageThing): Promise<string> {
    return Promise.resolve(this.matching(thing)[0]?.value ?? '');
  }

  readTable(thing: PageThing): Promise<TableRow[]> {
    return Promise.resolve(this.matching(thing)[0]?.rows ?? []);
  }

  session(): Promise<string | null> {
    return Promise.resolve(this.cookie);
  }

  says(): Promise<string> {
    return Promise.resolve(this.told);
  }

  private isTicked(thing: PageThing): boolean {
    const wanted = this.matching(thing);
    const rows = this.things.filter(({ kind }) => kind === 'rows');
    return wanted.length > 0 && rows.every((row) => (row.value === 'ticked') === wanted.includes(row));
  }

  private tick(thing: PageThing): boolean {
    const wanted = this.matching(thing);
    this.done.push(`tick ${wanted.map(({ words }) => words).join(' and ')}`);
    for (const row of this.things) if (row.kind === 'rows') row.value = wanted.includes(row) ? 'ticked' : '';
    return true;
  }

  private matching({ kind, words, rows, columns }: PageThing): FakeThing[] {
    const called = rows
      ? rows.map((row) => row.map(([word]) => word).join(' '))
      : columns
        ? [columns.map(([word]) => word).join(' ')]
        : words;
    return this.things.filter((one) => one.kind === kind && called.includes(one.words));
  }
}
