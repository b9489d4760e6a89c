import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';

/** A salted password hash, hex. */
export interface PasswordHash {
  salt: string;
  hash: string;
}

// Modest work: Basic sends the password with every request and one practice PBX answers them all.
const WORK = { N: 4096, r: 8, p: 1 };
const LENGTH = 32;

/** Hashes a password with a fresh salt. */
export function hashPassword(password: string): PasswordHash {
  const salt = randomBytes(16);
  return { salt: salt.toString('hex'), hash: scryptSync(password, salt, LENGTH, WORK).toString('hex') };
}

const known = new Map<string, string>();

/** Whether the password is the hashed one. Remembers (only in memory, and only its digest) what was right before. */
export function isPassword(password: string, kept: PasswordHash): boolean {
  const digest = createHash('sha256').update(kept.salt).update(password).digest('hex');
  if (known.get(kept.hash) === digest) return true;
  const tried = scryptSync(password, Buffer.from(kept.salt, 'hex'), LENGTH, WORK);
  const right = timingSafeEqual(tried, Buffer.from(kept.hash, 'hex'));
  if (right) known.set(kept.hash, digest);
  return right;
}
