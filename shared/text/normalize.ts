// Unicode normalisation in linear time.

/**
 * Marks in a row that are kept: Unicode's stream-safe text format allows 30, more than any language stacks. The engine
 * sorts each run of marks, in quadratic time: 400,000 of them took two minutes.
 *
 * @see https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format
 */
const EXCESS_MARKS = /(\p{M}{30})\p{M}+/gu;

/** `text.normalize(form)`, with runs of combining marks cut at 30. */
export function normalized(text: string, form: 'NFC' | 'NFKC' | 'NFKD'): string {
  return text.replace(EXCESS_MARKS, '$1').normalize(form);
}
