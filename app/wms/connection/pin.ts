import { Agent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { checkServerIdentity, connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { formatAddress, type Address } from '../../domain/address';
import { Failure } from '../../domain/failure';
import type { Certificate } from '../../domain/pbx';
import type { Target } from '../../procedure/ports';
import type { Settings } from '../settings';
import { explainHandshake, readCertificate, rootOptions, secured, tlsOptions } from './certificate';
import { connectionFailure, isCertificateRefusal, nodeCode } from './failures';

/**
 * Gives out connections to one PBX that has shown one certificate. A request gets its socket only after the certificate
 * was checked, so that no byte of it can reach another server, whatever the TLS library does with early writes.
 */
export class PinnedAgent extends Agent {
  readonly target: Target;
  readonly #settings: Settings;

  constructor(target: Target, settings: Settings) {
    // No session cache: a resumed session shows no certificate, so there would be nothing to check.
    super({ keepAlive: true, maxCachedSessions: 0, maxSockets: 8, timeout: settings.limits.keepMs });
    this.target = target;
    this.#settings = settings;
  }

  override createConnection(
    _options: RequestOptions,
    callback?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    // Node leaves the socket out when there is an error; its types do not say so.
    const given = callback as ((error: Error | null, socket?: Duplex) => void) | undefined;
    openPinned(this.target, this.#settings).then(
      (socket) => given?.(null, socket),
      (error: unknown) => given?.(connectionFailure(error, this.target.address)),
    );
  }

  /** After one connection broke, the others that lie idle are most likely dead too. */
  dropIdle(): void {
    for (const sockets of Object.values(this.freeSockets))
      for (const socket of sockets ?? []) socket.destroy();
  }
}

/** A connection whose certificate is the pinned one or, without a pin, one that the computer's trust store accepts. */
async function openPinned(target: Target, settings: Settings): Promise<TLSSocket> {
  const seen: Seen = { other: null };
  const socket = connect({ ...tlsOptions(target.address), ...trust(target.pin, settings, seen) });
  try {
    await secured(socket, target.address, settings.limits.connectMs);
    proveSame(socket, target.pin);
    return socket;
  } catch (error) {
    socket.destroy();
    throw await explain(error, target, settings, seen.other);
  }
}

/** The fingerprint of a certificate that was shown in place of the pinned one. */
interface Seen {
  other: string | null;
}

/**
 * A pinned certificate is itself the only authority, also when another issued it (hence the partial chain). A pinned one
 * that is trusted as well keeps the normal verification and is compared on top of it.
 */
function trust(pin: Certificate | null, settings: Settings, seen: Seen): ConnectionOptions {
  if (!pin) return rootOptions(settings);
  const compare = (fingerprint: string): Error | undefined => {
    if (sameFingerprint(fingerprint, pin.fingerprint256)) return undefined;
    seen.other = fingerprint;
    return new Error('not the pinned certificate');
  };
  if (pin.trusted) {
    return {
      ...rootOptions(settings),
      checkServerIdentity: (host, shown) => checkServerIdentity(host, shown) ?? compare(shown.fingerprint256),
    };
  }
  return {
    ca: [pin.pem],
    allowPartialTrustChain: true,
    checkServerIdentity: (_host, shown) => compare(shown.fingerprint256),
  };
}

function sameFingerprint(a: string, b: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^0-9a-f]/g, '');
  return plain(a) === plain(b);
}

/** Belt and braces: looks at the socket once more before it is given out. */
function proveSame(socket: TLSSocket, pin: Certificate | null): void {
  const shown = socket.getPeerX509Certificate()?.fingerprint256 ?? '';
  if (!socket.authorized || (pin && !sameFingerprint(shown, pin.fingerprint256))) {
    throw new Failure('certificate-changed', { was: pin?.fingerprint256 ?? '', now: shown });
  }
}

async function explain(
  error: unknown,
  { address, pin }: Target,
  settings: Settings,
  other: string | null,
): Promise<Failure> {
  if (other !== null && pin) {
    return new Failure('certificate-changed', { was: pin.fingerprint256, now: other });
  }
  if (!isCertificateRefusal(error)) return explainHandshake(error, address, settings);
  const reason = { address: formatAddress(address), reason: nodeCode(error) };
  if (!pin) return new Failure('certificate-not-accepted', reason, nodeCode(error));
  const now = await shownNow(address, settings);
  return sameFingerprint(now, pin.fingerprint256)
    ? new Failure('tls-failed', reason, `${nodeCode(error)}: valid ${pin.validFrom} to ${pin.validTo}`)
    : new Failure('certificate-changed', { was: pin.fingerprint256, now });
}

/** The refusal does not tell what was shown, so it is read once more to say so. Empty when the server is gone by now. */
async function shownNow(address: Address, settings: Settings): Promise<string> {
  try {
    return (await readCertificate(address, settings, new AbortController().signal)).fingerprint256;
  } catch {
    return '';
  }
}
