import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inPace, type Ended, type PaceOptions } from './pace';

/** Time that passes only by sleeping. */
function slowClock() {
  let now = 0;
  const slept: number[] = [];
  return {
    slept,
    pass: (ms: number) => (now += ms),
    clock: {
      now: () => new Date(now),
      sleep: async (ms: number) => {
        slept.push(ms);
        now += ms;
        // What is at work ends meanwhile.
        for (let left = 3; left > 0; left--) await turn();
      },
    },
  };
}

function optionsOf(over: Partial<PaceOptions> = {}): PaceOptions {
  const { clock } = slowClock();
  const { signal } = new AbortController();
  return { mayGoOn: () => Promise.resolve(), clock, signal, most: 8, restMs: 100, ...over };
}
const numbers = (count: number): number[] => Array.from({ length: count }, (_, place) => place);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Acts that end when the test's event loop turns, counting how many are at work. */
function watched(ends: (thing: number, attempt: number) => Ended) {
  const attempts = new Map<number, number>();
  const seen = { now: 0, most: 0, done: [] as number[] };
  const act = async (thing: number): Promise<Ended> => {
    seen.most = Math.max(seen.most, ++seen.now);
    await turn();
    seen.now--;
    const attempt = (attempts.get(thing) ?? 0) + 1;
    attempts.set(thing, attempt);
    const ended = ends(thing, attempt);
    if (ended !== 'busy') seen.done.push(thing);
    return ended;
  };
  return { seen, act };
}

describe('many acts in pace', () => {
  it('does each once, few at first and never more than allowed', async () => {
    const { seen, act } = watched(() => 'done');
    await inPace(numbers(200), act, optionsOf());
    expect(seen.done.sort((a, b) => a - b)).toEqual(numbers(200));
    expect(seen.most).toBe(8);
  });

  it('does again what met somebody busy, after a rest that grows', async () => {
    const time = slowClock();
    const { seen, act } = watched((thing, attempt) => (thing === 3 && attempt < 4 ? 'busy' : 'done'));
    const told: number[] = [];
    await inPace(numbers(5), act, optionsOf({ clock: time.clock, most: 1, onRest: (ms) => told.push(ms) }));
    expect(told).toEqual(time.slept);
    expect(seen.done.sort()).toEqual(numbers(5));
    expect(time.slept.length).toBe(3);
    expect(time.slept[2]).toBeGreaterThan(time.slept[0] ?? 0);
  });

  it('halves after trouble, and takes one less when answers get slow', async () => {
    const time = slowClock();
    const limits: number[] = [];
    const end = new AbortController();
    const ticking = (async () => {
      for (; !end.signal.aborted; time.pass(1)) await turn();
    })();
    await inPace(
      numbers(120),
      async (thing) => {
        // The second half answers ten times as slowly.
        for (let left = thing < 60 ? 1 : 10; left > 0; left--) await turn();
        return 'done';
      },
      optionsOf({ clock: time.clock, onEnd: (_ended, atOnce) => limits.push(atOnce) }),
    );
    end.abort();
    await ticking;
    expect(Math.max(...limits.slice(0, 60))).toBe(8);
    expect(Math.max(...limits.slice(-20))).toBeLessThan(4);
  });

  it('rests once for all that met somebody busy together', async () => {
    const time = slowClock();
    const { seen, act } = watched((thing, attempt) =>
      thing >= 60 && thing < 64 && attempt === 1 ? 'busy' : 'done',
    );
    await inPace(numbers(100), act, optionsOf({ clock: time.clock }));
    expect(seen.done).toHaveLength(100);
    expect(time.slept).toEqual([100]);
  });

  it('rests no longer than it is wanted', async () => {
    const abort = new AbortController();
    const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new Error('called off'));
        });
        abort.abort();
      });
    const clock = { now: () => new Date(0), sleep };
    const run = inPace([1], () => Promise.resolve('busy'), optionsOf({ clock, signal: abort.signal }));
    await expect(run).rejects.toThrow('called off');
  });

  it('goes on after a failed one, which is not done again', async () => {
    const { seen, act } = watched((thing) => (thing % 7 === 0 ? 'failed' : 'done'));
    await inPace(numbers(40), act, optionsOf());
    expect(seen.done).toHaveLength(40);
  });

  it('begins nothing more after a throw or a refusal, and waits for what is at work', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 48 }), fc.boolean(), async (last, throws) => {
        let [begun, ended] = [0, 0];
        const act = async (thing: number): Promise<Ended> => {
          begun++;
          await turn();
          ended++;
          if (throws && thing === last) throw new Error('stop');
          return 'done';
        };
        const mayGoOn = (): Promise<void> =>
          !throws && begun > last ? Promise.reject(new Error('stop')) : Promise.resolve();
        await expect(inPace(numbers(50), act, optionsOf({ mayGoOn }))).rejects.toThrow('stop');
        expect(ended).toBe(begun);
        expect(begun).toBeLessThanOrEqual(Math.min(50, last + 1 + 8));
      }),
      { numRuns: 60 },
    );
  });
});
