import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

/**
 * Memory of a process and all its children, in MB. On Linux the proportional set size, which counts shared pages once;
 * elsewhere the resident set size as `ps` tells it, which counts them in every process.
 */
export function memoryOf(pid: number): number {
  if (process.platform === 'linux') return sum(treeOnLinux(pid).map(proportionalKb)) / 1024;
  const rows = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  const table = rows
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/).map(Number));
  const members = tree(
    pid,
    table.map(([own = 0, parent = 0]) => [own, parent]),
  );
  return sum(table.map(([own = 0, , rss = 0]) => (members.includes(own) ? rss : 0))) / 1024;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function tree(root: number, pairs: readonly (readonly [number, number])[]): number[] {
  const members = [root];
  for (const member of members) {
    for (const [own, parent] of pairs) if (parent === member && !members.includes(own)) members.push(own);
  }
  return members;
}

function treeOnLinux(root: number): number[] {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  return tree(
    root,
    pids.map((pid) => [pid, parentOf(pid)]),
  );
}

function parentOf(pid: number): number {
  try {
    return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it ended in between
  }
}

function proportionalKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0; // it ended in between
  }
}
