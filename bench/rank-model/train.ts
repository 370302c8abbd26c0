// Trains the model of check-worthiness on labelled sentences of debates and writes it to functions/extract/. With --folds it
// only measures: each stretch of debates is judged by a model that never saw it.
//
//   node --import tsx bench/rank-model/train.ts --data FILE [--folds 5]
//        [--blocks 6] [--trait-penalty 1] [--word-penalty 3] [--least 3] [--words words|none|pairs]
//
// FILE holds gzipped JSON lines {id, sentence, label, split}: the published CheckThat! 2024 sentences. Lines of split "train"
// are read, no others. An id ends with the sentence's number in the order of the debates.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import {
  logOdds,
  readRankModel,
  type SentenceFeatures,
  sentenceFeatures,
  shareOfWord,
  stemOf,
  TRAITS,
} from '../../functions/extract/checkworthiness.ts';
import { tokenize } from '../../functions/extract/tokens.ts';
import { fitLogistic, type SparseRow } from './logistic.ts';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    folds: { type: 'string', default: '0' },
    blocks: { type: 'string', default: '6' },
    'trait-penalty': { type: 'string', default: '1' },
    'word-penalty': { type: 'string', default: '3' },
    least: { type: 'string', default: '3' },
    words: { type: 'string', default: 'pairs' },
  },
});
if (values.data === undefined) throw new Error('train: --data FILE is needed');
const folds = Number(values.folds);

