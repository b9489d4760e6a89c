import type { Clock } from './ports';

/**
 * How one act ended. `busy`: the other side asked for time, so it is done again later. `failed`: it is over, yet a sign that
 * the other side has trouble.
 */
export type Ended = 'done' | 'failed' | 'busy';

export interface PaceOptions {
  /** Asked before each act begins: resolves when it may, rejects when nothing more shall begin. */
  mayGoOn: () => Promise<void>;
  clock: Clock;
  /** Ends a rest. */
  signal: AbortSignal;
  /** At most so many at a time. */
  most: number;
  /** Wait after the other side was busy, in milliseconds; doubled each time until something works again. */
  restMs: number;
  /** Called before such a rest. */
  onRest?: (ms: number) => void;
  /** Called after each act with how many were at work. */
  onEnd?: (ended: Ended, atOnce: number) => void;
}

/** So many doublings of the rest at most. */
const mostDoublings = 5;
/** So much longer than the quickest answer counts as slow: then more at once only make each wait longer. */
const slowFactor = 2.5;

/**
 * Does many things, the first alone, then several at a time and as many as the other side bears: one more after each round
 * that went well, half after trouble, one less when answers get slow. An act that throws lets nothing more begin; what is
 * at work is waited for, and then the first thing thrown is thrown.
 */
export async function inPace<T>(
  things: readonly T[],
  act: (thing: T) => Promise<Ended>,
  options: PaceOptions,
): Promise<void> {
  const pace = new Pace(options);
  const waiting = [...things].reverse();
  const atWork = new Set<Promise<void>>();
  const stops: { thrown: unknown }[] = [];
  const hasStopped = (): boolean => stops.length > 0;

  async function one(thing: T): Promise<void> {
    const begun = options.clock.now().getTime();
    try {
      const ended = await act(thing);
      if (ended === 'busy') waiting.push(thing);
      options.onEnd?.(ended, atWork.size);
      pace.learn(ended, options.clock.now().getTime() - begun);
    } catch (thrown) {
      stops.push({ thrown });
    }
  }

  while (!hasStopped() && (waiting.length > 0 || atWork.size > 0)) {
    if (waiting.length === 0 || atWork.size >= pace.limit) {
      await Promise.race(atWork);
      continue;
    }
    try {
      await options.mayGoOn();
      await pace.rest();
    } catch (thrown) {
      stops.push({ thrown });
      break;
    }
    const thing = waiting.pop();
    if (thing === undefined || hasStopped()) continue;
    const run: Promise<void> = one(thing).finally(() => atWork.delete(run));
    atWork.add(run);
  }
  await Promise.all(atWork);
  const [first] = stops;
  if (first) throw first.thrown;
}

/** How many at once, learnt from how the acts end. */
class Pace {
  limit = 1;
  private good = 0;
  private quickest = Infinity;
  private troubles = 0;
  private rests: 'no' | 'owed' | 'now' = 'no';

  constructor(private readonly options: PaceOptions) {}

  learn(ended: Ended, ms: number): void {
    // Those that were at work together meet the same trouble, which counts once.
    if (ended === 'busy' && this.rests !== 'no') return;
    if (ended !== 'done') {
      this.limit = Math.max(1, Math.floor(this.limit / 2));
      this.good = 0;
      if (ended === 'busy') {
        this.troubles = Math.min(this.troubles + 1, mostDoublings);
        this.rests = 'owed';
      }
      return;
    }
    // One begun before the trouble says nothing of what comes after it.
    if (this.rests === 'no') this.troubles = 0;
    this.quickest = Math.min(this.quickest, ms);
    if (++this.good < this.limit) return;
    this.good = 0;
    const slow = ms > this.quickest * slowFactor;
    this.limit = slow ? Math.max(1, this.limit - 1) : Math.min(this.options.most, this.limit + 1);
  }

  /** Waits once after the other side was busy. */
  async rest(): Promise<void> {
    if (this.rests === 'no') return;
    this.rests = 'now';
    const { clock, signal, restMs, mayGoOn, onRest } = this.options;
    const ms = restMs * 2 ** (this.troubles - 1);
    onRest?.(ms);
    await clock.sleep(ms, signal);
    this.rests = 'no';
    await mayGoOn();
  }
}
