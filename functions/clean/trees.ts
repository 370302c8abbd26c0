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
  return {
    bias: Number(bias),
    feature: Int16Array.from(feature),
    threshold: Float64Array.from(threshold),
    right: Int32Array.from(right),
    roots,
  };
}

/** The probability the model gives to a row. A value at or below a split's threshold goes left. */
export function probability(model: TreeModel, row: readonly number[]): number {
  let sum = model.bias;
  for (const root of model.roots) {
    let node = root;
    for (;;) {
      const feature = model.feature[node] as number;
      if (feature < 0) break;
      node = (row[feature] as number) <= (model.threshold[node] as number) ? node + 1 : (model.right[node] as number);
    }
    sum += model.threshold[node] as number;
  }
  return 1 / (1 + Math.exp(-sum));
}
