import { ANY_KEY, type Field, type Shape } from './shape';

/** What is known of the thing at these keys, outermost first; `undefined` when nothing is. */
export type Facts = (path: readonly string[]) => unknown;

/**
 * A value of this shape. What goes into it, best first: what `value` (the practice PBX's own answer) has at the same key, what the
 * facts know under a key like that, and else something of the right type that means nothing.
 */
export function pour(shape: Shape, value: unknown, facts: Facts, path: readonly string[] = []): unknown {
  if (shape.kind === 'list') return pourList(shape.of, value, facts, path);
  if (shape.kind === 'map') return pourMap(shape.fields, value, facts, path);
  return ofType(shape.kind, isScalar(value) ? value : facts(path));
}

/** An empty list was one that nobody saw anything in, so it may hold whatever our own answer has there. */
function pourList(of: readonly Shape[], value: unknown, facts: Facts, path: readonly string[]): unknown[] {
  if (of.length === 0) return Array.isArray(value) ? value : [];
  if (!Array.isArray(value)) return of.map((shape) => pour(shape, undefined, facts, path));
  return value.map((item) => pour(fitting(of, item), item, facts, path));
}

function fitting(of: readonly Shape[], item: unknown): Shape {
  return of.find(({ kind }) => kind === kindOf(item)) ?? of[0] ?? { kind: 'null' };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value === null || value === undefined) return 'null';
  return typeof value === 'object' ? 'map' : typeof value;
}

function pourMap(
  fields: readonly Field[],
  value: unknown,
  facts: Facts,
  path: readonly string[],
): Record<string, unknown> {
  const own = isMap(value) ? value : {};
  const named = fields.filter(({ key }) => key !== ANY_KEY);
  const keyed = fields.filter(({ key }) => key === ANY_KEY).map(({ shape }) => shape);
  const rest = Object.entries(own).filter(([key]) => !named.some((field) => isSame(field.key, key)));
  return Object.fromEntries([
    ...named.map(({ key, shape }) => [key, pour(shape, valueAt(own, key), facts, [...path, key])]),
    ...(keyed.length === 0
      ? []
      : rest.map(([key, item]) => [key, pour(fitting(keyed, item), item, facts, [...path, key])])),
  ]) as Record<string, unknown>;
}

function valueAt(map: Record<string, unknown>, key: string): unknown {
  return Object.entries(map).find(([other]) => isSame(key, other))?.[1];
}

function ofType(kind: 'string' | 'number' | 'boolean' | 'null', known: unknown): unknown {
  if (kind === 'null') return known ?? null;
  if (kind === 'string') return known === undefined ? 'text' : asText(known);
  if (kind === 'number') return Number.isFinite(Number(known)) ? Number(known) : 0;
  return known !== undefined && known !== null && !['', '0', 0, false, 'false'].includes(known as string);
}

function asText(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Letters and digits only, in small letters: how keys are compared. */
export function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

function isSame(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function isScalar(value: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
