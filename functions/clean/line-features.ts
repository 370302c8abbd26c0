// What can be measured on the lines of a page, whatever its markup: the inputs of both line models.
import { ruleFor } from './line-rules.ts';
import { endsSentence, isDateLine, isListItem } from './line-shape.ts';
import { comparable } from './normalise.ts';
import { Rejection } from './reasons.ts';

/** Names of the numbers `lineFeatures` returns, in order. The trained models refer to them by position. */
export const LINE_FEATURES = [
  'log-chars',
  'words',
  'ends-sentence',
  'sentences',
  'commas-per-word',
  'capitalised-share',
  'digit-share',
  'capitals-share',
  'starts-lower',
  'list-item',
  'has-quote',
  'rule-prompt',
  'rule-caption',
  'rule-related',
  'date-line',
  'ends-colon',
  'ends-question',
  'ends-ellipsis',
  'separators',
  'address-or-handle',
  'mean-word-length',
  'short-word-share',
  'second-person',
  'repeats',
  'title-overlap',
  'prose',
  'prev-log-chars',
  'prev-prose',
  'prev-rule',
  'prev2-prose',
  'next-log-chars',
  'next-prose',
  'next-rule',
  'next2-prose',
  'prose-within-3',
  'lines-within-3',
  'prose-within-8',
  'lines-within-8',
  'prose-before-share',
  'prose-after-share',
  'page-prose',
  'line-share',
  'in-span',
  'span-distance',
  'span-share',
  'since-related',
  'since-prose',
  'until-prose',
  'run-of-short',
] as const;

