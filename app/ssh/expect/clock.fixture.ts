import type { Clock } from '../../procedure/ports';

/** A clock that stands still until it is moved on. */
export class HandClock implements Clock {
  private ms = Date.UTC(2026, 10, 24, 12);
  private waiting: { until: number; wake: () => void }[] = [];

  now(): Date {
    return new Date(this.ms);
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => reject(new DOMException('called off', 'AbortError'));
      if (signal?.aborted) stop();
      signal?.addEventListener('abort', stop, { once: true });
      this.waiting.push({ until: this.ms + ms, wake: resolve });
    });
  }

  /** Wakes whoever waits until then, one after the other, and lets each do what it does. */
  async pass(ms: number): Promise<void> {
    const end = this.ms + ms;
    await settled();
    for (;;) {
      const [next] = this.waiting.sort((a, b) => a.until - b.until);
      if (!next || next.until > end) break;
      this.waiting.shift();
      this.ms = next.until;
      next.wake();
      await settled();
    }
    this.ms = end;
  }
}

/** All that only waits for promises has been done. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
