import { mayDecrease, renewalOf } from './calendar';
import { isLastOfMonth, type Day } from './dates';
import { isPeriodOf, type Period, type Platform } from './periods';
import { dayAt, wallClockAt } from './zone';
import { zeroLicences, type ZeroLicences } from './zero-licences';

/** Number of licences by type, as they stand in the portal. */
export type Numbers = Readonly<Record<string, number>>;

/**
 * A change of term takes two acts in the portal: all numbers to zero and Save; then the new period, the numbers back and
 * Save (vendor's guide: sure). Between them the PBX has no licences.
 */
export interface TermChange {
  platform: Platform;
  from: Period;
  to: Period;
  /** What must stand there again at the end. */
  numbers: Numbers;
}

export interface Act {
  what: 'to-zero' | 'period-and-numbers';
  period: Period;
  numbers: Numbers;
}

export function actsOf({ from, to, numbers }: TermChange): [Act, Act] {
  const none = Object.fromEntries(Object.keys(numbers).map((type) => [type, 0]));
  return [
    { what: 'to-zero', period: from, numbers: none },
    { what: 'period-and-numbers', period: to, numbers },
  ];
}

/** Why a change of term should not begin now; each is a text. */
export type TermHindrance =
  | { because: 'same-period' }
  | { because: 'no-numbers' }
  | { because: 'period-not-offered'; platform: Platform; period: Period }
  | { because: 'last-day-of-month'; day: Day; from: Date }
  | { because: 'month-ends-soon'; minutesLeft: number }
  | { because: 'renewal-near'; renewsOn: Day }
  | { because: 'not-in-one-sitting' };

export interface Circumstances {
  now: Date;
  zone: string;
  /** Last day of the running term; null: not known, or lifetime. */
  lastDay: Day | null;
  /** The installer can do both acts one after the other, now. */
  oneSitting: boolean;
}

/** Time we allow for both acts; our own choice. */
export const minutesForBoth = 30;

/**
 * All that stands against beginning now. The first act is a decrease, so it may not fall on the last day of the month; and
 * on a cloud PBX the time between the acts is time on the way to deletion, so both must be done in one sitting (follows
 * from the guide's own chapters: likely).
 */
export function hindrances(
  change: TermChange,
  { now, zone, lastDay, oneSitting }: Circumstances,
): TermHindrance[] {
  const { platform, from, to, numbers } = change;
  const found: TermHindrance[] = [];
  if (from === to) found.push({ because: 'same-period' });
  if (!Object.values(numbers).some((number) => number > 0)) found.push({ because: 'no-numbers' });
  if (!isPeriodOf(platform, to)) found.push({ because: 'period-not-offered', platform, period: to });
  const decrease = mayDecrease(now, zone);
  if (!decrease.allowed) found.push(decrease);
  const minutesLeft = minutesUntilLastOfMonth(now, zone);
  if (minutesLeft < minutesForBoth) found.push({ because: 'month-ends-soon', minutesLeft });
  if (lastDay !== null && isNear(lastDay, now, zone))
    found.push({ because: 'renewal-near', renewsOn: lastDay });
  if (platform === 'cloud' && !oneSitting) found.push({ because: 'not-in-one-sitting' });
  return found;
}

function isNear(lastDay: Day, now: Date, zone: string): boolean {
  return ['too-late', 'renewal-day'].includes(renewalOf(lastDay, now, zone).stage);
}

/** Late in the evening before the last day of the month the second half of the first act may already be refused. */
function minutesUntilLastOfMonth(now: Date, zone: string): number {
  const tomorrow = dayAt(new Date(now.getTime() + minutesForBoth * 60_000), zone);
  const { day, time } = wallClockAt(now, zone);
  if (tomorrow === day || !isLastOfMonth(tomorrow)) return Infinity;
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return 24 * 60 - hours * 60 - minutes;
}

/** How far a change of term has come, by what was read or told of the numbers. */
export type TermState =
  | { at: 'before' }
  /** The dangerous half: no licences. On a cloud PBX with the clock to deletion. */
  | { at: 'half'; next: Act; clock: ZeroLicences | null }
  /** Licences are back, but not all, or not by the period that was meant. */
  | { at: 'not-right'; period: boolean; types: string[] }
  | { at: 'done' };

export interface PortalNow {
  period: Period;
  numbers: Numbers;
  /** Since when all are zero; null: they are not. */
  zeroSince: Date | null;
}

export function termState(change: TermChange, portal: PortalNow, now: Date, zone: string): TermState {
  if (portal.zeroSince !== null) {
    const clock = zeroLicences(change.platform, portal.zeroSince, now, zone);
    return { at: 'half', next: actsOf(change)[1], clock };
  }
  const types = differing(change.numbers, portal.numbers);
  if (portal.period === change.from && change.from !== change.to) return { at: 'before' };
  const period = portal.period === change.to;
  return period && types.length === 0 ? { at: 'done' } : { at: 'not-right', period, types };
}

function differing(wanted: Numbers, found: Numbers): string[] {
  const types = new Set([...Object.keys(wanted), ...Object.keys(found)]);
  return [...types].filter((type) => (wanted[type] ?? 0) !== (found[type] ?? 0)).sort();
}
