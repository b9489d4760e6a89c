import { describe, expect, it } from 'vitest';
import { reminderOf, takeDown } from './after';

const rome = 'Europe/Rome';
const at = (text: string): Date => new Date(text);

describe('the licences of the old PBX', () => {
  it('may go on any day but the last of a month, by the clock of the PBX', () => {
    // 23:30 UTC is the next day in Rome, which is the first.
    expect(takeDown(at('2026-03-31T12:00:00Z'), rome, null).today.allowed).toBe(false);
    expect(takeDown(at('2026-03-31T22:30:00Z'), rome, null).today.allowed).toBe(true);
    expect(takeDown(at('2026-03-30T12:00:00Z'), rome, null)).toMatchObject({ by: null, renewal: null });
  });

  it.each([
    ['2026-06-20', '2026-06-18'],
    // Two days before is the last day of May, so a day earlier.
    ['2026-06-02', '2026-05-30'],
    ['2026-12-31', '2026-12-29'],
  ])('of a term that ends on %s go by %s', (lastDay, by) => {
    expect(takeDown(at('2026-03-10T12:00:00Z'), rome, lastDay).by).toBe(by);
  });

  it('have no good day left so near to the end of the term', () => {
    expect(takeDown(at('2026-06-19T12:00:00Z'), rome, '2026-06-20')).toMatchObject({
      by: null,
      renewal: { stage: 'too-late' },
    });
    expect(takeDown(at('2026-06-18T12:00:00Z'), rome, '2026-06-20').by).toBe('2026-06-18');
  });

  it.each([
    ['2026-03-10T12:00:00Z', '2026-06-20', '2026-06-17T22:00:00.000Z'],
    ['2026-03-31T12:00:00Z', null, '2026-03-31T22:00:00.000Z'],
    ['2026-03-31T12:00:00Z', '2026-06-20', '2026-06-17T22:00:00.000Z'],
    ['2026-03-10T12:00:00Z', null, null],
    ['2026-06-18T12:00:00Z', '2026-06-20', null],
  ])('on %s, with the term until %s, remind at %s', (now, lastDay, reminder) => {
    const days = takeDown(at(now), rome, lastDay);
    expect(reminderOf(days, at(now), rome)?.toISOString() ?? null).toBe(reminder);
  });
});
