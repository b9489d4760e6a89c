import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** A key with its self-signed certificate, both PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

const DAY = 24 * 60 * 60 * 1000;

/**
 * Which certificate a PBX presents before its activation is not published; ours is self-signed for a name nobody owns,
 * and for the address it is reached at, so that the only complaint of a client is that it does not know the issuer.
 */
export async function makeCertificate(name: string, host: string, now: number): Promise<Certificate> {
  const made = await generate(
    [
      { name: 'commonName', value: name },
      { name: 'organizationName', value: 'Practice PBX' },
    ],
    {
      keyType: 'ec',
      curve: 'P-256',
      algorithm: 'sha256',
      notBeforeDate: new Date(now - DAY),
      notAfterDate: new Date(now + 730 * DAY),
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
