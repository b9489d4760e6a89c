/**
 * Licence types on the wire and in the price list. The wire values come from public API clients and a partner's CSV
 * generator; the order codes from the vendor's licensing guide. The set is open: a type not listed here is shown and
 * kept as the PBX writes it.
 */
export interface LicenceType {
  /** Value of `licenseType` in the API. */
  readonly wire: string;
  /** Label in WMS, field "License type". */
  readonly label: string;
  /** Code in the portal's form and the price list. */
  readonly order: string;
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
  { wire: 'wizyconf', label: 'Wizyconf', order: 'UC-Wizyconf', free: false, rank: null },
  { wire: 'pbxService', label: 'Service', order: 'PBX-Service', free: true, rank: null },
];

const squeeze = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const byAnyName = new Map<string, LicenceType>(
  licenceTypes.flatMap((type) => [
    [squeeze(type.wire), type],
    [squeeze(type.label), type],
    [squeeze(type.order), type],
  ]),
);

/** The known type behind a wire value, label or order code, whatever its case and punctuation. */
export function findLicenceType(name: string): LicenceType | undefined {
  return byAnyName.get(squeeze(name));
}

/** What to call a type on the screen: its label, or the PBX's own word when we do not know it. */
export function licenceLabel(wire: string): string {
  return findLicenceType(wire)?.label ?? wire;
}

/** Admin is never counted (vendor's guide, chapter on assigning licence types). */
export function countsAsLicensed(user: { role: string }): boolean {
  return user.role !== 'admin';
}
