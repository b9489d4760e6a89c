import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { JobId } from '../domain/job';
import { JournalEvent, type TimedEvent } from '../domain/journal-event';

/** Version of the line format. A higher one in a file was written by a newer app. */
export const formatVersion = 1;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Entry = z.object({
  v: z.literal(formatVersion),
  seq: z.number().int().positive(),
  at: z.string(),
  prev: Hash,
  event: JournalEvent,
});

/** What the first line's `prev` is: ties the chain to its job, so that one job's file is no other's. */
export function genesis(jobId: JobId): string {
  return sha256(`pbx-activation-wizard journal v${String(formatVersion)} ${jobId}`);
}

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Where the chain stands: number and hash of the last line (0 and the genesis before the first). */
export interface ChainEnd {
  seq: number;
  hash: string;
}

/** The next line of the chain: `{"v","seq","at","prev","event","hash"}` and a newline, and the chain's new end. */
export function makeLine(after: ChainEnd, { at, event }: TimedEvent): { line: Buffer; end: ChainEnd } {
  const seq = after.seq + 1;
  const body = JSON.stringify({ v: formatVersion, seq, at, prev: after.hash, event });
  const hash = sha256(body);
  return { line: Buffer.from(`${body.slice(0, -1)},"hash":"${hash}"}\n`), end: { seq, hash } };
}

export type LineRead =
  | { kind: 'good'; timed: TimedEvent; end: ChainEnd }
  /** Not even JSON and without its end: a torn write when it is the last line. */
  | { kind: 'torn' }
  | { kind: 'newer' }
  | { kind: 'broken' };

const tail = /^,"hash":"([0-9a-f]{64})"\}$/;
const tailLength = `,"hash":"${'0'.repeat(64)}"}`.length;

/** Checks one line (without its newline) against the chain so far. The hash is over the bytes as they stand. */
export function readLine(line: Buffer, after: ChainEnd): LineRead {
  const parsed = parseJson(line);
  const hash = tail.exec(line.subarray(-tailLength).toString('latin1'))?.[1];
  // A line with its end was written whole and changed later, unless the disk lost a block of it (which reads as noughts).
  if (parsed === undefined) return { kind: hash === undefined || line.includes(0) ? 'torn' : 'broken' };
  if (isNewer(parsed)) return { kind: 'newer' };
  if (hash === undefined) return { kind: 'broken' };
  const body = Buffer.concat([line.subarray(0, -tailLength), Buffer.from('}')]);
  const entry = Entry.safeParse(parsed);
  if (sha256(body) !== hash || !entry.success) return { kind: 'broken' };
  const { seq, prev, at, event } = entry.data;
  if (seq !== after.seq + 1 || prev !== after.hash) return { kind: 'broken' };
  return { kind: 'good', timed: { at, event }, end: { seq, hash } };
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}

function isNewer(parsed: unknown): boolean {
  const version = (parsed as { v?: unknown } | null)?.v;
  return typeof version === 'number' && version > formatVersion;
}
