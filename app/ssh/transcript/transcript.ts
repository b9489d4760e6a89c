import { createWriteStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { Failure } from '../../domain/failure';
import type { Clock, ScriptTranscript } from '../../procedure/ports';
import { erased, moved } from '../expect/plain-text';
import { Mask } from './mask';

/** Begins a line of the wizard's own. No output holds it: it is none of the signs that are left in a plain text. */
const ownLine = '\u0001';

/** Bytes that wait for the disk before the output is told to wait. */
const mostWaiting = 1024 * 1024;

export interface TranscriptOptions {
  clock: Pick<Clock, 'now'>;
  /** Told once: from then on nothing more is written, and the run goes on. */
  onFailure: (failure: Failure) => void;
}

/**
 * Everything a terminal showed, as text: one line for each, `time | text`, with the UTC time of its first sign, and lines of
 * the wizard as `time * text`. A line that was written over after a carriage return is kept as a line of each of its
 * states, so nothing is lost. Secrets are taken out by value; see {@link Mask}.
 */
export class Transcript implements ScriptTranscript {
  /** What could not be taken at once has been written. */
  onDrain: () => void = () => undefined;
  private readonly mask = new Mask();
  private atStart = true;
  /** A carriage return at the end of a piece: the next one tells whether it ended the line. */
  private returned = false;
  /** The line was ended for a line of ours, so its own end is none. */
  private cutShort = false;
  private keptSince = '';
  private failed = false;

  constructor(
    private readonly out: Writable,
    private readonly options: TranscriptOptions,
  ) {
    out.on('error', (error: NodeJS.ErrnoException) => this.fail(error));
    out.on('drain', () => this.onDrain());
  }

  secret(value: string): void {
    this.mask.add(value);
  }

  /**
   * @param text as `PlainText` gives it
   * @returns false when the disk has enough to do: what comes next should wait for {@link onDrain}
   */
  add(text: string): boolean {
    const lines = this.lines(text);
    if (lines === '') return true;
    const whole = this.cutShort && lines.startsWith('\n') ? lines.slice(1) : lines;
    this.cutShort = false;
    return this.write(whole);
  }

  /** A line of the wizard's own: what was answered, and by whom. */
  note(text: string): void {
    // The sign of it breaks no secret in two that was not ended by the line's end anyway.
    const open = !this.atStart || this.mask.keepsBack || this.returned;
    this.returned = false;
    this.cutShort = open;
    this.write(`${open ? '\n' : ''}${ownLine}${text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')}\n`);
  }

  /** Resolves when all of it is on the disk, or could not be put there. */
  async end(): Promise<void> {
    this.put(this.mask.end(), this.now());
    if (!this.atStart) this.put('\n', this.now());
    if (this.failed) return;
    await new Promise<void>((resolve) => {
      this.out.once('close', () => resolve());
      this.out.once('error', () => resolve());
      this.out.end();
    });
  }

  /** Line ends as one sign, a carriage return before other text as one too, and no signs that move anything. */
  private lines(text: string): string {
    const all = this.returned ? `\r${text}` : text;
    this.returned = all.endsWith('\r');
    const piece = this.returned ? all.replace(/\r+$/, '') : all;
    const plain = /[\b\u000b\u000c]/.test(piece)
      ? piece.replaceAll(moved, '\n').replaceAll('\b', '').replaceAll(erased, '')
      : piece;
    if (!plain.includes('\r')) return plain;
    const ended = plain.replaceAll('\r\n', '\n');
    if (!ended.includes('\r')) return ended;
    const begins = this.atStart && !this.mask.keepsBack ? /(^|\n)\r+/g : /(\n)\r+/g;
    return ended.replace(/\r+\n/g, '\n').replace(begins, '$1').replace(/\r+/g, '\n');
  }

  private write(text: string): boolean {
    const now = this.now();
    const first = this.mask.keepsBack ? this.keptSince : now;
    const masked = this.mask.push(text);
    this.keptSince = masked === '' ? first : now;
    return this.put(masked, now, first);
  }

  /** @param first time of the first line, some of which may have come before */
  private put(text: string, now: string, first = now): boolean {
    if (this.failed || text === '') return true;
    const ends = text.endsWith('\n');
    const body = ends ? text.slice(0, -1) : text;
    let stamped = (this.atStart ? `${first} | ` : '') + body.replaceAll('\n', `\n${now} | `);
    if (stamped.includes(ownLine)) stamped = stamped.replaceAll(`| ${ownLine}`, '* ');
    this.atStart = ends;
    return this.out.write(ends ? `${stamped}\n` : stamped);
  }

  private now(): string {
    return this.options.clock.now().toISOString();
  }

  private fail(error: NodeJS.ErrnoException): void {
    if (this.failed) return;
    this.failed = true;
    const full = error.code === 'ENOSPC' || error.code === 'EDQUOT';
    this.options.onFailure(new Failure(full ? 'disk-full' : 'file-failed', undefined, error.message));
    this.onDrain(); // nobody is to wait for it
  }
}

/** A transcript in a new file that only its owner reads; a file of that name is a failure. */
export function transcriptIn(path: string, options: TranscriptOptions): Transcript {
  // On the disk when it is closed.
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true, highWaterMark: mostWaiting });
  return new Transcript(out, options);
}
