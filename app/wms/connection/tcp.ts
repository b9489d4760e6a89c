import { lookup } from 'node:dns';
import { isIP, connect } from 'node:net';
import type { Address } from '../../domain/address';
import { Failure } from '../../domain/failure';
import { connectionFailure, stopIfCancelled, timedOut } from './failures';

/** The IP addresses of a name, as this computer's own resolver tells them; null for what is an IP address itself. */
export async function resolveName(
  address: Address,
  withinMs: number,
  signal: AbortSignal,
): Promise<string[] | null> {
  if (isIP(address.host) !== 0) return null;
  return settle(address, withinMs, signal, 'resolving', (resolve, reject) => {
    lookup(address.host, { all: true }, (error, found) => {
      if (error) reject(error);
      else resolve(found.map((one) => one.address));
    });
  });
}

/** Opens a connection and hangs up; gives the milliseconds until it stood. */
export async function connectTcp(address: Address, withinMs: number, signal: AbortSignal): Promise<number> {
  const started = Date.now();
  const socket = connect({ host: address.host, port: address.port });
  try {
    return await settle(address, withinMs, signal, 'connecting', (resolve, reject) => {
      socket.once('connect', () => resolve(Date.now() - started));
      socket.on('error', reject);
    });
  } finally {
    socket.destroy();
  }
}

/** An act that ends by itself, by the time given, or when it is called off; fails with a Failure. */
async function settle<T>(
  address: Address,
  withinMs: number,
  signal: AbortSignal,
  what: string,
  act: (resolve: (value: T) => void, reject: (error: unknown) => void) => void,
): Promise<T> {
  stopIfCancelled(signal);
  let cancel = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      cancel = () => reject(new Failure('cancelled'));
      signal.addEventListener('abort', cancel);
      timer = setTimeout(() => reject(timedOut(address, what)), withinMs);
      act(resolve, reject);
    });
  } catch (error) {
    throw connectionFailure(error, address);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}
