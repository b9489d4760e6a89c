/** What is typed and not read yet, of one line or one screen. */
export class Keyboard {
  private typed = '';
  private closed = false;
  private wake: () => void = () => undefined;
  private taker: ((text: string) => void) | null = null;
  private readonly closings = new Set<() => void>();

  /** True when nothing more will be typed. */
  get isClosed(): boolean {
    return this.closed;
  }

  feed(text: string): void {
    if (this.taker) {
      this.taker(text);
      return;
    }
    this.typed += text;
    this.wake();
  }

  close(): void {
    this.closed = true;
    this.wake();
    for (const closing of this.closings) closing();
  }

  /** The next sign; null when there will be none. */
  async next(): Promise<string | null> {
    for (;;) {
      if (this.closed) return null;
      const [sign] = this.typed;
      if (sign !== undefined) {
        this.typed = this.typed.slice(sign.length);
        return sign;
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  /** Whether Ctrl+C was typed and not read; it is read by asking, with all that was typed before it. */
  wasInterrupted(): boolean {
    const place = this.typed.lastIndexOf('\u0003');
    this.typed = this.typed.slice(place + 1);
    return place >= 0;
  }

  /** Gives all that is typed from now on, and what was not read before, to another; ends with the function it returns. */
  giveTo(taker: (text: string) => void): () => void {
    const waiting = this.typed;
    this.typed = '';
    this.taker = taker;
    if (waiting !== '') taker(waiting);
    return () => {
      this.taker = null;
    };
  }

  /** Calls when it is closed; ends with the function it returns. */
  whenClosed(call: () => void): () => void {
    if (this.closed) call();
    this.closings.add(call);
    return () => this.closings.delete(call);
  }
}
