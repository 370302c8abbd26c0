// The characters around a claim, by which its place is found again in another version of the text.
import type { ExtractedClaim } from '../../shared/records/claim.ts';

/** Characters kept on each side, as the Web Annotation model's text quote selector asks for. */
const CONTEXT = 32;

/** Whatever stands at the edges of a context: no table takes half of a surrogate pair. */
const HALF_BEFORE = /^[\uDC00-\uDFFF]/;
const HALF_BEHIND = /[\uD800-\uDBFF]$/;

/** What stands before and behind a place of the text. */
export function contextOf(text: string, start: number, end: number): Pick<ExtractedClaim, 'prefix' | 'suffix'> {
  return {
    prefix: text.slice(Math.max(0, start - CONTEXT), start).replace(HALF_BEFORE, ''),
    suffix: text.slice(end, end + CONTEXT).replace(HALF_BEHIND, ''),
  };
}
