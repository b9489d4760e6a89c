import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { systemCode } from './disk';

const run = promisify(execFile);

/**
 * A text that names one running process and no later one that gets the same pid; null when there is no such process.
 * The same process always gives the same text. Where the system does not tell enough, two processes may share a text:
 * then a dead one may be taken for alive, never the other way round.
 *
 * - Linux: boot id and start time in ticks since boot (`/proc/<pid>/stat`, field 22).
 * - macOS: start time as `ps` tells it.
 * - Windows: the program's name (a start time costs a second there); so a pid that another program took over is gone.
 */
export async function identityOf(pid: number, platform = process.platform): Promise<string | null> {
  if (platform === 'linux') return linuxIdentity(pid);
  if (!isRunning(pid)) return null;
  try {
    if (platform === 'darwin') {
      const { stdout } = await run('ps', ['-o', 'lstart=', '-p', String(pid)]);
      return stdout.trim() || null;
    }
    if (platform === 'win32') {
      const { stdout } = await run('tasklist', ['/FI', `PID eq ${String(pid)}`, '/FO', 'CSV', '/NH']);
      return imageOf(stdout);
    }
  } catch {
    // The tool is missing or was refused: only the pid is known.
  }
  return 'running';
}

async function linuxIdentity(pid: number): Promise<string | null> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${String(pid)}/stat`, 'utf8'),
    ]);
    return startInStat(stat, boot.trim());
  } catch (error) {
    // ESRCH: it ended between opening and reading its entry.
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ESRCH') return null;
    throw error;
  }
}

/** The program's name may hold spaces and brackets, so the fields are counted from the last bracket on. */
export function startInStat(stat: string, boot: string): string | null {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state] = fields;
  // A zombie has ended; only its parent has not noticed yet.
  if (state === 'Z' || state === 'X') return null;
  return `${boot}:${fields[19] ?? ''}`;
}

/** First field of `tasklist` in CSV; null when it lists nothing (its words for that are localised). */
export function imageOf(csv: string): string | null {
  return /^"([^"]+)"/.exec(csv.trim())?.[1] ?? null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}
