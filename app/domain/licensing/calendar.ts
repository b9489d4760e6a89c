import { addDays, daysBetween, firstOfNextMonth, isLastOfMonth, type Day } from './dates';
import { dayAt, startOfDay } from './zone';

/**
 * The rules of the vendor's calendar. All days are those of the PBX's time zone: the vendor does not say whose midnight
 * counts, and the PBX's is the one everybody on the spot can see (our reading: likely).
 */

/** Whether licences may be taken away now, and if not, from when on. */
export type Decrease =
  { allowed: true } | { allowed: false; because: 'last-day-of-month'; day: Day; from: Date };

/**
 * No decrease on the last day of the month; on any other day licences may be removed at any moment, without money back for
 * prepaid ones (vendor's guide: sure). Adding licences is never blocked.
 */
export function mayDecrease(now: Date, zone: string): Decrease {
  const today = dayAt(now, zone);
  if (!isLastOfMonth(today)) return { allowed: true };
  const day = firstOfNextMonth(today);
  return { allowed: false, because: 'last-day-of-month', day, from: startOfDay(day, zone) };
}

/** Days that must lie between the last change and the renewal (vendor's guide: sure). */
export const daysBeforeRenewal = 2;

/** Where a day stands before the renewal. */
export interface Renewal {
  /** Renewal and invoice fall on the last day of the term (vendor's guide: sure). */
  renewsOn: Day;
  /** The last day for changes that the next term should have. */
  changeBy: Day;
  daysLeft: number;
  /**
   * `free`: changes can wait. `last-day`: today is the day. `too-late`: the change may not be in the next invoice.
   * `renewal-day` and `over` speak for themselves.
   */
  stage: 'free' | 'last-day' | 'too-late' | 'renewal-day' | 'over';
}

/** `lastDay`: the last day of the term, as the portal shows it under Expire. */
export function renewalOf(lastDay: Day, now: Date, zone: string): Renewal {
  const changeBy = addDays(lastDay, -daysBeforeRenewal);
  const daysLeft = daysBetween(dayAt(now, zone), lastDay);
  return { renewsOn: lastDay, changeBy, daysLeft, stage: stageOf(daysLeft) };
}

function stageOf(daysLeft: number): Renewal['stage'] {
  if (daysLeft < 0) return 'over';
  if (daysLeft === 0) return 'renewal-day';
  if (daysLeft < daysBeforeRenewal) return 'too-late';
  return daysLeft === daysBeforeRenewal ? 'last-day' : 'free';
}
