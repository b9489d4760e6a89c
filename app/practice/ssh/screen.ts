import { Keyboard } from './keyboard';
import { typingTerminal, type Terminal } from './terminal';

/** How much of what was written is kept, in signs. */
const KEPT = 64 * 1024;
/** How many lines a screen shows. */
const LINES = 50;

/** A screen that a program is left running on, whoever looks at it. */
export class Screen {
  readonly keyboard = new Keyboard();
  readonly terminal: Terminal = typingTerminal(this.keyboard, (text) => this.write(text));
  /** With what its program ended; null while it runs. */
  exit: number | null = null;
  /** Stays to be looked at when its program has ended (tmux's `remain-on-exit`). */
  remains = false;
  /** Is given all that is written too (tmux's `pipe-pane`). */
  pipe: ((text: string) => void) | null = null;
  private kept = '';
  private readonly watchers = new Set<Watcher>();

  constructor(readonly name: string) {}

  get watched(): number {
    return this.watchers.size;
  }

  /** What it shows, line by line; the last one may be unfinished. */
  shown(): string[] {
    return this.all().slice(-LINES);
  }

  /** The same, as far back as it is kept. */
  all(): string[] {
    return linesOf(this.kept);
  }

  /** Looks on from now on; ends with the function it returns. */
  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }

  /** Shows this and ends: nobody is left looking on. */
  end(exit: number): void {
    this.exit = exit;
    this.keyboard.close();
    this.dismiss();
  }

  /** Lets everybody who looks on go. */
  dismiss(): void {
    for (const { leave } of [...this.watchers]) leave();
  }

  /** Notes that its program ended, and stays. */
  stay(exit: number): void {
    this.exit = exit;
    const fresh = this.kept === '' || this.kept.endsWith('\n');
    this.write(`${fresh ? '' : '\r\n'}Pane is dead (status ${exit})`);
  }

  private write(text: string): void {
    this.kept = (this.kept + text).slice(-KEPT);
    this.pipe?.(text);
    for (const { show } of this.watchers) show(text);
  }
}

/** One who looks on. */
export interface Watcher {
  show: (text: string) => void;
  /** The screen is gone, or sends everybody away. */
  leave: () => void;
}

/** Lines as they look, with what was written over by carriage returns and backspaces. */
export function linesOf(text: string): string[] {
  return text.split('\n').map((line) => {
    let place = 0;
    const signs: string[] = [];
    for (const sign of line) {
      if (sign === '\r') place = 0;
      else if (sign === '\b') place = Math.max(0, place - 1);
      else signs[place++] = sign;
    }
    return signs.join('');
  });
}
