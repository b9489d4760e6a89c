import { mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { JobId } from '../domain/job';
import { createJournal, openJournal } from '../journal/journal';
import { reportBackName, setArchived } from '../journal/shelf';
import { JobIndex } from './job-index';

const options = { redact: (text: string) => text, now: () => new Date() };
let folder: string;
let atWork: Set<JobId>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'index-'));
  atWork = new Set();
});

const newIndex = (): JobIndex => new JobIndex(folder, () => atWork, '0.1.0');
const fileOf = (id: JobId): string => join(folder, 'jobs', id, 'journal.jsonl');

async function jobOf(id: JobId, customer: string): Promise<void> {
  const journal = await createJournal(
    folder,
    {
      type: 'job-created',
      id,
      kind: 'activate-virtual',
      steps: ['prepare', 'report'],
      preset: null,
      app: { version: '0', electron: '0', platform: 'test' },
    },
    options,
  );
  await journal.append({ type: 'input', step: 'prepare', field: 'customer', value: customer });
  await journal.append({ type: 'step', step: 'prepare', state: 'probing' });
  await journal.close();
}

test('what has not changed is not read again, also after a restart; what has changed is', async () => {
  await jobOf('job-0001', 'Bakery');
  const mtime = new Date('2026-03-01T08:00:00Z');
  utimesSync(fileOf('job-0001'), mtime, mtime);
  expect((await newIndex().list()).map(({ customer }) => customer)).toEqual(['Bakery']);
  // Another customer in the same bytes at the same time: only who reads the journal again sees it (and finds it broken).
  writeFileSync(fileOf('job-0001'), readFileSync(fileOf('job-0001'), 'utf8').replace('Bakery', 'Grocer'));
  utimesSync(fileOf('job-0001'), mtime, mtime);
  const index = newIndex();
  expect(await index.list()).toMatchObject([{ customer: 'Bakery', status: 'open' }]);
  utimesSync(fileOf('job-0001'), mtime, new Date(mtime.getTime() + 1_000));
  expect(await index.list()).toMatchObject([{ customer: '', status: 'read-only' }]);
});

test('a list that cannot be read is made anew', async () => {
  await jobOf('job-0001', 'Bakery');
  await newIndex().list();
  for (const text of ['half a fi', '{"format":1,"jobs":{"job-0001":{"size":1}}}']) {
    writeFileSync(join(folder, 'job-list.json'), text);
    expect((await newIndex().list()).map(({ customer }) => customer)).toEqual(['Bakery']);
  }
});

test('archived and come back stand beside the journal, which stays as it was', async () => {
  await jobOf('job-0001', 'Bakery');
  const before = readFileSync(fileOf('job-0001'));
  const index = newIndex();
  await setArchived(folder, 'job-0001', true);
  await setArchived(folder, 'job-0001', true);
  writeFileSync(join(folder, 'jobs', 'job-0001', reportBackName), '');
  expect(await index.list()).toMatchObject([{ archived: true, reportBack: true }]);
  await setArchived(folder, 'job-0001', false);
  expect(await index.list()).toMatchObject([{ archived: false, reportBack: true }]);
  expect(readFileSync(fileOf('job-0001'))).toEqual(before);
  const journal = await openJournal(folder, 'job-0001', options);
  expect(journal.readOnly).toBeNull();
  await journal.close();
});

test('a step that was begun is at work only while somebody is at it', async () => {
  await jobOf('job-0001', 'Bakery');
  const index = newIndex();
  expect(await index.list()).toMatchObject([{ atWork: false, stepState: 'unknown' }]);
  atWork.add('job-0001');
  expect(await index.list()).toMatchObject([{ atWork: true, stepState: 'probing' }]);
});

test('asked twice at once it gives the same twice, newest first', async () => {
  await jobOf('job-0001', 'Bakery');
  await jobOf('job-0002', 'Mill');
  const index = newIndex();
  const [one, two] = await Promise.all([index.list(), index.list()]);
  expect(one.map(({ id }) => id)).toEqual(['job-0002', 'job-0001']);
  expect(two).toEqual(one);
});
