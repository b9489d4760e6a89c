import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayDecrease, renewalOf } from './calendar';
import {
  addDays,
  daysBetween,
  firstOfNextMonth,
  isDay,
  isLastOfMonth,
  lastOfMonth,
  weekdayOf,
  type Day,
} from './dates';
import { isPeriodOf, isRenewed, periodsFor } from './periods';
import { dayAt, instantOf, isTimeZone, startOfDay, wallClockAt } from './zone';
import { zeroLicences } from './zero-licences';

/** Ahead, behind, without summer time, half an hour off, and with clocks that go forward at midnight. */
const zones = ['Europe/Rome', 'America/Los_Angeles', 'Asia/Tokyo', 'Australia/Lord_Howe', 'Asia/Beirut'];

/** Every day of four years, one of them a leap year. */
const everyDay: Day[] = Array.from({ length: 1461 }, (_, place) => addDays('2025-01-01', place));

const at = (day: Day, time: string, zone: string): Date => instantOf({ day, time }, zone);

describe('the calendar of four years in five time zones', () => {
  it.each(zones)('%s: every day has its beginning, and no decrease on the last of a month', (zone) => {
    for (const day of everyDay) {
      const start = startOfDay(day, zone);
      expect(dayAt(start, zone)).toBe(day);
      expect(dayAt(new Date(start.getTime() - 1000), zone)).toBe(addDays(day, -1));
      const [, month] = day.split('-');
      const isLast = addDays(day, 1).split('-')[1] !== month;
      for (const time of ['00:00:00', '12:00:00', '23:59:59']) {
        const decrease = mayDecrease(at(day, time, zone), zone);
        expect(decrease.allowed, `${day} ${time}`).toBe(!isLast);
        if (!decrease.allowed) {
          expect(decrease.day).toBe(addDays(day, 1));
          expect(mayDecrease(decrease.from, zone).allowed).toBe(true);
          expect(mayDecrease(new Date(decrease.from.getTime() - 1000), zone).allowed).toBe(false);
        }
      }
    }
  });

  it('the same instant can be the last day of the month here and not there', () => {
    const now = new Date('2026-01-31T20:00:00Z');
    expect(mayDecrease(now, 'Europe/Rome').allowed).toBe(false);
    expect(mayDecrease(now, 'Asia/Tokyo').allowed).toBe(true);
  });

  it('February ends on the 28th, in a leap year on the 29th, in 2100 on the 28th', () => {
    const ends = ['2027-02-28', '2028-02-29', '2100-02-28'];
    expect(ends.every(isLastOfMonth)).toBe(true);
    expect(isLastOfMonth('2028-02-28')).toBe(false);
    expect(ends.map((day) => lastOfMonth(`${day.slice(0, 8)}01`))).toEqual(ends);
    expect(firstOfNextMonth('2027-12-31')).toBe('2028-01-01');
    expect(firstOfNextMonth('2027-01-31')).toBe('2027-02-01');
  });
});

