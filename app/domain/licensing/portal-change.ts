import type { LicenceCount } from '../pbx';
import { mayDecrease, type Decrease } from './calendar';
import type { Numbers } from './change-of-term';
import { isDay, type Day } from './dates';
import { isOrdering, type OrderingId } from './ordering';
import { periods, type Period, type Platform } from './periods';
import { findLicenceType, licenceTypes } from './types';
import { isTimeZone } from './zone';

/**
 * What is changed in the portal. Numbers go up or down at any time; existing licences become better or lesser ones only by
 * the partner through the portal; the term takes two acts (vendor's guide: sure).
 */
export const changeKinds = ['increase', 'decrease', 'upgrade', 'downgrade', 'term'] as const;
export type ChangeKind = (typeof changeKinds)[number];
export const platforms = ['hardware', 'virtual', 'cloud'] as const satisfies readonly Platform[];

/**
 * Whether the month lets a change begin now. Only what takes licences away waits for another day; adding never does (vendor's
 * guide: sure), and an upgrade adds (likely). The first act of a change of term takes all away.
 */
export function mayBegin(change: ChangeKind, now: Date, zone: string): Decrease {
  return change === 'increase' || change === 'upgrade' ? { allowed: true } : mayDecrease(now, zone);
}

/** A change as it was typed and understood. */
export interface MeantChange {
  change: ChangeKind;
  platform: Platform;
  ordering: OrderingId;
  /** Whose midnight counts. */
  zone: string;
  /** Null: not told, which only a change of term needs. */
  from: Period | null;
  to: Period | null;
  /** Last day of the running term; null: not told, or lifetime. */
  lastDay: Day | null;
  oneSitting: boolean;
  now: Numbers;
  /** With what is bought to spare. */
  wanted: Numbers;
}

/** Input fields of the numbers of a type. */
export const nowField = (type: string): string => `now-${type}`;
export const wantedField = (type: string): string => `want-${type}`;
export const spareField = (type: string): string => `spare-${type}`;

type Inputs = Readonly<Record<string, string>>;

/** What is missing or odd, by field, or the change. */
export type Typed =
  { missing: string[] } | { odd: { field: string; value: string } } | { meant: MeantChange };

/**
 * The change from what was typed.
 * @param told numbers as the PBX tells them, which stand where nothing else was typed
 * @param here this computer's time zone, which stands where none was typed
 */
export function readChange(inputs: Inputs, told: readonly LicenceCount[], here: string): Typed {
  const odd = oddOf(inputs, told, here);
  if (odd) return { odd };
  const [change, platform] = [oneOf(changeKinds, inputs.change), oneOf(platforms, inputs.platform)];
  const ordering = isOrdering(inputs.ordering) ? inputs.ordering : null;
  const [from, to] = [oneOf(periods, inputs.periodNow), oneOf(periods, inputs.periodThen)];
  const numbers = numbersOf(inputs, told);
  const isTerm = change === 'term';
  const missing = Object.entries({
    change,
    platform,
    ordering,
    periodNow: isTerm ? from : true,
    periodThen: isTerm ? to : true,
    numbersNow: numbers,
  }).flatMap(([field, value]) => (value === null ? [field] : []));
  if (!change || !platform || !ordering || !numbers || missing.length > 0) return { missing };
  const lastDay = typed(inputs, 'lastDay') || null;
  const oneSitting = inputs.oneSitting === 'yes';
  const zone = typed(inputs, 'zone') || here;
  return { meant: { change, platform, ordering, zone, from, to, lastDay, oneSitting, ...numbers } };
}

const typed = (inputs: Inputs, field: string): string => (inputs[field] ?? '').trim();

export function oneOf<T extends string>(list: readonly T[], text: string | undefined): T | null {
  return list.find((one) => one === text) ?? null;
}

function oddOf(
  inputs: Inputs,
  told: readonly LicenceCount[],
  here: string,
): { field: string; value: string } | null {
  const zone = typed(inputs, 'zone') || here;
  if (!isTimeZone(zone)) return { field: 'zone', value: zone };
  const lastDay = typed(inputs, 'lastDay');
  if (lastDay !== '' && !isDay(lastDay)) return { field: 'lastDay', value: lastDay };
  const texts = typesFor(told).flatMap((type) =>
    [nowField(type), wantedField(type), spareField(type)].map((field) => typed(inputs, field)),
  );
  const number = texts.find((text) => text !== '' && !isCount(text));
  return number === undefined ? null : { field: 'counts', value: number };
}

export const isCount = (text: string): boolean => /^\d{1,6}$/.test(text.trim());

const wireOf = (type: string): string => findLicenceType(type)?.wire ?? type;

/** The types of the form: those of the price list, then whatever else this PBX knows. */
export function typesFor(told: readonly LicenceCount[]): string[] {
  return [...new Set([...licenceTypes.map(({ wire }) => wire), ...told.map(({ type }) => wireOf(type))])];
}

