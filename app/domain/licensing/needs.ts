import { compareVersions } from '../version';
import { findLicenceType } from './types';

/**
 * What somebody or something is or uses, as far as it decides on the licence type: the table "which type for whom" of the
 * vendor's licensing guide (2020, the newest text that could be read; sure unless a row says otherwise).
 */
export const needIds = [
  'unattended-phone',
  'fax-machine',
  'door-phone',
  'hotel-room',
  'telephony-only',
  'collaboration',
  'mobile-app',
  'presence-on-phone',
  'wizyconf-rooms',
  'kite',
  'web-api',
  'tapi',
  'wbi',
  'fias',
  'espa',
  'voicemail-to-text',
  'cdr-view',
  'contact-centre',
  'web-conference',
  'park-orbit',
  'forwarding-only',
  'identity',
] as const;
export type NeedId = (typeof needIds)[number];

export interface Need {
  readonly id: NeedId;
  /** Wire value of the licence type that is enough. */
  readonly type: string;
  /** One licence for each user or room that needs it, or a number for the whole PBX. */
  readonly per: 'user' | 'system';
  /**
   * True: it says all of what this user is, so a higher type is money lost. False: it is the least this user needs, and
   * there may be more that nobody told.
   */
  readonly whole: boolean;
  /** WMS version from which on it exists, where the guide names one. */
  readonly since?: string;
}

const whole = (id: NeedId, type: string): Need => ({ id, type, per: 'user', whole: true });
const least = (id: NeedId, type: string): Need => ({ id, type, per: 'user', whole: false });
const premiumOfSystem = (id: NeedId): Need => ({ id, type: 'premium', per: 'system', whole: false });

export const needs: readonly Need[] = [
  whole('unattended-phone', 'basic'),
  whole('fax-machine', 'basic'),
  whole('door-phone', 'basic'),
  whole('hotel-room', 'basic'),
  // Users without chat and presence.
  whole('telephony-only', 'basic'),
  // Essential is still the least for Collaboration 7 and Legacy Collaboration (vendor's user guides, 2025 and 2026).
  least('collaboration', 'essential'),
  least('mobile-app', 'essential'),
  // Presence and chat on supported devices of the vendor.
  least('presence-on-phone', 'essential'),
  // Creating rooms; taking part in one needs no Business.
  least('wizyconf-rooms', 'business'),
  // Being reached through Kite.
  least('kite', 'business'),
  least('web-api', 'business'),
  least('tapi', 'business'),
  premiumOfSystem('wbi'),
  premiumOfSystem('fias'),
  premiumOfSystem('espa'),
  { ...least('voicemail-to-text', 'premium'), since: '4.03.44842.05' },
  least('cdr-view', 'premium'),
  // The view of interactive queues in Collaboration.
  least('contact-centre', 'premium'),
  // One for each conference. A room licence comes with a Wizyconf Station since May 2022 and is not bought then.
  whole('web-conference', 'wizyconf'),
  // Basic in June 2019, Service since August 2019: the newer text holds. No SIP registration, no login, free.
  whole('park-orbit', 'pbxService'),
  whole('forwarding-only', 'pbxService'),
  whole('identity', 'pbxService'),
];

const byId = new Map(needs.map((need) => [need.id, need]));

export function needOf(id: NeedId): Need {
  const need = byId.get(id);
  if (!need) throw new RangeError(`no such need: ${id}`);
  return need;
}

/** Whether this WMS has what the need is about. An empty version: not known, so nothing is ruled out. */
export function existsOn(need: Need, version: string): boolean {
  return need.since === undefined || version === '' || compareVersions(version, need.since) >= 0;
}

/** What several needs of one user come to. */
export interface Needed {
  type: string;
  /** The needs that decide: those of the highest type. */
  because: NeedId[];
  /** True: a higher type is not needed. False: this is the least. */
  whole: boolean;
}

/**
 * The type that is enough for all needs of one user; null when none of them is a user's. The highest on the ladder wins,
 * and any type that can register wins over Service, which can not. Needs of the system never decide about a user: the
 * guide says how many licences they take, not whose.
 */
export function neededType(ids: readonly NeedId[]): Needed | null {
  const ofUser = [...new Set(ids)].map(needOf).filter((need) => need.per === 'user');
  const height = (need: Need): number => {
    const type = findLicenceType(need.type);
    return type?.free ? 0 : (type?.rank ?? 5);
  };
  const top = Math.max(...ofUser.map(height));
  const deciding = ofUser.filter((need) => height(need) === top);
  const [first] = deciding;
  if (!first) return null;
  // Something that is wholly a fax and yet uses Collaboration is told wrong somewhere: then only the least is known.
  const agreed = ofUser.every((need) => need.type === first.type);
  return {
    type: first.type,
    because: deciding.map(({ id }) => id),
    whole: agreed && deciding.some((need) => need.whole),
  };
}

/** What the whole PBX uses that takes Premium licences of its own. */
export interface SystemUse {
  /** Hours of WBI service wanted; 0: no WBI. */
  wbiHours: number;
  fias: boolean;
  espa: boolean;
}

export interface SystemPremium {
  licences: number;
  because: { need: NeedId; licences: number }[];
}

/**
 * Premium licences for the system besides those of users. WBI: one licence is two hours of service (guide: sure), so hours
 * are rounded up to pairs. Fias and ESPA monitor: one is enough, which we read as one for both together (the sentence names
 * them in one breath: likely).
 */
export function premiumOfTheSystem(use: SystemUse): SystemPremium {
  if (!Number.isFinite(use.wbiHours) || use.wbiHours < 0) throw new RangeError('hours of WBI below zero');
  const because: SystemPremium['because'] = [];
  if (use.wbiHours > 0) because.push({ need: 'wbi', licences: Math.ceil(use.wbiHours / 2) });
  if (use.fias || use.espa) because.push({ need: use.fias ? 'fias' : 'espa', licences: 1 });
  return { licences: because.reduce((sum, one) => sum + one.licences, 0), because };
}
