import type { PagePort, PageThing } from './ports';

/** A thing of the fake page. `shows`: what the page is made of after it was pressed. */
export interface FakeThing {
  kind: PageThing['kind'];
  words: string;
  times?: number;
  value?: string;
  shows?: () => FakeThing[];
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

  find(thing: PageThing): ReturnType<PagePort['find']> {
    const found = this.matching(thing);
    const times = found.reduce((sum, { times = 1 }) => sum + times, 0);
    return Promise.resolve({
      found: times > 1 ? 'many' : times === 1 ? 1 : 0,
      words: found[0]?.words ?? null,
    });
  }

  holds(thing: PageThing, values: readonly string[]): Promise<boolean> {
    return Promise.resolve(values.includes(this.matching(thing)[0]?.value ?? ''));
  }

  light(thing: PageThing | null): Promise<void> {
    this.lit.push(thing ? (this.matching(thing)[0]?.words ?? null) : null);
    return Promise.resolve();
  }

  perform(thing: PageThing, values: readonly string[]): Promise<boolean> {
    const [one] = this.matching(thing);
    if (!one) return Promise.resolve(false);
    this.done.push(values.length === 0 ? `press ${one.words}` : `fill ${one.words} with ${values.join('/')}`);
    if (values[0] !== undefined) one.value = values[0];
    if (one.shows) this.things = one.shows();
    return Promise.resolve(true);
  }

  read(thing: PageThing): Promise<string> {
    return Promise.resolve(this.matching(thing)[0]?.value ?? '');
  }

  session(): Promise<string | null> {
    return Promise.resolve(this.cookie);
  }

  says(): Promise<string> {
    return Promise.resolve(this.told);
  }

  private matching({ kind, words }: PageThing): FakeThing[] {
    return this.things.filter((one) => one.kind === kind && words.includes(one.words));
  }
}
