// The dateline that a story begins with: a place, a day, an agency.
import { readDate } from './date-text.ts';
import { LONG, SHORT } from './line-shape.ts';
import type { DateCandidate } from './publication-date.ts';

const WRITTEN_DAY = String.raw`(?:\d{1,2}\sde\s\p{L}{3,14}\sde\s\d{4}|\p{L}{3,14}\.?\s\d{1,2},?\s\d{4}|\d{1,2}\.?\s\p{L}{3,14}\.?,?\s\d{4}|\d{4}-\d{2}-\d{2})`;
const CAPITALS = String.raw`\p{Lu}[\p{Lu}.'’ -]{1,40}`;
const PLACE = String.raw`\p{Lu}[\p{L}.'’ -]{1,40}`;
const AGENCY = String.raw`\s?(?:\([^()]{2,30}\)|/[^/]{3,40}/)`;
const BEFORE_STORY = String.raw`\.?\s?(?:-{1,2}|[–—])\s`;
/**
 * `ESTERMOND, Lorvane, December 3, 2024 (Interwire) - `: a place and a date with an agency behind it, or a place in capitals
 * and a date, then a dash. Captions begin with a place and a date too, but most have a colon behind them or the dash before
 * the date; those that do not are shorter than paragraphs, so that without an agency only a long one counts.
 */
const DATELINES: readonly { pattern: RegExp; leastLength: number }[] = [
  {
    pattern: new RegExp(`^${PLACE}(?:,\\s${PLACE}){0,2},\\s(${WRITTEN_DAY})${AGENCY}${BEFORE_STORY}`, 'u'),
    leastLength: 0,
  },
  {
    pattern: new RegExp(`^${CAPITALS}(?:,\\s${PLACE}){0,2},\\s(${WRITTEN_DAY})${BEFORE_STORY}`, 'u'),
    leastLength: LONG,
  },
];
/** Releases have no captions, so that a place in small letters counts as well. */
const RELEASE_DATELINE = {
  pattern: new RegExp(
    `^${PLACE}(?:,\\s${PLACE}){0,2},\\s(?:le\\s|den\\s)?(${WRITTEN_DAY})(?:${AGENCY})?${BEFORE_STORY}`,
    'u',
  ),
  leastLength: SHORT,
};
/** Paragraphs that may begin with the dateline: there may be a standfirst before it. */
const DATELINE_PARAGRAPHS = 2;

/** The date of the dateline; a story may be printed a day or two after it was written. */
export function findDateline(paragraphs: readonly string[], isRelease: boolean): DateCandidate | null {
  for (const text of paragraphs.slice(0, DATELINE_PARAGRAPHS)) {
    for (const { pattern, leastLength } of isRelease ? [...DATELINES, RELEASE_DATELINE] : DATELINES) {
      const match = text.length < leastLength ? null : pattern.exec(text);
      const read = match && readDate(match[1] as string);
      if (read) return { read, evidence: match[0].trim(), source: 'dateline', confidence: 0.5 };
    }
  }
  return null;
}
