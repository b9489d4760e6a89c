import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What lies between this computer and a server on it: it can be cut, and held apart for a while. */
export class Cable {
  port = 0;
  /** How many were turned away while it was apart. */
  turnedAway = 0;
  private server: Server | null = null;
  private isApart = false;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly to: { host: string; port: number }) {}

  async start(): Promise<void> {
    const server = createServer((socket) => this.join(socket));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  /** Kills every connection at both of its ends. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** The same, and nobody comes through until {@link mend}. */
  pull(): void {
    this.isApart = true;
    this.cut();
  }

  mend(): void {
    this.isApart = false;
  }

  async end(): Promise<void> {
    this.cut();
    await new Promise((resolve) => {
      if (this.server) this.server.close(resolve);
      else resolve(null);
    });
  }

  private join(here: Socket): void {
    if (this.isApart) {
      this.turnedAway += 1;
      here.resetAndDestroy();
      return;
    }
    const there = connect(this.to);
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const) {
      this.sockets.add(one);
      one.on('error', () => undefined); // told by its close
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
