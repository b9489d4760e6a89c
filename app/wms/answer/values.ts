/** Helpers for JSON whose keys and types nobody has published. None of them throws, whatever it is given. */

export type Json = Readonly<Record<string, unknown>>;

export function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A map; PHP writes an empty one as `[]`. Null when it is neither. */
export function asMap(value: unknown): Json | null {
  if (isMap(value)) return value;
  return Array.isArray(value) && value.length === 0 ? {} : null;
}

/** The maps of a list, be it bare, under `records`, or empty. Null when it is no list. */
export function asRecords(value: unknown): Json[] | null {
  const list = isMap(value) ? value['records'] : value;
  return Array.isArray(list) ? list.filter(isMap) : null;
}

/** Text of a text or number, else empty. */
export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

/** A whole number from a number or its digits, else null. */
export function asCount(value: unknown): number | null {
  if (typeof value === 'number') return Number.isSafeInteger(value) && value >= 0 ? value : null;
  return typeof value === 'string' && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : null;
}

/** Lower case, letters and digits only: how keys and words are compared. */
export function squeeze(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** A value that is no map and no list, with the keys that lead to it (list places left out). */
export interface Leaf {
  path: readonly string[];
  value: string | number | boolean | null;
}

const deepest = 12;
const mostLeaves = 20_000;

/** Every leaf, in order, down to a depth and a number that no answer of interest has. */
export function leavesOf(value: unknown): Leaf[] {
  const found: Leaf[] = [];
  const visit = (one: unknown, path: readonly string[]): void => {
    if (found.length >= mostLeaves || path.length > deepest) return;
    if (Array.isArray(one)) {
      // A list adds a level too, else lists in lists would have no bottom; its place has no name.
      for (const item of one) visit(item, [...path, '']);
    } else if (isMap(one)) {
      for (const [key, item] of Object.entries(one)) visit(item, [...path, key]);
    } else {
      const plain = typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean';
      found.push({ path: path.filter((key) => key !== ''), value: plain ? one : null });
    }
  };
  visit(value, []);
  return found;
}

/** The innermost key of a leaf, squeezed; empty for a bare value. */
export function lastKey(leaf: Leaf): string {
  return squeeze(leaf.path.at(-1) ?? '');
}
