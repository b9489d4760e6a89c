import { createHash, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** A salted password hash, hex. */
export interface PasswordHash {
  salt: string;
  hash: string;
}

// Modest work: Basic sends the password with every request and one practice PBX answers them all.
const ROUNDS = 10_000;
const LENGTH = 32;

/** Hashes a password with a fresh salt. */
export function hashPassword(password: string): PasswordHash {
  const salt = randomBytes(16);
  return { salt: salt.toString('hex'), hash: digestOf(password, salt).toString('hex') };
}

const known = new Map<string, string>();

/** Whether the password is the hashed one. Remembers (only in memory, and only its digest) what was right before. */
export function isPassword(password: string, kept: PasswordHash): boolean {
  const digest = createHash('sha256').update(kept.salt).update(password).digest('hex');
  if (known.get(kept.hash) === digest) return true;
  const tried = digestOf(password, Buffer.from(kept.salt, 'hex'));
  const right = timingSafeEqual(tried, Buffer.from(kept.hash, 'hex'));
  if (right) known.set(kept.hash, digest);
  return right;
}

/** Salted SHA-512, as the vendor's security page says of the real one; the rounds are ours. */
function digestOf(password: string, salt: Buffer): Buffer {
  return pbkdf2Sync(password, salt, ROUNDS, LENGTH, 'sha512');
}
