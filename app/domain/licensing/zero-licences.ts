import { addDays, daysBetween, type Day } from './dates';
import type { Platform } from './periods';
import { dayAt, startOfDay } from './zone';

/**
 * Zero licences on a cloud PBX schedule it for deletion: it is stopped on the fifth calendar day and deleted for good on the
 * fourteenth, each with an e-mail to the partner (newer text of the vendor's guide: sure; the older one said deletion after
 * two weeks with a reminder a week before). The hour is not published, so a day counts from its first minute.
 */
export const stopsOnDay = 5;
export const deletedOnDay = 14;

export interface ZeroLicences {
  /** `running`: still working. `stopped`: no longer, but not lost. `deleted`: nothing can be brought back. */
  stage: 'running' | 'stopped' | 'deleted';
  /** Calendar days since the licences went to zero. */
  daysGone: number;
  stopsOn: Day;
  deletedOn: Day;
  /** The next thing that happens; null after the deletion. */
  next: { what: 'stop' | 'deletion'; at: Date } | null;
  /** What brings it back: at least one licence; from day 5 on also word to the Area Manager at once. */
  remedy: 'add-one' | 'add-one-and-tell' | null;
}

/** Null where no licences harm nobody: only a cloud PBX is deleted. */
export function zeroLicences(platform: Platform, since: Date, now: Date, zone: string): ZeroLicences | null {
  if (platform !== 'cloud') return null;
  const day = dayAt(since, zone);
  const [stopsOn, deletedOn] = [addDays(day, stopsOnDay), addDays(day, deletedOnDay)];
  const daysGone = Math.max(0, daysBetween(day, dayAt(now, zone)));
  const common = { daysGone, stopsOn, deletedOn };
  if (daysGone >= deletedOnDay) return { ...common, stage: 'deleted', next: null, remedy: null };
  if (daysGone >= stopsOnDay) {
    const next = { what: 'deletion' as const, at: startOfDay(deletedOn, zone) };
    return { ...common, stage: 'stopped', next, remedy: 'add-one-and-tell' };
  }
  const next = { what: 'stop' as const, at: startOfDay(stopsOn, zone) };
  return { ...common, stage: 'running', next, remedy: 'add-one' };
}
