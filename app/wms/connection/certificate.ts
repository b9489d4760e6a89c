import type { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { formatAddress, type Address } from '../../domain/address';
import { Failure } from '../../domain/failure';
import type { Certificate } from '../../domain/pbx';
import type { Settings } from '../settings';
import { connectionFailure, isTlsProtocolError, nodeCode, stopIfCancelled, timedOut } from './failures';
import { speaksPlainHttp } from './plain-http';

/** What every TLS connection of ours has in common. An IP address may not be sent as a server name (RFC 6066). */
export function tlsOptions({ host, port }: Address): ConnectionOptions {
  return { host, port, servername: isIP(host) ? '' : host, ALPNProtocols: ['http/1.1'] };
}

/** What the computer's own trust store accepts. */
export function rootOptions(settings: Settings): ConnectionOptions {
  return settings.roots ? { ca: [...settings.roots] } : {};
}

/**
 * Shakes hands, reads the certificate the server shows and hangs up. Not one byte of a request is sent, which is the
 * only reason that verification may be off here: an unknown certificate has to be read to be shown.
 */
export async function readCertificate(
  address: Address,
  settings: Settings,
  signal: AbortSignal,
): Promise<Certificate> {
  stopIfCancelled(signal);
  const socket = connect({ ...tlsOptions(address), ...rootOptions(settings), rejectUnauthorized: false });
  try {
    await secured(socket, address, settings.limits.connectMs, signal);
    return describe(socket, address);
  } catch (error) {
    throw await explainHandshake(error, address, settings);
  } finally {
    socket.destroy();
  }
}

/** Resolves when the handshake ended well by the socket's own options; rejects with Node's error or a Failure. */
export function secured(
  socket: TLSSocket,
  address: Address,
  withinMs: number,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => end(() => reject(new Failure('cancelled')));
    const timer = setTimeout(() => end(() => reject(timedOut(address, 'connecting'))), withinMs);
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      settle();
    };
    signal?.addEventListener('abort', cancel);
    socket.once('secureConnect', () => end(resolve));
    socket.on('error', (error: Error) => end(() => reject(error)));
    socket.once('close', () => end(() => reject(new Failure('reset', { address: formatAddress(address) }))));
  });
}

/** Why a handshake failed, after asking whether it is plain HTTP that answers there. */
export async function explainHandshake(
  error: unknown,
  address: Address,
  settings: Settings,
): Promise<Failure> {
  const noTls = isTlsProtocolError(error) || nodeCode(error) === 'ECONNRESET';
  if (noTls && (await speaksPlainHttp(address, settings.limits.connectMs))) {
    return new Failure('plain-http', { address: formatAddress(address) });
  }
  return connectionFailure(error, address);
}

function describe(socket: TLSSocket, address: Address): Certificate {
  const leaf = socket.getPeerX509Certificate();
  if (!leaf) throw new Failure('tls-failed', { address: formatAddress(address), reason: 'no certificate' });
  return { ...describeLeaf(leaf), trusted: socket.authorized };
}

function describeLeaf(leaf: X509Certificate): Omit<Certificate, 'trusted'> {
  return {
    fingerprint256: leaf.fingerprint256,
    subject: oneLine(leaf.subject),
    issuer: oneLine(leaf.issuer),
    altNames: leaf.subjectAltName ?? '',
    validFrom: new Date(leaf.validFrom).toISOString(),
    validTo: new Date(leaf.validTo).toISOString(),
    // Not `checkIssued`: that asks for a key usage which a leaf that signs only itself need not have.
    selfSigned: leaf.subject === leaf.issuer && leaf.verify(leaf.publicKey),
    pem: leaf.toString(),
  };
}

/** Node writes a name as lines `CN=…\nO=…`; an empty name is undefined in some versions. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').filter(Boolean).join(', ');
}
