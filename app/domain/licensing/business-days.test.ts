import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBusinessDay, missingInLetter, nextBusinessDay, reportBy, reportClock } from './business-days';
import { addDays } from './dates';
import { instantOf, wallClockAt } from './zone';

const zone = 'Europe/Rome';
const at = (day: string, time: string): Date => instantOf({ day, time }, zone);
const by = (day: string, time: string, holidays: string[] = []): string => {
  const clock = wallClockAt(reportBy(at(day, time), { zone, holidays }), zone);
  return `${clock.day} ${clock.time}`;
};

describe('a mistake is told within one business day', () => {
  it('is the same time on the next business day', () => {
    expect(by('2026-06-02', '15:00:00')).toBe('2026-06-03 15:00:00');
    expect(by('2026-06-05', '15:00:00')).toBe('2026-06-08 15:00:00');
  });

  it('counts from Monday when it happened on a weekend', () => {
    expect(by('2026-06-06', '15:00:00')).toBe('2026-06-09 00:00:00');
    expect(by('2026-06-07', '23:59:00')).toBe('2026-06-09 00:00:00');
  });

  it('knows the holidays it was told', () => {
    expect(by('2026-06-01', '10:00:00', ['2026-06-02'])).toBe('2026-06-03 10:00:00');
    expect(by('2026-12-24', '10:00:00', ['2026-12-25', '2026-12-26'])).toBe('2026-12-28 10:00:00');
    expect(by('2026-06-02', '10:00:00', ['2026-06-02'])).toBe('2026-06-04 00:00:00');
  });

  it('is the same time on the wall when the clocks change between', () => {
    expect(by('2026-03-27', '10:00:00')).toBe('2026-03-30 10:00:00');
    expect(by('2026-10-23', '10:00:00')).toBe('2026-10-26 10:00:00');
  });

  it('takes another weekend, and refuses a week without a business day', () => {
    const friday = { zone, weekend: [5, 6] };
    expect(isBusinessDay('2026-06-05', friday)).toBe(false);
    expect(nextBusinessDay('2026-06-04', friday)).toBe('2026-06-07');
    expect(() => nextBusinessDay('2026-06-04', { zone, weekend: [0, 1, 2, 3, 4, 5, 6] })).toThrow(RangeError);
  });

  it('is never earlier than a day and never later than the days off allow', () => {
    const seconds = fc.integer({ min: Date.UTC(2025, 0) / 1000, max: Date.UTC(2029, 0) / 1000 });
    fc.assert(
      fc.property(seconds, fc.constantFrom(zone, 'America/Los_Angeles', 'Asia/Tokyo'), (second, where) => {
        const happened = new Date(second * 1000);
        const until = reportBy(happened, { zone: where });
        const hours = (until.getTime() - happened.getTime()) / 3_600_000;
        // One hour less or more when the clocks change; Friday to Monday; Saturday to Monday's end.
        expect(hours).toBeGreaterThanOrEqual(23);
        expect(hours).toBeLessThanOrEqual(73);
        const last = wallClockAt(new Date(until.getTime() - 1000), where).day;
        const isStart = wallClockAt(until, where).time === '00:00:00';
        expect(isBusinessDay(isStart ? last : wallClockAt(until, where).day, { zone: where })).toBe(true);
        expect(addDays(last, 1) > wallClockAt(happened, where).day).toBe(true);
      }),
    );
  });

  it('is counted down', () => {
    const calendar = { zone };
    const happened = at('2026-06-02', '15:00:00');
    expect(reportClock(happened, at('2026-06-03', '14:00:00'), calendar)).toMatchObject({
      leftMs: 3_600_000,
      late: false,
    });
    expect(reportClock(happened, at('2026-06-03', '15:00:00'), calendar)).toMatchObject({
      leftMs: 0,
      late: true,
    });
  });
});

describe('the letter', () => {
  const letter = {
    partner: 'Example Partner',
    serial: '0a1b2c3d4e5f',
    licences: [{ type: 'basic', count: 10 }],
    term: null,
  };

  it('has four items, the fourth for a change of term', () => {
    expect(missingInLetter(letter, false)).toEqual([]);
    expect(missingInLetter(letter, true)).toEqual(['term']);
    expect(missingInLetter({ partner: ' ', serial: '', licences: [], term: '' }, true)).toEqual([
      'partner',
      'serial',
      'licences',
      'term',
    ]);
  });
});
