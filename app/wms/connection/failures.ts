import { formatAddress, type Address } from '../../domain/address';
import { Failure } from '../../domain/failure';
import { networkCodes } from '../../domain/network';

export function nodeCode(thrown: unknown): string {
  const code = (thrown as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : '';
}

/** The certificate was read and is not accepted: unknown issuer, other name, out of its time and the like. */
export function isCertificateRefusal(thrown: unknown): boolean {
  const code = nodeCode(thrown);
  if (code.startsWith('ERR_SSL_')) return false;
  return /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH|INVALID_PURPOSE|CRL/.test(
    code,
  );
}

/** The two sides do not understand each other: no TLS there, or none that both know. */
export function isTlsProtocolError(thrown: unknown): boolean {
  return /^(EPROTO|ERR_SSL_)/.test(nodeCode(thrown));
}

/** Any error of Node's network layer as a Failure; a Failure stays what it is. */
export function connectionFailure(thrown: unknown, address: Address): Failure {
  if (thrown instanceof Failure) return thrown;
  const where = { address: formatAddress(address) };
  const code = nodeCode(thrown);
  const details = thrown instanceof Error ? `${code} ${thrown.message}`.trim() : String(thrown);
  const known = networkCodes[code];
  if (known) return new Failure(known, where, details);
  if (isTlsProtocolError(thrown)) return new Failure('tls-failed', { ...where, reason: code }, details);
  // llhttp: something answers inside TLS, but it is not HTTP.
  if (code.startsWith('HPE_')) return new Failure('not-a-pbx', where, code);
  return new Failure('internal', where, details);
}

export function timedOut(address: Address, what: string): Failure {
  return new Failure('timeout', { address: formatAddress(address) }, what);
}

/** Throws `cancelled` when the signal has fired. */
export function stopIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Failure('cancelled');
}
