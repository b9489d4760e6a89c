import type { Params } from '../domain/error';
import { Failure } from '../domain/failure';
import { wordsOf, type AssistMode, type PageAct } from '../domain/recipe';
import type { AssistControl } from './assist-control';
import type { PagePort, PageThing, Seen } from './ports';

/** Times of an assisted run in milliseconds. */
export interface Beats {
  /** Between lighting a thing and using it: long enough for a person to follow. */
  beatMs: number;
  /** How long a thing may take to appear. */
  findMs: number;
  /** How long the page may take to say what is waited for. */
  textMs: number;
  pollMs: number;
}

export const usualBeats: Beats = { beatMs: 700, findMs: 8_000, textMs: 30_000, pollMs: 150 };

/** The act in hand. `asked`: nobody has told the wizard what to type, so the installer is to type it in the page. */
export interface Shown {
  place: number;
  act: PageAct;
  words: string;
  mode: AssistMode;
  asked: boolean;
}

/** What a run works with; everything that reaches the world comes from outside. */
export interface AssistedTools {
  page: PagePort;
  control: AssistControl;
  signal: AbortSignal;
  beats: Beats;
  now(): number;
  sleep(ms: number): Promise<void>;
  /** What goes into the field; null when nobody has given it: then the installer types it in the page. */
  valueOf(act: Extract<PageAct, { act: 'fill' }>): Promise<string | null>;
  show(at: Shown): void;
  /** On the disk before the act; call the answer with its end. */
  intent(act: PageAct, words: string): Promise<(outcome: 'done' | 'failed') => Promise<void>>;
}

/** What an act left behind: `on` to the next, or somebody else had the mouse and the page must be looked at anew. */
type Outcome = 'on' | 'look-again';

/**
 * Follows the acts in the PBX's page, each at most once in a run, so that no password and no key is ever sent twice. Gives
 * what was read, by name. Fails with `recipe-stuck` {act, words, found, says} at the first act that cannot be done exactly
 * as written, and leaves the page as it is.
 */
export async function followActs(
  acts: readonly PageAct[],
  tools: AssistedTools,
): Promise<Record<string, string>> {
  const run = new AssistedActs(acts, tools);
  try {
    return await run.all();
  } finally {
    await tools.page.light(null).catch(() => undefined); // the page may be gone
  }
}

class AssistedActs {
  private readonly performed = new Set<number>();
  /** Fields left to the installer, because nobody has told the wizard what to type. */
  private readonly asked = new Set<number>();
  private readonly reads: Record<string, string> = {};

  constructor(
    private readonly acts: readonly PageAct[],
    private readonly tools: AssistedTools,
  ) {}

  async all(): Promise<Record<string, string>> {
    await this.tools.page.ready(this.tools.signal);
    let place = await this.goOnFrom(0);
    while (place < this.acts.length) {
      if (!(await this.waitForTurn(place)) && (await this.one(place)) === 'on') {
        place++;
      } else if (this.isMine()) {
        await this.tools.page.ready(this.tools.signal);
        place = await this.goOnFrom(place);
      }
    }
    return this.reads;
  }

  /** The first act from there on whose end is not to be seen in the page. */
  private async goOnFrom(from: number): Promise<number> {
    let place = from;
    // A text that is waited for and stands there already ends everything before it.
    for (const [at, act] of this.acts.entries())
      if (at >= from && act.act === 'waitFor' && (await this.isThere(act))) place = at + 1;
    while (place < this.acts.length && (await this.isFulfilled(place))) place++;
    return place;
  }

  private async isFulfilled(place: number): Promise<boolean> {
    const act = this.acts[place];
    if (act?.act === 'fill') {
      const value = await this.tools.valueOf(act);
      // What only the installer knows has been typed by the installer.
      if (value === null) return this.performed.has(place);
      return this.tools.page.holds(thingOf(act), [value]);
    }
    if (act?.act === 'choose') return this.tools.page.holds(thingOf(act), textsOf(act.options));
    // Pressing has led on when what comes after it is there.
    if (act?.act === 'click') return this.isReached(place + 1);
    return act?.act === 'waitFor' && this.isThere(act);
  }

  /** Whether the page shows what the act is about; where an optional one is not there, what the next is about. */
  private async isReached(place: number): Promise<boolean> {
    const act = this.acts[place];
    if (!act || act.act === 'read') return false;
    const seen = await this.tools.page.find(thingOf(act));
    const there = seen.found === 1 || (act.act === 'waitFor' && seen.found === 'many');
    if (there && !this.stoodBefore(place)) return true;
    return act.optional === true && this.isReached(place + 1);
  }

  /** A field that an earlier act was about, such as that of a one-time password, is there before the press between them. */
  private stoodBefore(place: number): boolean {
    const act = this.acts[place];
    if (act?.act !== 'fill') return false;
    const label = firstWord(act);
    return this.acts.slice(0, place).some((one) => one.act === 'fill' && firstWord(one) === label);
  }

  private async isThere(act: PageAct): Promise<boolean> {
    return (await this.tools.page.find(thingOf(act))).found !== 0;
  }

