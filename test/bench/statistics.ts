/** What is said of many measurements in a few numbers. */

export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** The value below which the given part of `values` lies: 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new RangeError('No values, no quantile');
  const sorted = [...values].sort((a, b) => a - b);
  const position = part * (sorted.length - 1);
  const below = sorted[Math.floor(position)] as number;
  const above = sorted[Math.ceil(position)] as number;
  return below + (above - below) * (position % 1);
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export function summary(values: readonly number[]): Summary {
  return {
    median: median(values),
    min: quantile(values, 0),
    max: quantile(values, 1),
  };
}

/** So many digits are worth writing down: the rest is noise. */
export function round(value: number, digits = 3): number {
  return Number(value.toPrecision(digits));
}
