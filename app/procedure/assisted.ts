import type { Params } from '../domain/error';
import { Failure } from '../domain/failure';
import { shortWords, textsOf, wordsOf, type AssistMode, type BoundAct } from '../domain/recipe';
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

/** More pages than the list of any PBX has; past it the pages are going in circles. */
const mostPages = 200;

export const usualBeats: Beats = { beatMs: 700, findMs: 8_000, textMs: 30_000, pollMs: 150 };

/** The act in hand. `asked`: nobody has told the wizard what to type, so the installer is to type it in the page. */
export interface Shown {
  place: number;
  act: BoundAct;
  words: string;
  mode: AssistMode;
  asked: boolean;
  /** What the page tells by itself in a long wait. */
  says: string;
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
  valueOf(act: Extract<BoundAct, { act: 'fill' }>): Promise<string | null>;
  show(at: Shown): void;
  /** On the disk before the act; call the answer with its end. */
  intent(act: BoundAct, words: string): Promise<(outcome: 'done' | 'failed') => Promise<void>>;
}

/** What an act left behind: `on` to the next, or somebody else had the mouse and the page must be looked at anew. */
type Outcome = 'on' | 'look-again';

/**
 * Follows the acts in the PBX's page, each at most once in a run, so that no password and no key is ever sent twice. Gives
 * what was read, by name; a cell of a table by `row.column`. Fails with `recipe-stuck` {act, words, found, says} at the first
 * act that cannot be done exactly as written, and leaves the page as it is.
 */
