import { mayDecrease, renewalOf, type Decrease, type Renewal } from '../licensing/calendar';
import { addDays, isLastOfMonth, type Day } from '../licensing/dates';
import { dayAt, startOfDay } from '../licensing/zone';

/**
 * What a move leaves to a person. No vendor page lists it: it follows from the vendor's own chapters on names, provisioning and
 * changes to licences (likely), and each is the installer's word.
 */
export const afterMoveItems = ['phones', 'trunks', 'dns', 'old-kept', 'old-licences'] as const;
export type AfterMoveItem = (typeof afterMoveItems)[number];

/** When the licences of the old PBX may be taken away in the portal, by the calendar of changes to licences. */
export interface TakeDown {
  today: Decrease;
  /** Null: the last day of its term is not known. */
  renewal: Renewal | null;
  /** The last day on which it is allowed and the next term does not have them any more; null: not known, or over. */
  by: Day | null;
}

/** @param lastDay the last day of the old PBX's running term, as the portal shows it under Expire */
export function takeDown(now: Date, zone: string, lastDay: Day | null): TakeDown {
  const today = mayDecrease(now, zone);
  if (lastDay === null) return { today, renewal: null, by: null };
  const renewal = renewalOf(lastDay, now, zone);
  const { changeBy } = renewal;
  // Two days before the end may be the last day of the month before, on which nothing is taken away.
  const last = isLastOfMonth(changeBy) ? addDays(changeBy, -1) : changeBy;
  return { today, renewal, by: last < dayAt(now, zone) ? null : last };
}

/** When to be reminded: on the last good day, else as soon as it is allowed; null: nothing to wait for. */
export function reminderOf({ today, by }: TakeDown, now: Date, zone: string): Date | null {
  if (by !== null && by > dayAt(now, zone)) return startOfDay(by, zone);
  return today.allowed ? null : today.from;
}
