import { createServer, type AddressInfo, type Socket } from 'node:net';
import ssh2 from 'ssh2';
import { isDown } from '../pbx/power';
import type { SshSetup } from '../presets/preset';
import { answering, notePassword } from '../stranger';
import type { World } from '../world';
import { serveSession } from './channel';
import { decide } from './sign-in';

/** An SSH server that listens. */
export interface ListeningSsh {
  port: number;
  /** Resets every open connection. */
  cut: () => void;
  stop(): Promise<void>;
}

/** The SSH of a practice PBX, which may be closed just now. */
export interface ServedSsh extends ListeningSsh {
  /** Makes it what it has become: open or closed. */
  settle(): Promise<void>;
}

/** Listens at once; rejects with words for a person when the port cannot be had. */
export async function listenSsh(
  world: World,
  setup: SshSetup,
  host: string,
  port: number,
): Promise<ListeningSsh> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => undefined); // a client that goes away is no event worth ending for
    if (isDown(world) || isDown(answering(world))) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    greet(world, setup, socket);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is in use; is this practice PBX running already?' : error.message;
      reject(new Error(`The practice SSH cannot listen on ${host}:${port}: ${why}`));
    });
    server.listen(port, host, resolve);
  });
  const cut = (): void => {
    for (const socket of sockets) socket.resetAndDestroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}

/** A server of its own for each connection, so that it shows the host key that the PBX has by then. */
function greet(world: World, setup: SshSetup, socket: Socket): void {
  const here = answering(world);
  const hostKey = here.store.state.ssh?.hostKey;
  if (hostKey === undefined) {
    socket.resetAndDestroy();
    return;
  }
  const server = new ssh2.Server({ hostKeys: [hostKey], ident: 'practice' }, (client) => {
    let user = '';
    client.on('authentication', (context) => {
      user = context.username;
      if (context.method === 'password' || context.method === 'keyboard-interactive') notePassword(world);
      decide(here, setup, context);
    });
    client.on('session', (accept) => {
      serveSession(here, setup, user, accept());
    });
    client.on('error', () => undefined); // told by its close
  });
  server.injectSocket(socket);
}