describe('wall clocks', () => {
  it('a time that comes twice is the first, one that is left out is an hour later', () => {
    expect(at('2026-10-25', '02:30:00', 'Europe/Rome').toISOString()).toBe('2026-10-25T00:30:00.000Z');
    expect(at('2026-03-29', '02:30:00', 'Europe/Rome').toISOString()).toBe('2026-03-29T01:30:00.000Z');
    // Lord Howe moves by half an hour.
    expect(at('2026-10-04', '02:15:00', 'Australia/Lord_Howe').toISOString()).toBe(
      '2026-10-03T15:45:00.000Z',
    );
  });

  it('a day without midnight begins at one', () => {
    const start = startOfDay('2026-03-29', 'Asia/Beirut');
    expect(wallClockAt(start, 'Asia/Beirut')).toEqual({ day: '2026-03-29', time: '01:00:00' });
  });

  it('an instant comes back from its wall clock, but for the hour that comes twice', () => {
    const instants = fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (ms, zone) => {
        const now = new Date(Math.floor(ms / 1000) * 1000);
        const clock = wallClockAt(now, zone);
        const back = instantOf(clock, zone);
        expect(wallClockAt(back, zone)).toEqual(clock);
        expect(now.getTime() - back.getTime()).toBeGreaterThanOrEqual(0);
        expect(now.getTime() - back.getTime()).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });

  it('a zone that does not exist is refused', () => {
    expect(isTimeZone('Europe/Rome')).toBe(true);
    expect(isTimeZone('Europe/Atlantis')).toBe(false);
    expect(() => dayAt(new Date(), 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('days', () => {
  it('are days that exist', () => {
    expect(['2026-02-28', '2028-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-30', '2027-02-29', '2026-13-01', '2026-1-1', '', 'today'].some(isDay)).toBe(false);
    expect(() => addDays('2026-02-30', 1)).toThrow(RangeError);
  });

  it('are counted forth and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4000, max: 4000 }), (days) => {
        const day = addDays('2026-06-15', days);
        expect(daysBetween('2026-06-15', day)).toBe(days);
        expect(weekdayOf(day)).toBe((((1 + days) % 7) + 7) % 7);
      }),
    );
  });
});

describe('renewal on the last day of the term', () => {
  const stageOn = (day: Day, zone = 'Europe/Rome', time = '12:00:00') =>
    renewalOf('2026-02-28', at(day, time, zone), zone).stage;

  it('changes are made two days before', () => {
    expect(renewalOf('2026-03-01', at('2026-02-01', '09:00:00', 'Europe/Rome'), 'Europe/Rome')).toEqual({
      renewsOn: '2026-03-01',
      changeBy: '2026-02-27',
      daysLeft: 28,
      stage: 'free',
    });
    expect(stageOn('2026-02-25')).toBe('free');
    expect(stageOn('2026-02-26')).toBe('last-day');
    expect(stageOn('2026-02-27')).toBe('too-late');
    expect(stageOn('2026-02-28')).toBe('renewal-day');
    expect(stageOn('2026-03-01')).toBe('over');
  });

  it.each(zones)('%s: until the last minute of the day, also when the clocks change', (zone) => {
    for (const lastDay of ['2026-03-31', '2026-10-26', '2026-10-05', '2028-02-29']) {
      const by = addDays(lastDay, -2);
      expect(renewalOf(lastDay, at(by, '23:59:59', zone), zone).stage).toBe('last-day');
      expect(renewalOf(lastDay, at(addDays(by, 1), '00:00:00', zone), zone).stage).toBe('too-late');
    }
  });
});

describe('periods by platform', () => {
  it('lifetime is not offered for cloud', () => {
    expect(periodsFor('cloud')).toEqual(['monthly', 'yearly', '5-years']);
    expect(periodsFor('virtual')).toContain('lifetime');
    expect(periodsFor('hardware')).toContain('lifetime');
    expect(isPeriodOf('cloud', 'lifetime')).toBe(false);
    expect(isRenewed('lifetime')).toBe(false);
  });
});

describe('zero licences on a cloud PBX', () => {
  const zone = 'Europe/Rome';
  const since = at('2026-03-20', '23:30:00', zone);
  const on = (day: Day, time = '12:00:00') => zeroLicences('cloud', since, at(day, time, zone), zone);

  it('day 5 stops it, day 14 deletes it, in calendar days', () => {
    expect(on('2026-03-20', '23:45:00')).toMatchObject({ stage: 'running', daysGone: 0, remedy: 'add-one' });
    expect(on('2026-03-24', '23:59:59')).toMatchObject({ stage: 'running', daysGone: 4 });
    expect(on('2026-03-25', '00:00:00')).toMatchObject({ stage: 'stopped', remedy: 'add-one-and-tell' });
    // The clocks went forward on the 29th.
    expect(on('2026-04-02', '23:59:59')).toMatchObject({ stage: 'stopped', daysGone: 13 });
    expect(on('2026-04-03', '00:00:00')).toMatchObject({ stage: 'deleted', next: null, remedy: null });
  });

  it('says what comes next and when', () => {
    expect(on('2026-03-21')).toMatchObject({ stopsOn: '2026-03-25', deletedOn: '2026-04-03' });
    expect(on('2026-03-21')?.next).toEqual({ what: 'stop', at: startOfDay('2026-03-25', zone) });
    expect(on('2026-03-26')?.next).toEqual({ what: 'deletion', at: startOfDay('2026-04-03', zone) });
  });

  it('nothing of the kind happens to other platforms', () => {
    expect(zeroLicences('virtual', since, at('2026-12-01', '12:00:00', zone), zone)).toBeNull();
  });
});
