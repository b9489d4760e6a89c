import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { hasNoJob, jobsFolder } from './place';
import { temporaryFolder } from './test-kit';

it('is sure that there is no job only where there is none', async () => {
  const folder = await temporaryFolder(onTestFinished);
  expect(hasNoJob(folder)).toBe(true);
  await mkdir(jobsFolder(folder));
  expect(hasNoJob(folder)).toBe(true);
  await mkdir(join(jobsFolder(folder), 'anything'));
  expect(hasNoJob(folder)).toBe(false);
});

it('is not sure of a folder that cannot be read', async () => {
  const folder = await temporaryFolder(onTestFinished);
  await writeFile(jobsFolder(folder), 'not a folder');
  expect(hasNoJob(folder)).toBe(false);
});
