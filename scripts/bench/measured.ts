/** One measurement: medians of paired runs. `ratio` is the median of the pairs' ratios, not the ratio of the medians. */
export interface Measured {
  name: string;
  value: number;
  baseline: number;
  unit: string;
  ratio: number;
  /** At most this ratio. */
  aim: number;
  met: boolean;
}

/** @param runs number of pairs */
export type Bench = (runs: number) => Promise<Measured[]>;

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** From pairs of [value, baseline] of one run each. */
export function measure(
  name: string,
  unit: string,
  pairs: readonly (readonly [number, number])[],
  aim: number,
): Measured {
  const ratio = median(pairs.map(([value, baseline]) => value / baseline));
  return {
    name,
    value: Math.round(median(pairs.map(([value]) => value))),
    baseline: Math.round(median(pairs.map(([, baseline]) => baseline))),
    unit,
    ratio: Math.round(ratio * 100) / 100,
    aim,
    met: ratio <= aim,
  };
}