export async function followActs(
  acts: readonly BoundAct[],
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
  private readonly reads = new Map<string, string>();
  /** Waits for a passing message that stands there from before this run. */
  private readonly stale = new Set<number>();
  /** The installer had the mouse since rows were ticked. */
  private wasTaken = false;

  constructor(
    private readonly acts: readonly BoundAct[],
    private readonly tools: AssistedTools,
  ) {}

  async all(): Promise<Record<string, string>> {
    await this.tools.page.ready(this.tools.signal);
    await this.noteStale();
    let place = await this.goOnFrom(0);
    while (place < this.acts.length) {
      if (!(await this.waitForTurn(place)) && (await this.one(place)) === 'on') {
        place++;
      } else if (this.isMine()) {
        await this.tools.page.ready(this.tools.signal);
        place = await this.goOnFrom(place);
        await this.mustKnowWhoIsTicked(place);
      }
    }
    return Object.fromEntries(this.reads);
  }

  private async noteStale(): Promise<void> {
    for (const [place, act] of this.acts.entries())
      if (act.act === 'waitFor' && act.passing && (await this.isThere(place))) this.stale.add(place);
  }

  /** A message that has gone since is news when it comes again. */
  private async freshen(): Promise<void> {
    for (const place of [...this.stale]) await this.isThere(place);
  }

  /**
   * Past the list nobody sees any more which rows are ticked. When the installer had the mouse meanwhile, they may be
   * others, and what comes next would be done to those.
   */
  private async mustKnowWhoIsTicked(place: number): Promise<void> {
    const ticked = this.acts.findLastIndex((act, at) => act.act === 'tick' && at < place);
    const act = this.acts[ticked];
    if (!this.wasTaken || !act || place >= this.acts.length) return;
    if (!(await this.isFulfilled(ticked))) throw await this.stuck(act, 0);
    this.wasTaken = false;
  }

  /** The first act from there on whose end is not to be seen in the page. */
  private async goOnFrom(from: number): Promise<number> {
    let place = from;
    // A text that is waited for and stands there already ends everything before it.
    for (const [at, act] of this.acts.entries())
      if (at >= from && act.act === 'waitFor' && (await this.isThere(at))) place = at + 1;
    // Where the list is still shown, its ticks are seen to once more before anything is done to those who have one.
    if (this.acts[place - 1]?.act === 'tick' && (await this.isReached(place - 1))) place--;
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
    if (act?.act === 'choose') return this.tools.page.holds(thingOf(act), act.options);
    if (act?.act === 'tick') return this.tools.page.holds(thingOf(act), []);
    // Pressing has led on when what comes after it is there.
    if (act?.act === 'click') return this.isReached(place + 1);
    return act?.act === 'waitFor' && this.isThere(place);
  }

  /** Whether the page shows what the act is about; where an optional one is not there, what the next is about. */
  private async isReached(place: number): Promise<boolean> {
    const act = this.acts[place];
    if (!act || act.act === 'read') return false;
    if (await this.isThereNow(place)) return true;
    return act.optional === true && this.isReached(place + 1);
  }

  private async isThereNow(place: number): Promise<boolean> {
    const act = this.acts[place];
    if (!act) return false;
    if (act.act === 'waitFor') return this.isThere(place);
    return (await this.tools.page.find(thingOf(act))).found === 1 && !this.stoodBefore(place);
  }

  /** A field that an earlier act was about, such as that of a one-time password, is there before the press between them. */
  private stoodBefore(place: number): boolean {
    const act = this.acts[place];
    if (act?.act !== 'fill') return false;
    const label = shortWords(act);
    return this.acts.slice(0, place).some((one) => one.act === 'fill' && shortWords(one) === label);
  }

  /** Whether the text that is waited for is there, and tells of this run. */
  private async isThere(place: number): Promise<boolean> {
    const act = this.acts[place];
    if (act && (await this.tools.page.find(thingOf(act))).found !== 0) return !this.stale.has(place);
    this.stale.delete(place);
    return false;
  }

  private async one(place: number): Promise<Outcome> {
    const act = this.acts[place];
    if (!act) return 'on';
    this.show(place, act);
    await this.freshen();
    if (act.act === 'waitFor') return this.waitForText(place, act);
    // Nothing to filter by, say.
    if (act.act === 'fill' && act.optional && (await this.tools.valueOf(act)) === '') return 'on';
    const seen = await this.look(place, act);
    if (seen === 'look-again' || seen === 'on') return seen;
    if (act.act !== 'read' && act.act !== 'readTable') return this.perform(place, act, seen);
    await this.read(act);
    return 'on';
  }

  private async read(act: Extract<BoundAct, { act: 'read' | 'readTable' }>): Promise<void> {
    const { page } = this.tools;
    if (act.act === 'read') {
      this.reads.set(act.name, await page.read(thingOf(act)));
      return;
    }
    for (const { row, cells } of await page.readTable(thingOf(act)))
      for (const [at, { name }] of act.columns.entries()) this.reads.set(`${row}.${name}`, cells[at] ?? '');
  }

  /** Looks until the thing is there exactly once; an optional one is let go when what comes after it is there. */
  private async look(place: number, act: BoundAct): Promise<Seen | Outcome> {
    // A menu that is open already would be shut by pressing it.
    if (act.act === 'click' && act.optional && (await this.isReached(place + 1))) return 'on';
    let until = this.tools.now() + this.tools.beats.findMs;
    for (let pages = 0; ;) {
      const seen = await this.tools.page.find(thingOf(act));
      if (seen.found === 1) return seen;
      if (act.act === 'tick' && seen.found === 0 && pages < mostPages) {
        const turned = await this.turnPage(act);
        if (turned === 'look-again') return turned;
        if (turned === 'on') {
          pages++;
          until = this.tools.now() + this.tools.beats.findMs;
          continue;
        }
      }
      const late = this.tools.now() >= until;
      if (act.optional && seen.found === 0) {
        const last = place + 1 >= this.acts.length;
        if (late || last || (await this.isReached(place + 1))) return 'on';
      }
      if (late) throw await this.stuck(act, seen.found);
      if (await this.interruptedWhile(this.tools.beats.pollMs)) return 'look-again';
    }
  }

  /** To the list's next page, when none of the rows is on this one; null: this is the last, or not a list yet. */
  private async turnPage(act: Extract<BoundAct, { act: 'tick' }>): Promise<Outcome | null> {
    if (!act.next) return null;
    const { page, beats } = this.tools;
    const next: PageThing = { kind: 'press', words: textsOf(act.next) };
    if ((await page.find(next)).found !== 1) return null;
    await page.light(next);
    if (await this.interruptedWhile(beats.beatMs)) return 'look-again';
    // The list may have come meanwhile.
    if ((await page.find(thingOf(act))).found !== 0) return 'on';
    await page.perform(next, []);
    await page.ready(this.tools.signal);
    return 'on';
  }

  private async waitForText(place: number, act: Extract<BoundAct, { act: 'waitFor' }>): Promise<Outcome> {
    const { page, beats } = this.tools;
    const until = this.tools.now() + (act.minutes === undefined ? beats.textMs : act.minutes * 60_000);
    while (!(await this.isThere(place))) {
      if (this.tools.now() >= until) {
        if (act.optional) return 'on';
        throw await this.stuck(act, 0);
      }
      // In a wait of minutes what the page tells is all there is to see.
      if (act.minutes !== undefined) this.show(place, act, shortWords(act), await page.says());
      if (await this.interruptedWhile(beats.pollMs)) return 'look-again';
    }
    return 'on';
  }

  private async perform(
    place: number,
    act: Exclude<BoundAct, { act: 'waitFor' | 'read' | 'readTable' }>,
    seen: Seen,
  ): Promise<Outcome> {
    const { page, control, beats } = this.tools;
    const thing = thingOf(act);
    const words = act.act === 'tick' ? shortWords(act) : (seen.words ?? shortWords(act));
    this.show(place, act, words);
    await page.light(thing);
    const values = await this.valuesOf(act);
    if (values !== null && (await this.interruptedWhile(beats.beatMs))) return 'look-again';
    // To tick the same rows twice sends nothing.
    if (this.performed.has(place) && act.act !== 'tick') throw await this.stuck(act, 'again');
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
    if (act.act === 'tick') this.wasTaken = false;
    await page.light(null);
    // What was pressed last may take the page away for good, as a reboot does.
    if (place + 1 < this.acts.length) await page.ready(this.tools.signal);
    return 'on';
  }

  /** Nothing for a click; null when what is to be typed is not known. */
  private async valuesOf(act: BoundAct): Promise<string[] | null> {
    if (act.act === 'choose') return [...act.options];
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
      if (this.tools.control.mode === 'person') {
        this.wasTaken = true;
        // The field to type in stays outlined.
        if (!this.asked.has(place)) await this.tools.page.light(null);
      }
      await this.tools.control.changed(this.tools.signal);
    }
    return true;
  }

  private isMine(): boolean {
    return this.tools.control.mode === 'acting';
  }

  private show(place: number, act: BoundAct, words = shortWords(act), says = ''): void {
    const asked = this.asked.has(place);
    this.tools.show({ place, act, words, mode: this.tools.control.mode, asked, says });
  }

  private async stuck(act: BoundAct, found: Seen['found'] | 'again'): Promise<Failure> {
    const says = await this.tools.page.says().catch(() => ''); // what the page says of it is a help, no more
    const words = act.act === 'tick' ? shortWords(act) : wordsOf(act).join(' | ');
    const params: Params = { act: act.act, words, found, says };
    return new Failure('recipe-stuck', params);
  }
}

/** What an act is about, as the page is asked for it. */
function thingOf(act: BoundAct): PageThing {
  const words = wordsOf(act);
  switch (act.act) {
    case 'click':
      return { kind: 'press', words, ...(act.roles ? { roles: act.roles } : {}) };
    case 'waitFor':
      return { kind: 'text', words };
    case 'tick':
      return { kind: 'rows', words, rows: act.rows };
    case 'readTable':
      return { kind: 'table', words, columns: act.columns.map(({ labels }) => textsOf(labels)) };
    case 'read':
      return { kind: 'reading', words };
    default:
      return { kind: 'field', words };
  }
}
