/**
 * WMS versions: `MAJOR.MINOR.BUILD.PATCH`, e.g. `4.01.44168.28`, `6.10.20250609.6`. Not semver: the minor has a leading
 * zero and the build is a counter up to 4.x and a date from 5.x on. Compared number by number.
 */
export interface WmsVersion {
  readonly parts: readonly [number, number, number, number];
  /** As the PBX writes it. */
  readonly text: string;
}

const pattern = /(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{4,8})\.(\d{1,4})(?![\d.]*\d)/;

/** The first version found anywhere in a text; null when there is none. */
export function findVersion(text: string): WmsVersion | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [whole, ...numbers] = match;
  return { text: whole, parts: numbers.map(Number) as [number, number, number, number] };
}

/** Negative: a is older. A text that is no version sorts before all. */
export function compareVersions(a: string, b: string): number {
  const [x, y] = [findVersion(a)?.parts, findVersion(b)?.parts];
  if (!x || !y) return Number(Boolean(x)) - Number(Boolean(y));
  for (const [place, part] of x.entries()) {
    const difference = part - (y[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Assigning licence types to users is possible from here on (vendor's licensing guide). */
export const firstVersionWithLicenceTypes = '4.01.44168.28';

export function knowsLicenceTypes(version: string): boolean {
  return compareVersions(version, firstVersionWithLicenceTypes) >= 0;
}

/** Simple Tokens are things of WMS 5 and later; the exact first build is not published. */
export function knowsSimpleTokens(version: string): boolean {
  return (findVersion(version)?.parts[0] ?? 0) >= 5;
}

/** From these on a root admin needs a second factor and Basic is off (vendor's page on 2FA for root admins, June 2025). */
export function needsSecondFactor(version: string): boolean {
  const line = findVersion(version)?.parts[0] === 6 ? '6.10.20250609.6' : '7.02.20250609.3';
  return compareVersions(version, line) >= 0;
}
