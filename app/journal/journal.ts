import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../domain/failure';
import { JobId, type Notice, type Said } from '../domain/job';
import type { JournalEvent, TimedEvent } from '../domain/journal-event';
import { fileFailure, syncFolder, systemCode, writeNew } from './disk';
import { genesis, type ChainEnd } from './line';
import { takeLock, type Lock } from './lock';
import { jobsFolder } from './place';
import { replay, type Replay } from './replay';
import { Writer, type WriterOptions } from './writer';

/** A job's record as one process has it open. */
export interface Journal {
  readonly jobId: JobId;
  /** The job's own folder: journal, reports. */
  readonly folder: string;
  /** What stood in it when it was opened. */
  readonly events: readonly TimedEvent[];
  /** What was found amiss and mended at opening (`journal-torn-line`). The caller journals it. */
  readonly notices: readonly Notice[];
  /**
   * Set: nothing can be appended. `read-only.journal-broken` {line}, `read-only.journal-newer`,
   * `read-only.journal-locked` {pid}, `read-only.closed`.
   */
  readonly readOnly: Said | null;
  /** Hash of the last line: who knows it can tell later whether anything before was changed. */
  readonly lastHash: string;
  /**
   * Resolves, with the event as written (time added, secrets taken out), when it is on the disk. Fails with
   * `disk-full` or `file-failed`, the file then being as before; later appends work when the cause is gone.
   */
  append(event: JournalEvent): Promise<TimedEvent>;
  /** Waits for what is being written and gives the lock back. */
  close(): Promise<void>;
}

export type JournalOptions = WriterOptions;

/** A journal as it can be read by anyone at any time, e.g. for a list of jobs. */
export interface JournalRead {
  events: readonly TimedEvent[];
  lastHash: string;
  /** `read-only.journal-broken` {line}, `read-only.journal-newer` or `read-only.closed`; null when it can be opened. */
  readOnly: Said | null;
}

const fileName = 'journal.jsonl';

/** Folder of one job: journal, lock, reports. */
export function jobFolder(dataFolder: string, jobId: JobId): string {
  return join(jobsFolder(dataFolder), JobId.parse(jobId));
}

/** Starts a job's journal with its `job-created` event. A job of this name must not exist. */
export async function createJournal(
  dataFolder: string,
  created: Extract<JournalEvent, { type: 'job-created' }>,
  options: JournalOptions,
): Promise<Journal> {
  const folder = jobFolder(dataFolder, created.id);
  try {
    await mkdir(jobsFolder(dataFolder), { recursive: true, mode: 0o700 });
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    throw fileFailure(error);
  }
  try {
    return await begin(folder, dataFolder, created, options);
  } catch (error) {
    // Nobody has seen it yet, so a job that could not be begun leaves nothing behind.
    await rm(folder, { recursive: true, force: true });
    throw fileFailure(error);
  }
}

