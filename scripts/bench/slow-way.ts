import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A way to a server on this computer that takes its time, and that sees when something is on the wire. */
export class SlowWay {
  port = 0;
  /** Milliseconds from what the server sent to the next that reached it, each time it was the client's turn. */
  readonly turns: number[] = [];
  private sentAt = 0;
  private readonly server: Server;

  /** @param roundTripMs added to each round trip, half of it on either way */
  constructor(
    private readonly target: { host: string; port: number },
    private readonly roundTripMs: number,
  ) {
    this.server = createServer({ noDelay: true }, (near) => this.join(near));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  private join(near: Socket): void {
    const far = connect({ ...this.target, noDelay: true });
    for (const socket of [near, far]) {
      socket.on('error', () => undefined);
      socket.on('close', () => [near, far].forEach((one) => one.destroy()));
    }
    far.on('data', (chunk: Buffer) => {
      this.sentAt = performance.now();
      this.later(() => near.write(chunk));
    });
    near.on('data', (chunk: Buffer) => {
      this.later(() => {
        if (this.sentAt > 0) this.turns.push(performance.now() - this.sentAt);
        this.sentAt = 0;
        far.write(chunk);
      });
    });
  }

  private later(act: () => void): void {
    if (this.roundTripMs === 0) act();
    else setTimeout(act, this.roundTripMs / 2);
  }
}
