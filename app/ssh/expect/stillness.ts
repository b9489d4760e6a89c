import type { Clock } from '../../procedure/ports';

/**
 * Does something once nothing has stirred for so long. However often it is stirred there is one wait: output that streams
 * must not cost a timer for each of its pieces.
 */
export class Stillness {
  private since = 0;
  private wanted = false;
  private asleep = false;

  constructor(
    private readonly clock: Clock,
    private readonly ms: number,
    private readonly signal: AbortSignal,
    private readonly act: () => void,
  ) {}

  stir(): void {
    this.since = this.clock.now().getTime();
    this.wanted = true;
    if (!this.asleep) void this.sleep().catch(() => undefined); // called off
  }

  cancel(): void {
    this.wanted = false;
  }

  private async sleep(): Promise<void> {
    this.asleep = true;
    let looked: number | null = null;
    while (this.wanted) {
      const left = this.since + this.ms - this.clock.now().getTime();
      if (left > 0) await this.clock.sleep(left, this.signal);
      else if (looked !== this.since) {
        // After a standstill of this computer an overdue timer runs before what has come meanwhile is read: that is heard first.
        looked = this.since;
        await this.clock.sleep(0, this.signal);
      } else {
        this.wanted = false;
        this.act();
      }
    }
    this.asleep = false;
  }
}