const CAPTION_RULES = new Set(['caption-toggle', 'caption-label', 'caption-credit', 'photo-line', 'agency-credit']);
const RELATED_RULES = new Set(['related-heading', 'teaser', 'ticker']);
const SECOND_PERSON = /\b(?:you|your|our|us|we|sie|ihr|ihre|vous|votre|nous|usted|tu|su|você|seu)\b/gi;
const ADDRESS_OR_HANDLE = /https?:|www\.|\S@\S|(?:^|\s)[@#]\w/;
/** What stands in each of these: the search for it is a third of the work. */
const MAY_BE_ADDRESS = /[@#]|http|www/;

/** Two sentences' worth of prose counts fully; a longer paragraph hardly says more. */
const PROSE_CAP = 600;

const log2 = (value: number) => Math.log2(1 + value);

/** Texts of one document that are looked at: articles have hundreds, the longest live pages a few thousand. */
export const MAX_LINES = 20_000;

/** @throws Rejection `too-large` above 20,000 texts: each one costs some 40 µs, whatever its length */
export function checkNumber(count: number): void {
  if (count > MAX_LINES) {
    throw new Rejection('too-large', `splitting into lines: expected at most ${MAX_LINES}, got ${count}`);
  }
}

export interface LineInput {
  text: string;
  /** Characters in links; 0 in plain text. */
  linkChars: number;
}

export interface LineTable {
  /** One row of {@link LINE_FEATURES} for each line. */
  rows: number[][];
  /** Characters of running text in each line. */
  prose: number[];
  /** Comparable form of each line, and its words. */
  keys: string[];
  words: string[][];
  /** Id of the rule that applies, or null. */
  rules: readonly (string | null)[];
}

/** Characters that read as running text: closed sentences, or long lines, that are not links. */
export function proseOf(text: string, linkChars: number): number {
  const own = text.length - linkChars;
  if (own < text.length * 0.5) return 0;
  if (endsSentence(text) && text.length >= 40) return Math.min(own, PROSE_CAP);
  return text.length >= 140 ? Math.min(own, PROSE_CAP) / 2 : 0;
}

/** Running sums, one longer than the list, so that any window's sum is a difference. */
function sums(values: readonly number[]): number[] {
  const out = [0];
  for (const value of values) out.push((out.at(-1) as number) + value);
  return out;
}

/** Start and end (exclusive) of the stretch with the greatest sum of weights (Kadane's algorithm). */
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

interface Characters {
  /** Letters of any script, and those of them that are capitals. */
  letters: number;
  capitals: number;
  /** 0 to 9. */
  digits: number;
  /** Words as spaces part them, and those of them that begin with a capital, in quotation marks or a bracket or not. */
  words: number;
  capitalised: number;
  /** Full stops and the like, before white space or the end, or of a script without spaces. */
  sentences: number;
  commas: number;
  /** Double quotation marks. */
  quotes: number;
  /** Bars, dots and arrows between the parts of a line. */
  separators: number;
}

/** Counts in one walk; a list of the words or a pattern for each would make a string of every letter of the page. */
export function countCharacters(text: string): Characters {
  const counts: Characters = {
    letters: 0,
    capitals: 0,
    digits: 0,
    words: 1,
    capitalised: 0,
    sentences: 0,
    commas: 0,
    quotes: 0,
    separators: 0,
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) counts.letters++;
    else if (code >= 65 && code <= 90) {
      counts.letters++;
      counts.capitals++;
      if (startsWord(text, i)) counts.capitalised++;
    } else if (code === 32) counts.words++;
    else if (code >= 48 && code <= 57) counts.digits++;
    else if (!countMark(text, i, counts) && code > 127) {
      const character = String.fromCodePoint(text.codePointAt(i)!);
      if (LETTER.test(character)) {
        counts.letters++;
        if (CAPITAL.test(character)) {
          counts.capitals++;
          if (startsWord(text, i)) counts.capitalised++;
        }
      }
      i += character.length - 1;
    }
  }
  return counts;
}

const LETTER = /\p{L}/u;
const CAPITAL = /\p{Lu}/u;

/** Counts a mark of punctuation. @returns false when the character is none of those that are counted */
function countMark(text: string, at: number, counts: Characters): boolean {
  switch (text.charCodeAt(at)) {
    case 0x2e: // .
    case 0x21: // !
    case 0x3f: // ?
      if (endsSentenceAt(text, at)) counts.sentences++;
      return true;
    case 0x3002: // 。
    case 0xff01: // ！
    case 0xff1f: // ？
      counts.sentences++;
      return true;
    case 0x2c: // ,
    case 0x60c: // ،
    case 0xff0c: // ，
    case 0x3001: // 、
      counts.commas++;
      return true;
    case 0x22: // "
    case 0x201c: // “
    case 0x201d: // ”
    case 0x201e: // „
    case 0xab: // «
      counts.quotes++;
      return true;
    case 0xbb: // »
      counts.quotes++;
      counts.separators++;
      return true;
    case 0x7c: // |
    case 0x2022: // •
    case 0xb7: // ·
    case 0xa9: // ©
    case 0x2192: // →
    case 0x25b6: // ▶
      counts.separators++;
      return true;
    default:
      return false;
  }
}

/** Whether white space or the end follows the mark, or one closing mark that it stands before. */
function endsSentenceAt(text: string, at: number): boolean {
  return /^(?:\s|$)/.test(text.slice(/["”’»)]/.test(text.charAt(at + 1)) ? at + 2 : at + 1, at + 3));
}

/** Whether nothing, or one opening mark, stands between the character and the space or the start before it. */
function startsWord(text: string, at: number): boolean {
  const before = /["“‘(]/.test(text.charAt(at - 1)) ? at - 2 : at - 1;
  return before < 0 || text[before] === ' ';
}

/**
 * Measures the lines of one page or text: each on its own, then among its neighbours, then against the whole.
 * Linear in the total length.
 *
 * @param rules the rule of each line, where it is known already
 */
export function lineFeatures(
  lines: readonly LineInput[],
  titleNames: ReadonlySet<string>,
  rules: readonly (string | null)[] = lines.map(({ text }) => ruleFor(text)?.id ?? null),
): LineTable {
  const titleWords = new Set([...titleNames].flatMap((name) => name.split(' ')));
  const keys = lines.map(({ text }) => comparable(text));
  const words = keys.map((key) => (key === '' ? [] : key.split(' ')));
  const prose = lines.map(({ text, linkChars }, i) => (rules[i] === null ? proseOf(text, linkChars) : 0));
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);

  const proseSums = sums(prose);
  const total = proseSums.at(-1) as number;
  const isProse = sums(prose.map((value) => (value > 0 ? 1 : 0)));
  const window = (list: readonly number[], from: number, to: number) =>
    (list[Math.min(list.length - 1, Math.max(0, to))] as number) -
    (list[Math.min(list.length - 1, Math.max(0, from))] as number);
  const [spanStart, spanEnd] = densestSpan(
    prose.map((value, i) => (value > 0 ? value : rules[i] === null ? -20 : -30)),
  );
  const spanProse = window(proseSums, spanStart, spanEnd);
  const n = lines.length;

  /** Lines since the last heading of a list of other articles, and since the last prose. */
  const sinceRelated: number[] = [];
  const sinceProse: number[] = [];
  const untilProse: number[] = new Array(n).fill(0);
  let related = 99;
  let lastProse = 99;
  for (let i = 0; i < n; i++) {
    related = rules[i] === 'related-heading' ? 0 : Math.min(99, related + 1);
    sinceRelated.push(related);
    sinceProse.push(lastProse);
    lastProse = (prose[i] as number) > 0 ? 0 : Math.min(99, lastProse + 1);
  }
  lastProse = 99;
  for (let i = n - 1; i >= 0; i--) {
    untilProse[i] = lastProse;
    lastProse = (prose[i] as number) > 0 ? 0 : Math.min(99, lastProse + 1);
  }

  const at = (index: number) => prose[index] ?? 0;
  const lengths = lines.map(({ text }) => log2(text.length));
  const rows = lines.map(({ text }, i): number[] => {
    const key = keys[i] as string;
    const own = words[i] as string[];
    const wordCount = Math.max(1, own.length);
    let shared = 0;
    let shortWords = 0;
    for (const word of own) {
      if (titleWords.has(word)) shared++;
      if (word.length <= 3) shortWords++;
    }
    const end = text.slice(-3);
    const characters = countCharacters(text);
    const letters = Math.max(1, characters.letters);
    const rule = rules[i] as string | null;
    return [
      lengths[i] as number,
      wordCount,
      endsSentence(text) ? 1 : 0,
      characters.sentences,
      characters.commas / wordCount,
      characters.capitalised / characters.words,
      characters.digits / text.length,
      characters.capitals / letters,
      /^["“‘(]?\p{Ll}/u.test(text) ? 1 : 0,
      isListItem(text) ? 1 : 0,
      characters.quotes > 0 ? 1 : 0,
      rule !== null && !CAPTION_RULES.has(rule) && !RELATED_RULES.has(rule) ? 1 : 0,
      rule !== null && CAPTION_RULES.has(rule) ? 1 : 0,
      rule !== null && RELATED_RULES.has(rule) ? 1 : 0,
      isDateLine(text) ? 1 : 0,
      /[:：]$/.test(end) ? 1 : 0,
      /\?["”]?$/.test(end) ? 1 : 0,
      /(?:…|\.\.\.)$/.test(end) ? 1 : 0,
      characters.separators,
      MAY_BE_ADDRESS.test(text) && ADDRESS_OR_HANDLE.test(text) ? 1 : 0,
      key.length / wordCount,
      shortWords / wordCount,
      (text.match(SECOND_PERSON)?.length ?? 0) / wordCount,
      Math.min(9, times.get(key)!),
      shared / wordCount,
      prose[i] as number,
      lengths[i - 1] ?? -1,
      at(i - 1),
      i > 0 && rules[i - 1] !== null ? 1 : 0,
      at(i - 2),
      lengths[i + 1] ?? -1,
      at(i + 1),
      i + 1 < n && rules[i + 1] !== null ? 1 : 0,
      at(i + 2),
      window(proseSums, i - 3, i + 4) - (prose[i] as number),
      window(isProse, i - 3, i + 4),
      window(proseSums, i - 8, i + 9) - (prose[i] as number),
      window(isProse, i - 8, i + 9),
      total === 0 ? 0 : (proseSums[i] as number) / total,
      total === 0 ? 0 : (total - (proseSums[i + 1] as number)) / total,
      log2(total),
      i / n,
      i >= spanStart && i < spanEnd ? 1 : 0,
      i < spanStart ? Math.max(-50, i - spanStart) : i >= spanEnd ? Math.min(50, i - spanEnd + 1) : 0,
      total === 0 ? 0 : spanProse / total,
      sinceRelated[i] as number,
      sinceProse[i] as number,
      untilProse[i] as number,
      Math.min(sinceProse[i] as number, 30) + Math.min(untilProse[i] as number, 30),
    ];
  });
  return { rows, prose, keys, words, rules };
}
