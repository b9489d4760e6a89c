/** What the PBX runs on. */
export type Platform = 'hardware' | 'virtual' | 'cloud';

/** Billing periods by the ids that the portal step keeps. */
export const periods = ['monthly', 'yearly', '5-years', 'lifetime'] as const;
export type Period = (typeof periods)[number];

/**
 * Periods that can be chosen for a platform: lifetime is never offered for cloud (vendor's guide, all versions: sure). The
 * portal's form of 2018 to 2024 leaves out five years, the guide's chapter on periods and the newest guide have it; so it
 * is offered, and the installer sees in the portal whether it is there. One period holds for the whole PBX: different
 * periods for different types are impossible (sure).
 */
export function periodsFor(platform: Platform): readonly Period[] {
  return platform === 'cloud' ? periods.filter((period) => period !== 'lifetime') : periods;
}

export function isPeriodOf(platform: Platform, period: Period): boolean {
  return periodsFor(platform).includes(period);
}

/** A lifetime PBX pays no renewal, so its term has no end (follows from the name; likely). */
export function isRenewed(period: Period): boolean {
  return period !== 'lifetime';
}
