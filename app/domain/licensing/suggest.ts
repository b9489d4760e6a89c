import { cluesOf, shippedClues, type Clue } from './clues';
import type { KnownUser } from './known-user';
import { existsOn, neededType, needOf, type NeedId } from './needs';
import { testOf, type OwnRule, type RuleTest } from './own-rules';
import { countsAsLicensed, covers, findLicenceType, isSameType } from './types';
import type { Reason, Suggestion, Sureness } from './why';

export interface Ground {
  /** The installer's rules, in their order. */
  rules?: readonly OwnRule[];
  /** Types by user id from a file that was read. */
  file?: ReadonlyMap<string, { type: string; line: number }>;
  clues?: readonly Clue[];
  /** WMS version, for needs that exist only from one on; empty: not known. */
  version?: string;
}

/**
 * What a role says of the type. Park orbits must be Service, fax and hotel rooms stand under Basic (vendor's guide: sure).
 * The role values come from public API clients: `park_orbit` and `room` from one only, and that `room` is a hotel room is
 * what the word says, so it is only likely.
 */
const byRole = new Map<string, { need: NeedId; code: Reason['code']; sure: Sureness }>([
  ['park_orbit', { need: 'park-orbit', code: 'park-orbit-is-service', sure: 'certain' }],
  ['fax', { need: 'fax-machine', code: 'fax-is-basic', sure: 'certain' }],
  ['room', { need: 'hotel-room', code: 'room-is-basic', sure: 'likely' }],
]);

/** Suggests for one user; null when nothing is known or it is so already. Make it once for all users. */
export function suggester(ground: Ground = {}): (known: KnownUser) => Suggestion | null {
  const rules = (ground.rules ?? []).map((rule): [OwnRule, RuleTest] => [rule, testOf(rule)]);
  return (known) => {
    // Admin is not counted and is left alone, whatever a rule says.
    if (!countsAsLicensed(known.user)) return null;
    const found = findings(known, ground);
    const suggestion = told(known, ground, rules, found) ?? read(known, found);
    return suggestion && !isSameType(suggestion.type, known.user.licenceType ?? '') ? suggestion : null;
  };
}

interface Finding {
  need: NeedId;
  reason: Reason;
  sure: Sureness;
}

/** Everything that was read of this user and says something, surest first. */
function findings(known: KnownUser, { clues = shippedClues, version = '' }: Ground): Finding[] {
  const role = byRole.get(known.user.role);
  const ofRole: Finding[] = role ? [{ ...role, reason: { code: role.code, need: role.need } }] : [];
  const ofNeeds = (known.needs ?? []).map(({ need, from, name }): Finding => {
    const code = from === 'group' ? 'group' : 'need';
    const reason: Reason = name === undefined ? { code, need } : { code, need, about: name };
    return { need, reason, sure: from === 'installer' ? 'told' : 'likely' };
  });
  const ofClues = cluesOf(known, clues).map(({ need, where, text }): Finding => ({
    need,
    reason: { code: where, need, about: text },
    sure: 'hint',
  }));
  return [...ofRole, ...ofNeeds, ...ofClues].filter(({ need }) => existsOn(needOf(need), version));
}

/** What the installer said, by file before rule, with what is known against it. */
function told(
  known: KnownUser,
  { file }: Ground,
  rules: readonly [OwnRule, RuleTest][],
  found: readonly Finding[],
): Suggestion | null {
  const line = file?.get(known.user.id);
  const rule = line ? undefined : rules.find(([, fits]) => fits(known))?.[0];
  if (!line && !rule) return null;
  const type = line?.type ?? rule?.type ?? '';
  const reason: Reason = line
    ? { code: 'listed-in-file', about: String(line.line) }
    : { code: 'own-rule', about: rule?.id ?? '' };
  return { type, reasons: [reason], sure: 'told', against: speaksAgainst(type, known, found) };
}

/** Needs that a type does not cover, by what is better than a hint; and a registration, which Service can not have. */
function speaksAgainst(type: string, known: KnownUser, found: readonly Finding[]): Reason[] {
  const uncovered = found.filter(({ need, sure }) => {
    const { per, type: needed } = needOf(need);
    const isFree = findLicenceType(needed)?.free ?? false;
    return sure !== 'hint' && per === 'user' && !isFree && !isEnough(type, needed);
  });
  return [...uncovered.map(({ reason }) => reason), ...registeredAgainst(type, known)];
}

/** Unknown types are not judged. Service holds nothing that takes a login or a registration. */
function isEnough(type: string, needed: string): boolean {
  if (findLicenceType(type)?.free) return findLicenceType(needed)?.free ?? false;
  return covers(type, needed) ?? true;
}

function registeredAgainst(type: string, { registered = [] }: KnownUser): Reason[] {
  const [device] = registered;
  return device !== undefined && findLicenceType(type)?.free ? [{ code: 'registered', about: device }] : [];
}

/** What the facts say by themselves. */
function read(known: KnownUser, found: readonly Finding[]): Suggestion | null {
  const firm = found.filter(({ sure }) => sure !== 'hint');
  return (
    fromFindings(known, firm) ?? notService(known) ?? (firm.length === 0 ? fromFindings(known, found) : null)
  );
}

/**
 * A type from needs. Where they say all of what the user is, also a lower one; where they are only the least, a type is
 * suggested only if the one the user has is known not to be enough.
 */
function fromFindings(known: KnownUser, found: readonly Finding[]): Suggestion | null {
  const needed = neededType(found.map(({ need }) => need));
  if (!needed) return null;
  const now = known.user.licenceType;
  const all = needed.whole || known.needsComplete === true;
  if (!all && now !== null && isEnough(now, needed.type)) return null;
  const deciding = found.filter(({ need }) => needed.because.includes(need));
  const against = registeredAgainst(needed.type, known);
  return {
    type: needed.type,
    reasons: deciding.map(({ reason }) => reason),
    sure: weaken(surest(deciding), against.length > 0),
    against,
  };
}

const order: readonly Sureness[] = ['told', 'certain', 'likely', 'hint'];

function surest(found: readonly Finding[]): Sureness {
  return order.find((sure) => found.some((one) => one.sure === sure)) ?? 'hint';
}

const weaken = (sure: Sureness, against: boolean): Sureness =>
  against && sure === 'certain' ? 'likely' : sure;

/**
 * A Service user has no SIP registration (vendor's guide: sure); one that has is something else, and Basic is the least
 * that registers (follows: likely). That nothing is registered just now proves nothing, so it suggests nothing.
 */
function notService(known: KnownUser): Suggestion | null {
  const reasons = registeredAgainst(known.user.licenceType ?? '', known);
  return reasons.length > 0 ? { type: 'basic', reasons, sure: 'likely', against: [] } : null;
}
