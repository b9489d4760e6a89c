/** A day of the calendar as `2026-02-28`, in whatever time zone its holder says. Sorts as text. */
export type Day = string;

const dayMs = 86_400_000;

/** The days between two days are counted in UTC, where every day has 24 hours. */
function toUtc(day: Day): number {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  // Date.parse lets 30 February pass as 2 March.
  if (Number.isNaN(at) || dayOf(at) !== day) throw new RangeError(`not a day: ${day}`);
  return at;
}

function dayOf(utc: number): Day {
  return new Date(utc).toISOString().slice(0, 10);
}

export function isDay(text: string): boolean {
  try {
    toUtc(text);
    return true;
  } catch {
    return false;
  }
}

export function addDays(day: Day, days: number): Day {
  return dayOf(toUtc(day) + days * dayMs);
}

/** Days from one day to another; negative when the other is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((toUtc(to) - toUtc(from)) / dayMs);
}

/** 0 is Sunday, 6 is Saturday. */
export function weekdayOf(day: Day): number {
  return new Date(toUtc(day)).getUTCDay();
}

export function isLastOfMonth(day: Day): boolean {
  return addDays(day, 1).endsWith('-01');
}

export function firstOfNextMonth(day: Day): Day {
  // From the first of any month 31 days lead into the next one.
  return `${addDays(`${day.slice(0, 8)}01`, 31).slice(0, 8)}01`;
}

export function lastOfMonth(day: Day): Day {
  return addDays(firstOfNextMonth(day), -1);
}
