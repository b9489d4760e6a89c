/**
 * Licence types on the wire and in the price list. The order codes and labels are the vendor's (licensing guide, 2019 to
 * 2024: sure). The wire values come from public API clients and a partner's CSV generator (used on real PBXs, but not
 * published by the vendor: likely; `wizyconf` was seen in one client only). Wizywebinar and the x-bees and x-hoppers plans
 * are sold too, but their wire values are not known. The set is open: a type not listed here is shown and kept as the PBX
 * writes it.
 */
export interface LicenceType {
  /** Value of `licenseType` in the API. */
  readonly wire: string;
  /** Label in WMS, field "License type". */
  readonly label: string;
  /** Code in the portal's form and the price list. */
  readonly order: string;
  /** Other names it was sold under. */
  readonly also?: readonly string[];
  /** Costs nothing (the guide: Service is free). */
  readonly free: boolean;
  /** Height in "the highest type bought"; null: outside that ladder. */
  readonly rank: number | null;
}

export const licenceTypes: readonly LicenceType[] = [
  { wire: 'basic', label: 'Basic', order: 'PBX-BASIC', free: false, rank: 1 },
  { wire: 'essential', label: 'Essential', order: 'UC-Essential', free: false, rank: 2 },
  { wire: 'business', label: 'Business', order: 'UC-Business', free: false, rank: 3 },
  { wire: 'premium', label: 'Premium', order: 'UC-Premium', free: false, rank: 4 },
  {
    wire: 'wizyconf',
    label: 'Wizyconf',
    order: 'UC-Wizyconf',
    free: false,
    rank: null,
    also: ['Wizyconf Room', 'UC-Wizyconf Room'],
  },
  { wire: 'pbxService', label: 'Service', order: 'PBX-Service', free: true, rank: null },
];

const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const byAnyName = new Map<string, LicenceType>(
  licenceTypes.flatMap((type): [string, LicenceType][] => [
    [squeeze(type.wire), type],
    [squeeze(type.label), type],
    [squeeze(type.order), type],
    ...(type.also ?? []).map((name): [string, LicenceType] => [squeeze(name), type]),
  ]),
);

/** As the PBX writes them, which is what is asked for thousands of times. */
const byWire = new Map(licenceTypes.map((type) => [type.wire, type]));

/** The known type behind a wire value, label or order code, whatever its case and punctuation. */
export function findLicenceType(name: string): LicenceType | undefined {
  return byWire.get(name) ?? byAnyName.get(squeeze(name));
}

/** What to call a type on the screen: its label, or the PBX's own word when we do not know it. */
export function licenceLabel(wire: string): string {
  return findLicenceType(wire)?.label ?? wire;
}

/** Whether two names mean the same type; names we do not know are compared as they stand. */
export function isSameType(a: string, b: string): boolean {
  return a === b || (findLicenceType(a) !== undefined && findLicenceType(a) === findLicenceType(b));
}

/**
 * Whether a type gives all that another gives: true on the ladder Basic, Essential, Business, Premium from above, or for
 * the same type; null when one of them stands outside the ladder or is not known, so that nobody can say. That a higher
 * type holds the lower ones is nowhere said in so many words; the guide's "highest type" implies it (likely).
 */
export function covers(type: string, needed: string): boolean | null {
  if (isSameType(type, needed)) return true;
  const [has, needs] = [findLicenceType(type), findLicenceType(needed)];
  if (has?.rank == null || needs?.rank == null) return null;
  return has.rank >= needs.rank;
}

/**
 * Who counts: everybody but admin (vendor's guide, chapter on assigning licence types: sure). Service users count as users
 * of a type that costs nothing.
 */
export function countsAsLicensed(user: { role: string }): boolean {
  return user.role !== 'admin';
}
