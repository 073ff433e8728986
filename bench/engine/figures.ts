export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that so many of a hundred do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = Math.ceil((share / 100) * sorted.length) - 1;
  return sorted[Math.max(0, place)] ?? Number.NaN;
}

/** Two places are all that a measurement here is good for. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The median of what ran one after the other: a machine's speed drifts more between rounds than within one. */
export function medianRatio(own: readonly number[], other: readonly number[]): number | null {
  if (own.length === 0 || other.length === 0) return null;
  return rounded(median(own.map((value, round) => value / (other[round] ?? Number.NaN))));
}
