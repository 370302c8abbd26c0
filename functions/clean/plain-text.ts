// Noisy plain text (a page as a scraper printed it) to the article in it.
import { nameBesideDate, partsOfStamp, splitAuthors } from './authors.ts';
import { type Byline, readByline } from './byline.ts';
import { readDate } from './date-text.ts';
import { findDateline } from './dateline.ts';
import type { Measured } from './html-body.ts';
import { checkNumber, densestSpan, type LineInput, type LineTable, lineFeatures } from './line-features.ts';
import { LINE_MODEL } from './line-model.ts';
import { ruleFor } from './line-rules.ts';
import { endsSentence, isDatedLabel, isDateLine, isListItem, LONG, SHORT } from './line-shape.ts';
import { comparable, foldSpace, normaliseCharacters } from './normalise.ts';
import { isPressRelease, upToEndMark, withoutReleaseFrame } from './press-release.ts';
import { type DateCandidate, isOfChange, publishedIn } from './publication-date.ts';
import { isLikely, readTrees, type TreeModel } from './trees.ts';
import { STARTS_DENSE, unwrap } from './unwrap.ts';

export interface PlainArticle {
  title: string | null;
  paragraphs: string[];
  /** A date that is stated near the start of the article. */
  date: DateCandidate | null;
  byline: string | null;
}

interface Line extends LineInput {
  /** Blank lines before it in the source. */
  gap: number;
  /** Id of the rule that applies, or null. */
  rule: string | null;
  byline: Byline | null;
  furniture: boolean;
}

/** Characters of the longest cookie notices and comment policies. */
const LONGEST_FURNITURE = 1200;

/** Lines above the body in which the headline's byline and date stand, where no headline was found. */
const ABOVE_BODY = 12;
/** Lines above the headline in which they may stand. */
const BESIDE = 3;
/** Lines from the first paragraph on in which they may stand: it may be a standfirst, with a picture below. */
const FROM_BODY = 6;

/** Lines at the top of a release, and those of them that say when it may be printed. */
const HEAD_LINES = 8;
const EMBARGO =
  /^(?:(?:strictly |under )?embargo(?:ed)?\b|not for (?:release|publication) before|sperrfrist|sous embargo|embargad[oa] hasta|sotto embargo)/i;

/** Probability from which a line is the article's: the best of the development set under cross-validation. */
const THRESHOLD = 0.36;
/** Characters of prose below which the choice is an accident when a stretch with twice as much is there. */
const LEAST_PROSE = 300;

/** A byline whose lead word is a line of its own. */
function splitByline(before: string | undefined, line: string): Byline | null {
  return before !== undefined && before.length <= 12 && /^(?:(?:written )?by|von|par|por)\s?:?$/i.test(before)
    ? readByline(`${before} ${line}`)
    : null;
}

/** Lines with the furniture marked by the rules. */
function toLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = 0;
  /** Left of a list that is not the article, in lines; its entries are short, linked or bulleted. */
  let inList = false;
  let dropNext = false;
  const source = unwrap(normaliseCharacters(text));
  checkNumber(source.filter((line) => line !== '').length);
  for (const raw of source) {
    const line = foldSpace(raw);
    if (line === '') {
      gap++;
      continue;
    }
    const rule = ruleFor(line);
    const byline = readByline(line) ?? splitByline(lines.at(-1)?.text, line);
    const isEntry = isListItem(line) || (!endsSentence(line) && line.length < LONG * 1.5);
    if (inList && !isEntry) inList = false;
    lines.push({
      text: line,
      linkChars: 0,
      gap,
      rule: rule?.id ?? null,
      byline: byline ?? (rule?.id === 'byline' ? { names: line, date: null } : null),
      furniture:
        rule !== null || dropNext || inList || isDateLine(line) || byline !== null || partsOfStamp(line).length > 1,
    });
    dropNext = rule?.effect === 'drop-next';
    if (rule?.effect === 'list') inList = true;
    gap = 0;
  }
  return lines;
}

