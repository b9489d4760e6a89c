import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol } from 'electron';
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
 * Serves the window's files out of `root` and nothing beside it. Resolves when the page has been handed out: its process
 * then starts by itself for a while before it asks for its scripts, and the main process is free for other work.
 */
export function serveFiles(root: string): Promise<void> {
  return new Promise((pageServed) => {
    protocol.handle(scheme, async (request) => {
      const answer = await answerTo(root, request);
      if (new URL(request.url).pathname.endsWith('.html')) setTimeout(pageServed, settleMs);
      return answer;
    });
  });
}

/** Time for the answer itself to leave, in milliseconds. */
const settleMs = 20;

async function answerTo(root: string, request: Request): Promise<Response> {
  const file = fileFor(root, request.url);
  if (file === null || request.method !== 'GET') return new Response('not found', { status: 404 });
  try {
    const body = await readFile(file);
    return new Response(new Uint8Array(body), { headers: headersFor(file) });
  } catch {
    return new Response('not found', { status: 404 });
  }
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

function headersFor(file: string): Record<string, string> {
  return {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
  };
}
