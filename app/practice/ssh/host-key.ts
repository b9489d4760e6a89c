import { createHash } from 'node:crypto';
import ssh2 from 'ssh2';

/**
 * A new host key, private, in OpenSSH's format. About one in two hundred that ssh2 1.17 makes cannot be read again (counted: 16
 * of 3000), so each is read before it is used.
 */
export function makeHostKey(): string {
  for (;;) {
    const { private: key } = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key;
  }
}

/** What a client shows of it: `SHA256:` and the digest of the public part in base64 without padding. */
export function hostKeyFingerprint(hostKey: string): string {
  const parsed = ssh2.utils.parseKey(hostKey);
  if (parsed instanceof Error) throw parsed;
  const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64');
  return `SHA256:${digest.replace(/=+$/, '')}`;
}
