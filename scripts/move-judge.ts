import type { PracticeUser } from '../e2e/support/practice';
import { notEnded, notProved, type JudgedStep } from './demo-judge';

/** What is judged of a move: by the report's steps, and by what both practice PBXs know of themselves. */
export interface Moved {
  steps: readonly JudgedStep[];
  old: readonly PracticeUser[];
  cloud: readonly PracticeUser[];
  counters: { movesBegun: number; movesDone: number; puts: number };
}

/** Null: done, and rightly so. */
export function whyNotMoved({ steps, old, cloud, counters }: Moved): string | null {
  return (
    steps.map(notEnded).find((why) => why !== null) ??
    steps.map((step) => notProved(step, { words: ['after-move'] })).find((why) => why !== null) ??
    notSame(old, cloud) ??
    notOnce(counters)
  );
}

/** Extension, name and type of everybody but the admin are the same on both. */
function notSame(old: readonly PracticeUser[], cloud: readonly PracticeUser[]): string | null {
  const lines = (users: readonly PracticeUser[]): string[] =>
    users
      .filter(({ role }) => role !== 'admin')
      .map(({ extension, name, licenseType }) => `${extension} ${name} ${licenseType ?? ''}`)
      .sort();
  const [before, after] = [lines(old), lines(cloud)];
  if (before.length === 0) return 'nobody was there to be moved';
  const missing = before.find((line) => !after.includes(line));
  if (missing !== undefined) return `not on the cloud PBX: ${missing}`;
  return before.length === after.length ? null : `the cloud PBX has ${String(after.length)} users`;
}

function notOnce({ movesBegun, movesDone, puts }: Moved['counters']): string | null {
  if (movesBegun !== 1 || movesDone !== 1)
    return `the script was begun ${String(movesBegun)} times and ended ${String(movesDone)} times`;
  return puts === 0 ? null : 'something was written to the old PBX';
}
