import { erased, moved } from './plain-text';

/** Letters kept of the lines that are over, and of the one that is written: no question is as long. */
const mostBefore = 8 * 1024;
const mostLine = 1_024;

const controls = /[\r\b\u000b]/;
const pieces = /[\r\b\u000b]|[^\r\b\u000b]+/g;

/** What stands at the end of a terminal: the line that is being written, as it looks, and a bounded rest before it. */
export class Shown {
  /** The last line, not ended yet. Of a very long one only its end. */
  line = '';
  /** Lines and screens that are over; tells whether `line` is still the same one. */
  count = 0;
  /** It was written over, as a progress bar is. */
  redrawn = false;
  /** It stands somewhere on a screen that a program draws. */
  drawn = false;
  private cursor = 0;
  private cut = false;
  private over = '';

  /** What is typed now would stand right behind the line. */
  get atEnd(): boolean {
    return this.line.slice(this.cursor).trim() === '';
  }

  /** @param text as {@link PlainText} gives it */
  add(text: string): void {
    const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf(moved));
    if (end >= 0) this.endLine(text.slice(0, end), text.charAt(end) === moved);
    const rest = end < 0 ? text : text.slice(end + 1);
    if (this.cursor === this.line.length && !controls.test(rest)) this.put(rest);
    else for (const piece of rest.match(pieces) ?? []) this.step(piece);
  }

  /** The end of what was shown before the line, as it looked: at most so many lines. */
  before(lines: number): string {
    const ended = this.over.split(new RegExp(`[\\n${moved}]`));
    return ended
      .slice(-lines - 1, -1)
      .map(asItLooked)
      .join('\n');
  }

  private endLine(text: string, drawn: boolean): void {
    const whole = this.line + (this.cursor < this.line.length ? '\r' : '') + text;
    this.over = (whole.length < mostBefore ? this.over + whole : whole).slice(-mostBefore) + '\n';
    this.line = '';
    this.cursor = 0;
    this.cut = false;
    this.redrawn = false;
    this.drawn = drawn;
    this.count++;
  }

  private step(piece: string): void {
    if (piece === '\b') this.cursor = Math.max(0, this.cursor - 1);
    else if (piece === erased) this.line = this.line.slice(0, this.cursor);
    else if (piece === '\r') {
      // Where the beginning is not kept, nothing can be put over it.
      if (this.cut) this.line = '';
      this.cut = false;
      this.redrawn ||= this.cursor > 0;
      this.cursor = 0;
    } else this.put(piece);
  }

  private put(text: string): void {
    const after = this.line.slice(this.cursor + text.length);
    const line = this.line.slice(0, this.cursor) + text;
    this.cursor = line.length;
    this.line = line + after;
    if (this.line.length <= 2 * mostLine) return;
    this.cut = true;
    this.line = this.line.slice(-mostLine);
    this.cursor = Math.max(0, mostLine - after.length);
  }
}

/** Enough to show what was asked before. */
const mostOfOne = 1_000;

/** A line that is over, its carriage returns and backspaces done. */
function asItLooked(text: string): string {
  if (!controls.test(text)) return text.slice(-mostOfOne);
  const shown = new Shown();
  shown.add(text.slice(-mostLine).replace(/\r+$/, ''));
  return shown.line.slice(-mostOfOne);
}
