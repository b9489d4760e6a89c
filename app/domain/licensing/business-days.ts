import { addDays, weekdayOf, type Day } from './dates';
import { instantOf, startOfDay, wallClockAt } from './zone';

/** Which days are none for business. Saturday and Sunday unless set otherwise; holidays differ from place to place. */
export interface BusinessCalendar {
  zone: string;
  /** Weekdays off, 0 is Sunday. */
  weekend?: readonly number[];
  /** Local holidays, as the installer set them. */
  holidays?: readonly Day[];
}

const saturdayAndSunday = [6, 0];

export function isBusinessDay(
  day: Day,
  { weekend = saturdayAndSunday, holidays = [] }: BusinessCalendar,
): boolean {
  return !weekend.includes(weekdayOf(day)) && !holidays.includes(day);
}

/** The first business day after a day. */
export function nextBusinessDay(day: Day, calendar: BusinessCalendar): Day {
  // A year without a business day is a mistake in the settings, not a calendar.
  for (let ahead = 1; ahead <= 366; ahead += 1) {
    const next = addDays(day, ahead);
    if (isBusinessDay(next, calendar)) return next;
  }
  throw new RangeError('no business day within a year');
}

/**
 * Until when the Area Manager must know of a mistake: within one business day (vendor's guide: sure). Hours are not
 * published; this is the strict reading: the same time on the next business day. What happens on a day off counts from the
 * first minute of the next business day, and so until its end.
 */
export function reportBy(happened: Date, calendar: BusinessCalendar): Date {
  const { day, time } = wallClockAt(happened, calendar.zone);
  const next = nextBusinessDay(day, calendar);
  return isBusinessDay(day, calendar)
    ? instantOf({ day: next, time }, calendar.zone)
    : startOfDay(addDays(next, 1), calendar.zone);
}

export interface ReportClock {
  by: Date;
  /** Milliseconds left; 0 when it is over. */
  leftMs: number;
  late: boolean;
}

export function reportClock(happened: Date, now: Date, calendar: BusinessCalendar): ReportClock {
  const by = reportBy(happened, calendar);
  const leftMs = Math.max(0, by.getTime() - now.getTime());
  return { by, leftMs, late: leftMs === 0 };
}

/** What the letter about a mistake must name (vendor's guide, longest list: sure); the term only where it was changed. */
export interface MistakeLetter {
  partner: string;
  serial: string;
  /** Quantity and type of the licences that should be there. */
  licences: readonly { type: string; count: number }[];
  /** For a change of term: the term to set. */
  term: string | null;
}

/** Which of the items are still missing, by field name; an empty list when it can be sent. */
export function missingInLetter(letter: MistakeLetter, termChanged: boolean): (keyof MistakeLetter)[] {
  const missing: (keyof MistakeLetter)[] = [];
  if (letter.partner.trim() === '') missing.push('partner');
  if (letter.serial.trim() === '') missing.push('serial');
  if (letter.licences.length === 0) missing.push('licences');
  if (termChanged && (letter.term ?? '').trim() === '') missing.push('term');
  return missing;
}
