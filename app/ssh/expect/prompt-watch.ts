import { isQuestion, offeredIn } from '../../domain/script-prompt';
import type { Clock } from '../../procedure/ports';
import type { Shown } from './shown';
import { Stillness } from './stillness';

export interface SeenPrompt {
  /** The line that waits, without the blanks around it and without what was answered on it before. */
  text: string;
  /** `form`: it ends as a question does, or by words that are known. `quiet`: only nothing comes any more. */
  by: 'form' | 'quiet';
}

export interface WatchOptions {
  clock: Clock;
  /** Words by which a recipe knows a prompt end this line. */
  knows: (line: string) => boolean;
  onPrompt: (prompt: SeenPrompt) => void;
  /** More came, so the prompt told last does not wait any more. */
  onGone: () => void;
  /** Milliseconds without output after which an unended line is taken to wait for somebody. */
  quietMs?: number;
  /** The same where the line ends like a question to which something is often added, e.g. `[y/n]` to a question mark. */
  settleMs?: number;
}

/** Tells when a terminal waits for an answer. It looks at the end of what is shown and knows of no bytes. */
export class PromptWatch {
  private told: SeenPrompt | null = null;
  /** What was answered: on which line, what stood there then, and what was typed, which may be echoed. */
  private done = { count: -1, line: '', typed: '' };
  private text = '';
  private readonly over = new AbortController();
  private readonly quiet: Stillness;
  private readonly settle: Stillness;

  constructor(
    private readonly shown: Shown,
    private readonly options: WatchOptions,
  ) {
    const { clock, quietMs = 1_500, settleMs = 60 } = options;
    const { signal } = this.over;
    this.quiet = new Stillness(clock, quietMs, signal, () => this.tell('quiet'));
    this.settle = new Stillness(clock, settleMs, signal, () => this.tell('form'));
  }

  /** To be called after anything was added to what is shown. */
  look(): void {
    const text = this.open().trim();
    if (text === this.text) return;
    this.forget(text);
    if (this.told) {
      this.told = null;
      this.options.onGone();
    }
    if (text !== '' && !this.isProgress(text)) this.judge(text);
  }

  /**
   * Something was typed on the line and Enter pressed: the line is no prompt any more, nor is the echo of what was typed.
   * @param line what stood there before the typing, if that was seen
   */
  answered(typed: string, line: string = this.shown.line): void {
    this.done = { count: this.shown.count, line, typed };
    this.told = null;
    this.forget('');
  }

  end(): void {
    this.over.abort();
  }

  /** The unended line from where it was answered. Nothing but signs (stars for letters, say) is nothing. */
  private open(): string {
    const { line, count } = this.shown;
    if (count !== this.done.count || !line.startsWith(this.done.line)) return line;
    const { typed } = this.done;
    const rest = line.slice(this.done.line.length);
    const echo = rest.trimStart();
    if (typed.startsWith(echo)) return '';
    const more = typed !== '' && echo.startsWith(typed) ? echo.slice(typed.length) : rest;
    return /[\p{L}\p{N}]/u.test(more) ? more : '';
  }

  private forget(text: string): void {
    this.text = text;
    this.quiet.cancel();
    this.settle.cancel();
  }

  private judge(text: string): void {
    this.quiet.stir();
    const known = this.options.knows(text);
    if (this.shown.drawn || !this.shown.atEnd || !(known || isQuestion(text))) return;
    const complete = /[:：]$/.test(text) || offeredIn(text) !== null || (known && /[?？>)\]]$/.test(text));
    if (complete && !this.shown.redrawn) this.tell('form');
    else this.settle.stir();
  }

  private isProgress(text: string): boolean {
    if (/\d\s*%$|\[[#=>.\-*|/\\\s]*\]$/.test(text)) return true;
    return this.shown.redrawn && /[%\]]$/.test(text) && offeredIn(text) === null;
  }

  private tell(by: SeenPrompt['by']): void {
    if (this.told) return;
    this.told = { text: this.text, by };
    this.options.onPrompt(this.told);
  }
}
