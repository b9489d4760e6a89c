import { randomUUID } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { systemCode } from './disk';
import { identityOf } from './process-identity';

/**
 * One writer for one job, over all processes, without a time limit (a laptop may sleep for days).
 *
 * The lock file is a list of claims that only grows. Whoever wants the lock adds a claim at the end and then reads the
 * list: the holder is the FIRST claim that was not given back and whose process still runs. Adding at the end is one
 * write with O_APPEND, which the system puts after every other, so all processes see the same order; being gone and
 * being given back never turn back. So of two starters after a crash exactly one is first, and nothing has ever to be
 * deleted or renamed, which is where takeovers of lock files go wrong.
 */
const Claim = z.object({ claim: z.string(), pid: z.number().int(), process: z.string() });
const Release = z.object({ release: z.string() });
type Claim = z.infer<typeof Claim>;

export interface Lock {
  release(): Promise<void>;
}

/** Claims of this process that are over even if the disk was too full to write it down. */
const over = new Set<string>();

/** The lock, or the pid of the process that has it (which may be this one). */
export async function takeLock(path: string): Promise<Lock | { heldBy: number }> {
  const holder = await holderOf(path, null);
  if (holder) return { heldBy: holder.pid };
  const mine: Claim = {
    claim: randomUUID(),
    pid: process.pid,
    process: (await identityOf(process.pid)) ?? 'running',
  };
  await add(path, mine);
  const earlier = await holderOf(path, mine.claim);
  if (earlier) {
    await release(path, mine.claim);
    return { heldBy: earlier.pid };
  }
  return { release: () => release(path, mine.claim) };
}

async function release(path: string, claim: string): Promise<void> {
  over.add(claim);
  try {
    await add(path, { release: claim });
  } catch {
    // Others learn it when this process ends.
  }
}

/** The first living claim before `mine` (null: of all). */
async function holderOf(path: string, mine: string | null): Promise<Claim | null> {
  const { claims, released } = await readClaims(path);
  for (const claim of claims) {
    if (claim.claim === mine) return null;
    if (released.has(claim.claim) || over.has(claim.claim)) continue;
    if ((await identityOf(claim.pid)) === claim.process) return claim;
  }
  if (mine !== null) throw new Error(`the claim in ${path} is gone`);
  return null;
}

async function readClaims(path: string): Promise<{ claims: Claim[]; released: Set<string> }> {
  const claims: Claim[] = [];
  const released = new Set<string>();
  for (const line of (await readIfThere(path)).split('\n')) {
    const entry = parse(line);
    if (entry === null) continue;
    if ('claim' in entry) claims.push(entry);
    else released.add(entry.release);
  }
  return { claims, released };
}

/** Null for an empty or torn line: its writer failed or died before it could read its own claim. */
function parse(line: string): Claim | z.infer<typeof Release> | null {
  if (line === '') return null;
  try {
    return z.union([Claim, Release]).parse(JSON.parse(line));
  } catch {
    return null;
  }
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return '';
    throw error;
  }
}

/** One write at the end of the file. The newline in front keeps a torn line before it from swallowing this one. */
async function add(path: string, entry: Claim | z.infer<typeof Release>): Promise<void> {
  const bytes = Buffer.from(`\n${JSON.stringify(entry)}\n`);
  const file = await open(path, 'a', 0o600);
  try {
    const { bytesWritten } = await file.write(bytes);
    if (bytesWritten < bytes.length) {
      throw Object.assign(new Error('no space left for the lock'), { code: 'ENOSPC' });
    }
  } finally {
    await file.close();
  }
}
