/**
 * The SHA-256 in what was pasted, in small letters: the sum alone, with `sha256:` before it, in groups, or as a line of
 * `sha256sum` with the file's name behind it. Null where there is none, or more than one.
 */
export function sumIn(pasted: string): string | null {
  const whole = pasted.replaceAll(/[\s:]|sha-?256/gi, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(whole)) return whole;
  const found = [...new Set(pasted.toLowerCase().match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [])];
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What comes of comparing a file with the sum that its publisher tells. */
export function compareSum(expected: string, sha256: string): 'none-given' | 'no-sum' | 'same' | 'differs' {
  if (expected.trim() === '') return 'none-given';
  const sum = sumIn(expected);
  if (sum === null) return 'no-sum';
  return sum === sha256.toLowerCase() ? 'same' : 'differs';
}
