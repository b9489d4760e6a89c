import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Failure } from '../domain/failure';
import { readHardware, writeHardware } from './hardware';

test('what is known of new hardware is empty until it is remembered, and then for every next start', async () => {
  const data = mkdtempSync(join(tmpdir(), 'hardware-'));
  expect(await readHardware(data)).toEqual({ format: 1, lan1: '' });
  await writeHardware(data, { format: 1, lan1: '10.135.0.1' });
  expect((await readHardware(data)).lan1).toBe('10.135.0.1');
});

test.each(['{', '[]', '{"format":1,"lan1":"http://x"}', '{"format":2,"lan1":""}'])(
  'a file that holds %s is told, and not taken for nothing',
  async (text) => {
    const data = mkdtempSync(join(tmpdir(), 'hardware-'));
    writeFileSync(join(data, 'hardware.json'), text);
    await expect(readHardware(data)).rejects.toMatchObject({
      error: { code: 'file-failed', params: { file: join(data, 'hardware.json') } },
    } satisfies { error: Partial<Failure['error']> });
  },
);
