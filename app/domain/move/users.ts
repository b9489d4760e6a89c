import type { z } from 'zod';
import type { UserLine as Schema } from './facts';

export type UserLine = z.infer<typeof Schema>;

/** How many users have each type; those of a WMS without types are in none. */
export function tallyTypes(users: readonly UserLine[]): { type: string; users: number }[] {
  const counts = new Map<string, number>();
  for (const [, , type] of users) if (type !== null) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, number]) => ({ type, users: number }));
}
