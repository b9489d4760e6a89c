/** Why a text is plainly not a PBX key; the words stand in the strings, one for each. */
export type NotAKey =
  | 'empty'
  | 'several-words'
  | 'url'
  | 'email'
  | 'serial'
  | 'version'
  | 'too-short'
  | 'too-long'
  | 'strange-signs'
  | 'api-token';

/** 12 hex digits, with or without separators, as PBX serials are seen in public clients. */
const serialLook = /^[0-9a-f]{2}([:-]?[0-9a-f]{2}){5}$/i;

/** A site without its scheme, or a PBX's or the portal's own name. */
const siteLook = /^(www\.|([a-z0-9-]+\.)+wildix(in)?\.com([:/]|$))/i;

/**
 * The vendor has not published how a PBX key looks, so this refuses only what is plainly something else. Outer white
 * space and line breaks inside a copied key are taken away first.
 */
export function checkPbxKey(pasted: string): { key: string } | { not: NotAKey } {
  const trimmed = pasted.trim();
  if (trimmed === '') return { not: 'empty' };
  if (trimmed.includes('://') || siteLook.test(trimmed)) return { not: 'url' };
  const key = trimmed.replace(/\s*[\r\n]+\s*/g, '');
  if (/\s/.test(key)) return { not: 'several-words' };
  if (/^[^@]+@[^@]+\.[^@]+$/.test(key)) return { not: 'email' };
  if (serialLook.test(key)) return { not: 'serial' };
  if (/^\d+\.\d+\.\d+\.\d+$/.test(key)) return { not: 'version' };
  if (/^(access_|wsk-v1-)/.test(key)) return { not: 'api-token' };
  if (/[^\x21-\x7e]/.test(key)) return { not: 'strange-signs' };
  if (key.length < 8) return { not: 'too-short' };
  if (key.length > 20_000) return { not: 'too-long' };
  return { key };
}

/** A software serial as typed: letters, digits and separators. Its format is not published, so this stays loose. */
export function checkSerial(
  typed: string,
): { serial: string } | { not: 'empty' | 'url' | 'several-words' | 'strange-signs' | 'too-long' } {
  const serial = typed.trim();
  if (serial === '') return { not: 'empty' };
  if (serial.includes('://')) return { not: 'url' };
  if (/\s/.test(serial)) return { not: 'several-words' };
  if (!/^[0-9a-z:_-]+$/i.test(serial)) return { not: 'strange-signs' };
  if (serial.length > 64) return { not: 'too-long' };
  return { serial };
}

/** Serials compare without case and separators. */
export function sameSerial(a: string, b: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^0-9a-z]/g, '');
  return plain(a) === plain(b);
}

/** A DNS label (RFC 1035, 1123): the PBX name becomes `https://<name>.wildixin.com`. */
export function isDnsLabel(name: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(name);
}
