import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request, read to its end. */
export interface Ask {
  method: string;
  /** Path as sent, without the query. */
  path: string;
  /** Decoded parts of the path, in the letter case they were sent in; a trailing slash leaves no empty part. */
  parts: string[];
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  cookies: Record<string, string>;
  body: string;
  ip: string;
}

const LARGEST_BODY = 1024 * 1024;

/** Reads a request. Throws `TooLarge` when its body is. */
export async function readAsk(request: IncomingMessage): Promise<Ask> {
  const url = new URL(request.url ?? '/', 'https://pbx.invalid');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    parts: url.pathname.split('/').filter(Boolean).map(decode),
    query: url.searchParams,
    headers: request.headers,
    cookies: readCookies(request.headers.cookie ?? ''),
    body: await readBody(request),
    ip: request.socket.remoteAddress ?? '',
  };
}

/** Said when a body is larger than anything a client of ours has reason to send. */
export class TooLarge extends Error {}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new TooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The fields of a form that was sent; of a field sent twice the last one. */
export function form(ask: Ask): URLSearchParams {
  return new URLSearchParams(ask.body);
}

/** The object that was sent, as JSON or as a form; `undefined` when it is neither. */
export function sentObject(ask: Ask): Record<string, unknown> | undefined {
  if (ask.body.trim() === '') return {};
  if ((ask.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(form(ask));
  }
  try {
    const value: unknown = JSON.parse(ask.body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

function readCookies(header: string): Record<string, string> {
  const pairs = header.split(';').map((pair) => pair.trim().split('='));
  return Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value]));
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