let model: TreeModel | null = null;
/** Read on first use: the model takes longer to read than the modules take to load. */
function theModel(): TreeModel {
  model ??= readTrees(LINE_MODEL);
  return model;
}

interface Measures extends LineTable {
  lines: Line[];
}

function measure(text: string): Measures {
  const lines = toLines(text);
  const rules = lines.map(({ rule }) => rule);
  return { lines, ...lineFeatures(lines, new Set(), rules) };
}

/** Drops the second print of a long line: the page repeating itself. */
function withoutRepeats(kept: readonly boolean[], keys: readonly string[]): boolean[] {
  const seen = new Set<string>();
  return kept.map((keep, i) => {
    const key = keys[i] as string;
    if (!keep || key.length <= 60) return keep;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The densest stretch of prose instead of a choice that is poor beside it: a text unlike those the model knows. */
function orDensest(kept: boolean[], lines: readonly Line[], prose: readonly number[]): boolean[] {
  const [start, end] = densestSpan(prose.map((value, i) => (value > 0 ? value : lines[i]?.furniture ? -30 : -20)));
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const chosen = sum(prose.filter((_, i) => kept[i]));
  const densest = sum(prose.slice(start, end));
  if (chosen >= Math.min(LEAST_PROSE, densest / 2)) return kept;
  return lines.map((line, i) => i >= start && i < end && !line.furniture);
}

/**
 * The lines that are the article, by their probabilities. What a rule calls furniture goes in any case; a closed
 * sentence or a question between two lines of the article stays unless the model is sure.
 */
function chooseLines(
  { lines, keys, prose }: Measures,
  isLikelyAt: (i: number, threshold: number) => boolean,
  threshold: number,
): boolean[] {
  const likely = lines.map((line, i) => !line.furniture && isLikelyAt(i, threshold));
  const kept = lines.map(
    (line, i) =>
      likely[i] === true ||
      (!line.furniture &&
        ((prose[i] as number) > 0 || line.text.endsWith('?')) &&
        likely[i - 1] === true &&
        likely[i + 1] === true &&
        isLikelyAt(i, threshold / 3)),
  );
  return withoutRepeats(orDensest(kept, lines, prose), keys);
}

/** A text with its measurements, for training. */
export function measureText(text: string): Measured {
  const measures = measure(text);
  const texts = measures.lines.map((line) => line.text);
  return {
    texts,
    rows: measures.rows,
    select: (scores, threshold) => {
      const kept = chooseLines(measures, (i, least) => (scores[i] as number) >= least, threshold);
      return texts.filter((_, i) => kept[i]);
    },
  };
}

/** Lines below a headline in which its byline and its date stand. */
const STAMP_LINES = 4;

/** A byline or a date: what stands below a headline and not below the names of other stories. */
function isStamp({ text, byline }: Line): boolean {
  return byline !== null || (text.length < 90 && /\d/.test(text) && readDate(text) !== null);
}

/** The line before the first paragraph that reads like the headline. */
function findHeadline(
  before: readonly Line[],
  wordsOf: readonly (readonly string[])[],
  bodyWords: ReadonlySet<string>,
): number {
  let stamps: boolean[] | null = null;
  let best = -1;
  let bestScore = 0;
  for (let i = 0; i < before.length; i++) {
    const { text, rule, byline, gap } = before[i] as Line;
    const words = wordsOf[i] as string[];
    // Below a heading such as “Latest” stand entries of a list, but after the last the headline does.
    if (
      rule !== null ||
      byline !== null ||
      isDateLine(text) ||
      isListItem(text) ||
      words.length < 3 ||
      words.length > 35 ||
      text.length > 250
    )
      continue;
    const content = words.filter((word) => word.length > 3 || /[^\p{Script=Latin}]/u.test(word));
    if (content.length === 0) continue;
    const shared = content.filter((word) => bodyWords.has(word)).length / content.length;
    if (shared === 0) continue;
    stamps ??= before.map(isStamp);
    const stamp = stamps.indexOf(true, i + 1) - i;
    const score =
      shared * Math.min(content.length, 8) +
      (stamp > 0 && stamp <= STAMP_LINES ? Math.min(2, shared * 4) : 0) +
      (endsSentence(text) && !/[?!”"’]$/.test(text) ? -0.5 : 0) +
      (gap > 0 ? 0.5 : 0);
    // The headline stands over its standfirst: a later line must be clearly better.
    if (score > bestScore + (best >= 0 ? 0.75 : 0)) {
      best = i;
      bestScore = score;
    }
  }
  return bestScore >= 1.5 ? best : -1;
}

/**
 * A first line set apart from what follows: shorter than a paragraph, and either open at its end or followed by more
 * blank lines than the paragraphs are.
 */
function headlineOfBody(body: readonly Line[]): string | null {
  const [first, second, ...rest] = body;
  if (first === undefined || second === undefined || rest.length === 0) return null;
  const words = comparable(first.text).split(' ').length;
  if (
    first.furniture ||
    isListItem(first.text) ||
    isDatedLabel(first.text) ||
    words < 4 ||
    words > 30 ||
    first.text.length > 180
  )
    return null;
  const gaps = rest.map(({ gap }) => gap).sort((a, b) => a - b);
  const usual = gaps[gaps.length >> 1] as number;
  return !endsSentence(first.text) || second.gap > usual ? first.text : null;
}

/** The line right above a byline, though the text has none of its words. */
function headlineOverByline(before: readonly Line[]): string | null {
  const found = before.find(({ text, furniture }, i) => {
    const next = before[i + 1];
    const words = comparable(text).split(' ').length;
    return (
      !furniture &&
      next !== undefined &&
      (next.byline !== null || partsOfStamp(next.text).length > 1) &&
      !isListItem(text) &&
      !endsSentence(text) &&
      words >= 4 &&
      words <= 30
    );
  });
  return found?.text ?? null;
}

/** Characters of a headline in a script without spaces, which has no words to count or compare. */
const LEAST_DENSE = 5;
const MOST_DENSE = 60;

function denseHeadline(before: readonly Line[]): string | null {
  const found = before.find(
    ({ text, furniture }) =>
      !furniture &&
      STARTS_DENSE.test(text) &&
      text.length >= LEAST_DENSE &&
      text.length <= MOST_DENSE &&
      !endsSentence(text) &&
      !isListItem(text) &&
      readDate(text) === null,
  );
  return found?.text ?? null;
}

/**
 * Finds the article in a noisy text: rules mark furniture, the stretch of lines with the most prose is the body, the
 * headline is looked for above it. Linear in the length of the text.
 *
 * @param knownTitle headline given with the document; removed from the text where it stands as a line
 */
export function cleanPlainText(text: string, knownTitle: string | null = null): PlainArticle {
  const measures = measure(upToEndMark(text));
  const { lines, keys, words, rows, prose } = measures;
  const trees = theModel();
  const chosen = chooseLines(measures, (i, threshold) => isLikely(trees, rows[i] as number[], threshold), THRESHOLD);
  // Whatever its words are, no furniture is as long as a text without line feeds.
  const kept = chosen.includes(true) ? chosen : lines.map((line) => line.text.length > LONGEST_FURNITURE);
  const start = Math.max(0, kept.indexOf(true));
  const body = lines.filter((_, i) => kept[i]);
  // The headline and short lines about it may be kept themselves.
  const opening = Math.max(
    start,
    lines.findIndex(({ text }, i) => kept[i] === true && text.length > SHORT && (prose[i] as number) > 0),
  );
  const bodyWords = new Set(words.filter((_, i) => i >= opening && kept[i]).flat());
  const headline = knownTitle === null ? findHeadline(lines.slice(0, opening), words, bodyWords) : -1;
  const before = lines.slice(0, opening);
  const title =
    knownTitle ?? lines[headline]?.text ?? headlineOfBody(body) ?? denseHeadline(before) ?? headlineOverByline(before);
  const titleAt = headline < 0 ? keys.indexOf(comparable(title ?? '')) : headline;
  const titleKey = title === null ? null : comparable(title);
  const texts = lines.map((line) => line.text);
  const paragraphs = withoutReleaseFrame(
    texts.filter((_, i) => kept[i] && keys[i] !== titleKey),
    texts,
    texts.filter((_, i) => keys[i] !== titleKey),
  );
  const byline = findByline(lines, headline, opening);
  const near = lines.slice(Math.max(0, (headline < 0 ? opening - ABOVE_BODY : headline) - BESIDE), opening + FROM_BODY);
  const printed = printedDates(near, ({ text }) => isDateLine(text), 0.6);
  const labels = printedDates(near, isLabel, 0.5);
  const embargo = lines.slice(0, HEAD_LINES).filter(({ text }) => EMBARGO.test(text));
  const date =
    printedDates(embargo, () => true, 0.6)[0] ??
    printed.find(({ evidence }) => !isOfChange(evidence)) ??
    dateOfByline(byline) ??
    findDateline(paragraphs, isPressRelease(texts)) ??
    labels.find(({ evidence }) => !isOfChange(evidence)) ??
    // Most changes are made on the day of publication.
    [...printed, ...labels].map((change) => ({ ...change, confidence: 0.5 }))[0] ??
    null;
  return {
    title,
    // A line that stands for the date is no paragraph.
    paragraphs: date?.source === 'visible-text' ? paragraphs.filter((text) => text !== date.evidence) : paragraphs,
    date,
    byline:
      byline?.names ??
      unmarkedName(
        lines.slice(titleAt + 1, opening + FROM_BODY).filter((_, i) => !kept[titleAt + 1 + i]),
        titleAt < 0 ? null : title,
        bodyWords,
      ),
  };
}

/** The dates that the lines of a kind state. */
function printedDates(lines: readonly Line[], isOfKind: (line: Line) => boolean, confidence: number): DateCandidate[] {
  return lines.flatMap((line) => {
    const read = isOfKind(line) ? (publishedIn(line.text) ?? readDate(line.text)) : null;
    return read ? [{ read, evidence: line.text, source: 'visible-text', confidence }] : [];
  });
}

/** A date beside names, in a line that no rule knows as something else: a caption, a link to another story. */
function isLabel({ text, rule, byline }: Line): boolean {
  if (byline !== null ? isOfChange(text) : rule !== null) return false;
  return !isListItem(text) && (isDatedLabel(text) || partsOfStamp(text).length > 1);
}

function dateOfByline(byline: ReturnType<typeof findByline>): DateCandidate | null {
  if (byline === null || byline.date === null || isOfChange(byline.date)) return null;
  const read = readDate(byline.date);
  return read && { read, evidence: byline.line, source: 'visible-text', confidence: 0.6 };
}

/** The byline by the headline and above the body, and the date behind its names. */
function findByline(lines: readonly Line[], headline: number, opening: number): (Byline & { line: string }) | null {
  const from = headline < 0 ? Math.max(0, opening - ABOVE_BODY) : headline;
  const near = [...lines.slice(from, opening + FROM_BODY), ...lines.slice(Math.max(0, from - BESIDE), from)];
  const found = near.find(({ byline }) => byline !== null);
  return found?.byline ? { line: found.text, ...found.byline } : null;
}

/** The name without a lead word that stands alone beside the date below a headline; whom the text tells of is another. */
function unmarkedName(below: readonly Line[], title: string | null, bodyWords: ReadonlySet<string>): string | null {
  if (title === null) return null;
  const unruled = below.slice(0, ABOVE_BODY).filter(({ rule }) => rule === null);
  const name = nameBesideDate(
    unruled.map(({ text }) => text),
    title,
  );
  const isOther =
    name === null ||
    splitAuthors(name).some((author) =>
      comparable(author)
        .split(' ')
        .some((word) => word.length > 2 && bodyWords.has(word)),
    );
  return isOther ? null : name;
}
