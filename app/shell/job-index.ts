import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { JobSummary } from '../contract/views';
import { Failure } from '../domain/failure';
import { foldAll } from '../domain/fold';
import { isInFlight, type JobId } from '../domain/job';
import { listJobs, readJournal } from '../journal/journal';
import { shelfOf, type Shelf } from '../journal/shelf';
import { writeWhole } from './data-file';
import { journalSummary, type JournalSummary } from './views';

const shown = { archived: true, reportBack: true, atWork: true } as const;
const Kept = z.object({
  size: z.number(),
  changedMs: z.number(),
  summary: JobSummary.omit(shown),
});
type Kept = z.infer<typeof Kept>;
const IndexFile = z.object({ format: z.literal(1), app: z.string(), jobs: z.record(z.string(), Kept) });

/** So many journals are read at a time. */
const atOnce = 16;

/**
 * Home's list. A journal is read and checked in whole only when it has changed since it was listed last: what was found is
 * kept in a file, so that hundreds of jobs do not hold up the first screen. The file is a memory and no truth: where it cannot
 * be read all journals are read anew, and opening a job always reads its journal.
 */
export class JobIndex {
  private kept: Map<string, Kept> | null = null;
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataFolder: string,
    /** Jobs that the wizard is at work on in this process. */
    private readonly atWork: () => ReadonlySet<JobId>,
    private readonly version: string,
  ) {}

  /** Newest first. One listing after the other: they share the memory. */
  list(): Promise<JobSummary[]> {
    const next = this.queue.then(() => this.listNow());
    this.queue = next.catch(() => undefined);
    return next;
  }

  private async listNow(): Promise<JobSummary[]> {
    const before = (this.kept ??= this.read());
    const after = new Map<string, Kept>();
    const ids = await listJobs(this.dataFolder);
    const listed: JobSummary[] = [];
    for (let at = 0; at < ids.length; at += atOnce) {
      const some = await Promise.all(ids.slice(at, at + atOnce).map((id) => this.one(id, before, after)));
      listed.push(...some.flatMap((one) => one ?? []));
    }
    const changed = after.size !== before.size || [...after].some(([id, one]) => before.get(id) !== one);
    this.kept = after;
    if (changed) await this.write();
    return listed.sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
  }

  private async one(
    id: JobId,
    before: ReadonlyMap<string, Kept>,
    after: Map<string, Kept>,
  ): Promise<JobSummary | null> {
    const shelf = await shelfOf(this.dataFolder, id);
    if (!shelf) return null;
    const known = before.get(id);
    const fresh = known?.size === shelf.size && known.changedMs === shelf.changedMs;
    const kept = fresh ? known : await this.readJob(id, shelf);
    if (!kept) return null;
    after.set(id, kept);
    const { archived, reportBack } = shelf;
    const { summary } = kept;
    const atWork = this.atWork().has(id);
    // The journal says that something was begun, and nobody is at it: the app was killed, or the power went.
    const stepState = isInFlight(summary.stepState) && !atWork ? 'unknown' : summary.stepState;
    return { ...summary, stepState, archived, reportBack, atWork };
  }

  private async readJob(id: JobId, { size, changedMs }: Shelf): Promise<Kept | null> {
    const journal = await readJournal(this.dataFolder, id).catch(gone);
    if (!journal) return null;
    const { events, readOnly } = journal;
    const state = foldAll(events);
    const summary: JournalSummary | null = state && journalSummary({ state, readOnly });
    return summary && { size, changedMs, summary };
  }

  private get file(): string {
    return join(this.dataFolder, 'job-list.json');
  }

  private read(): Map<string, Kept> {
    try {
      const read = IndexFile.parse(JSON.parse(readFileSync(this.file, 'utf8')));
      // What a line says of a journal is for the version that read it to say.
      return new Map(read.app === this.version ? Object.entries(read.jobs) : []);
    } catch {
      return new Map();
    }
  }

  /** A full disk costs time at the next start and nothing else. */
  private async write(): Promise<void> {
    try {
      const jobs = Object.fromEntries(this.kept ?? []);
      await writeWhole(this.file, JSON.stringify({ format: 1, app: this.version, jobs }));
    } catch {
      // Read anew next time.
    }
  }
}

/** Deleted while it was looked for. */
function gone(thrown: unknown): null {
  if (thrown instanceof Failure && thrown.error.code === 'job-not-found') return null;
  throw thrown;
}