async function begin(
  folder: string,
  dataFolder: string,
  created: Extract<JournalEvent, { type: 'job-created' }>,
  options: JournalOptions,
): Promise<Journal> {
  const lock = await lockOf(folder);
  if ('heldBy' in lock) throw new Failure('journal-locked', { pid: lock.heldBy });
  try {
    await writeNew(join(folder, fileName), Buffer.alloc(0));
    const writer = await writerFor(folder, { seq: 0, hash: genesis(created.id) }, 0, options);
    const first = await writer.append(created).catch(async (error: unknown) => {
      await writer.close();
      throw error;
    });
    await syncFolder(jobsFolder(dataFolder));
    await syncFolder(dataFolder);
    return writable(folder, created.id, [first], [], writer, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function writerFor(
  folder: string,
  end: ChainEnd,
  size: number,
  options: JournalOptions,
): Promise<Writer> {
  return new Writer(await open(join(folder, fileName), 'r+'), end, size, options);
}

/**
 * Opens a job to go on with it. When that cannot be (see {@link Journal.readOnly}) it is opened to be looked at; nothing
 * in its file is changed then. The caller journals the notices and `opened`.
 */
export async function openJournal(
  dataFolder: string,
  jobId: JobId,
  options: JournalOptions,
): Promise<Journal> {
  const folder = jobFolder(dataFolder, jobId);
  // Without a look first, a lock file would be made where there is no job.
  await readBytes(folder);
  const lock = await lockOf(folder);
  if ('heldBy' in lock) {
    const found = replay(await readBytes(folder), jobId);
    return forReading(folder, jobId, found, {
      code: 'read-only.journal-locked',
      params: { pid: lock.heldBy },
    });
  }
  try {
    return await openLocked(folder, jobId, options, lock);
  } catch (error) {
    await lock.release();
    throw fileFailure(error);
  }
}

async function openLocked(
  folder: string,
  jobId: JobId,
  options: JournalOptions,
  lock: Lock,
): Promise<Journal> {
  const found = replay(await readBytes(folder), jobId);
  const stop = whyReadOnly(found);
  if (stop) {
    await lock.release();
    return forReading(folder, jobId, found, stop);
  }
  const notices = found.torn ? [await setAside(folder, found, options.now())] : [];
  const writer = await writerFor(folder, found.end, found.goodBytes, options);
  return writable(folder, jobId, found.events, notices, writer, lock);
}

/** Reads a journal without taking or touching anything; a half-written last line is passed over. */
export async function readJournal(dataFolder: string, jobId: JobId): Promise<JournalRead> {
  const found = replay(await readBytes(jobFolder(dataFolder, jobId)), jobId);
  return { events: found.events, lastHash: found.end.hash, readOnly: whyReadOnly(found) };
}

/** Names of all jobs that ever began, in the order of their names. */
export async function listJobs(dataFolder: string): Promise<JobId[]> {
  const ids: JobId[] = [];
  for (const name of await namesIn(jobsFolder(dataFolder))) {
    const id = JobId.safeParse(name);
    if (id.success && (await hasBegun(jobFolder(dataFolder, id.data)))) ids.push(id.data);
  }
  return ids.sort();
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return [];
    throw fileFailure(error);
  }
}

async function hasBegun(folder: string): Promise<boolean> {
  try {
    return (await stat(join(folder, fileName))).size > 0;
  } catch {
    return false;
  }
}

async function readBytes(folder: string): Promise<Buffer> {
  try {
    return await readFile(join(folder, fileName));
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') throw new Failure('job-not-found');
    throw fileFailure(error);
  }
}

async function lockOf(folder: string): Promise<Lock | { heldBy: number }> {
  try {
    return await takeLock(join(folder, 'journal.lock'));
  } catch (error) {
    throw fileFailure(error);
  }
}

function whyReadOnly(found: Replay): Said | null {
  const closed = found.events.some(({ event }) => event.type === 'closed');
  return found.stop ?? (closed ? { code: 'read-only.closed' } : null);
}

/** Cuts a torn last line off, having kept its bytes in a file of their own: nothing is ever thrown away. */
async function setAside(folder: string, found: Replay, now: Date): Promise<Notice> {
  const at = now.toISOString();
  const kept = `journal.torn-${at.replace(/[:.]/g, '-')}`;
  await writeNew(join(folder, await freeName(folder, kept)), found.torn ?? Buffer.alloc(0));
  const file = await open(join(folder, fileName), 'r+');
  try {
    await file.truncate(found.goodBytes);
    await file.sync();
  } finally {
    await file.close();
  }
  return { code: 'journal-torn-line', params: { bytes: found.torn?.length ?? 0 }, at };
}

/** Only the holder of the lock makes files here, so a look is enough. */
async function freeName(folder: string, wanted: string): Promise<string> {
  const taken = new Set(await readdir(folder));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted}-${String(number)}`;
    if (!taken.has(name)) return name;
  }
}

function writable(
  folder: string,
  jobId: JobId,
  events: readonly TimedEvent[],
  notices: readonly Notice[],
  writer: Writer,
  lock: Lock,
): Journal {
  return {
    jobId,
    folder,
    events,
    notices,
    readOnly: null,
    get lastHash() {
      return writer.lastHash;
    },
    append: (event) => writer.append(event),
    close: async () => {
      await writer.close();
      await lock.release();
    },
  };
}

const refusals = {
  'read-only.journal-broken': 'journal-broken',
  'read-only.journal-newer': 'journal-newer',
  'read-only.journal-locked': 'journal-locked',
  'read-only.closed': 'job-closed',
} as const;

function forReading(folder: string, jobId: JobId, found: Replay, why: Said): Journal {
  const refusal = refusals[why.code as keyof typeof refusals];
  return {
    jobId,
    folder,
    events: found.events,
    notices: [],
    readOnly: why,
    lastHash: found.end.hash,
    append: () => Promise.reject(new Failure(refusal, why.params)),
    close: () => Promise.resolve(),
  };
}
