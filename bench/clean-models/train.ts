// Trains the two models of stage clean (blocks of pages, lines of texts) on labelled articles and writes them to
// functions/clean/. With --folds it only measures, each site judged by a model that never saw it.
//
//   node --import tsx bench/clean-models/train.ts --data DIR --model block|line [--folds 5] [--trees 150] [--depth 5]
//
// DIR holds gzipped JSON lines {id, url, html | text, gold_text, source_dataset}: the published article-extraction sets.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { BLOCK_FEATURES } from '../../functions/clean/block-features.ts';
import { type Measured, measurePage } from '../../functions/clean/html-body.ts';
import { LINE_FEATURES } from '../../functions/clean/line-features.ts';
import { measureText } from '../../functions/clean/plain-text.ts';
import { probability, readTrees } from '../../functions/clean/trees.ts';
import { type BoostingOptions, trainTrees } from './boosting.ts';

interface Labelled {
  id: string;
  url: string;
  html?: string;
  text?: string;
  noise?: string;
  gold_text: string;
  gold_title?: string;
  source_dataset: string;
}

interface Page {
  /** Made from the gold text alone: trained on, never measured. */
  isSynthetic: boolean;
  group: string;
  fold: number;
  gold: string[];
  measured: Measured;
  labels: number[];
  weights: number[];
}

const WORD = /[\p{L}\p{N}_]+/gu;
const wordsOf = (text: string) => text.match(WORD) ?? [];

function shingles(words: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < Math.max(1, words.length - 3); i++) {
    const part = words.slice(i, i + 4);
    if (part.length > 0) out.push(part.join(' '));
  }
  return out;
}

/** A text belongs to the article when at least half of its 4-shingles do; a shorter one when it is a line of it. */
function labelTexts(texts: readonly string[], gold: string): number[] {
  const goldShingles = new Set(shingles(wordsOf(gold)));
  const goldLines = new Map<string, number>();
  for (const line of gold.split('\n')) {
    const key = wordsOf(line).join(' ');
    goldLines.set(key, (goldLines.get(key) ?? 0) + 1);
  }
  const whole = ` ${wordsOf(gold).join(' ')} `;
  const used = new Map<string, number>();
  return texts.map((text) => {
    const words = wordsOf(text);
    const key = words.join(' ');
    if (words.length === 0) return 0;
    const list = shingles(words);
    const isIn =
      words.length < 4
        ? goldLines.has(key) || (words.length === 3 && whole.includes(` ${key} `))
        : list.filter((item) => goldShingles.has(item)).length >= list.length / 2;
    if (!isIn) return 0;
    const times = (used.get(key) ?? 0) + 1;
    used.set(key, times);
    return times <= Math.max(1, goldLines.get(key) ?? 1) ? 1 : 0;
  });
}

function overlap(gold: readonly string[], predicted: readonly string[]): { p: number; r: number } {
  const counts = new Map<string, number>();
  for (const item of gold) counts.set(item, (counts.get(item) ?? 0) + 1);
  let shared = 0;
  for (const item of predicted) {
    const left = counts.get(item) ?? 0;
    if (left > 0) {
      shared++;
      counts.set(item, left - 1);
    }
  }
  return { p: predicted.length === 0 ? Number.NaN : shared / predicted.length, r: shared / gold.length };
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    model: { type: 'string', default: 'block' },
    folds: { type: 'string', default: '0' },
    trees: { type: 'string', default: '150' },
    depth: { type: 'string', default: '5' },
    rate: { type: 'string', default: '0.1' },
    threshold: { type: 'string', default: '0.5' },
    features: { type: 'boolean', default: false },
  },
});
if (values.data === undefined) throw new Error('train: --data DIR is needed');
const isBlock = values.model === 'block';
const options: BoostingOptions = {
  trees: Number(values.trees),
  depth: Number(values.depth),
  rate: Number(values.rate),
  lambda: 5,
  minHessian: 4,
  featureShare: 0.35,
  groupShare: 0.6,
};
const folds = Number(values.folds);

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/**
 * The article without its page: already clean text, or the barest HTML, cut to different lengths. Real pages never look
 * like this, so the models would not know that nothing has to go.
 */
function synthetic(record: Labelled, variant: number): [source: string, gold: string] {
  const lines = record.gold_text.split('\n').filter((line) => line.trim() !== '');
  const kept = lines.slice(0, [3, 6, 12, lines.length][variant % 4]);
  const gold = kept.join('\n\n');
  const title = record.gold_title ?? 'A headline of no consequence';
  if (!isBlock) return [variant % 3 === 0 ? `${title}\n\n${gold}` : gold, gold];
  const tag = variant % 5 === 0 ? 'div' : 'p';
  const body = kept.map((line) => `<${tag}>${escapeHtml(line)}</${tag}>`).join('\n');
  const menu = '<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>';
  const foot = '<footer><p>© All rights reserved. <a href="/p">Privacy policy</a></p></footer>';
  const main =
    variant % 2 === 0
      ? `<article><h1>${escapeHtml(title)}</h1>${body}</article>`
      : `<h1>${escapeHtml(title)}</h1>${body}`;
  return [
    `<html><head><title>${escapeHtml(title)}</title></head><body>${variant % 3 === 0 ? menu : ''}${main}${variant % 3 === 1 ? foot : ''}</body></html>`,
    gold,
  ];
}

