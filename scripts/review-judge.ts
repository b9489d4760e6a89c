import type { PracticeUser } from '../e2e/support/practice';
import { notEnded, notProved, type JudgedStep, type ReportFile } from './demo-judge';

/** What is judged of a review of licences: by the report, and by every single user of the practice PBX. */
export interface Reviewed {
  steps: readonly JudgedStep[];
  report: ReportFile;
  /** All users before and after. */
  before: readonly PracticeUser[];
  after: readonly PracticeUser[];
  /** How often each user was written, by id. */
  writes: Readonly<Record<string, number>>;
}

/** Null: done, and the numbers add up to the last user. */
export function whyNotReviewed({ steps, report, before, after, writes }: Reviewed): string | null {
  const was = new Map(before.map(({ id, licenseType }) => [id, licenseType]));
  const changed = after.filter(({ id, licenseType }) => was.get(id) !== licenseType);
  return (
    steps.map(notEnded).find((why) => why !== null) ??
    steps.map((step) => notProved(step, { words: [] })).find((why) => why !== null) ??
    notWrittenOnce(changed, writes) ??
    notCounted(report, after)
  );
}

/** Null: done on what was read back from the PBX, and nothing was written to it: the portal is where it changes. */
export function whyNotChanged(steps: readonly JudgedStep[], writes: number): string | null {
  return (
    steps.map(notEnded).find((why) => why !== null) ??
    steps.map((step) => notProved(step, { words: [] })).find((why) => why !== null) ??
    (writes === 0 ? null : `${String(writes)} users were written`)
  );
}

/** Each user that is another now was written exactly once, and nobody else was written at all. */
function notWrittenOnce(changed: readonly PracticeUser[], writes: Reviewed['writes']): string | null {
  if (changed.length === 0) return 'no user was changed';
  const ids = new Set(changed.map(({ id }) => id));
  const [other] = Object.keys(writes).filter((id) => !ids.has(id));
  if (other !== undefined) return `the user ${other} was written and is as before`;
  const [twice] = changed.filter(({ id }) => writes[id] !== 1);
  return twice ? `the user ${twice.id} was written ${String(writes[twice.id] ?? 0)} times` : null;
}

/** The report's numbers by type are those of the PBX, and what it says was written is what was. */
function notCounted({ licences }: ReportFile, after: readonly PracticeUser[]): string | null {
  for (const { type, usersAfter } of licences.types) {
    const users = after.filter(({ licenseType, role }) => licenseType === type && role !== 'admin').length;
    if ((usersAfter ?? 0) !== users)
      return `the report says ${String(usersAfter)} users have ${type}, the PBX has ${String(users)}`;
  }
  const reported = licences.types.reduce((sum, { usersAfter }) => sum + (usersAfter ?? 0), 0);
  const all = after.filter(({ role }) => role !== 'admin').length;
  return reported === all ? null : `the report counts ${String(reported)} users, the PBX ${String(all)}`;
}
