import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sumOf } from './file-sum';

function fileOf(bytes: Buffer): string {
  const path = join(mkdtempSync(join(tmpdir(), 'sum-')), 'image.ova');
  writeFileSync(path, bytes);
  return path;
}

test.each([0, 1, 4 * 1024 * 1024, 9_000_001])('%i bytes are summed as by Node itself', async (size) => {
  const bytes = randomBytes(size);
  const path = fileOf(bytes);
  const parts: number[] = [];
  const image = await sumOf(path, new AbortController().signal, (part) => parts.push(part));
  expect(image).toEqual({ path, bytes: size, sha256: createHash('sha256').update(bytes).digest('hex') });
  expect(parts).toEqual([...parts].sort((a, b) => a - b));
  expect(parts.at(-1)).toBe(size === 0 ? undefined : 1);
});

test('called off in the middle, nothing is given', async () => {
  const path = fileOf(randomBytes(12_000_000));
  const off = new AbortController();
  const summing = sumOf(path, off.signal, () => {
    off.abort();
  });
  await expect(summing).rejects.toMatchObject({ name: 'AbortError' });
});

test.each(['/nowhere/image.ova', tmpdir()])('%s cannot be read, and that is told', async (path) => {
  const summing = sumOf(path, new AbortController().signal, () => undefined);
  await expect(summing).rejects.toMatchObject({ error: { code: 'file-failed', params: { file: path } } });
});