const pages: Page[] = [];
for (const file of readdirSync(values.data).filter((name) => name.endsWith('.jsonl.gz'))) {
  for (const line of gunzipSync(readFileSync(join(values.data, file)))
    .toString('utf8')
    .split('\n')) {
    if (line === '') continue;
    const record = JSON.parse(line) as Labelled;
    if (isBlock ? record.html === undefined : record.text === undefined) continue;
    const goldWords = wordsOf(record.gold_text);
    const site = new URL(record.url).hostname.split('.').slice(-2).join('.');
    const digest = createHash('sha256').update(site).digest();
    const fold = digest[0]! % Math.max(1, folds);
    const add = (source: string, gold: string, isSynthetic: boolean) => {
      const measured = isBlock ? measurePage(source) : measureText(source);
      pages.push({
        isSynthetic,
        group: record.noise ?? record.source_dataset,
        fold,
        gold: shingles(wordsOf(gold)),
        labels: labelTexts(measured.texts, gold),
        // A page counts as one whatever its length: errors cost what they cost in the page's precision or recall.
        weights: measured.texts.map(
          (text) => (isSynthetic ? 0.3 : 1) * Math.min(1, (wordsOf(text).length + 1.5) / (goldWords.length + 40)),
        ),
        measured,
      });
    };
    add((isBlock ? record.html : record.text) as string, record.gold_text, false);
    if (record.noise !== 'container') add(...synthetic(record, pages.length), true);
  }
}
console.error(`${pages.length} pages, ${pages.reduce((sum, page) => sum + page.labels.length, 0)} texts`);

const trainOn = (chosen: readonly Page[]): string =>
  trainTrees(
    {
      rows: chosen.flatMap((page) => page.measured.rows),
      labels: chosen.flatMap((page) => page.labels),
      weights: chosen.flatMap((page) => page.weights),
      groups: chosen.flatMap((page, index) => page.labels.map(() => index)),
    },
    options,
  );

if (folds > 1) {
  const results: { group: string; p: number; r: number; page: Page; scores: number[] }[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const model = readTrees(trainOn(pages.filter((page) => page.fold !== fold)));
    for (const page of pages.filter((other) => other.fold === fold && !other.isSynthetic)) {
      results.push({
        group: page.group,
        p: 0,
        r: 0,
        page,
        scores: page.measured.rows.map((row) => probability(model, row)),
      });
    }
  }
  for (const threshold of values.threshold.split(',').map(Number)) {
    for (const result of results) {
      const text = result.page.measured.select(result.scores, threshold).join('\n');
      Object.assign(result, overlap(result.page.gold, shingles(wordsOf(text))));
    }
    for (const group of ['all', ...new Set(results.map((result) => result.group))]) {
      const chosen = results.filter((result) => group === 'all' || result.group === group);
      const withText = chosen.filter((result) => !Number.isNaN(result.p));
      const p = withText.reduce((sum, result) => sum + result.p, 0) / withText.length;
      const r = chosen.reduce((sum, result) => sum + result.r, 0) / chosen.length;
      console.log(
        `${threshold} ${group.padEnd(18)} ${chosen.length} P ${p.toFixed(4)} R ${r.toFixed(4)} F1 ${((2 * p * r) / (p + r)).toFixed(4)}`,
      );
    }
  }
} else {
  const name = isBlock ? 'block-model' : 'line-model';
  const model = trainOn(pages);
  if (values.features) {
    const names = isBlock ? BLOCK_FEATURES : LINE_FEATURES;
    const uses = new Map<string, number>();
    for (const match of model.matchAll(/(\d+):/g))
      uses.set(names[Number(match[1])]!, (uses.get(names[Number(match[1])]!) ?? 0) + 1);
    console.error(
      [...uses]
        .sort((a, b) => b[1] - a[1])
        .map(([feature, count]) => `${feature} ${count}`)
        .join(', '),
    );
  }
  writeFileSync(
    new URL(`../../functions/clean/${name}.ts`, import.meta.url),
    `// Generated by bench/clean-models/train.ts: boosted trees over the features of ${isBlock ? 'block' : 'line'}-features.ts, one a line.\n\nexport const ${isBlock ? 'BLOCK' : 'LINE'}_MODEL = \`${model}\`;\n`,
  );
}
