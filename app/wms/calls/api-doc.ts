import { Failure } from '../../domain/failure';
import type { Api } from '../api';
import { routeOf, type Answer, type Ask, type Line } from '../connection/request';
import { routes } from '../routes';

/** Our own choice: no reference of an API is larger, in bytes. */
const mostBytes = 8 * 1024 * 1024;

/** The line for reading the reference: it takes no answer that is larger. */
export function cappedForDoc(line: Line): Line {
  const { settings } = line;
  const limits = { ...settings.limits, bodyBytes: Math.min(settings.limits.bodyBytes, mostBytes) };
  return { ...line, settings: { ...settings, limits } };
}

/**
 * The PBX's own reference (vendor's page on the API: served to an admin who signed in): the answer as it is, and, where
 * that is a page that loads a specification of the same PBX, the specification as well. Empty where there is none.
 */
export async function apiDoc(api: Api, signal: AbortSignal): Promise<{ name: string; text: string }[]> {
  const ask: Ask = { method: 'GET', path: routes.doc, headers: { Accept: 'application/json, text/html' } };
  const answer = await api.ask(ask, signal);
  if (answer.status === 404) return [];
  const text = textOf(answer, ask);
  if (!isPage(text)) return [{ name: 'api-doc.json', text }];
  const page = { name: 'api-doc.html', text };
  const path = specPath(text);
  if (path === null) return [page];
  const spec: Ask = { method: 'GET', path };
  const named = textOf(await api.ask(spec, signal), spec);
  return [page, { name: isPage(named) ? 'api-spec.html' : extensionOf(path), text: named }];
}

function textOf({ status, text }: Answer, ask: Ask): string {
  const route = routeOf(ask);
  if (status === 401) throw new Failure('sign-in-lost', { route });
  if (status !== 200) throw new Failure('http-status', { route, status });
  return text;
}

function isPage(text: string): boolean {
  return text.trimStart().startsWith('<');
}

function extensionOf(path: string): string {
  return /\.ya?ml(\?|$)/i.test(path) ? 'api-spec.yaml' : 'api-spec.json';
}

/** As the usual reference pages name it: Redoc's attribute or call, Swagger UI's option. */
const specWords = [
  /\bspec-url\s*=\s*["']([^"']+)["']/i,
  /\bRedoc\.init\(\s*["']([^"']+)["']/,
  /\b(?:specUrl|url)\s*:\s*["']([^"']+)["']/,
];

/** Path and query of the specification; null when none is named or it lies anywhere but on this PBX. */
export function specPath(page: string): string | null {
  const named = specWords.map((words) => words.exec(page)?.[1]).find((one) => one !== undefined);
  if (named === undefined) return null;
  const here = 'https://pbx.invalid';
  try {
    const url = new URL(named, here + routes.doc);
    return url.origin === here ? url.pathname + url.search : null;
  } catch {
    return null;
  }
}
