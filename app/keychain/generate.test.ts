import { expect, it } from 'vitest';
import { pick } from './generate';

it('picks every number below and no other, about equally often', () => {
  const below = 7;
  const picks = 14_000;
  const counts = new Map<number, number>();
  for (let done = 0; done < picks; done++) {
    const picked = pick(below);
    counts.set(picked, (counts.get(picked) ?? 0) + 1);
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  // Chi-square with 6 degrees of freedom: 45 is passed by chance once in 20 million runs, by any real bias at once.
  const expected = picks / below;
  const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(45);
});
