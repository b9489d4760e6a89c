import type { LicenceCount } from '../pbx';
import type { TypeCount } from './counts';
import type { SystemPremium } from './needs';
import { countsAsLicensed, findLicenceType } from './types';

/**
 * Entitlement is what was bought, assignment is who has which type. They are changed in different places (portal; WMS), and
 * buying a type gives it to nobody: restrictions and privileges of a type apply only once it is assigned (vendor's guide:
 * sure). More used than bought costs users nothing for now, but shows a red notice in WMS; hard enforcement was announced
 * for March 2020 and nothing newer could be read, so we treat it as something to be put right.
 */
export interface EntitlementLine {
  type: string;
  /** Users who have it, after the chosen changes. */
  assigned: number;
  /** For the system itself, besides the users (Premium for WBI, Fias, ESPA). */
  system: number;
  spare: number;
  /** What should be bought. */
  needed: number;
  /** Null: not known. */
  bought: number | null;
  missing: number;
  /** Bought and needed by nobody. */
  unused: number;
  free: boolean;
}

/** What should be bought, type by type, against what was. Free types are assigned without buying. */
export function entitlement(
  counts: readonly TypeCount[],
  system: SystemPremium,
  spare: Readonly<Record<string, number>> = {},
): EntitlementLine[] {
  const missingPremium = system.licences > 0 && !counts.some(({ type }) => type === 'premium');
  const all = missingPremium ? [...counts, nobodyHas('premium')] : counts;
  return all.map(({ type, usedAfter, bought }) => {
    const forSystem = type === 'premium' ? system.licences : 0;
    const free = findLicenceType(type)?.free ?? false;
    const needed = usedAfter + forSystem + (spare[type] ?? 0);
    const known = bought ?? needed;
    return {
      type,
      assigned: usedAfter,
      system: forSystem,
      spare: spare[type] ?? 0,
      needed,
      bought,
      missing: free ? 0 : Math.max(0, needed - known),
      unused: free ? 0 : Math.max(0, known - needed),
      free,
    };
  });
}

function nobodyHas(type: string): TypeCount {
  return { type, bought: null, usedNow: 0, usedAfter: 0, over: false };
}

/**
 * Types for which the PBX's own "used" is not what we count from its users. Expected on a client PBX of a WMS network, where
 * licences are counted on the server PBX only (vendor's guide: sure); elsewhere a reason to read again.
 */
export function usedDiffers(
  counts: readonly TypeCount[],
  told: readonly LicenceCount[],
): { type: string; counted: number; told: number }[] {
  const counted = new Map(counts.map((one) => [one.type, one.usedNow]));
  return told.flatMap(({ type, used }) => {
    const wire = findLicenceType(type)?.wire ?? type;
    const own = counted.get(wire) ?? 0;
    return used === null || used === own ? [] : [{ type: wire, counted: own, told: used }];
  });
}

/**
 * The type that everybody has, when it is the mark of an upgrade: after the first one to a version with licence types every
 * user has the highest type bought for that PBX (vendor's guide: sure). Null when users differ, or when it is the lowest
 * anyway.
 */
export function leftByUpgrade(users: readonly { role: string; licenceType: string | null }[]): string | null {
  const types = new Set(users.filter(countsAsLicensed).map(({ licenceType }) => licenceType));
  const [only] = types;
  if (types.size !== 1 || only == null) return null;
  const rank = findLicenceType(only)?.rank ?? null;
  return rank !== null && rank > 1 ? only : null;
}

/** What a new or imported user gets by itself (vendor's guide: sure). */
export const typeOfNewUsers = 'essential';
