import type { Day } from './dates';

/** What a clock on the wall shows, in the time zone asked for. */
export interface WallClock {
  day: Day;
  /** `09:05:00` */
  time: string;
}

/** Making a formatter takes far longer than using one. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}

/** Whether this computer knows a time zone by this name (`Europe/Rome`). */
export function isTimeZone(zone: string): boolean {
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock of a time zone at an instant. Throws RangeError for a zone that does not exist. */
export function wallClockAt(at: Date, zone: string): WallClock {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(at)) parts[type] = value;
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts;
  return { day: `${year.padStart(4, '0')}-${month}-${day}`, time: `${hour}:${minute}:${second}` };
}

export function dayAt(at: Date, zone: string): Day {
  return wallClockAt(at, zone).day;
}

const asUtc = ({ day, time }: WallClock): number => Date.parse(`${day}T${time}Z`);

/** How far the zone's clocks are ahead of UTC at an instant. */
function offsetAt(utc: number, zone: string): number {
  const whole = Math.floor(utc / 1000) * 1000;
  return asUtc(wallClockAt(new Date(whole), zone)) - whole;
}

/**
 * The instant at which the wall clock of a zone shows this. A time that comes twice (clocks go back) is the first of the
 * two; one that is left out (clocks go forward) is as long after the change as it would have been without it.
 */
export function instantOf(clock: WallClock, zone: string): Date {
  const wanted = asUtc(clock);
  const dayMs = 86_400_000;
  const [before, after] = [offsetAt(wanted - dayMs, zone), offsetAt(wanted + dayMs, zone)];
  const exact = [wanted - before, wanted - after]
    .sort((a, b) => a - b)
    .find((utc) => offsetAt(utc, zone) === wanted - utc);
  return new Date(exact ?? wanted - before);
}

/** The first instant of a day; where clocks go forward at midnight that is 01:00. */
export function startOfDay(day: Day, zone: string): Date {
  return instantOf({ day, time: '00:00:00' }, zone);
}