  private async one(place: number): Promise<Outcome> {
    const act = this.acts[place];
    if (!act) return 'on';
    this.show(place, act);
    if (act.act === 'waitFor') return this.waitForText(act);
    const seen = await this.look(place, act);
    if (seen === 'look-again' || seen === 'on') return seen;
    if (act.act === 'read') {
      this.reads[act.name] = await this.tools.page.read(thingOf(act));
      return 'on';
    }
    return this.perform(place, act, seen);
  }

  /** Looks until the thing is there exactly once; an optional one is let go when what comes after it is there. */
  private async look(place: number, act: PageAct): Promise<Seen | Outcome> {
    // A menu that is open already would be shut by pressing it.
    if (act.act === 'click' && act.optional && (await this.isReached(place + 1))) return 'on';
    const until = this.tools.now() + this.tools.beats.findMs;
    for (;;) {
      const seen = await this.tools.page.find(thingOf(act));
      if (seen.found === 1) return seen;
      const late = this.tools.now() >= until;
      if (act.optional && seen.found === 0) {
        const last = place + 1 >= this.acts.length;
        if (late || last || (await this.isReached(place + 1))) return 'on';
      }
      if (late) throw await this.stuck(act, seen.found);
      if (await this.interruptedWhile(this.tools.beats.pollMs)) return 'look-again';
    }
  }

  private async waitForText(act: PageAct): Promise<Outcome> {
    const until = this.tools.now() + this.tools.beats.textMs;
    while (!(await this.isThere(act))) {
      if (this.tools.now() >= until) {
        if (act.optional) return 'on';
        throw await this.stuck(act, 0);
      }
      if (await this.interruptedWhile(this.tools.beats.pollMs)) return 'look-again';
    }
    return 'on';
  }

  private async perform(
    place: number,
    act: Exclude<PageAct, { act: 'waitFor' | 'read' }>,
    seen: Seen,
  ): Promise<Outcome> {
    const { page, control, beats } = this.tools;
    const thing = thingOf(act);
    const words = seen.words ?? firstWord(act);
    this.show(place, act, words);
    await page.light(thing);
    const values = await this.valuesOf(act);
    if (values !== null && (await this.interruptedWhile(beats.beatMs))) return 'look-again';
    if (this.performed.has(place)) throw await this.stuck(act, 'again');
    this.performed.add(place);
    // Nobody has told the wizard what to type here: the installer types it in the page and hands back.
    if (values === null) {
      this.asked.add(place);
      control.set('person');
      return 'look-again';
    }
    const ended = await this.tools.intent(act, words);
    const worked = await page.perform(thing, values);
    await ended(worked ? 'done' : 'failed');
    if (!worked) throw await this.stuck(act, (await page.find(thing)).found);
    await page.light(null);
    await page.ready(this.tools.signal);
    return 'on';
  }

  /** Nothing for a click; null when what is to be typed is not known. */
  private async valuesOf(act: PageAct): Promise<string[] | null> {
    if (act.act === 'choose') return textsOf(act.options);
    if (act.act !== 'fill') return [];
    const value = await this.tools.valueOf(act);
    return value === null ? null : [value];
  }

  /** Sleeps; true at once when the installer pauses, takes the mouse or did either in the meantime. */
  private async interruptedWhile(ms: number): Promise<boolean> {
    if (!this.isMine()) return true;
    const over = new AbortController();
    const changed = this.tools.control.changed(AbortSignal.any([this.tools.signal, over.signal]));
    try {
      return await Promise.race([this.tools.sleep(ms).then(() => false), changed.then(() => true)]);
    } finally {
      over.abort();
    }
  }

  /** True when somebody else had the page: it may have changed. */
  private async waitForTurn(place: number): Promise<boolean> {
    if (this.isMine()) return false;
    const act = this.acts[place];
    while (!this.isMine()) {
      if (act) this.show(place, act);
      // The field to type in stays outlined.
      if (this.tools.control.mode === 'person' && !this.asked.has(place)) await this.tools.page.light(null);
      await this.tools.control.changed(this.tools.signal);
    }
    return true;
  }

  private isMine(): boolean {
    return this.tools.control.mode === 'acting';
  }

  private show(place: number, act: PageAct, words = firstWord(act)): void {
    const asked = this.asked.has(place);
    this.tools.show({ place, act, words, mode: this.tools.control.mode, asked });
  }

  private async stuck(act: PageAct, found: Seen['found'] | 'again'): Promise<Failure> {
    const says = await this.tools.page.says().catch(() => ''); // what the page says of it is a help, no more
    const params: Params = { act: act.act, words: wordsOf(act).join(' | '), found, says };
    return new Failure('recipe-stuck', params);
  }
}

/** What an act is about, as the page is asked for it. */
function thingOf(act: PageAct): PageThing {
  const words = wordsOf(act);
  if (act.act === 'click') return { kind: 'press', words, ...(act.roles ? { roles: act.roles } : {}) };
  if (act.act === 'waitFor') return { kind: 'text', words };
  return { kind: act.act === 'read' ? 'reading' : 'field', words };
}

function textsOf(words: readonly { text: string }[]): string[] {
  return words.map(({ text }) => text);
}

export function firstWord(act: PageAct): string {
  return wordsOf(act)[0] ?? '';
}
