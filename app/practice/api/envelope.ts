import { json, type Reply } from '../http/reply';

/** `{type:'result',result}` as PHP would write it: an empty map becomes `[]`; numbers become strings where the PBX does so. */
export function result(value: unknown, numbersAsStrings = false): Reply {
  return json({ type: 'result', result: asPhp(value, numbersAsStrings) });
}

/** `{type:'error',reason,code}` with the same status. */
export function failure(code: number, reason: string): Reply {
  return json({ type: 'error', reason, code }, code);
}

/** What a list of the API looks like. */
export function list(records: unknown[], total = records.length): { total: number; records: unknown[] } {
  return { total, records };
}

function asPhp(value: unknown, numbersAsStrings: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => asPhp(item, numbersAsStrings));
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0) return [];
    return Object.fromEntries(entries.map(([key, item]) => [key, asPhp(item, numbersAsStrings)]));
  }
  return numbersAsStrings && typeof value === 'number' ? String(value) : value;
}
