import type { JobState } from '../../../../app/domain/job';
import type { BusinessCalendar } from '../../../../app/domain/licensing/business-days';
import { isDay } from '../../../../app/domain/licensing/dates';
import { stageOf } from '../../../../app/domain/licensing/portal-acts';
import { isCount, numbersOfType, typesFor } from '../../../../app/domain/licensing/portal-change';
import { instantOf, isTimeZone, wallClockAt } from '../../../../app/domain/licensing/zone';

/** What stands in the form, as it was typed. */
export interface Draft {
  day: string;
  time: string;
  zone: string;
  weekend: readonly number[];
  /** One a line. */
  holidays: string;
  partner: string;
  serial: string;
  sender: string;
  counts: Readonly<Record<string, string>>;
  termChanged: boolean;
  /** In words. */
  term: string;
  to: string;
}

/**
 * The letter as far as this job knows it. Only details, serial and licences are taken: nothing that was ever secret.
 * @param periodText what a period is called
 */
export function draftOf(state: JobState, now: Date, periodText: (period: string) => string): Draft {
  const inputsOf = (id: string): Readonly<Record<string, string>> =>
    state.steps.find((step) => step.id === id)?.inputs ?? {};
  const { partner = '', installer = '' } = inputsOf('prepare');
  const change = inputsOf('portal-change');
  const zone = [change.zone ?? '', zoneHere()].find((one) => one !== '' && isTimeZone(one)) ?? 'UTC';
  const { day, time } = wallClockAt(now, zone);
  const { counts, period } = shouldBe(state);
  return {
    day,
    time: time.slice(0, 5),
    zone,
    weekend: [6, 0],
    holidays: '',
    partner,
    serial: state.facts.serial ?? state.facts.swSerial ?? '',
    sender: installer,
    counts,
    termChanged: period !== null,
    term: period === null ? '' : periodText(period),
    to: '',
  };
}

const zoneHere = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What was meant in the portal, where a change is at hand; else what is known to be bought. */
function shouldBe({ steps, facts }: JobState): { counts: Record<string, string>; period: string | null } {
  const told = facts.licences ?? [];
  const step = steps.find(({ id }) => id === 'portal-change');
  const stage = step ? stageOf(step) : null;
  const begun = stage && stage.at !== 'typing' ? stage.meant : null;
  const numbers = typesFor(told).map((type): [string, number] => [
    type,
    begun ? (begun.wanted[type] ?? 0) : numbersOfType(step?.inputs ?? {}, told, type).wanted,
  ]);
  const counts = Object.fromEntries(
    numbers.map(([type, number]) => [type, number === 0 ? '' : String(number)]),
  );
  return { counts, period: begun?.change === 'term' ? begun.to : null };
}

export const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text.trim());

export function holidaysOf({ holidays }: Draft): { days: string[]; odd: string[] } {
  const lines = holidays
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return { days: lines.filter(isDay), odd: lines.filter((line) => !isDay(line)) };
}

/** Null while day, time or zone is none, or no weekday is left. */
export function happenedAt({ day, time, zone }: Draft): Date | null {
  if (!isDay(day.trim()) || !isTime(time) || !isTimeZone(zone.trim())) return null;
  return instantOf({ day: day.trim(), time: `${time.trim()}:00` }, zone.trim());
}

export function calendarOf(draft: Draft): BusinessCalendar {
  return { zone: draft.zone.trim(), weekend: draft.weekend, holidays: holidaysOf(draft).days };
}

/** Licences of the letter: whole numbers above zero. */
export function licencesOf({ counts }: Draft): { type: string; count: number }[] {
  return Object.entries(counts).flatMap(([type, text]) =>
    isCount(text) && Number(text) > 0 ? [{ type, count: Number(text) }] : [],
  );
}

export function hasOddCount({ counts }: Draft): boolean {
  return Object.values(counts).some((text) => text.trim() !== '' && !isCount(text));
}
