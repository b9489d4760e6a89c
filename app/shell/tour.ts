import { join } from 'node:path';
import { z } from 'zod';
import type { TourView } from '../contract/office-views';
import { JobId } from '../domain/job';
import { readData, writeData } from './data-file';

const TourFile = z.object({ format: z.literal(1), jobs: z.array(JobId) });

/**
 * Whether the training tour was answered, and in which jobs its notes are shown: `tour.json`, which is not there before an
 * answer was given. How far a trainee has got is told by the job itself.
 */
export class Tour {
  constructor(
    private readonly dataFolder: string,
    /** A computer with jobs on it needs no offer. */
    private readonly hasNoJob: () => boolean,
  ) {}

  async read(): Promise<TourView> {
    const jobs = await this.jobs();
    return { offer: jobs === null && this.hasNoJob(), jobs: jobs ?? [] };
  }

  async answer(job: JobId | null): Promise<TourView> {
    await this.write([...((await this.jobs()) ?? []), ...(job === null ? [] : [job])]);
    return this.read();
  }

  async notes(job: JobId, on: boolean): Promise<TourView> {
    const others = ((await this.jobs()) ?? []).filter((one) => one !== job);
    await this.write(on ? [...others, job] : others);
    return this.read();
  }

  private get file(): string {
    return join(this.dataFolder, 'tour.json');
  }

  /** Null: not answered yet. A file that cannot be read counts as an answer: asking twice would be worse. */
  private async jobs(): Promise<JobId[] | null> {
    try {
      return (await readData<z.infer<typeof TourFile> | null>(this.file, TourFile, null))?.jobs ?? null;
    } catch {
      return [];
    }
  }

  private async write(jobs: readonly JobId[]): Promise<void> {
    await writeData(this.file, { format: 1, jobs });
  }
}
