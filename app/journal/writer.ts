import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../domain/failure';
import { JournalEvent, type TimedEvent } from '../domain/journal-event';
import { putMachineFieldsBack } from '../domain/machine-fields';
import { redacted, type Redact } from '../domain/redacted';
import { fileFailure } from './disk';
import { makeLine, type ChainEnd } from './line';

export interface WriterOptions {
  redact: Redact;
  now: () => Date;
}

interface Waiting {
  event: JournalEvent;
  resolve: (timed: TimedEvent) => void;
  reject: (error: unknown) => void;
}

/** So many lines at most go to the disk in one write. */
const mostAtOnce = 64;

/**
 * Adds lines to an open journal file, in the order asked for. What is asked for while the disk is at work goes there together:
 * several users are written at a time, and the disk is the slowest of all. Nobody is told before their line is on it.
 */
export class Writer {
  readonly #file: FileHandle;
  readonly #options: WriterOptions;
  #end: ChainEnd;
  #size: number;
  /** A failed write left something behind the last good line that could not be cut off yet. */
  #dirty = false;
  #closed = false;
  #queue: Promise<unknown> = Promise.resolve();
  #waiting: Waiting[] = [];

  constructor(file: FileHandle, end: ChainEnd, size: number, options: WriterOptions) {
    this.#file = file;
    this.#end = end;
    this.#size = size;
    this.#options = options;
  }

  get lastHash(): string {
    return this.#end.hash;
  }

  append(event: JournalEvent): Promise<TimedEvent> {
    if (this.#closed) return Promise.reject(new Failure('job-closed', undefined, 'the journal was closed'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject });
      // The first of a batch queues it; those that come until its turn go along.
      if (this.#waiting.length === 1) void this.#next(() => this.#writeWaiting());
    });
  }

  /** Resolves when everything asked for before is written and the file is closed. */
  close(): Promise<void> {
    if (this.#closed) return this.#next(() => Promise.resolve());
    this.#closed = true;
    return this.#next(() => this.#file.close());
  }

  #next<T>(act: () => Promise<T>): Promise<T> {
    const run = this.#queue.then(act);
    this.#queue = run.catch(() => undefined);
    return run;
  }

  /** Never rejects: each of those who wait is told. */
  async #writeWaiting(): Promise<void> {
    const batch = this.#waiting.splice(0, mostAtOnce);
    if (this.#waiting.length > 0) void this.#next(() => this.#writeWaiting());
    if (batch.length > 1 && (await this.#writeTogether(batch))) return;
    for (const one of batch)
      await this.#write([one.event]).then(([timed]) => timed && one.resolve(timed), one.reject);
  }

  /** False when it failed: then each is tried alone, since one that is refused must not take the others with it. */
  async #writeTogether(batch: readonly Waiting[]): Promise<boolean> {
    try {
      const written = await this.#write(batch.map(({ event }) => event));
      for (const [place, timed] of written.entries()) batch[place]?.resolve(timed);
      return true;
    } catch {
      return false;
    }
  }

  /** All of them or none. */
  async #write(events: readonly JournalEvent[]): Promise<TimedEvent[]> {
    let end = this.#end;
    const lines: Buffer[] = [];
    const written = events.map((event) => {
      const safe = redacted(JournalEvent, event, this.#options.redact);
      putMachineFieldsBack(safe, event);
      const timed = { at: this.#options.now().toISOString(), event: safe };
      const made = makeLine(end, timed);
      end = made.end;
      lines.push(made.line);
      return timed;
    });
    const bytes = Buffer.concat(lines);
    try {
      if (this.#dirty) await this.#cutBack();
      await this.#put(bytes);
    } catch (error) {
      await this.#cutBack().catch(() => undefined);
      throw fileFailure(error);
    }
    this.#end = end;
    this.#size += bytes.length;
    return written;
  }

  async #put(line: Buffer): Promise<void> {
    this.#dirty = true;
    for (let done = 0; done < line.length;) {
      const { bytesWritten } = await this.#file.write(line, done, line.length - done, this.#size + done);
      done += bytesWritten;
    }
    await this.#file.datasync();
    this.#dirty = false;
  }

  /** Nobody was told of what stands behind the last good line, so it must not stay. */
  async #cutBack(): Promise<void> {
    await this.#file.truncate(this.#size);
    this.#dirty = false;
    await this.#file.datasync();
  }
}
