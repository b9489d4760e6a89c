import { Failure } from '../../domain/failure';
import type { Answer } from '../connection/request';
import { shapeOf } from './shape';
import { asCount, asText, isMap, leavesOf, type Json } from './values';

/**
 * What an answer is. The vendor's envelope is `{type: 'result', result}` or `{type: 'error', reason, code}`; public clients
 * also met errors with status 200, `message` or `errors[]` in place of `reason`, and no body at all after a write.
 */
export type Reading =
  | { kind: 'result'; result: unknown }
  | { kind: 'error'; status: number; reason: string }
  | { kind: 'redirect'; status: number; to: string }
  | { kind: 'html'; status: number }
  | { kind: 'empty'; status: number }
  | { kind: 'other'; status: number; shape: string };

/** Reads any answer. Never throws. */
export function readAnswer({ status, headers, text }: Pick<Answer, 'status' | 'headers' | 'text'>): Reading {
  if (status >= 300 && status < 400) return { kind: 'redirect', status, to: pathOf(headers.location) };
  const body = text.replace(/^\uFEFF/, '').trim();
  if (body === '') return { kind: 'empty', status };
  const parsed = parse(body);
  if (parsed === undefined) {
    return body.startsWith('<') ? { kind: 'html', status } : { kind: 'other', status, shape: 'text' };
  }
  return isMap(parsed.json)
    ? readMap(parsed.json, status)
    : { kind: 'other', status, shape: shapeOf(parsed.json) };
}

function readMap(map: Json, status: number): Reading {
  const isError = asText(map['type']).toLowerCase() === 'error';
  if (isError || status >= 400) {
    return { kind: 'error', status: errorStatus(map, status), reason: reasonOf(map) };
  }
  if ('result' in map) return { kind: 'result', result: map['result'] };
  if (asText(map['type']).toLowerCase() === 'result') return { kind: 'result', result: null };
  return { kind: 'other', status, shape: shapeOf(map) };
}

function parse(body: string): { json: unknown } | undefined {
  try {
    return { json: JSON.parse(body) };
  } catch {
    return undefined;
  }
}

/** The HTTP status, or the envelope's own code when it is put into a 200. */
function errorStatus(map: Json, status: number): number {
  if (status >= 400) return status;
  const code = asCount(map['code']);
  return code !== null && code >= 400 && code < 600 ? code : status;
}

const reasonKeys = ['reason', 'message', 'error', 'errors', 'result'];

function reasonOf(map: Json): string {
  const texts = reasonKeys.flatMap((key) =>
    leavesOf(map[key]).flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : [])),
  );
  return [...new Set(texts)].join('; ').replace(/\s+/g, ' ').slice(0, 300);
}

/** Of a Location, the path alone: its query can hold a session. */
function pathOf(location: string | undefined): string {
  if (location === undefined) return '';
  try {
    return new URL(location, 'https://pbx.invalid').pathname;
  } catch {
    return '';
  }
}

/** What a reading gives to a call that wanted a result; `tidy` takes secrets out of the PBX's own words. */
export function resultOf(reading: Reading, route: string, tidy = (text: string): string => text): unknown {
  if (reading.kind === 'result') return reading.result;
  const { kind, status } = reading;
  if (status === 401) throw new Failure('sign-in-lost', { route });
  if (status === 404) throw new Failure('route-missing', { route });
  if (kind === 'error') throw new Failure('pbx-error', { route, status, reason: tidy(reading.reason) });
  if (kind === 'redirect') {
    throw new Failure('http-status', { route, status }, `redirected to ${reading.to}`);
  }
  if (status >= 400) throw new Failure('http-status', { route, status });
  if (kind === 'html') throw new Failure('html-instead-of-json', { route });
  // After a write some servers say nothing but 200 or 204.
  if (kind === 'empty' && !route.startsWith('GET ')) return null;
  throw new Failure('unknown-answer', { route }, kind === 'empty' ? 'empty' : reading.shape);
}
