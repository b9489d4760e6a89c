/** What a WMS version can do. The dates are the vendor's where a version is named; see each entry. */
export type Feature = 'licenceTypes' | 'simpleTokens' | 'redrawn';

/** First version that has the feature. */
export const SINCE: Readonly<Record<Feature, string>> = {
  // Vendor's activation guide: licence types are assigned from this version on.
  licenceTypes: '4.01.44168.28',
  // Simple Tokens are a thing of WMS 5 and later; the exact first build is not published.
  simpleTokens: '5.00.00000.0',
  // Vendor's start guide: the web interface was redrawn from this Beta on.
  redrawn: '6.02.20230228.2',
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

/** Whether this version has the feature. */
export function has(version: string, feature: Feature): boolean {
  return compareVersions(version, SINCE[feature]) >= 0;
}
