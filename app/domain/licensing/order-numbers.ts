import type { LicenceCount } from '../pbx';
import type { Numbers } from './change-of-term';
import type { TypeCount } from './counts';
import { entitlement } from './entitlement';
import { findLicenceType, licenceTypes } from './types';

/** Input field of the number to buy of a licence type. */
export function countField(wire: string): string {
  return `count-${wire}`;
}

/** Numbers the installer typed for the portal, by type; a text that is no whole number is left out. */
export function typedCounts(inputs: Readonly<Record<string, string>>): (LicenceCount & { bought: number })[] {
  return licenceTypes.flatMap(({ wire }) => {
    const typed = (inputs[countField(wire)] ?? '').trim();
    return /^\d{1,6}$/.test(typed) ? [{ type: wire, bought: Number(typed), used: null }] : [];
  });
}

/**
 * A number for every type of the portal's form: users who have it after the choices, and as many to spare of each type that
 * somebody has. Free types stand in it too, since the form asks for them. Premium for the system itself (WBI, Fias, ESPA)
 * cannot be read from users, so it is not in it.
 */
export function orderNumbers(counts: readonly TypeCount[], spare: number): Numbers {
  const used = counts.filter(({ usedAfter }) => usedAfter > 0);
  const spares = Object.fromEntries(used.map(({ type }) => [type, spare]));
  const lines = entitlement(used, { licences: 0, because: [] }, spares);
  const needed = new Map(lines.map((line) => [line.type, line.needed]));
  return Object.fromEntries(licenceTypes.map(({ wire }) => [wire, needed.get(wire) ?? 0]));
}

/** Types that users have and the portal's form, as far as it is known, has no field for. */
export function typesWithoutField(counts: readonly TypeCount[]): TypeCount[] {
  return counts.filter(({ type, usedAfter }) => usedAfter > 0 && findLicenceType(type) === undefined);
}
