import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sampleJob } from '../report/sample.fixture';
import { templateOf, Templates } from './templates';
import { Tour } from './tour';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'templates-'));
const by = {
  version: '0.1.0',
  now: new Date('2026-03-01T08:00:00Z'),
  vendorHosts: [{ host: 'host.example', source: 'ours' }],
  redact: (text: string) => text,
};

test('a template holds the partner and the period of a job and nothing of its customer', () => {
  const template = templateOf(sampleJob(), 'Loop Ltd', by);
  expect(template.inputs).toEqual({ prepare: { partner: 'Loop Ltd' }, portal: { period: 'yearly' } });
  expect(JSON.stringify(template)).not.toMatch(/Müller|mueller|127\.0\.0\.1/);
  expect(template.vendorHosts).toEqual(by.vendorHosts);
});

test.each([
  ['Loop Ltd', 'loop-ltd'],
  ['  Größe & Co. KG ', 'gro67e-co-kg'],
  ['../../etc', 'etc'],
  ['---', 'template'],
  ['a'.repeat(120), 'a'.repeat(60)],
])('the file of %j is called %s', (name, id) => {
  expect(templateOf(sampleJob(), name.trim(), by).id).toBe(id);
});

test('names in other alphabets do not overwrite each other', () => {
  const ids = ['Партнёр', 'Клиент', 'パートナー', '顧客'].map((name) => templateOf(sampleJob(), name, by).id);
  expect(new Set(ids).size).toBe(4);
});

test('kept, listed by name, replaced by its name, removed; a damaged one is passed over', async () => {
  const folder = join(newFolder(), 'templates');
  const templates = new Templates(folder);
  expect(await templates.list()).toEqual([]);
  await templates.keep(templateOf(sampleJob(), 'Zebra', by));
  await templates.keep(templateOf(sampleJob(), 'Apple', by));
  await templates.keep({ ...templateOf(sampleJob(), 'Apple', by), app: '0.2.0' });
  writeFileSync(join(folder, 'broken.pbxjob'), '{');
  expect((await new Templates(folder).list()).map(({ name, app }) => [name, app])).toEqual([
    ['Apple', '0.2.0'],
    ['Zebra', '0.1.0'],
  ]);
  await templates.remove('apple');
  expect((await templates.list()).map(({ name }) => name)).toEqual(['Zebra']);
  await expect(templates.get('apple')).rejects.toThrow('bad-request');
});

test('another name that makes the same file name replaces nothing', async () => {
  const templates = new Templates(join(newFolder(), 'templates'));
  for (const name of ['Muster GmbH', 'Muster & GmbH', 'muster-gmbh', 'Muster GmbH'])
    await templates.keep(templateOf(sampleJob(), name, by));
  expect((await templates.list()).map(({ id, name }) => [id, name])).toEqual(
    expect.arrayContaining([
      ['muster-gmbh', 'Muster GmbH'],
      ['muster-gmbh-2', 'Muster & GmbH'],
      ['muster-gmbh-3', 'muster-gmbh'],
    ]),
  );
  expect(await templates.list()).toHaveLength(3);
});

test('the tour is offered until it is answered, and only where no job was done', async () => {
  const folder = newFolder();
  const tour = new Tour(folder, () => true);
  expect(await tour.read()).toEqual({ offer: true, jobs: [] });
  expect(await new Tour(folder, () => false).read()).toEqual({ offer: false, jobs: [] });
  expect(await tour.answer(null)).toEqual({ offer: false, jobs: [] });
  expect(await new Tour(folder, () => true).read()).toEqual({ offer: false, jobs: [] });
});

test('its notes are in the jobs begun from it, until they are closed there', async () => {
  const folder = newFolder();
  const tour = new Tour(folder, () => true);
  await tour.answer('job-0001');
  await tour.answer('job-0002');
  expect((await tour.notes('job-0001', false)).jobs).toEqual(['job-0002']);
  expect((await new Tour(folder, () => true).notes('job-0001', true)).jobs).toEqual(['job-0002', 'job-0001']);
  writeFileSync(join(folder, 'tour.json'), '{ half');
  expect(await tour.read()).toEqual({ offer: false, jobs: [] });
});
