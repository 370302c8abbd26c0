// The language a text is written in.
import { eld } from 'eld/small';
import type { CleanedArticle } from '../../shared/records/article.ts';
import { countCharacters } from './line-features.ts';

/**
 * Letters below which the detector guesses: its own reliability test passes short headlines in the wrong language, so a
 * text must have about two sentences.
 */
const MIN_LETTERS = 120;
/** Characters shown to the detector: more does not change its answer and costs time. */
const SAMPLE = 3000;

/** ISO 639-1 code of a declared language (`en-US`, `de_AT`, `EN`), or null. */
export function declaredLanguage(written: string | null | undefined): string | null {
  const match = /^\s{0,9}([a-z]{2})(?:[-_]\w{2,8}){0,3}\s{0,9}$/i.exec(written ?? '');
  return match ? (match[1] as string).toLowerCase() : null;
}

/** Detected from the text when it is long enough, else as declared. */
export function findLanguage(text: string, declared: string | null | undefined): CleanedArticle['lang'] {
  const sample = text.slice(0, SAMPLE);
  if (countCharacters(sample).letters >= MIN_LETTERS) {
    const result = eld.detect(sample);
    if (result.language !== '' && result.isReliable()) return { code: result.language, source: 'detected' };
  }
  const code = declaredLanguage(declared);
  return code === null ? null : { code, source: 'declared' };
}
