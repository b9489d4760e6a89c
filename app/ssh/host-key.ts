import { createHash } from 'node:crypto';
import type { HostKey } from '../domain/ssh';

/** A host key as it comes over the wire: first a length and the type, then what the type says. */
export function readHostKey(blob: Buffer): HostKey {
  const length = blob.length >= 4 ? blob.readUInt32BE(0) : 0;
  const type = blob.toString('latin1', 4, 4 + Math.min(length, 60)).replace(/[^\x21-\x7e]/g, '?');
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return { type, sha256: `SHA256:${digest}` };
}

export function isSameKey(a: HostKey, b: HostKey): boolean {
  return a.sha256 === b.sha256 && a.type === b.type;
}
