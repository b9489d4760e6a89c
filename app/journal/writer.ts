import type { FileHandle } from 'node:fs/promises';
import { Failure } from '../domain/failure';
import { JournalEvent, type TimedEvent } from '../domain/journal-event';
import { redacted, type Redact } from '../domain/redacted';
import { fileFailure } from './disk';
import { makeLine, type ChainEnd } from './line';

export interface WriterOptions {
  redact: Redact;
  now: () => Date;
}

/** Adds lines to an open journal file, one at a time, each on the disk before the next begins. */
export class Writer {
  readonly #file: FileHandle;
  readonly #options: WriterOptions;
  #end: ChainEnd;
  #size: number;
  /** A failed write left something behind the last good line that could not be cut off yet. */
  #dirty = false;
  #closed = false;
  #queue: Promise<unknown> = Promise.resolve();

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
    return this.#next(() => this.#write(event));
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

  async #write(event: JournalEvent): Promise<TimedEvent> {
    const timed = {
      at: this.#options.now().toISOString(),
      event: redacted(JournalEvent, event, this.#options.redact),
    };
    const { line, end } = makeLine(this.#end, timed);
    try {
      if (this.#dirty) await this.#cutBack();
      await this.#put(line);
    } catch (error) {
      await this.#cutBack().catch(() => undefined);
      throw fileFailure(error);
    }
    this.#end = end;
    this.#size += line.length;
    return timed;
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
