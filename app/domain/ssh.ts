import { z } from 'zod';

/** A server's host key, told as OpenSSH tells it: its type, and `SHA256:` with the digest in base64 without padding. */
export const HostKey = z.object({ type: z.string(), sha256: z.string() });
export type HostKey = z.infer<typeof HostKey>;

/** A host key as it was shown at an address, before anything was sent there. */
export const SeenHostKey = HostKey.extend({ host: z.string(), port: z.number() });
export type SeenHostKey = z.infer<typeof SeenHostKey>;

/** The port of SSH unless somebody says otherwise. */
export const sshPort = 22;

/** A port as typed; empty: SSH's own. Null when it is none. */
export function parsePort(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return sshPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : null;
}

/** A login name as typed; empty: root. Null when no system has such a name. */
export function parseUser(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return 'root';
  return /^[A-Za-z0-9_][A-Za-z0-9._@\\-]{0,63}$/.test(text) ? text : null;
}