/** A block is a thousand sentences of the debates' order: one debate, or the end of one and the beginning of the next. */
const BLOCK = 1000;
/** Blocks of a fold lie together, so that few debates are both learnt from and judged. */
const BLOCKS_TOGETHER = 2;
/** Words and stems of letters, kinds of number, a name, a comma: what a vocabulary of general English can hold. */
const GENERAL = /^(?:\p{Ll}+(?:['.-]\p{Ll}+)*~?|'\p{Ll}+|#\p{Ll}*|@|,)$/u;
/** How much F1 may be given up for fewer false alarms: between two debates it varies ten times as much. */
const F1_TO_SPARE = 0.01;

interface Sentence {
  label: number;
  block: number;
  features: SentenceFeatures;
}

const sentences: Sentence[] = [];
for (const line of gunzipSync(readFileSync(values.data)).toString('utf8').split('\n')) {
  if (line === '') continue;
  const { id, sentence, label, split } = JSON.parse(line) as {
    id: string;
    sentence: string;
    label: number;
    split: string;
  };
  if (split !== 'train') continue;
  const features = sentenceFeatures(tokenize(sentence));
  const block = Math.floor(Number(id.slice(id.lastIndexOf('-') + 1)) / BLOCK);
  sentences.push({ label, block, features });
}
console.error(
  `${sentences.length} sentences, ${sentences.filter(({ label }) => label === 1).length} of them worth a check`,
);

/** How a stem is written, for it may be a word as well. */
function stemNameOf(word: string): string | null {
  const stem = stemOf(word);
  return stem === null ? null : `${stem}~`;
}

/** Words, their stems and pairs of neighbours, each as often as it stands there. */
function namesOf(words: readonly string[]): string[] {
  return [
    ...words,
    ...words.map(stemNameOf).filter((stem) => stem !== null),
    ...words.slice(1).map((word, i) => `${words[i]} ${word}`),
  ];
}

/**
 * The words, stems and pairs seen in enough blocks: general English, not the subject, the people or the year of a debate. Both
 * words of a pair must be general themselves.
 */
function vocabularyOf(chosen: readonly Sentence[]): string[] {
  const blocks = new Map<string, Set<number>>();
  for (const { features, block } of chosen) {
    for (const name of namesOf(features.words)) {
      const seen = blocks.get(name);
      if (seen) seen.add(block);
      else blocks.set(name, new Set([block]));
    }
  }
  const isFrequent = (name: string): boolean => (blocks.get(name)?.size ?? 0) >= Number(values.blocks);
  return [...blocks.keys()].filter((name) => {
    const parts = name.split(' ');
    if (values.words === 'none' || (values.words === 'words' && parts.length > 1)) return false;
    return isFrequent(name) && parts.every((part) => GENERAL.test(part) && isFrequent(part));
  });
}

interface Weights {
  bias: number;
  traits: number[];
  words: Map<string, number>;
}

/** Least difference of a word's log-odds between the classes by which its penalty is lowered or raised. */
const LEAST_DIFFERENCE = 0.2;

/**
 * A penalty for each weight. The less a word's share differs between sentences that are worth a check and those that are not,
 * the dearer its weight: the idea of Wang & Manning 2012 (https://aclanthology.org/P12-2018), which there scales the inputs.
 */
function penaltiesOf(rows: readonly SparseRow[], labels: readonly number[], size: number): Float64Array {
  const seen = [new Float64Array(size).fill(1), new Float64Array(size).fill(1)] as const;
  const all = [2, 2];
  for (const [i, { features }] of rows.entries()) {
    const label = labels[i] === 1 ? 1 : 0;
    all[label]!++;
    for (const column of features) seen[label][column]!++;
  }
  return Float64Array.from({ length: size }, (_, column) => {
    if (column < TRAITS.length) return Number(values['trait-penalty']);
    const difference = Math.abs(Math.log(seen[1][column]! / all[1]! / (seen[0][column]! / all[0]!)));
    return Number(values['word-penalty']) / Math.max(LEAST_DIFFERENCE, difference);
  });
}

function train(chosen: readonly Sentence[]): Weights {
  const columns = new Map(vocabularyOf(chosen).map((name, index) => [name, TRAITS.length + index]));
  const rows = chosen.map(({ features: { traits, words } }): SparseRow => {
    const row = new Map<number, number>();
    for (const [trait, amount] of traits.entries()) if (amount > 0) row.set(trait, amount);
    for (const name of namesOf(words)) {
      const column = columns.get(name);
      if (column !== undefined) row.set(column, (row.get(column) ?? 0) + shareOfWord(words.length));
    }
    return { features: Int32Array.from(row.keys()), values: Float64Array.from(row.values()) };
  });
  const labels = chosen.map(({ label }) => label);
  const weights = fitLogistic(rows, labels, penaltiesOf(rows, labels, TRAITS.length + columns.size));
  const words = new Map<string, number>();
  for (const [name, column] of columns) {
    // A word that has a weight is not looked up by its stem: the stem's weight is part of its own.
    const ofStem = /[ ~]/u.test(name) ? undefined : columns.get(stemNameOf(name) ?? '');
    words.set(name, weights[column]! + (ofStem === undefined ? 0 : weights[ofStem]!));
  }
  return { bias: weights.at(-1)!, traits: [...weights.subarray(0, TRAITS.length)], words };
}

const hundredths = (weight: number): number => Math.round(weight * 100);

/** The text that `readRankModel` reads; `cut` is taken from the bias. */
function write({ bias, traits, words }: Weights, cut: number): string {
  const byWeight = new Map<number, string[]>();
  for (const [name, weight] of words) {
    const rounded = hundredths(weight);
    if (Math.abs(rounded) < Number(values.least)) continue;
    const names = byWeight.get(rounded);
    if (names) names.push(name);
    else byWeight.set(rounded, [name]);
  }
  return [
    String(hundredths(bias - cut)),
    traits.map(hundredths).join(' '),
    ...[...byWeight].sort(([a], [b]) => b - a).map(([weight, names]) => `${weight} ${names.sort().join('|')}`),
  ].join('\n');
}

interface Scored {
  score: number;
  label: number;
}

/** Precision at the place of every check-worthy sentence, averaged. */
function averagePrecision(scored: readonly Scored[]): number {
  let found = 0;
  let sum = 0;
  for (const [place, { label }] of [...scored].sort((a, b) => b.score - a.score).entries()) {
    if (label === 0) continue;
    found++;
    sum += found / (place + 1);
  }
  return sum / found;
}

function f1(scored: readonly Scored[], cut: number): number {
  const all = scored.filter(({ label }) => label === 1).length;
  const taken = scored.filter(({ score }) => score >= cut);
  return (2 * taken.filter(({ label }) => label === 1).length) / (all + taken.length);
}

/** The highest cut, in tenths of log-odds, whose F1 is as good as the best. */
function bestCut(scored: readonly Scored[]): number {
  const cuts = Array.from({ length: 41 }, (_, i) => (i - 30) / 10);
  const best = Math.max(...cuts.map((cut) => f1(scored, cut)));
  return cuts.findLast((cut) => f1(scored, cut) >= best - F1_TO_SPARE)!;
}

/** Scores of all sentences, each by a model trained without its fold. */
function crossValidate(count: number): Scored[] {
  const all: Scored[] = [];
  for (let fold = 0; fold < count; fold++) {
    const isHeldOut = ({ block }: Sentence) => Math.floor(block / BLOCKS_TOGETHER) % count === fold;
    const model = readRankModel(write(train(sentences.filter((sentence) => !isHeldOut(sentence))), 0));
    const scored = sentences
      .filter(isHeldOut)
      .map(({ label, features }) => ({ score: logOdds(model, features), label }));
    console.error(`fold ${fold}: ${scored.length} sentences, AP ${averagePrecision(scored).toFixed(4)}`);
    all.push(...scored);
  }
  return all;
}

/** Folds by which the cut is chosen when none are asked for. */
const CUT_FOLDS = 5;

const scored = crossValidate(folds > 1 ? folds : CUT_FOLDS);
const cut = bestCut(scored);
console.error(
  `held out: AP ${averagePrecision(scored).toFixed(4)}, F1 ${f1(scored, cut).toFixed(4)} at log-odds ${cut.toFixed(1)}`,
);
if (folds <= 1) {
  const text = write(train(sentences), cut);
  console.error(`${text.length} characters, ${text.split(/[|\n]/).length} weights`);
  writeFileSync(
    new URL('../../functions/extract/checkworthiness-model.ts', import.meta.url),
    `// Generated by bench/rank-model/train.ts: weights of the features of checkworthiness.ts, in hundredths of log-odds.\n\nexport const CHECKWORTHINESS_MODEL = \`${text}\`;\n`,
  );
}
