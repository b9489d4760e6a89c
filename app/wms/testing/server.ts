import { createServer as createHttps } from 'node:https';
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createNet, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTls, type TlsOptions } from 'node:tls';
import { generate } from 'selfsigned';
import type { Address } from '../../domain/address';

/** Small servers on the loopback for tests of odd cases; everything here is independent of the code under test. */

export interface KeyAndCertificate {
  key: string;
  cert: string;
}

interface CertificateWishes {
  signedBy?: KeyAndCertificate;
  authority?: boolean;
  from?: Date;
  until?: Date;
}

/** A certificate for 127.0.0.1, self-signed unless an authority is given. */
export async function makeCertificate(
  name: string,
  { signedBy, authority = false, from, until }: CertificateWishes = {},
): Promise<KeyAndCertificate> {
  const made = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    ...(from ? { notBeforeDate: from } : {}),
    ...(until ? { notAfterDate: until } : {}),
    ...(signedBy ? { ca: signedBy } : {}),
    extensions: [
      { name: 'basicConstraints', cA: authority, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { key: made.private, cert: made.cert };
}

/** A request as it came in. */
export interface Heard {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
  /** Which connection it came over, counted from 1. */
  connection: number;
}

export type Handler = (heard: Heard, response: ServerResponse) => void;

export interface TestServer {
  address: Address;
  heard: Heard[];
  /** Connections made so far. */
  connections(): number;
  stop(): Promise<void>;
}

const running = new Set<TestServer>();

/** For `afterEach`. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((one) => one.stop()));
}

export async function startHttps(
  { key, cert }: KeyAndCertificate,
  handler: Handler,
  options: TlsOptions & { port?: number; host?: string } = {},
): Promise<TestServer> {
  const heard: Heard[] = [];
  const numbers = new WeakMap<Socket, number>();
  let connections = 0;
  const server = createHttps({ key, cert, ...options }, (request, response) => {
    void readAll(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body, connection: numbers.get(request.socket) ?? 0 };
      heard.push(one);
      handler(one, response);
    });
  });
  server.on('secureConnection', (socket: Socket) => numbers.set(socket, ++connections));
  return listen(server, heard, () => connections, options.port, options.host);
}

/** Plain HTTP. */
export async function startHttp(): Promise<TestServer> {
  return listen(
    createHttp((_request, response) => response.end('hello')),
    [],
    () => 0,
  );
}

/** Takes connections and does with them what it is told. */
export async function startRaw(onSocket: (socket: Socket) => void): Promise<TestServer> {
  let connections = 0;
  const server = createNet((socket) => {
    connections++;
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  return listen(server, [], () => connections);
}

/** TLS under the given certificate that keeps every decrypted byte and hangs up on the first. */
export async function startEar(
  { key, cert }: KeyAndCertificate,
  options: TlsOptions & { port?: number } = {},
): Promise<TestServer & { bytes(): string }> {
  let bytes = '';
  let connections = 0;
  const server = createTls({ key, cert, ...options }, (socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      bytes += part.toString('latin1');
      socket.destroy();
    });
  });
  server.on('connection', () => connections++);
  server.on('tlsClientError', () => undefined);
  const base = await listen(server, [], () => connections, options.port);
  return Object.assign(base, { bytes: () => bytes });
}

async function listen(
  server: Server,
  heard: Heard[],
  connections: () => number,
  port = 0,
  host = '127.0.0.1',
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  const address = { host, port: (server.address() as AddressInfo).port };
  const stop = async (): Promise<void> => {
    running.delete(one);
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  const one: TestServer = { address, heard, connections, stop };
  running.add(one);
  return one;
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request as AsyncIterable<Buffer>) text += part.toString('utf8');
  return text;
}

export function json(response: ServerResponse, body: unknown, status = 200, headers = {}): void {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The envelope of a result. */
export function result(response: ServerResponse, value: unknown): void {
  json(response, { type: 'result', result: value });
}

/** A port that nothing listens on (any more). */
export async function closedPort(): Promise<Address> {
  const server = await startRaw(() => undefined);
  await server.stop();
  return server.address;
}
