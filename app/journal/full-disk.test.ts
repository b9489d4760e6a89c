import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createJournal, jobFolder, listJobs, openJournal, readJournal, type Journal } from './journal';
import { numbered } from './numbered.fixture';
import { created, jobId, options, temporaryFolder } from './test-kit';

const dataFolder = (): Promise<string> => temporaryFolder(onTestFinished);

/** Why no small disk can be made here; null when it can. */
function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root to mount a small disk';
  const folder = mkdtempSync(join(tmpdir(), 'mount-test-'));
  try {
    mountSmallDisk(folder, '64k');
    execFileSync('umount', [folder]);
    return null;
  } catch {
    return 'may not mount here';
  } finally {
    rmdirSync(folder);
  }
}

function mountSmallDisk(folder: string, size: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
}

async function smallDisk(size: string): Promise<string> {
  const folder = await dataFolder();
  mountSmallDisk(folder, size);
  onTestFinished(() => {
    // Lazily: a failed test may still have a file open there.
    execFileSync('umount', ['-l', folder]);
  });
  return folder;
}

async function fill(path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (;;) await file.write(Buffer.alloc(1024, 'x'));
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOSPC') throw error;
  } finally {
    await file.close();
  }
}

/** Appends until the journal refuses; gives the refusal and how many were taken. */
async function appendUntilRefused(journal: Journal): Promise<{ taken: number; refusal: unknown }> {
  for (let taken = 0; ; taken++) {
    try {
      await journal.append(numbered(taken));
    } catch (refusal) {
      return { taken, refusal };
    }
  }
}

const noDisk = whyNoSmallDisk();

describe(`a full disk${noDisk === null ? '' : ` (skipped: ${noDisk})`}`, () => {
  it.skipIf(noDisk !== null)(
    'is said, costs no good line, and appends go on when there is space again',
    async () => {
      const folder = await smallDisk('64k');
      const journal = await createJournal(folder, created(), options);
      await fill(join(folder, 'ballast'));
      const { taken, refusal } = await appendUntilRefused(journal);
      expect(refusal).toMatchObject({ error: { code: 'disk-full', retry: true } });
      const path = join(jobFolder(folder, jobId), 'journal.jsonl');
      expect((await readFile(path)).at(-1)).toBe(0x0a);
      const full = await readJournal(folder, jobId);
      expect(full.readOnly).toBeNull();
      expect(full.events).toHaveLength(1 + taken);

      await expect(journal.append(numbered(taken))).rejects.toMatchObject({ error: { code: 'disk-full' } });
      await rm(join(folder, 'ballast'));
      await journal.append(numbered(taken));
      await journal.close();
      const after = await readJournal(folder, jobId);
      expect(after.readOnly).toBeNull();
      expect(after.events.slice(1).map(({ event }) => event)).toEqual(
        Array.from({ length: taken + 1 }, (_, number) => numbered(number)),
      );
    },
  );

  it.skipIf(noDisk !== null)('lets a new job not begin and leaves nothing of it', async () => {
    const folder = await smallDisk('64k');
    await fill(join(folder, 'ballast'));
    await expect(createJournal(folder, created(), options)).rejects.toMatchObject({
      error: { code: 'disk-full' },
    });
    expect(await listJobs(folder)).toEqual([]);
    await rm(join(folder, 'ballast'));
    await (await createJournal(folder, created(), options)).close();
    expect(await listJobs(folder)).toEqual([jobId]);
  });

  it.skipIf(noDisk !== null)('at closing does not keep this process from opening the job again', async () => {
    const folder = await smallDisk('64k');
    const journal = await createJournal(folder, created(), options);
    await fill(join(folder, 'ballast'));
    await writeFile(join(jobFolder(folder, jobId), 'journal.lock'), 'x'.repeat(4096), { flag: 'a' }).catch(
      () => null,
    );
    await journal.close();
    await rm(join(folder, 'ballast'));
    const again = await openJournal(folder, jobId, options);
    expect(again.readOnly).toBeNull();
    await again.close();
  });
});

describe('a write that fails', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** What every open file shares, so that one call of it can be made to fail. */
  async function fileMethods(): Promise<Awaited<ReturnType<typeof open>>> {
    const file = await open(process.execPath, 'r');
    await file.close();
    return Object.getPrototypeOf(file) as typeof file;
  }

  function systemError(code: string): Error {
    return Object.assign(new Error(`${code}: made to fail`), { code });
  }

  it('half-way is cut back to the last good line and the next one works', async () => {
    const folder = await dataFolder();
    const journal = await createJournal(folder, created(), options);
    const before = await readFile(join(journal.folder, 'journal.jsonl'));
    const methods = await fileMethods();
    const write = Reflect.get(methods, 'write') as (this: unknown, ...args: unknown[]) => Promise<never>;
    vi.spyOn(methods, 'write')
      .mockImplementationOnce(function (this: unknown, ...[bytes, from, , at]: unknown[]) {
        return write.call(this, bytes, from, 25, at);
      })
      .mockRejectedValueOnce(systemError('ENOSPC'));
    await expect(journal.append(numbered(1))).rejects.toMatchObject({ error: { code: 'disk-full' } });
    expect(await readFile(join(journal.folder, 'journal.jsonl'))).toEqual(before);
    await journal.append(numbered(2));
    await journal.close();
    const read = await readJournal(folder, jobId);
    expect(read.readOnly).toBeNull();
    expect(read.events.map(({ event }) => event)).toEqual([created(), numbered(2)]);
  });

  it('to reach the disk is not taken for written', async () => {
    const folder = await dataFolder();
    const journal = await createJournal(folder, created(), options);
    vi.spyOn(await fileMethods(), 'datasync').mockRejectedValueOnce(systemError('EIO'));
    await expect(journal.append(numbered(1))).rejects.toMatchObject({
      error: { code: 'file-failed', retry: true },
    });
    await journal.append(numbered(2));
    await journal.close();
    expect((await readJournal(folder, jobId)).events.map(({ event }) => event)).toEqual([
      created(),
      numbered(2),
    ]);
  });

  it('and cannot be cut back is cut back before the next one', async () => {
    const folder = await dataFolder();
    const journal = await createJournal(folder, created(), options);
    const methods = await fileMethods();
    vi.spyOn(methods, 'datasync').mockRejectedValueOnce(systemError('EIO'));
    vi.spyOn(methods, 'truncate').mockRejectedValueOnce(systemError('EIO'));
    await expect(journal.append(numbered(111_111))).rejects.toMatchObject({ error: { code: 'file-failed' } });
    await journal.append({ type: 'went-to', step: 'deploy' });
    await journal.close();
    const read = await readJournal(folder, jobId);
    expect(read.readOnly).toBeNull();
    expect(read.events.map(({ event }) => event)).toEqual([created(), { type: 'went-to', step: 'deploy' }]);
  });

  it('does not stop those asked for after it', async () => {
    const folder = await dataFolder();
    const journal = await createJournal(folder, created(), options);
    // They go together first, then each alone.
    vi.spyOn(await fileMethods(), 'write')
      .mockRejectedValueOnce(systemError('EDQUOT'))
      .mockRejectedValueOnce(systemError('EDQUOT'));
    const [first, second] = await Promise.allSettled([
      journal.append(numbered(1)),
      journal.append(numbered(2)),
    ]);
    expect(first).toMatchObject({ status: 'rejected', reason: { error: { code: 'disk-full' } } });
    expect(second.status).toBe('fulfilled');
    await journal.close();
    expect((await readJournal(folder, jobId)).events).toHaveLength(2);
  });
});
