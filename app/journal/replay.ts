import type { JobId, Said } from '../domain/job';
import type { TimedEvent } from '../domain/journal-event';
import { genesis, readLine, type ChainEnd } from './line';

export interface Replay {
  /** All events up to the end, the torn line or the break. */
  events: TimedEvent[];
  end: ChainEnd;
  /** Length of the good lines in bytes. */
  goodBytes: number;
  /** A last line whose write never ended; null when there is none. */
  torn: Buffer | null;
  /** Why nothing may be added: `read-only.journal-broken` {line} or `read-only.journal-newer`. */
  stop: Said | null;
}

const newline = 0x0a;

/** Reads a whole journal file. Pure: what to do about a torn line or a break is the caller's. */
export function replay(bytes: Buffer, jobId: JobId): Replay {
  const found: Replay = {
    events: [],
    end: { seq: 0, hash: genesis(jobId) },
    goodBytes: 0,
    torn: null,
    stop: null,
  };
  while (found.goodBytes < bytes.length && !found.torn && !found.stop) takeLine(found, bytes);
  if (!found.stop && !isBorn(found, jobId)) found.stop = broken(1);
  return found;
}

function takeLine(found: Replay, bytes: Buffer): void {
  const lineEnd = bytes.indexOf(newline, found.goodBytes);
  const rest = bytes.subarray(found.goodBytes);
  if (lineEnd < 0) {
    found.torn = rest;
    return;
  }
  const read = readLine(bytes.subarray(found.goodBytes, lineEnd), found.end);
  if (read.kind === 'good') {
    found.events.push(read.timed);
    found.end = read.end;
    found.goodBytes = lineEnd + 1;
  } else if (read.kind === 'torn' && lineEnd + 1 === bytes.length) {
    found.torn = rest;
  } else {
    found.stop = read.kind === 'newer' ? { code: 'read-only.journal-newer' } : broken(found.end.seq + 1);
  }
}

/** A job exists from its first line on, which says that it was created and under which name. */
function isBorn(found: Replay, jobId: JobId): boolean {
  const first = found.events[0]?.event;
  return first?.type === 'job-created' && first.id === jobId;
}

function broken(line: number): Said {
  return { code: 'read-only.journal-broken', params: { line } };
}
