// Gradient-boosted trees for a yes/no question, by histograms; small and deterministic.
// Method: Friedman 2001 (https://doi.org/10.1214/aos/1013203451), second-order gains as in XGBoost (arXiv:1603.02754).

export interface TrainingSet {
  rows: readonly (readonly number[])[];
  labels: readonly number[];
  weights: readonly number[];
  /** Which document each row is of: trees see whole documents or none of them. */
  groups: readonly number[];
}

export interface BoostingOptions {
  trees: number;
  depth: number;
  rate: number;
  /** L2 penalty on leaf values. */
  lambda: number;
  /** Least sum of second derivatives in a leaf. */
  minHessian: number;
  /** Share of features each tree may use. */
  featureShare: number;
  /** Share of documents each tree learns from. */
  groupShare: number;
}

const BINS = 48;

interface Node {
  feature: number;
  threshold: number;
  value: number;
  left: Node | null;
  right: Node | null;
}

/** Cut points of each feature: quantiles of its values. */
function cutPoints(rows: readonly (readonly number[])[], feature: number): number[] {
  const step = Math.max(1, Math.floor(rows.length / 20_000));
  const values: number[] = [];
  for (let i = 0; i < rows.length; i += step) values.push(rows[i]![feature]!);
  values.sort((a, b) => a - b);
  const cuts: number[] = [];
  const distinct = [...new Set(values)];
  if (distinct.length <= BINS) {
    for (let i = 0; i + 1 < distinct.length; i++) cuts.push((distinct[i]! + distinct[i + 1]!) / 2);
    return cuts.map((cut) => Number(cut.toPrecision(4)));
  }
  for (let b = 1; b < BINS; b++) {
    const cut = Number(values[Math.floor((b * values.length) / BINS)]!.toPrecision(4));
    if (cuts.at(-1) !== cut) cuts.push(cut);
  }
  return cuts;
}

/** Trains a model and returns it in the text form that `readTrees` reads. */
export function trainTrees(set: TrainingSet, options: BoostingOptions): string {
  const { rows, labels, weights, groups } = set;
  const groupCount = (groups.at(-1) ?? 0) + 1;
  const n = rows.length;
  const featureCount = rows[0]!.length;
  const cuts = Array.from({ length: featureCount }, (_, f) => cutPoints(rows, f));
  const bins = cuts.map((list, f) => {
    const out = new Uint8Array(n);
    for (let i = 0; i < n; i++) {
      const value = rows[i]![f]!;
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (value <= list[middle]!) high = middle;
        else low = middle + 1;
      }
      out[i] = low;
    }
    return out;
  });
  let positive = 0;
  let all = 0;
  for (let i = 0; i < n; i++) {
    positive += weights[i]! * labels[i]!;
    all += weights[i]!;
  }
  const bias = Math.log(positive / (all - positive));
  const scale = n / all;
  const scores = new Float64Array(n).fill(bias);
  const gradient = new Float64Array(n);
  const hessian = new Float64Array(n);
  let seed = 1;
  const random = () => {
    // Park and Miller's generator: the same model from the same data.
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const lines = [String(Number(bias.toPrecision(5)))];
  for (let t = 0; t < options.trees; t++) {
    for (let i = 0; i < n; i++) {
      const p = 1 / (1 + Math.exp(-scores[i]!));
      const w = weights[i]! * scale;
      gradient[i] = w * (p - labels[i]!);
      hessian[i] = w * p * (1 - p);
    }
    const features = cuts.flatMap((list, f) => (list.length > 0 && random() < options.featureShare ? [f] : []));
    const isChosen = Array.from({ length: groupCount }, () => random() < options.groupShare);
    const sample: number[] = [];
    for (let i = 0; i < n; i++) if (isChosen[groups[i]!]) sample.push(i);
    const index = Int32Array.from(sample);
    const g = new Float64Array(BINS + 1);
    const h = new Float64Array(BINS + 1);
    const grow = (from: number, to: number, level: number): Node => {
      let sumG = 0;
      let sumH = 0;
      for (let k = from; k < to; k++) {
        sumG += gradient[index[k]!]!;
        sumH += hessian[index[k]!]!;
      }
      const leaf: Node = {
        feature: -1,
        threshold: 0,
        value: (-sumG / (sumH + options.lambda)) * options.rate,
        left: null,
        right: null,
      };
      let bestGain = 1e-3;
      let bestFeature = -1;
      let bestBin = 0;
      if (level < options.depth && sumH > 2 * options.minHessian) {
        const base = (sumG * sumG) / (sumH + options.lambda);
        for (const f of features) {
          g.fill(0);
          h.fill(0);
          const column = bins[f]!;
          for (let k = from; k < to; k++) {
            const row = index[k]!;
            const b = column[row]!;
            g[b] = g[b]! + gradient[row]!;
            h[b] = h[b]! + hessian[row]!;
          }
          let leftG = 0;
          let leftH = 0;
          for (let b = 0; b < cuts[f]!.length; b++) {
            leftG += g[b]!;
            leftH += h[b]!;
            const rightH = sumH - leftH;
            if (leftH < options.minHessian || rightH < options.minHessian) continue;
            const rightG = sumG - leftG;
            const gain =
              (leftG * leftG) / (leftH + options.lambda) + (rightG * rightG) / (rightH + options.lambda) - base;
            if (gain > bestGain) {
              bestGain = gain;
              bestFeature = f;
              bestBin = b;
            }
          }
        }
      }
      if (bestFeature < 0) {
        leaf.value = Number(leaf.value.toPrecision(3));
        return leaf;
      }
      const column = bins[bestFeature]!;
      let middle = from;
      for (let k = from; k < to; k++) {
        const row = index[k]!;
        if (column[row]! <= bestBin) {
          index[k] = index[middle]!;
          index[middle++] = row;
        }
      }
      return {
        feature: bestFeature,
        threshold: cuts[bestFeature]![bestBin]!,
        value: 0,
        left: grow(from, middle, level + 1),
        right: grow(middle, to, level + 1),
      };
    };
    const print = (node: Node): string =>
      node.left === null || node.right === null
        ? `=${node.value}`
        : `${node.feature}:${node.threshold} ${print(node.left)} ${print(node.right)}`;
    const tree = grow(0, index.length, 0);
    for (let i = 0; i < n; i++) {
      let node = tree;
      while (node.left !== null && node.right !== null)
        node = rows[i]![node.feature]! <= node.threshold ? node.left : node.right;
      scores[i] = scores[i]! + node.value;
    }
    lines.push(print(tree));
  }
  return lines.join('\n');
}
