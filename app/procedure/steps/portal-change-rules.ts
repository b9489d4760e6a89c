import type { LicenceCount } from '../../domain/pbx';
import type { Said } from '../../domain/job';
import { mayDecrease, renewalOf } from '../../domain/licensing/calendar';
import { hindrances, type TermHindrance } from '../../domain/licensing/change-of-term';
import { orderingOf } from '../../domain/licensing/ordering';
import { isPeriodOf } from '../../domain/licensing/periods';
import { termOf } from '../../domain/licensing/portal-acts';
import { fitsItsKind, mayBegin, movesOf, type MeantChange } from '../../domain/licensing/portal-change';
import { findLicenceType } from '../../domain/licensing/types';
import { dayAt } from '../../domain/licensing/zone';
import { said } from '../step';

/** What keeps a change from beginning now. Only another day, or other numbers, take it away; no reason does. */
export function refusalsOf(meant: MeantChange, now: Date): Said[] {
  const { change, platform, zone } = meant;
  const offered = [meant.from, meant.to].flatMap((period) =>
    period !== null && !isPeriodOf(platform, period) ? [said('ask.period-not-offered', { period })] : [],
  );
  // The period to come is also among the hindrances of a change of term.
  if (change === 'term') return offered.length > 0 ? offered : termRefusals(meant, now);
  if (!fitsItsKind(meant)) return [...offered, said('ask.other-numbers', { change })];
  const begin = mayBegin(change, now, zone);
  return begin.allowed ? offered : [...offered, comeBack(begin.from, begin.day, zone)];
}

/**
 * An order names the term and the numbers together, so nothing goes to zero in between and it may take several sittings.
 * The calendar holds for it all the same: the vendor names no exception.
 */
function termRefusals(meant: MeantChange, now: Date): Said[] {
  const term = termOf(meant);
  if (!term) return [];
  const { zone, lastDay } = meant;
  const atOnce = orderingOf(meant.ordering).setsTermAtOnce;
  const oneSitting = meant.oneSitting || atOnce;
  return hindrances(term, { now, zone, lastDay, oneSitting }).flatMap((found) =>
    isRefused(found, meant) ? [refusal(found, zone)] : [],
  );
}

/** Near the renewal only a cloud PBX is refused: what goes wrong there with two acts can end in its deletion. */
function isRefused({ because }: TermHindrance, { platform }: MeantChange): boolean {
  return because !== 'renewal-near' || platform === 'cloud';
}

function refusal(found: TermHindrance, zone: string): Said {
  switch (found.because) {
    case 'same-period':
      return said('ask.same-period');
    case 'no-numbers':
      return said('ask.no-numbers');
    case 'period-not-offered':
      return said('ask.period-not-offered', { period: found.period });
    case 'last-day-of-month':
      return comeBack(found.from, found.day, zone);
    case 'month-ends-soon':
      return said('ask.month-ends-soon', { minutes: found.minutesLeft });
    case 'renewal-near':
      return said('ask.renewal-near', { day: found.renewsOn });
    case 'not-in-one-sitting':
      return said('ask.one-sitting');
  }
}

function comeBack(from: Date, day: string, zone: string): Said {
  return said('ask.come-back', { from: from.toISOString(), day, zone });
}

/** What should be known before; accepted with a reason, it is the installer's decision. */
export function warningsOf(
  meant: MeantChange,
  { told, notTold }: { told: readonly LicenceCount[]; notTold: readonly string[] },
  now: Date,
): Said[] {
  return [
    ...notToldWarning(meant, notTold),
    ...renewalWarning(meant, now),
    ...upgradeWarning(meant, now),
    ...usedWarning(meant, told),
    ...zeroWarning(meant),
  ];
}

/** A change of term takes all away and puts back what is known: of what nobody told, nothing would come back. */
function notToldWarning({ change }: MeantChange, notTold: readonly string[]): Said[] {
  return change === 'term' && notTold.length > 0
    ? [said('warn.types-not-told', { types: notTold.join(', ') })]
    : [];
}

/** Changes are to be made two days before the renewal (vendor's guide: sure). */
function renewalWarning({ lastDay, zone }: MeantChange, now: Date): Said[] {
  if (lastDay === null) return [];
  const { stage } = renewalOf(lastDay, now, zone);
  if (stage === 'over') return [said('warn.term-over', { now: lastDay })];
  // The name under which it is accepted holds the day, so that it is asked again the next day.
  if (stage === 'too-late' || stage === 'renewal-day')
    return [said('warn.renewal-near', { day: lastDay, now: dayAt(now, zone) })];
  return [];
}

/** An upgrade lowers the number of the lesser type; whether the portal takes that for a decrease is not published. */
function upgradeWarning({ change, zone }: MeantChange, now: Date): Said[] {
  const decrease = mayDecrease(now, zone);
  return change === 'upgrade' && !decrease.allowed
    ? [said('warn.upgrade-lowers', { now: dayAt(now, zone) })]
    : [];
}

/** Fewer licences than are used: users lose nothing for now, but WMS shows a red notice (vendor's guide: sure). */
function usedWarning(meant: MeantChange, told: readonly LicenceCount[]): Said[] {
  const { down } = movesOf(meant);
  const short = told.flatMap(({ type, used }) => {
    const known = findLicenceType(type);
    const wire = known?.wire ?? type;
    const wanted = meant.wanted[wire] ?? 0;
    const isShort = down.includes(wire) && used !== null && used > wanted && !known?.free;
    return isShort ? [`${wire} ${String(used)}/${String(wanted)}`] : [];
  });
  return short.length === 0 ? [] : [said('warn.fewer-than-used', { types: short.join(', ') })];
}

/**
 * A cloud PBX left without licences is on its way to deletion (vendor's guide: sure). Whether free ones count is not said, so
 * they do not.
 */
function zeroWarning({ platform, wanted, zone }: MeantChange): Said[] {
  const bought = Object.entries(wanted).some(([type, number]) => number > 0 && !findLicenceType(type)?.free);
  return platform === 'cloud' && !bought ? [said('warn.cloud-zero', { zone })] : [];
}
