import type { z } from 'zod';

/** Takes every known secret out of a text. */
export type Redact = (text: string) => string;

function redactStrings(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value);
  if (Array.isArray(value)) return value.map((one) => redactStrings(one, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, redactStrings(one, redact)]));
}

/** Puts what stands at `path` in `from` back into `to` (same shape, `to` is our own copy). */
function restore(to: unknown, from: unknown, path: readonly PropertyKey[]): void {
  const [key, ...rest] = path;
  if (key === undefined || typeof to !== 'object' || typeof from !== 'object' || !to || !from) return;
  const inner: unknown = Reflect.get(from, key);
  if (rest.length === 0) Reflect.set(to, key, inner);
  else restore(Reflect.get(to, key), inner, rest);
}

/**
 * A value of this schema with every free text redacted. The texts are redacted one by one, never the JSON around them,
 * so a secret that looks like part of the format cannot break it. A fixed word of the schema (a step's name, a hash)
 * that happens to hold a secret's value, such as `admin-password` when the old password was `admin`, tells nothing and
 * is put back, as the value could not be read again without it. Keys are fixed words or ids and stay as they are.
 */
export function redacted<T>(schema: z.ZodType<T>, value: T, redact: Redact): T {
  const copy = redactStrings(value, redact);
  // A wrong discriminator hides what is wrong further in, so a second look may find more.
  for (let look = 0; look < 4; look++) {
    const read = schema.safeParse(copy);
    if (read.success) return read.data;
    for (const issue of read.error.issues) restore(copy, value, issue.path);
  }
  return schema.parse(copy);
}
