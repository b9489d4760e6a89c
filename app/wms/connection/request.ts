import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Failure } from '../../domain/failure';
import type { Settings } from '../settings';
import { connectionFailure, nodeCode, stopIfCancelled, timedOut } from './failures';
import type { PinnedAgent } from './pin';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Ask {
  method: Method;
  /** With its query, from the root: `/api/v1/PBX/ping/`. */
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** What came back, whatever its status. A redirect is an answer like any other: it is not followed. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** This computer's clock when the request went out and when the answer's head came in, in milliseconds. */
  sentAt: number;
  heardAt: number;
}

/** A pinned way to one PBX. */
export interface Line {
  agent: PinnedAgent;
  settings: Settings;
}

/** `GET /api/v1/PBX/ping/`: how a request is named in logs, errors and evidence. Without the query, which can hold a name. */
export function routeOf({ method, path }: Pick<Ask, 'method' | 'path'>): string {
  return `${method} ${path.replace(/\?.*$/, '')}`;
}

/**
 * One request and its whole answer. Fails with the Failure that says why. A GET is sent again, once, when the kept
 * connection it was put on turns out to have been closed by the PBX; nothing else is ever repeated here.
 */
export async function request(line: Line, ask: Ask, signal: AbortSignal): Promise<Answer> {
  const started = Date.now();
  const note = (what: string): void =>
    line.settings.log(`${routeOf(ask)} ${what} ${Date.now() - started} ms`);
  try {
    const answer = await withOneRetry(line, ask, signal);
    note(String(answer.status));
    return answer;
  } catch (error) {
    const failure = connectionFailure(error, line.agent.target.address);
    note(failure.error.code);
    line.agent.dropIdle();
    throw failure;
  }
}

async function withOneRetry(line: Line, ask: Ask, signal: AbortSignal): Promise<Answer> {
  const first = { stale: false };
  try {
    return await once(line, ask, signal, first);
  } catch (error) {
    if (ask.method !== 'GET' || !first.stale) throw error;
    line.agent.dropIdle();
    return once(line, ask, signal, first);
  }
}

/** Sends once. `fate.stale` tells that the connection had been used before and broke before a byte came back. */
function once(line: Line, ask: Ask, signal: AbortSignal, fate: { stale: boolean }): Promise<Answer> {
  stopIfCancelled(signal);
  const { agent } = line;
  const { address } = agent.target;
  return new Promise((resolve, reject) => {
    const sentAt = Date.now();
    const sent = httpsRequest({
      ...address,
      agent,
      method: ask.method,
      path: ask.path,
      headers: headersOf(ask),
    });
    const fail = (error: unknown): void => {
      stop();
      reject(connectionFailure(error, address));
      sent.destroy();
    };
    const stop = watch(sent, line, signal, fail);
    sent.on('error', (error) => {
      fate.stale = sent.reusedSocket && /^(ECONNRESET|EPIPE)$/.test(nodeCode(error));
      fail(error);
    });
    sent.on('response', (received) => {
      const heardAt = Date.now();
      readBody(received, line, routeOf(ask)).then((text) => {
        stop();
        resolve({ status: received.statusCode ?? 0, headers: received.headers, text, sentAt, heardAt });
      }, fail);
    });
    sent.end(ask.body);
  });
}

function headersOf(ask: Ask): Record<string, string | number> {
  const length = ask.body === undefined ? {} : { 'Content-Length': Buffer.byteLength(ask.body) };
  return { Accept: 'application/json', ...length, ...ask.headers };
}

/** Gives up when it is cancelled, nothing is heard for too long, or it takes too long altogether. Returns how to stop watching. */
function watch(
  sent: ClientRequest,
  { agent, settings }: Line,
  signal: AbortSignal,
  giveUp: (why: Failure) => void,
): () => void {
  const { address } = agent.target;
  const { idleMs, totalMs } = settings.limits;
  let watching = true;
  let idle: NodeJS.Timeout | undefined;
  const whole = setTimeout(() => giveUp(timedOut(address, 'in all')), totalMs);
  const cancel = (): void => giveUp(new Failure('cancelled'));
  let beats = 0;
  // After a standstill of this computer an overdue timer runs before what has come meanwhile is read: that is heard first.
  const silent = (): void => {
    const before = beats;
    setImmediate(() => {
      if (watching && beats === before) giveUp(timedOut(address, 'nothing heard'));
    });
  };
  const heard = (): void => {
    beats += 1;
    clearTimeout(idle);
    if (watching) idle = setTimeout(silent, idleMs);
  };
  // The socket comes when it is connected; until then the time to connect counts, not this.
  sent.once('socket', heard);
  sent.once('response', (received: IncomingMessage) => {
    heard();
    received.on('data', heard);
  });
  signal.addEventListener('abort', cancel);
  return () => {
    watching = false;
    clearTimeout(whole);
    clearTimeout(idle);
    signal.removeEventListener('abort', cancel);
  };
}

async function readBody(received: IncomingMessage, line: Line, route: string): Promise<string> {
  const most = line.settings.limits.bodyBytes;
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of received as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > most) throw new Failure('unknown-answer', { route }, `larger than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
