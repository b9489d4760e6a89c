import type { Address } from '../domain/address';
import type { ErrorCode, Params } from '../domain/error';
import { Failure } from '../domain/failure';
import { networkCodes } from '../domain/network';

/** A server's own words are put in no text as long as it likes. */
const mostWords = 200;

/** Host and port: here the port is never the one that goes without saying. */
export function placeOf({ host, port }: Address): string {
  return `${host.includes(':') ? `[${host}]` : host}:${String(port)}`;
}

/** Whatever the library or the network says, as a Failure; a Failure stays what it is. */
export function sshFailure(thrown: unknown, address: Address): Failure {
  if (thrown instanceof Failure) return thrown;
  const { level, code, message } = thrown as { level?: string; code?: unknown; message?: string };
  const words = String(message ?? thrown).slice(0, mostWords);
  const failure = (what: ErrorCode, more: Params = {}): Failure =>
    new Failure(what, { address: placeOf(address), ...more }, words);
  const known = typeof code === 'string' ? networkCodes[code] : undefined;
  if (known) return failure(known);
  if (level === 'client-timeout') return failure('timeout');
  if (level === 'client-authentication' || /authentication failures/i.test(words))
    return failure('ssh-refused');
  if (/no matching/i.test(words)) return failure('ssh-too-old');
  // A server that is there and hangs up, as one that starts or that has had enough of us.
  if (/lost before handshake|not connected|no response from server|channel open failure/i.test(words))
    return failure('reset');
  return failure('ssh-failed', { says: words });
}
