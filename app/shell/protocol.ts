import { readFileSync } from 'node:fs';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type ProtocolRequest, type ProtocolResponse } from 'electron';
import { isOwnUrl, scheme } from './origin';

/** Nothing from anywhere but the app itself, and no network at all. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the window's files out of `root` and nothing beside it. The files go to Chromium whole, by the older of Electron's
 * two ways: `protocol.handle` streams every answer through JavaScript, and then a main process that is busy starting up
 * holds back the very scripts the first screen waits for (measured: the first screen came a third later).
 */
export function serveFiles(root: string): void {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- see above
  protocol.registerBufferProtocol(scheme, (request, answer) => {
    answer(answerTo(root, request));
  });
}

function answerTo(root: string, request: Pick<ProtocolRequest, 'url' | 'method'>): ProtocolResponse {
  const file = fileFor(root, request.url);
  if (file === null || request.method !== 'GET') return notFound();
  try {
    const headers = headersFor(file);
    const mimeType = headers['content-type'].replace(/;.*/, '');
    return { data: readFileSync(file), mimeType, charset: 'utf-8', headers };
  } catch {
    return notFound();
  }
}

function notFound(): ProtocolResponse {
  return { statusCode: 404, data: Buffer.from('not found'), mimeType: 'text/plain', charset: 'utf-8' };
}

/** The file behind one of our URLs; null for anything that would leave the folder. */
export function fileFor(root: string, url: string): string | null {
  if (!isOwnUrl(url)) return null;
  let path: string;
  try {
    path = decodeURIComponent(new URL(url).pathname);
  } catch {
    return null;
  }
  if (path.includes('\0')) return null;
  const file = normalize(join(root, path));
  return file.startsWith(root + sep) ? file : null;
}

function headersFor(file: string): Record<string, string> & { 'content-type': string } {
  return {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
