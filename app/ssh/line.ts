import { connect, type Socket } from 'node:net';
import ssh2, { type AuthHandlerMiddleware } from 'ssh2';
import type { Address } from '../domain/address';
import { Failure } from '../domain/failure';
import type { HostKey } from '../domain/ssh';
import type { SshTarget } from '../procedure/ports';
import { algorithmsFor, oldOnes } from './algorithms';
import { placeOf, sshFailure } from './failures';
import { isSameKey, readHostKey } from './host-key';
import type { Limits } from './settings';

/**
 * One connection to one server. It ends once, for the first reason there is, and everything that waits on it ends with that
 * reason: a cut cable leaves nothing hanging.
 */
export class Line {
  readonly client = new ssh2.Client();
  /** Algorithms in use that are there for old servers only. */
  old: readonly string[] = [];
  private readonly socket: Socket;
  /** Rejects with the reason when it ends. */
  readonly over: Promise<never>;
  private finish: (reason: Failure) => void = () => undefined;
  private watch: NodeJS.Timeout | undefined;
  private ended = false;

  constructor(
    private readonly target: SshTarget,
    private readonly limits: Limits,
  ) {
    this.over = new Promise((_resolve, reject) => {
      this.finish = reject;
    });
    this.over.catch(() => undefined); // told to whoever waits
    this.socket = connect({ ...target.address, noDelay: true });
    this.client.on('error', (error: Error & { level?: string }) => {
      // A key program that is not there is one credential less, and the next one is tried.
      if (error.level !== 'agent') this.end(sshFailure(error, this.address));
    });
    this.client.on('close', () => this.end(this.lost('the connection was closed')));
    // The password was right and has run out: nobody but the person can choose another one.
    this.client.on('change password', (asks: string) => this.end(new Failure('ssh-asks', { asks })));
    this.client.on('handshake', (agreed) => {
      this.old = oldOnes(agreed);
    });
  }

  get address(): Address {
    return this.target.address;
  }

  /** Connects, checks the host key, signs in. Nothing of the login is sent before the key was found to be the pinned one. */
  async open(user: string, authHandler: AuthHandlerMiddleware, signal: AbortSignal): Promise<void> {
    const { connectMs, signInMs, keepAliveMs, keepAliveCount } = this.limits;
    const ready = new Promise<void>((resolve) => this.client.once('ready', resolve));
    const shaken = new Promise<void>((resolve) => this.client.once('handshake', () => resolve()));
    this.client.connect({
      sock: this.socket,
      username: user,
      authHandler,
      hostVerifier: (blob: Buffer) => this.accepts(readHostKey(blob)),
      keepaliveInterval: keepAliveMs,
      keepaliveCountMax: keepAliveCount,
      // Two times of our own: a person may have to answer while the second one runs.
      readyTimeout: 0,
      algorithms: algorithmsFor(this.target.oldAlgorithms),
    });
    await this.within(connectMs, signal, shaken);
    await this.within(signInMs, signal, ready);
    this.watchLife();
  }

  /** Waits for something of this line; fails when the line ends, when it takes too long, and when it is called off. */
  async within<T>(ms: number, signal: AbortSignal, work: Promise<T>): Promise<T> {
    const stop = (): void => this.end(new Failure('cancelled'));
    const timer = setTimeout(() => {
      this.end(new Failure('timeout', { address: placeOf(this.address) }, `nothing within ${String(ms)} ms`));
    }, ms);
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    try {
      return await Promise.race([this.over, work]);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    }
  }

  /** Ends the line for this reason; the first one counts. */
  end(reason: Failure): void {
    if (this.ended) return;
    this.ended = true;
    clearInterval(this.watch);
    this.finish(reason);
    this.client.end();
    // Does not wait for a server that answers no more.
    this.socket.destroy();
  }

  private accepts(shown: HostKey): boolean {
    const { pin } = this.target;
    if (pin && isSameKey(pin, shown)) return true;
    const address = placeOf(this.address);
    const reason = pin
      ? new Failure('host-key-changed', { address, type: shown.type, was: pin.sha256, now: shown.sha256 })
      : new Failure('host-key-unknown', { address, type: shown.type, sha256: shown.sha256 });
    this.end(reason);
    return false;
  }

  /** The library asks for signs of life too, and has been seen to stop asking; so bytes are counted besides. */
  private watchLife(): void {
    const { keepAliveMs, keepAliveCount } = this.limits;
    let heard = this.socket.bytesRead;
    let silent = 0;
    this.watch = setInterval(() => {
      silent = this.socket.bytesRead === heard ? silent + 1 : 0;
      heard = this.socket.bytesRead;
      if (silent > keepAliveCount + 1) this.end(this.lost('no sign of life', 'timeout'));
    }, keepAliveMs);
    this.watch.unref();
  }

  private lost(details: string, code: 'reset' | 'timeout' = 'reset'): Failure {
    return new Failure(code, { address: placeOf(this.address) }, details);
  }
}
