import { mkdir, mkdtemp, open, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { sampleJob } from './sample.fixture';
import type { Report } from './shape';
import { writeReport, type ReportOptions } from './write';

afterEach(() => {
  vi.restoreAllMocks();
});

function pdfOf(report: Report): Uint8Array {
  return Buffer.from(`%PDF-1.4\n${report.who.customer} ${report.madeAt}\n${' '.repeat(2000)}\n%%EOF\n`);
}

async function options(change: Partial<ReportOptions> = {}): Promise<ReportOptions> {
  const folder = await mkdtemp(join(tmpdir(), 'report-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return {
    folder,
    job: sampleJob(),
    at: '2026-03-01T09:00:00.000Z',
    journalHash: 'ab'.repeat(32),
    redact: (text) => text,
    printPdf: (report) => Promise.resolve(pdfOf(report)),
    ...change,
  };
}

describe('writing the report', () => {
  it('leaves a PDF and a JSON that say the same, and nothing else', async () => {
    const given = await options();
    const paths = await writeReport(given);
    expect(paths).toEqual([join(given.folder, 'report.pdf'), join(given.folder, 'report.json')]);
    expect((await readdir(given.folder)).sort()).toEqual(['report.json', 'report.pdf']);
    const json = JSON.parse(await readFile(paths[1] ?? '', 'utf8')) as Report;
    expect(json.who.customer).toBe('Müller & Söhne');
    expect(await readFile(paths[0] ?? '', 'utf8')).toContain('Müller & Söhne 2026-03-01T09:00:00.000Z');
  });

  it('keeps each former report under a number of its own', async () => {
    const given = await options();
    for (const hour of ['09', '10', '11']) {
      await writeReport({ ...given, at: `2026-03-01T${hour}:00:00.000Z` });
    }
    const madeAt = async (name: string): Promise<string> =>
      (JSON.parse(await readFile(join(given.folder, name), 'utf8')) as Report).madeAt.slice(11, 13);
    expect(await madeAt('report-1.json')).toBe('09');
    expect(await madeAt('report-2.json')).toBe('10');
    expect(await madeAt('report.json')).toBe('11');
    expect((await readdir(given.folder)).filter((name) => name.endsWith('.pdf')).sort()).toEqual([
      'report-1.pdf',
      'report-2.pdf',
      'report.pdf',
    ]);
  });

  it('takes a planted secret out of all that is written and printed, and keeps the fixed words that look like it', async () => {
    const secret = 'portal';
    const job = sampleJob([
      {
        type: 'step',
        step: 'licences',
        state: 'failed',
        error: { code: 'pbx-error', retry: true, details: `it said ${secret}`, params: { says: secret } },
      },
      { type: 'input', step: 'licences', field: 'note', value: `the ${secret} says no` },
    ]);
    const redact = (text: string): string =>
      text.replaceAll(secret, '‹secret›').replaceAll('abab', '‹secret›');
    let printed: Report | undefined;
    const given = await options({
      job,
      redact,
      printPdf: (report) => {
        printed = report;
        return Promise.resolve(pdfOf(report));
      },
    });
    const [, path = ''] = await writeReport(given);
    const json = await readFile(path, 'utf8');
    expect(json).toContain('it said ‹secret›');
    expect(json).toContain('the ‹secret› says no');
    expect(json).not.toContain(`it said ${secret}`);
    expect(json).toContain('"id": "portal"');
    expect(json).toContain('"title": "steps.portal"');
    expect(json).toContain('ab'.repeat(32));
    expect(printed).toEqual(JSON.parse(json));
  });

  it('fails when no PDF comes out of the printer, and the former report still stands', async () => {
    const given = await options();
    await writeReport(given);
    const before = await readFile(join(given.folder, 'report.json'));
    for (const printPdf of [
      () => Promise.resolve(Buffer.from('<html>')),
      () => Promise.resolve(new Uint8Array()),
      () => Promise.reject(new Error('the window is gone')),
    ]) {
      await expect(writeReport({ ...given, at: '2027-01-01T00:00:00.000Z', printPdf })).rejects.toMatchObject(
        {
          error: { code: 'report-failed', retry: true },
        },
      );
    }
    expect((await readdir(given.folder)).sort()).toEqual(['report.json', 'report.pdf']);
    expect(await readFile(join(given.folder, 'report.json'))).toEqual(before);
  });

  it('fails when what is read back is not what was written', async () => {
    const given = await options();
    const file = await open(process.execPath, 'r');
    await file.close();
    const methods = Object.getPrototypeOf(file) as { writeFile(bytes: Buffer): Promise<void> };
    const writeFile = Reflect.get(methods, 'writeFile');
    vi.spyOn(methods, 'writeFile').mockImplementation(function (this: unknown, bytes) {
      return writeFile.call(this, bytes.subarray(0, -40));
    });
    await expect(writeReport(given)).rejects.toMatchObject({
      error: { code: 'report-failed', details: 'report.pdf: it is not what was written' },
    });
    expect(await readdir(given.folder)).toEqual([]);
  });

  it('says it when the disk is full', async () => {
    const given = await options();
    const file = await open(process.execPath, 'r');
    await file.close();
    const methods = Object.getPrototypeOf(file) as { sync(): Promise<void> };
    vi.spyOn(methods, 'sync').mockRejectedValueOnce(Object.assign(new Error('full'), { code: 'ENOSPC' }));
    await expect(writeReport(given)).rejects.toMatchObject({ error: { code: 'disk-full' } });
  });

  it('fails when its place is taken by something else or its folder is gone', async () => {
    const taken = await options();
    await mkdir(join(taken.folder, 'report.json', 'x'), { recursive: true });
    await expect(writeReport(taken)).rejects.toMatchObject({ error: { code: 'report-failed' } });
    expect((await readdir(taken.folder)).filter((name) => name.endsWith('.new'))).toEqual([]);
    const gone = await options({ folder: join(taken.folder, 'nowhere') });
    await expect(writeReport(gone)).rejects.toMatchObject({ error: { code: 'report-failed' } });
  });
});
