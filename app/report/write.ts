import { copyFile, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, toWizardError } from '../domain/failure';
import type { JobState } from '../domain/job';
import { redacted, type Redact } from '../domain/redacted';
import { checkJson, checkPdf } from './checks';
import { reportOf, type Making } from './report-of';
import { Report } from './shape';

export interface ReportOptions extends Making {
  /** The job's own folder; it exists. */
  folder: string;
  job: JobState;
  redact: Redact;
  /** The report as PDF: the window's report page, printed. */
  printPdf(report: Report): Promise<Uint8Array>;
}

const names = { pdf: 'report.pdf', json: 'report.json' } as const;
type Kind = keyof typeof names;

/**
 * Writes `report.pdf` and `report.json` beside the journal and gives their paths, in this order, after both were read
 * back. A former report is kept as `report-1.*`, `report-2.*` and so on. Fails with `report-failed`, or `disk-full`; the
 * former report then still stands.
 */
export async function writeReport(options: ReportOptions): Promise<string[]> {
  const { folder } = options;
  try {
    const report = redacted(Report, reportOf(options.job, options), options.redact);
    const json = Buffer.from(`${JSON.stringify(report, null, 2)}\n`);
    const pdf = await options.printPdf(report);
    const files = { pdf, json };
    await eachKind((kind) => writeAside(folder, kind, files[kind]));
    await eachKind((kind) => readBack(asidePath(folder, kind), kind, files[kind]));
    await keepFormer(folder);
    await eachKind((kind) => rename(asidePath(folder, kind), join(folder, names[kind])));
    await syncFolder(folder);
    await eachKind((kind) => readBack(join(folder, names[kind]), kind, files[kind]));
    return [join(folder, names.pdf), join(folder, names.json)];
  } catch (error) {
    await Promise.allSettled([asidePath(folder, 'pdf'), asidePath(folder, 'json')].map((path) => rm(path)));
    throw reportFailure(error);
  }
}

async function eachKind(act: (kind: Kind) => Promise<void>): Promise<void> {
  await act('pdf');
  await act('json');
}

function asidePath(folder: string, kind: Kind): string {
  return join(folder, `${names[kind]}.new`);
}

async function writeAside(folder: string, kind: Kind, bytes: Uint8Array): Promise<void> {
  const file = await open(asidePath(folder, kind), 'w', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function readBack(path: string, kind: Kind, written: Uint8Array): Promise<void> {
  const bytes = await readFile(path);
  const wrong =
    (bytes.equals(written) ? null : 'it is not what was written') ??
    (kind === 'pdf' ? checkPdf(bytes) : checkJson(bytes));
  if (wrong !== null) throw new Failure('report-failed', undefined, `${names[kind]}: ${wrong}`);
}

/** Copies, so that at every moment a whole report stands under its own name. */
async function keepFormer(folder: string): Promise<void> {
  const there = new Set(await readdir(folder));
  const isTaken = (number: number): boolean =>
    Object.keys(names).some((kind) => there.has(`report-${String(number)}.${kind}`));
  let number = 1;
  while (isTaken(number)) number++;
  await eachKind(async (kind) => {
    if (!there.has(names[kind])) return;
    const kept = join(folder, `report-${String(number)}.${kind}`);
    await copyFile(join(folder, names[kind]), kept);
    await syncFile(kept);
  });
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Windows keeps names durable by itself and cannot open a folder. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function reportFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const { code, details } = toWizardError(thrown);
  return new Failure(code === 'disk-full' ? code : 'report-failed', undefined, details);
}
