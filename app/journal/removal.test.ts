import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { Failure } from '../domain/failure';
import { createJournal, jobFolder, listJobs, openJournal } from './journal';
import { removeJob } from './removal';

const options = { redact: (text: string) => text, now: () => new Date() };
const id = 'job-0001';
let folder: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'removal-'));
  const journal = await createJournal(
    folder,
    {
      type: 'job-created',
      id,
      kind: 'activate-virtual',
      steps: ['prepare'],
      preset: null,
      app: { version: '0', electron: '0', platform: 'test' },
    },
    options,
  );
  await journal.close();
});

async function codeOf(act: Promise<unknown>): Promise<string> {
  return act.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof Failure ? thrown.error.code : String(thrown)),
  );
}
const away = (path: string): Promise<void> => rm(path, { recursive: true });

test('a job goes with its whole folder', async () => {
  await removeJob(folder, id, away);
  expect(existsSync(jobFolder(folder, id))).toBe(false);
  expect(await listJobs(folder)).toEqual([]);
});

test('one that is open stays, whoever has it open', async () => {
  const open = await openJournal(folder, id, options);
  expect(await codeOf(removeJob(folder, id, away))).toBe('journal-locked');
  expect(existsSync(join(jobFolder(folder, id), 'journal.jsonl'))).toBe(true);
  await open.close();
  expect(await codeOf(removeJob(folder, id, away))).toBe('done');
});

test('while it is going away nobody opens it to write', async () => {
  await removeJob(folder, id, async (path) => {
    expect((await openJournal(folder, id, options)).readOnly?.code).toBe('read-only.journal-locked');
    await away(path);
  });
});

test('what is still there afterwards was not deleted, and can be opened again', async () => {
  expect(await codeOf(removeJob(folder, id, () => Promise.resolve()))).toBe('file-failed');
  const open = await openJournal(folder, id, options);
  expect(open.readOnly).toBeNull();
  await open.close();
  expect(await codeOf(removeJob(folder, 'job-0002', away))).toBe('job-not-found');
});
