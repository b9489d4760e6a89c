import { createServer, type Server } from 'node:https';
import {
  createServer as createPlainServer,
  type Server as PlainServer,
  type ServerResponse,
} from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from '../certificate';
import type { Clock } from '../clock';
import type { RequestLog } from '../request-log';
import { readAsk, TooLarge, type Ask } from './ask';
import type { Reply } from './reply';

/** What a server serves and how. */
export interface Serving {
  /** Name in the log. */
  name: string;
  host: string;
  /** 0 for a free one. */
  port: number;
  /** None: plain HTTP. */
  certificate?: Certificate;
  headers: Record<string, string>;
  clock: Clock;
  log?: RequestLog;
  /** True while every connection is to be reset. */
  away?(): boolean;
  answer: (ask: Ask) => Promise<Reply>;
}

/** A server that listens. */
export interface Served {
  port: number;
  /** Uses this certificate for every connection from now on. */
  useCertificate(certificate: Certificate): void;
  /** Resets every open connection. */
  cut: () => void;
  stop(): Promise<void>;
}

/** Starts a server; rejects with words for a person when the port cannot be had. */
export async function serve(serving: Serving): Promise<Served> {
  const sockets = new Set<Socket>();
  const cut = (but?: Socket): void => {
    for (const socket of sockets) if (but?.remotePort !== socket.remotePort) socket.resetAndDestroy();
  };
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    void handle(serving, request, response, cut);
  };
  const server = serving.certificate
    ? createServer({ ...serving.certificate, minVersion: 'TLSv1.2' }, listener)
    : createPlainServer(listener);
  server.on('connection', (socket: Socket) => {
    // A client that goes away in the middle is no event worth ending for.
    socket.on('error', () => undefined);
    if (serving.away?.()) {
      socket.resetAndDestroy();
      return;
    }
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await listen(server, serving);
  return {
    port: (server.address() as AddressInfo).port,
    useCertificate: (certificate) => {
      if ('setSecureContext' in server) server.setSecureContext(certificate);
      server.closeIdleConnections();
    },
    cut: () => cut(),
    stop: () => stop(server, cut),
  };
}

function listen(server: Server | PlainServer, { host, port, name }: Serving): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is in use; is this practice PBX running already?' : error.message;
      reject(new Error(`The ${name} cannot listen on ${host}:${port}: ${why}`));
    });
    server.listen(port, host, resolve);
  });
}

function stop(server: Server | PlainServer, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    cut();
  });
}

async function handle(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
  cut: (but: Socket) => void,
): Promise<void> {
  let ask: Ask;
  try {
    ask = await readAsk(request);
  } catch (error) {
    if (error instanceof TooLarge) send(serving, response, { status: 413, body: '' });
    else request.socket.destroy();
    return;
  }
  const reply = serving.away?.() ? { status: 0, cut: true } : await answerOrFail(serving, ask);
  const { name, clock, log } = serving;
  const time = new Date(clock.wall()).toISOString();
  log?.add({ time, server: name, method: ask.method, path: ask.path, status: reply.cut ? 0 : reply.status });
  if (reply.cut) reset(request.socket);
  else send(serving, response, reply);
  if (reply.last) cut(request.socket);
}

async function answerOrFail({ answer, name }: Serving, ask: Ask): Promise<Reply> {
  try {
    return await answer(ask);
  } catch (error) {
    // A defect of ours or a full disk: said on stderr, where it holds no credential, for messages of ours name none.
    process.stderr.write(`${name}: ${ask.method} ${ask.path} failed: ${String(error)}\n`);
    return { status: 500, body: '' };
  }
}

function send({ headers, clock }: Serving, response: ServerResponse, reply: Reply): void {
  response.sendDate = false;
  response.writeHead(reply.status, {
    Date: new Date(clock.wall()).toUTCString(),
    'Cache-Control': 'no-store',
    ...headers,
    ...(reply.type === undefined ? {} : { 'Content-Type': reply.type }),
    ...reply.headers,
    ...(reply.last ? { Connection: 'close' } : {}),
  });
  response.end(reply.body ?? '');
}

/** A TLS socket has no reset of its own: the TCP one below is destroyed, which ends without a goodbye. */
function reset(socket: Socket): void {
  socket.destroy();
}
