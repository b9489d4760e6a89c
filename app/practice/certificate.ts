import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A key with its self-signed certificate, both PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

const DAY = 24 * 60 * 60 * 1000;

/** How long a certificate of ours is good, unless a profile says otherwise. */
const DAYS_VALID = 730;

/**
 * Which certificate a PBX presents before its activation is not published; ours is self-signed for a name nobody owns,
 * and for the address it is reached at, so that the only complaint of a client is that it does not know the issuer.
 */
export async function makeCertificate(
  name: string,
  host: string,
  now: number,
  daysValid = DAYS_VALID,
): Promise<Certificate> {
  const end = now + daysValid * DAY;
  const made = await generate(
    [
      { name: 'commonName', value: name },
      { name: 'organizationName', value: 'Practice PBX' },
    ],
    {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      notBeforeDate: new Date(Math.min(now, end) - DAY),
      notAfterDate: new Date(end),
      extensions: [
        { name: 'basicConstraints', cA: false, critical: true },
        { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, critical: true },
        { name: 'extKeyUsage', serverAuth: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: name }, addressName(host)] },
      ],
    },
  );
  return { key: made.private, cert: made.cert };
}

function addressName(host: string): { type: 2; value: string } | { type: 7; ip: string } {
  return /^[\d.]+$|:/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}

/** SHA-256 of the certificate, as Node writes it: `AA:BB:...`. */
export function fingerprint(certificate: Certificate): string {
  return new X509Certificate(certificate.cert).fingerprint256;
}
