// Evaluates gradient-boosted decision trees: the form in which the two trained models are stored.

/** One model: a sum of binary trees over a row of numbers, squashed to a probability. */
export interface TreeModel {
  bias: number;
  /** Parallel arrays over all nodes of all trees. A leaf has feature −1 and its value in `threshold`. */
  feature: Int16Array;
  threshold: Float64Array;
  /** Index of the right child; the left child follows its parent. */
  right: Int32Array;
  roots: number[];
  /** The least and the most that the trees from each one on can add, by its position in `roots`. */
  least: Float64Array;
  most: Float64Array;
}

/**
 * Reads a model's text: the first line is the bias; every other line one tree in pre-order, a split as
 * `feature:threshold`, a leaf as `=value`.
 *
 * @throws Error when a line does not describe a whole tree
 */
export function readTrees(text: string): TreeModel {
  const [bias, ...lines] = text.trim().split('\n');
  const feature: number[] = [];
  const threshold: number[] = [];
  const right: number[] = [];
  const roots: number[] = [];
  for (const line of lines) {
    const tokens = line.trim().split(' ');
    let next = 0;
    const readNode = (): void => {
      const token = tokens[next++];
      if (token === undefined)
        throw new Error(`reading a tree: expected a node, got the end of "${line.slice(0, 60)}"`);
      const index = feature.length;
      const colon = token.indexOf(':');
      feature.push(colon < 0 ? -1 : Number(token.slice(0, colon)));
      threshold.push(Number(token.slice(colon < 0 ? 1 : colon + 1)));
      right.push(-1);
      if (colon < 0) return;
      readNode();
      right[index] = feature.length;
      readNode();
    };
    roots.push(feature.length);
    readNode();
    if (next !== tokens.length) throw new Error(`reading a tree: expected ${next} nodes, got ${tokens.length}`);
  }
  const least = new Float64Array(roots.length + 1);
  const most = new Float64Array(roots.length + 1);
  for (let tree = roots.length - 1; tree >= 0; tree--) {
    const values = threshold.slice(roots[tree], roots[tree + 1]).filter((_, i) => feature[roots[tree]! + i] === -1);
    least[tree] = least[tree + 1]! + Math.min(...values);
    most[tree] = most[tree + 1]! + Math.max(...values);
  }
  return {
    bias: Number(bias),
    feature: Int16Array.from(feature),
    threshold: Float64Array.from(threshold),
    right: Int32Array.from(right),
    roots,
    least,
    most,
  };
}

/** The value of the leaf at which a row arrives in one tree. A value at or below a split's threshold goes left. */
function leafOf({ feature, threshold, right }: TreeModel, root: number, row: readonly number[]): number {
  let node = root;
  for (let split = feature[node]!; split >= 0; split = feature[node]!) {
    node = row[split]! <= threshold[node]! ? node + 1 : right[node]!;
  }
  return threshold[node]!;
}

const squash = (sum: number) => 1 / (1 + Math.exp(-sum));

/** The probability the model gives to a row. */
export function probability(model: TreeModel, row: readonly number[]): number {
  let sum = model.bias;
  for (const root of model.roots) sum += leafOf(model, root, row);
  return squash(sum);
}

/** Far more than the sums of all trees can be wrong by rounding. */
const ROUNDING = 1e-9;

/**
 * Whether the probability of a row is at least so much. Asks a third of the trees less than {@link probability}, for it
 * stops as soon as those left cannot change the answer.
 */
export function isLikely(model: TreeModel, row: readonly number[], atLeast: number): boolean {
  const needed = Math.log(atLeast / (1 - atLeast));
  let sum = model.bias;
  for (let tree = 0; tree < model.roots.length; tree++) {
    if (sum + model.least[tree]! > needed + ROUNDING) return true;
    if (sum + model.most[tree]! < needed - ROUNDING) return false;
    sum += leafOf(model, model.roots[tree]!, row);
  }
  return squash(sum) >= atLeast;
}
