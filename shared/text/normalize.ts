// Unicode normalisation in linear time.

/**
 * Marks in a row that are kept: Unicode's stream-safe text format allows 30, more than any language stacks. The engine
 * sorts each run of marks, in quadratic time: 400,000 of them took two minutes.
 *
 * @see https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
 */
const EXCESS_MARKS = /(\p{M}{30})\p{M}+/gu;
/**
 * Outside the blocks before the first mark (U+0300) and those of punctuation and currencies (U+2000 to U+20CF): a Western
 * text has none of these, and is spared the search for runs of marks, which takes longer than its normalisation.
 */
const MAY_BE_MARK = /[\u0300-\u1FFF\u20D0-\uFFFF]/;

/** `text.normalize(form)`, with runs of combining marks cut at 30. */
export function normalized(text: string, form: 'NFC' | 'NFKC' | 'NFKD'): string {
  const bounded = MAY_BE_MARK.test(text) ? text.replace(EXCESS_MARKS, '$1') : text;
  return bounded.normalize(form);
}
