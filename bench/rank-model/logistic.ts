// Logistic regression over sparse rows with a quadratic penalty; deterministic.
// Method: L-BFGS with backtracking, Nocedal & Wright, "Numerical Optimization" (2nd ed.), algorithms 3.1, 7.4 and 7.5.

export interface SparseRow {
  /** Which features the row has, and how much of each. */
  features: Int32Array;
  values: Float64Array;
}

/** Steps whose curvature is remembered: more gain nothing here. */
const MEMORY = 10;
const MOST_STEPS = 100;
/** The relative gain of a step below which the minimum is reached for what two decimals of a weight can show. */
const SMALLEST_GAIN = 1e-6;

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

/** The weight of each feature, and last the bias, which is not penalised. */
export function fitLogistic(
  rows: readonly SparseRow[],
  labels: readonly number[],
  penalties: Float64Array,
): Float64Array {
  const size = penalties.length;

  /** The penalised loss at `point`; its slope goes into `slope`. */
  function loss(point: Float64Array, slope: Float64Array): number {
    slope.fill(0);
    let sum = 0;
    for (let i = 0; i < rows.length; i++) {
      const { features, values } = rows[i]!;
      let odds = point[size]!;
      for (let k = 0; k < features.length; k++) odds += point[features[k]!]! * values[k]!;
      sum += Math.log1p(Math.exp(-Math.abs(odds))) + Math.max(odds, 0) - labels[i]! * odds;
      const error = 1 / (1 + Math.exp(-odds)) - labels[i]!;
      slope[size]! += error;
      for (let k = 0; k < features.length; k++) slope[features[k]!]! += error * values[k]!;
    }
    for (let j = 0; j < size; j++) {
      sum += (penalties[j]! * point[j]! ** 2) / 2;
      slope[j]! += penalties[j]! * point[j]!;
    }
    return sum;
  }

  let point = new Float64Array(size + 1);
  let slope = new Float64Array(size + 1);
  let value = loss(point, slope);
  const past: { step: Float64Array; change: Float64Array; curvature: number }[] = [];
  for (let round = 0; round < MOST_STEPS; round++) {
    const direction = slope.slice();
    const shares: number[] = [];
    for (const { step, change, curvature } of past.toReversed()) {
      const share = dot(step, direction) / curvature;
      shares.unshift(share);
      for (let j = 0; j <= size; j++) direction[j]! -= share * change[j]!;
    }
    const last = past.at(-1);
    const scale = last ? last.curvature / dot(last.change, last.change) : 1 / Math.sqrt(dot(slope, slope));
    for (let j = 0; j <= size; j++) direction[j]! *= scale;
    for (const [k, { step, change, curvature }] of past.entries()) {
      const share = shares[k]! - dot(change, direction) / curvature;
      for (let j = 0; j <= size; j++) direction[j]! += share * step[j]!;
    }
    const descent = dot(slope, direction);
    const nextSlope = new Float64Array(size + 1);
    let next = point;
    let nextValue = value;
    for (let width = 1; width > 1e-6; width /= 2) {
      next = point.map((at, j) => at - width * direction[j]!);
      nextValue = loss(next, nextSlope);
      if (nextValue <= value - 1e-4 * width * descent) break;
    }
    if (value - nextValue < SMALLEST_GAIN * value) break;
    const step = next.map((at, j) => at - point[j]!);
    const change = nextSlope.map((at, j) => at - slope[j]!);
    past.push({ step, change, curvature: dot(step, change) });
    if (past.length > MEMORY) past.shift();
    point = next;
    slope = nextSlope;
    value = nextValue;
  }
  return point;
}
