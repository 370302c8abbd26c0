// Noisy plain text (a page as a scraper printed it) to the article in it.
import { type ReadDate, readDate } from './date-text.ts';
import { endsSentence, isDateLine, isListItem, ruleFor } from './line-rules.ts';
import { comparable, foldSpace, normaliseCharacters } from './normalise.ts';

export interface PlainArticle {
  title: string | null;
  paragraphs: string[];
  /** A line that states a date, near the start of the article. */
  date: { read: ReadDate; evidence: string; source: 'dateline' | 'visible-text' } | null;
  byline: string | null;
}

interface Line {
  text: string;
  /** Blank lines before it in the source. */
  gap: number;
  furniture: boolean;
}

/** A paragraph: long, or shorter and closed like a sentence. Half of all news paragraphs are longer than 150 characters. */
const LONG = 140;
const SENTENCE = 40;

/** Joins lines that a mail program or a terminal wrapped: groups whose lines are all about equally long but the last. */
function unwrap(lines: readonly string[]): string[] {
  const full = lines.filter((line) => line.trim() !== '');
  if (full.length < 8) return [...lines];
  const lengths = full.map((line) => line.length).sort((a, b) => a - b);
  const longest = lengths[Math.floor(lengths.length * 0.95)] as number;
  const typical = lengths[lengths.length >> 1] as number;
  const open = full.filter((line) => line.length > typical * 0.7 && !endsSentence(line.trim())).length;
  if (longest > 100 || typical < 45 || open < full.length * 0.5) return [...lines];
  const out: string[] = [];
  let previous = '';
  for (const line of lines) {
    if (line.trim() !== '' && previous.trim() !== '' && previous.length >= longest * 0.75 && !isListItem(line.trim())) {
      out[out.length - 1] = `${out.at(-1)} ${line.trim()}`;
    } else out.push(line);
    previous = line;
  }
  return out;
}

/** Lines with the furniture marked by the rules. */
function toLines(text: string): Line[] {
  const lines: Line[] = [];
  let gap = 0;
  /** Left of a list that is not the article, in lines; its entries are short, linked or bulleted. */
  let inList = false;
  let dropNext = false;
  for (const raw of unwrap(normaliseCharacters(text).split('\n'))) {
    const line = foldSpace(raw);
    if (line === '') {
      gap++;
      continue;
    }
    const rule = ruleFor(line);
    const isEntry = isListItem(line) || (!endsSentence(line) && line.length < LONG * 1.5);
    if (inList && !isEntry) inList = false;
    lines.push({ text: line, gap, furniture: rule !== null || dropNext || inList || isDateLine(line) });
    dropNext = rule?.effect === 'drop-next';
    if (rule?.effect === 'list') inList = true;
    gap = 0;
  }
  return lines;
}

/** How much a line speaks for being inside the article; positive for prose, negative for furniture. */
function weight(line: Line): number {
  const { text } = line;
  if (line.furniture) return -30;
  const closed = endsSentence(text);
  if (text.length >= LONG) return closed ? Math.min(text.length, 500) : text.length * 0.5;
  if (closed && text.length >= SENTENCE) return text.length;
  if (closed && text.length >= 15) return 5;
  return -20;
}

/** Start and end (exclusive) of the stretch of lines with the greatest sum of weights (Kadane). */
export function densestSpan(weights: readonly number[]): [number, number] {
  let best = 0;
  let span: [number, number] = [0, 0];
  let sum = 0;
  let start = 0;
  for (let i = 0; i < weights.length; i++) {
    if (sum <= 0) {
      sum = 0;
      start = i;
    }
    sum += weights[i] as number;
    if (sum > best) {
      best = sum;
      span = [start, i + 1];
    }
  }
  return span;
}

/** The line before the article that reads like its headline. */
function findHeadline(before: readonly Line[], body: string): number {
  const bodyWords = new Set(comparable(body).split(' '));
  let best = -1;
  let bestScore = 0;
  for (let i = 0; i < before.length; i++) {
    const { text, furniture, gap } = before[i] as Line;
    const words = comparable(text).split(' ');
    if (furniture || isListItem(text) || words.length < 3 || words.length > 35 || text.length > 250) continue;
    const content = words.filter((word) => word.length > 3 || /[^\p{Script=Latin}]/u.test(word));
    if (content.length === 0) continue;
    const shared = content.filter((word) => bodyWords.has(word)).length / content.length;
    const score =
      shared * Math.min(content.length, 8) +
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
  if (first.furniture || isListItem(first.text) || words < 4 || words > 30 || first.text.length > 180) return null;
  const gaps = rest.map(({ gap }) => gap).sort((a, b) => a - b);
  const usual = gaps[gaps.length >> 1] as number;
  return !endsSentence(first.text) || second.gap > usual ? first.text : null;
}

/**
 * Finds the article in a noisy text: rules mark furniture, the stretch of lines with the most prose is the body, the
 * headline is looked for above it. Linear in the length of the text.
 *
 * @param knownTitle headline given with the document; removed from the text where it stands as a line
 */
export function cleanPlainText(text: string, knownTitle: string | null = null): PlainArticle {
  const lines = toLines(text);
  const [start, end] = densestSpan(lines.map(weight));
  const body = lines.slice(start, end);
  const title = knownTitle === null ? null : comparable(knownTitle);
  const before = lines.slice(0, start);
  const headline = title === null ? findHeadline(before, body.map(({ text: line }) => line).join(' ')) : -1;
  const found = knownTitle ?? before[headline]?.text ?? headlineOfBody(body);
  const foundKey = found === null ? null : comparable(found);
  const paragraphs: string[] = [];
  const seen = new Set<string>();
  for (const line of body) {
    const key = comparable(line.text);
    if (line.furniture || key === foundKey) continue;
    // The same long line twice is the page repeating itself.
    if (key.length > 60 && seen.has(key)) continue;
    seen.add(key);
    paragraphs.push(line.text);
  }
  return {
    title: found,
    paragraphs,
    date: findDate(lines, headline < 0 ? Math.max(0, start - 12) : headline, start),
    byline: findByline(lines, start),
  };
}

/** A line of its own that states a date, between the headline and the body; never one inside a caption. */
function findDate(lines: readonly Line[], from: number, start: number): PlainArticle['date'] {
  for (let i = Math.max(0, from - 3); i < Math.min(lines.length, start + 3); i++) {
    const { text } = lines[i] as Line;
    if (!isDateLine(text)) continue;
    const read = readDate(text);
    if (read) return { read, evidence: text, source: 'visible-text' };
  }
  return null;
}

/** The byline above the body. */
function findByline(lines: readonly Line[], start: number): string | null {
  for (let i = Math.min(start + 1, lines.length - 1); i >= Math.max(0, start - 8); i--) {
    const { text } = lines[i] as Line;
    if (ruleFor(text)?.id === 'byline') return text;
  }
  return null;
}
