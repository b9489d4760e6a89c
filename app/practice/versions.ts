/** What a WMS version can do. The dates are the vendor's where a version is named; see each entry. */
export type Feature =
  | 'fullColleague'
  | 'licenceTypes'
  | 'simpleTokens'
  | 's2s'
  | 'redrawn'
  | 'secondFactor'
  | 'companyKeys'
  | 'companyKeysOnPbx';

/**
 * First versions that have the feature, oldest first. Several where it came to several majors: a version is compared with the
 * entry of its own major, and one of a major above all entries has it.
 */
const SINCE: Readonly<Record<Feature, readonly string[]>> = {
  // The vendor's page for 3.x lists a colleague without login, picture, sourceId, jid and sipPassword.
  fullColleague: ['4.00.00000.0'],
  // Vendor's activation guide: licence types are assigned from this version on.
  licenceTypes: ['4.01.44168.28'],
  // Simple Tokens and S2S are things of WMS 5 and later; the exact first build is not published.
  simpleTokens: ['5.00.00000.0'],
  s2s: ['5.00.00000.0'],
  // Vendor's start guide: the web interface was redrawn from this Beta on.
  redrawn: ['6.02.20230228.2'],
  // Vendor's page on the second factor: root admins need an OTP, and Basic is off for them.
  secondFactor: ['6.10.20250609.6', '7.02.20250609.3'],
  // Vendor's pages on Company API Keys: made from the first on, taken by the PBX's own routes from 7.09 on.
  companyKeys: ['7.04.20250929.2'],
  companyKeysOnPbx: ['7.09.00000000.0'],
};

/** Below zero if `a` is older than `b`, above if newer, field by field as numbers. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The first number of a version. */
export function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}

/** Whether this version has the feature. */
export function has(version: string, feature: Feature): boolean {
  const entry = SINCE[feature].filter((since) => majorOf(since) <= majorOf(version)).at(-1);
  return entry !== undefined && compareVersions(version, entry) >= 0;
}
