import { createHash, randomInt } from 'node:crypto';

// Letters and digits that are not mistaken for one another when read aloud.
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const RANDOM = 36;
const CHECK = 4;
const GROUP = 5;

/**
 * A PBX key: eight groups of five letters and digits, the last four characters a check of the others. The vendor has not published
 * what a key looks like; this look is our own choice, and nothing but the practice portal may rely on it.
 */
export function newKey(): string {
  const body = Array.from({ length: RANDOM }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return grouped(body + check(body));
}

/** The key as it was made, out of what somebody pasted (spaces, line ends, small letters); `undefined` if it is none. */
export function readKey(pasted: string): string | undefined {
  const plain = pasted.replaceAll(/[\s-]/g, '').toUpperCase();
  if (plain.length !== RANDOM + CHECK) return undefined;
  const body = plain.slice(0, RANDOM);
  return check(body) === plain.slice(RANDOM) ? grouped(plain) : undefined;
}

function check(body: string): string {
  const digest = createHash('sha256').update(body).digest();
  return Array.from(digest.subarray(0, CHECK), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

function grouped(plain: string): string {
  return plain.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? '';
}
