/** Tells one text from another (FNV-1a); nobody has an interest in two alike. */
export function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16);
}
