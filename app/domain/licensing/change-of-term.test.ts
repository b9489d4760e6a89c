import { describe, expect, it } from 'vitest';
import { actsOf, hindrances, termState, type Circumstances, type TermChange } from './change-of-term';
import { instantOf } from './zone';

const zone = 'Europe/Rome';
const at = (day: string, time = '10:00:00'): Date => instantOf({ day, time }, zone);
const change: TermChange = {
  platform: 'cloud',
  from: 'monthly',
  to: 'yearly',
  numbers: { basic: 10, essential: 30, premium: 5 },
};
const usual: Circumstances = { now: at('2026-06-10'), zone, lastDay: '2026-06-30', oneSitting: true };
const why = (one: Partial<TermChange>, when: Partial<Circumstances> = {}): string[] =>
  hindrances({ ...change, ...one }, { ...usual, ...when }).map(({ because }) => because);

describe('a change of term', () => {
  it('is two acts: all to zero, then the period and the numbers back', () => {
    expect(actsOf(change)).toEqual([
      { what: 'to-zero', period: 'monthly', numbers: { basic: 0, essential: 0, premium: 0 } },
      { what: 'period-and-numbers', period: 'yearly', numbers: change.numbers },
    ]);
  });

  it('can begin on a day like any other', () => {
    expect(why({})).toEqual([]);
  });

  it('is refused where it could not be finished in one sitting, on a cloud PBX only', () => {
    expect(why({}, { oneSitting: false })).toEqual(['not-in-one-sitting']);
    expect(why({ platform: 'virtual' }, { oneSitting: false })).toEqual([]);
  });

  it('is refused on the last day of the month, and too shortly before it', () => {
    expect(why({}, { now: at('2026-05-31'), lastDay: null })).toEqual(['last-day-of-month']);
    expect(why({}, { now: at('2026-05-30', '23:45:00') })).toEqual(['month-ends-soon']);
    expect(why({}, { now: at('2026-05-30', '23:20:00') })).toEqual([]);
    expect(why({}, { now: at('2026-05-29', '23:45:00') })).toEqual([]);
  });

  it('is refused shortly before the renewal', () => {
    expect(why({}, { now: at('2026-06-14'), lastDay: '2026-06-15' })).toEqual(['renewal-near']);
    expect(why({}, { now: at('2026-06-15'), lastDay: '2026-06-15' })).toEqual(['renewal-near']);
    expect(why({}, { now: at('2026-06-13'), lastDay: '2026-06-15' })).toEqual([]);
  });

  it('goes to no lifetime on cloud, to no period it has, and not without numbers', () => {
    expect(why({ to: 'lifetime' })).toEqual(['period-not-offered']);
    expect(why({ to: 'lifetime', platform: 'hardware' })).toEqual([]);
    expect(why({ to: 'monthly' })).toEqual(['same-period']);
    expect(why({ numbers: { basic: 0 } })).toEqual(['no-numbers']);
  });

  it('is only done when period and all numbers are right', () => {
    const state = (portal: Parameters<typeof termState>[1]) => termState(change, portal, usual.now, zone);
    expect(state({ period: 'monthly', numbers: change.numbers, zeroSince: null }).at).toBe('before');
    expect(state({ period: 'yearly', numbers: change.numbers, zeroSince: null }).at).toBe('done');
    expect(state({ period: 'yearly', numbers: { basic: 10, essential: 3 }, zeroSince: null })).toEqual({
      at: 'not-right',
      period: true,
      types: ['essential', 'premium'],
    });
    expect(state({ period: '5-years', numbers: change.numbers, zeroSince: null })).toMatchObject({
      at: 'not-right',
      period: false,
    });
  });

  it('half done says what is to be done next, and on cloud how long there is', () => {
    const half = termState(
      change,
      { period: 'monthly', numbers: {}, zeroSince: at('2026-06-08') },
      usual.now,
      zone,
    );
    expect(half).toMatchObject({
      at: 'half',
      next: { what: 'period-and-numbers', numbers: change.numbers },
      clock: { stage: 'running', daysGone: 2, stopsOn: '2026-06-13', deletedOn: '2026-06-22' },
    });
    const virtual = { ...change, platform: 'virtual' as const };
    expect(
      termState(virtual, { period: 'monthly', numbers: {}, zeroSince: usual.now }, usual.now, zone),
    ).toMatchObject({ at: 'half', clock: null });
  });
});