export interface TypeNumbers {
  /** Null: neither told nor typed. */
  now: number | null;
  spare: number;
  wanted: number;
}

/** One line of the form. Where no wanted number was typed, it stays as it is. */
export function numbersOfType(inputs: Inputs, told: readonly LicenceCount[], type: string): TypeNumbers {
  const number = (field: string): number | null =>
    isCount(typed(inputs, field)) ? Number(typed(inputs, field)) : null;
  const now =
    number(nowField(type)) ??
    told.find((one) => wireOf(one.type) === type && one.bought !== null)?.bought ??
    null;
  const spare = number(spareField(type)) ?? 0;
  return { now, spare, wanted: (number(wantedField(type)) ?? now ?? 0) + spare };
}

/**
 * Types that cost something and of which neither the PBX tells a number nor the installer has typed one. They count as zero,
 * so a change of term would not put them back.
 */
export function typesNotTold(inputs: Inputs, told: readonly LicenceCount[]): string[] {
  return typesFor(told).filter(
    (type) =>
      findLicenceType(type)?.free !== true &&
      numbersOfType(inputs, told, type).now === null &&
      !isCount(typed(inputs, wantedField(type))),
  );
}

/** Null while nothing is known of what stands in the portal now. */
function numbersOf(inputs: Inputs, told: readonly LicenceCount[]): { now: Numbers; wanted: Numbers } | null {
  const lines = typesFor(told).map((type) => [type, numbersOfType(inputs, told, type)] as const);
  if (lines.every(([, { now }]) => now === null)) return null;
  return {
    now: Object.fromEntries(lines.map(([type, { now }]) => [type, now ?? 0])),
    wanted: Object.fromEntries(lines.map(([type, { wanted }]) => [type, wanted])),
  };
}

/** Types whose number goes up, and down. */
export function movesOf({ now, wanted }: Pick<MeantChange, 'now' | 'wanted'>): {
  up: string[];
  down: string[];
} {
  const types = [...new Set([...Object.keys(now), ...Object.keys(wanted)])];
  const by = (type: string): number => (wanted[type] ?? 0) - (now[type] ?? 0);
  return { up: types.filter((type) => by(type) > 0), down: types.filter((type) => by(type) < 0) };
}

/** Whether the numbers are those of the kind that was said: an increase takes nothing away, and so on. */
export function fitsItsKind(meant: MeantChange): boolean {
  const { up, down } = movesOf(meant);
  switch (meant.change) {
    case 'increase':
      return up.length > 0 && down.length === 0;
    case 'decrease':
      return down.length > 0 && up.length === 0;
    case 'upgrade':
      return movesAlongLadder(meant, 1);
    case 'downgrade':
      return movesAlongLadder(meant, -1);
    case 'term':
      return true;
  }
}

/**
 * As many licences as before, on the ladder Basic, Essential, Business, Premium, and from each rung up no fewer (or, for the
 * other direction, no more) than before.
 */
function movesAlongLadder({ now, wanted }: MeantChange, direction: 1 | -1): boolean {
  const { up, down } = movesOf({ now, wanted });
  const rankOf = (type: string): number | null => findLicenceType(type)?.rank ?? null;
  if (up.length === 0 || down.length === 0 || [...up, ...down].some((type) => rankOf(type) === null))
    return false;
  const from = (numbers: Numbers, rung: number): number =>
    Object.entries(numbers).reduce(
      (sum, [type, number]) => sum + ((rankOf(type) ?? 0) >= rung ? number : 0),
      0,
    );
  const gains = [1, 2, 3, 4].map((rung) => (from(wanted, rung) - from(now, rung)) * direction);
  return gains[0] === 0 && gains.every((gain) => gain >= 0);
}

/** `basic 10, premium 5`, as texts and the journal carry numbers; zeros are left out. */
export function numbersText(numbers: Numbers): string {
  return Object.entries(numbers)
    .filter(([, number]) => number > 0)
    .map(([type, number]) => `${type} ${String(number)}`)
    .join(', ');
}

/** The numbers to enter, with the zeros of those that are there now: `basic 0, premium 5`. */
export function targetText(now: Numbers, target: Numbers): string {
  const types = [...new Set([...Object.keys(now), ...Object.keys(target)])];
  return types
    .filter((type) => (now[type] ?? 0) > 0 || (target[type] ?? 0) > 0)
    .map((type) => `${type} ${String(target[type] ?? 0)}`)
    .join(', ');
}

export function numbersIn(text: string): Numbers {
  const parts = text.split(', ').flatMap((part) => {
    const [, type, number] = /^(.+) (\d+)$/.exec(part) ?? [];
    return type === undefined ? [] : [[type, Number(number)] as const];
  });
  return Object.fromEntries(parts);
}
