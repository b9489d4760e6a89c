import { findLicenceType } from '../../domain/licensing/types';
import { isMap, type Json } from './values';

const deepest = 6;
const mostItems = 50;
const longest = 2_000;

/**
 * The shape of an answer, `{total: string, records: [{id: string, …}]}`: keys and types, no value. What looks like data
 * in place of a key (an id, an extension, an e-mail address, a serial) becomes `<key>`. Evidence for support that can
 * be shown to anybody.
 */
export function shapeOf(value: unknown): string {
  const shape = describe(value, 0);
  return shape.length > longest ? `${shape.slice(0, longest)}…` : shape;
}

function describe(value: unknown, depth: number): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return describeList(value, depth);
  if (isMap(value)) return describeMap(value, depth);
  return typeof value;
}

function describeList(list: readonly unknown[], depth: number): string {
  if (list.length === 0) return '[]';
  if (depth >= deepest) return '[…]';
  const shapes = new Set(list.slice(0, mostItems).map((item) => describe(item, depth + 1)));
  return `[${[...shapes].join(' | ')}]`;
}

function describeMap(map: Json, depth: number): string {
  const entries = Object.entries(map);
  if (entries.length === 0) return '{}';
  if (depth >= deepest) return '{…}';
  const shaped = entries.map(([key, item]) => ({ key, shape: describe(item, depth + 1) }));
  const keyed = isKeyedByData(shaped);
  const fields = shaped.map(({ key, shape }) => `${keyed || looksLikeData(key) ? '<key>' : key}: ${shape}`);
  return `{${[...new Set(fields)].join(', ')}}`;
}

/** A field's name as programmers write one: a letter, then letters, few digits, `_`, `-` or `.`. */
function looksLikeData(key: string): boolean {
  if (findLicenceType(key)) return false;
  return !/^[A-Za-z_][A-Za-z_.-]{0,39}\d{0,2}[A-Za-z_]{0,20}$/.test(key) || /^[0-9a-f]{8,}$/i.test(key);
}

/** Several entries that are all maps of one shape: keyed by a name, not made of fields. */
function isKeyedByData(entries: readonly { key: string; shape: string }[]): boolean {
  const [first] = entries;
  if (!first || entries.length < 3 || !/^[[{]./.test(first.shape) || /^(\[\]|\{\})$/.test(first.shape)) {
    return false;
  }
  const sameShape = entries.every((entry) => entry.shape === first.shape);
  return sameShape && !entries.some((entry) => findLicenceType(entry.key));
}
