import { randomInt } from 'node:crypto';

/** An unbiased random integer from 0 up to, not including, `below` (at most 2^48). */
export function pick(below: number): number {
  return randomInt(below);
}
