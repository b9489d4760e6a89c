import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { JobId } from '../domain/job';
import type { JournalEvent } from '../domain/journal-event';
import { createJournal, jobFolder, type JournalOptions } from './journal';
import { numbered } from './numbered.fixture';

export const jobId: JobId = 'job-0001';

export const options: JournalOptions = { redact: (text) => text, now: () => new Date() };

export function created(id: JobId = jobId): Extract<JournalEvent, { type: 'job-created' }> {
  return {
    type: 'job-created',
    id,
    kind: 'activate-virtual',
    steps: ['prepare', 'deploy', 'sign-in'],
    preset: 'virtual-6',
    app: { version: '0.1.0', electron: '33.2.1', platform: 'linux' },
  };
}

/** A folder of its own, gone when the test that gives its `onTestFinished` is over. */
export async function temporaryFolder(onFinished: (clean: () => Promise<void>) => void): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'journal-test-'));
  onFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A closed journal file of a job with `count` numbered events after its creation; gives its path. */
export async function writtenJournal(folder: string, count: number, id: JobId = jobId): Promise<string> {
  const journal = await createJournal(folder, created(id), options);
  for (let number = 1; number <= count; number++) await journal.append(numbered(number));
  await journal.close();
  return join(jobFolder(folder, id), 'journal.jsonl');
}

/** A child process with this room's writer script; it prints one line for each thing it did. */
export class Child {
  readonly process: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #said = '';

  constructor(...args: string[]) {
    const script = fileURLToPath(new URL('writer-child.fixture.ts', import.meta.url));
    this.process = spawn(process.execPath, ['--import', 'tsx', script, ...args]);
    this.process.stderr.on('data', (text: Buffer) => (this.#said += text.toString()));
    this.#lines = createInterface(this.process.stdout)[Symbol.asyncIterator]();
  }

  /** The next line it prints; null when it has ended. */
  async line(): Promise<string | null> {
    const next = await this.#lines.next();
    if (next.done !== true) return next.value;
    if (this.#said !== '') throw new Error(this.#said);
    return null;
  }

  tell(line: string): void {
    this.process.stdin.write(`${line}\n`);
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}
