// Stage extract, the pure half: the claims of a cleaned text, who makes them, and how sure and when they were made.

import type { ExtractedClaim, Span, TimeExpression } from '../../shared/records/claim.ts';
import { findAssertions } from './assertions.ts';
import type { Attribution, Piece } from './attribution.ts';
import { certaintyOf, modifiersOf } from './certainty.ts';
import { scoreCheckworthiness } from './checkworthiness.ts';
import { contextOf } from './context.ts';
import { type DateMention, findDates } from './dates.ts';
import { readDocument } from './document.ts';
import { findAttributions } from './find-attributions.ts';
import { isEnglish } from './language.ts';
import { indexDates, type Reading } from './phrases.ts';
import { findQuantities } from './quantities.ts';
import { type Direction, publicationDay, resolveDate } from './resolve-date.ts';
import { firstIn } from './search.ts';
import { openSpeakerBook, type SpeakerBook } from './speakers.ts';
import { lowerAt } from './tokens.ts';

/** Written into every record. The version changes when the same text may give other claims. */
export const EXTRACTOR = { name: 'rules', version: '1.7.0' } as const;

export interface ExtractInput {
  /** Cleaned text: paragraphs apart by line breaks, no furniture. Offsets in the result refer to it. */
  text: string;
  /** BCP 47 tag of the text's language; null or absent: told from the words. */
  lang?: string | null;
  /** ISO 8601 date or time of publication: what "yesterday" refers to. Without it only full dates are resolved. */
  publishedAt?: string | null;
  title?: string | null;
  site?: string | null;
}

/** A span as annotated corpora write it. */
interface PlainSpan {
  start: number;
  end: number;
  text: string;
}

/**
 * An attribution as annotated corpora write it, flat: dates as ISO 8601, a name or the words for the speaker, words for
 * quantities and manner. Stances ("supports the plan") are among them; they are no claims, and end with their type.
 */
interface PlainAttribution {
  source: PlainSpan | null;
  cue: PlainSpan | null;
  content: PlainSpan[];
  type: 'direct' | 'indirect' | 'mixed';
  polarity?: ExtractedClaim['polarity'];
  certainty?: ExtractedClaim['certainty']['level'];
  said_on?: string | null;
  /** The first time that the content speaks of. */
  event_date?: string | null;
  speaker?: string | null;
  quantities?: string[];
  manner?: string | null;
}

interface Extraction {
  claims: ExtractedClaim[];
  attributions: PlainAttribution[];
}

/** From this share of letters inside quotation marks a content is a direct quotation; the labelling rule of the data. */
const DIRECT_SHARE = 0.9;

/**
 * Confidence that the content is one: the share of emitted contents that an annotator marked, too (Dice at least 0.5), on
 * PolNeAR devtest, rounded to 0.05. A reporting clause after plain words is right less often than one beside a quotation.
 */
function confidenceOf(attribution: Attribution, type: PlainAttribution['type']): number {
  switch (attribution.construction) {
    case 'back':
    case 'inverted':
      return type === 'indirect' ? 0.75 : 0.95;
    case 'forward':
    case 'according-to':
      return 0.9;
    case 'carried':
    case 'impersonal':
    case 'passive':
      return 0.75;
  }
}

function spanOf(reading: Reading, piece: Piece): Span {
  const start = reading.tokens[piece.first]!.start;
  const end = reading.tokens[piece.last - 1]!.end;
  return { start, end, exact: reading.text.slice(start, end) };
}

/** The span of a piece without its quotation marks when they enclose the whole of it, and without a closing comma. */
function contentSpan(reading: Reading, piece: Piece): Span {
  let { start, end } = spanOf(reading, piece);
  const quote = reading.quotes[reading.quoteOf[piece.first]!];
  if (quote && quote.start === start && quote.end >= end) {
    start = quote.innerStart;
    end = Math.min(end, quote.innerEnd);
  }
  const inner = reading.text.slice(start, end);
  const left = inner.length - inner.trimStart().length;
  const trimmed = inner
    .trim()
    .replace(/[,，]$/u, '')
    .trimEnd();
  start += left;
  end = start + trimmed.length;
  return { start, end, exact: reading.text.slice(start, end) };
}

/**
 * The pieces of a content as one text. A piece whose full stop was printed as a comma, since "she said." ended the sentence,
 * gets its full stop back: “It held,” she said. “We ran.” reads "It held. We ran."
 */
function joinPieces(text: string, pieces: readonly Span[]): string {
  let joined = '';
  for (const [i, piece] of pieces.entries()) {
    const before = pieces[i - 1];
    if (before) {
      const between = text.slice(before.end, piece.start).replace(/[\s“"‘'«„]+$/u, '');
      joined += !/[.!?…:;]$/u.test(joined) && /[.!?]$/u.test(between) ? '. ' : ' ';
    }
    joined += piece.exact;
  }
  return joined.trim();
}

/** Share of a content's letters that stand inside quotation marks, as a type. */
function quoteType(reading: Reading, attribution: Attribution): PlainAttribution['type'] {
  if (attribution.dialogue) return 'direct';
  let inside = 0;
  let all = 0;
  for (const piece of attribution.content) {
    for (let k = piece.first; k < piece.last; k++) {
      const letters = reading.tokens[k]!.text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
      all += letters;
      if (reading.quoteOf[k]! >= 0) inside += letters;
    }
  }
  if (inside === 0) return 'indirect';
  return inside / all >= DIRECT_SHARE ? 'direct' : 'mixed';
}

/** Cues of what is to come: a date in "forecast a loss for the first quarter" lies ahead. */
const LOOKS_AHEAD =
  /^(?:expect|forecast|predict|anticipate|project|promise|pledge|vow|guarantee|threaten|undertake|plan)$/u;

const FUTURE_MODAL = /^(?:will|would|shall|'ll|wo|may|might|could|should)$/u;

/** "may have fled" lies in the past, "will have fled" in the future as "may flee" does. */
const directionOf = (modal: string, perfect: boolean): Direction =>
  perfect && !/^(?:will|shall|'ll|wo)$/u.test(modal) ? 'past' : 'future';

/** Whether an undated weekday or month in a content lies before or after the publication: by the verb group nearest to it. */
function directionAt(reading: Reading, piece: Piece, date: DateMention, otherwise: Direction): Direction {
  const { tokens } = reading;
  // "Fares to rise in June": a headline's infinitive
  let isToCome = false;
  const look = (from: number, to: number, step: number): Direction | null => {
    for (let k = from; step < 0 ? k > to : k < to; k += step) {
      const { lower, pos } = tokens[k]!;
      if (FUTURE_MODAL.test(lower) && pos !== 'NOUN' && pos !== 'PROPN') {
        const verb = lowerAt(tokens, k + 1) === 'not' || tokens[k + 1]?.pos === 'ADV' ? k + 2 : k + 1;
        return directionOf(lower, lowerAt(tokens, verb) === 'have');
      }
      const ahead = /^(?:due|expected|scheduled|set|planned|planning|plans|upcoming)$/u.test(lower);
      if (ahead && lowerAt(tokens, k + 1) !== 'up') return 'future';
      if (pos === 'VERB' || pos === 'AUX') {
        if (lowerAt(tokens, k - 1) === 'to') {
          const governor = lowerAt(tokens, k - 2);
          if (/^(?:have|had|has|went|came|used|failed|began|started|managed|refused|claimed)$/u.test(governor))
            return 'past';
          // "threatened to strike in September"
          if (k - 1 === piece.first) return 'future';
          isToCome ||= /^(?:NOUN|PROPN)$/u.test(tokens[k - 2]!.pos);
          continue;
        }
        // The auxiliary further left decides: "will be reopened", "may have fled".
        let a = k;
        while (
          a - 1 >= piece.first &&
          (tokens[a - 1]!.pos === 'AUX' ||
            tokens[a - 1]!.pos === 'ADV' ||
            tokens[a - 1]!.lower === 'have' ||
            tokens[a - 1]!.lower === 'not')
        )
          a--;
        for (let m = a; m < k; m++) {
          const modal = tokens[m]!.lower;
          const perfect = tokens.slice(m + 1, k + 1).some((token) => token.lower === 'have');
          if (FUTURE_MODAL.test(modal)) return directionOf(modal, perfect);
        }
        if (pos === 'VERB' && lower.endsWith('ing') && a === k) continue;
        return 'past';
      }
    }
    return null;
  };
  const told = look(date.withPreposition - 1, piece.first - 1, -1) ?? look(date.last, piece.last, 1);
  return told ?? (isToCome ? 'future' : otherwise);
}

/** Milliseconds between a day, month or year and the publication. */
const distance = ({ iso }: TimeExpression, published: number | null): number =>
  Math.abs(Date.parse(iso) - (published ?? 0));

/** When the content says it happened. */
function eventTimes(
  reading: Reading,
  content: readonly Piece[],
  published: number | null,
  otherwise: Direction = 'past',
): TimeExpression[] {
  const times: TimeExpression[] = [];
  for (const piece of content) {
    for (
      let d = firstIn(reading.dates, piece.first);
      d < reading.dates.length && reading.dates[d]!.last <= piece.last;
      d++
    ) {
      const date = reading.dates[d]!;
      const direction = directionAt(reading, piece, date, otherwise);
      const time = resolveDate(reading.text, date, published, direction);
      // "is shut until Friday", "said a deal was possible by Sunday": no tense tells whether that is over.
      const other =
        direction === 'past' && /^(?:until|till|by)$/u.test(lowerAt(reading.tokens, date.first - 1))
          ? resolveDate(reading.text, date, published, 'future')
          : null;
      if (time) times.push(other && distance(other, published) < distance(time, published) ? other : time);
    }
  }
  return times;
}

/** When it was said: a date in the reporting clause. Not one in a clause about the speaker ("who visited on Monday"). */
function saidOn(reading: Reading, attribution: Attribution, published: number | null): TimeExpression | null {
  const { speaker } = attribution;
  for (const piece of attribution.clause) {
    for (
      let d = firstIn(reading.dates, piece.first);
      d < reading.dates.length && reading.dates[d]!.last <= piece.last;
      d++
    ) {
      const date = reading.dates[d]!;
      const aside = speaker?.apposition;
      if (
        aside &&
        date.first >= aside.first &&
        date.last <= aside.last &&
        !/^(?:published|released|issued|posted|broadcast|dated|speaking|writing|testifying|appearing|addressing|talking|commenting|responding)$/u.test(
          reading.tokens[aside.first]!.lower,
        )
      )
        continue;
      if (date.spec.kind === 'decade') continue;
      // "for the third week": a duration or a thing's date, not the saying's.
      const time = resolveDate(reading.text, date, published, 'past');
      if (time) return time;
    }
  }
  return null;
}

function sentenceOf(reading: Reading, index: number): ExtractedClaim['sentence'] {
  const { start, end, paragraph } = reading.sentences[index]!;
  return { start, end, index, paragraph };
}

/** Proper names inside the pieces, without what only describes (demonyms, months). */
function entitiesOf(reading: Reading, book: SpeakerBook, pieces: readonly Piece[]): ExtractedClaim['entities'] {
  const entities: ExtractedClaim['entities'] = [];
  for (const piece of pieces) {
    let last = -1;
    for (let k = piece.first; k < piece.last; k++) {
      const at = book.names.nameOf[k]!;
      if (at < 0 || at === last) continue;
      last = at;
      const name = book.names.names[at]!;
      if (name.last > piece.last || name.first < piece.first) continue;
      const start = reading.tokens[name.first]!.start;
      const end = reading.tokens[name.last - 1]!.end;
      entities.push({ text: reading.text.slice(start, end), start, end, type: name.type });
    }
  }
  return entities;
}

function record(
  reading: Reading,
  book: SpeakerBook,
  attribution: Attribution,
  published: number | null,
): ExtractedClaim | null {
  const type = quoteType(reading, attribution);
  const content = attribution.content.map((piece) => contentSpan(reading, piece)).filter(({ exact }) => exact !== '');
  const text = joinPieces(reading.text, content);
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const start = content[0]!.start;
  const end = content.at(-1)!.end;
  const { tokens } = reading;
  const contentTokens = attribution.content.flatMap((piece) => tokens.slice(piece.first, piece.last));
  const cueSpan = attribution.cue ? spanOf(reading, attribution.cue) : null;
  const said = saidOn(reading, attribution, published);
  const inherited =
    attribution.speakerFrom && attribution.construction !== 'carried'
      ? saidOn(reading, attribution.speakerFrom, published)
      : null;
  const mainClause =
    attribution.group?.participle && !attribution.speakerFrom ? mainClauseDate(reading, attribution, published) : null;
  return {
    kind: 'attributed',
    quoteType: type,
    text,
    content,
    ...contextOf(reading.text, start, end),
    sentence: sentenceOf(reading, attribution.sentence.index),
    speaker: book.resolve(attribution),
    cue: cueSpan && { ...cueSpan, lemma: attribution.entry.lemma, class: attribution.entry.class },
    polarity: attribution.polarity,
    certainty: certaintyOf(reading, attribution),
    modifiers: modifiersOf(reading, attribution),
    saidOn: said ?? inherited ?? mainClause,
    eventTime: eventTimes(
      reading,
      attribution.content,
      published,
      LOOKS_AHEAD.test(attribution.entry.lemma) ? 'future' : 'past',
    ),
    quantities: attribution.content.flatMap((piece) =>
      findQuantities(
        reading.text,
        tokens,
        piece.first,
        piece.last,
        reading.dates.slice(firstIn(reading.dates, piece.first), firstIn(reading.dates, piece.last)),
      ),
    ),
    entities: entitiesOf(reading, book, attribution.content),
    checkworthiness: scoreCheckworthiness(contentTokens),
    confidence: confidenceOf(attribution, type),
    parent: null,
  };
}

/** "ordered the grounding last week, saying …": the date of the main clause is the participle's. */
function mainClauseDate(reading: Reading, attribution: Attribution, published: number | null): TimeExpression | null {
  const verb = attribution.group!.first;
  return saidOn(reading, { ...attribution, clause: [{ first: attribution.sentence.first, last: verb }] }, published);
}

/** Sets `parent` to the smallest other claim whose content holds this claim's content. Claims are few per sentence. */
function nest(claims: ExtractedClaim[]): void {
  for (const [i, claim] of claims.entries()) {
    let parent: number | null = null;
    let size = Number.POSITIVE_INFINITY;
    for (let j = Math.max(0, i - NEST_WINDOW); j < Math.min(claims.length, i + NEST_WINDOW); j++) {
      const other = claims[j]!;
      if (j === i || other.kind !== 'attributed') continue;
      const inside = claim.content.every((span) =>
        other.content.some((outer) => outer.start <= span.start && outer.end >= span.end),
      );
      const width = other.content.reduce((sum, span) => sum + span.end - span.start, 0);
      const own = claim.content.reduce((sum, span) => sum + span.end - span.start, 0);
      if (inside && width > own && width < size) {
        parent = j;
        size = width;
      }
    }
    claim.parent = parent;
  }
}

/** How many neighbours in reading order are looked at for a claim's parent: more than a sentence ever holds. */
const NEST_WINDOW = 12;

function plainSpan(reading: Reading, piece: Piece): PlainSpan {
  const { start, end, exact } = spanOf(reading, piece);
  return { start, end, text: exact };
}

/** "that" belongs to the content in annotated corpora, not in a claim's text. */
function plain(reading: Reading, attribution: Attribution, claim: ExtractedClaim | null): PlainAttribution {
  const speaker = attribution.speaker ?? attribution.speakerFrom?.speaker;
  const content = attribution.content.map((piece, index) => {
    const that =
      index === 0 && lowerAt(reading.tokens, piece.first - 1) === 'that' && attribution.construction === 'forward';
    return plainSpan(reading, that ? { first: piece.first - 1, last: piece.last } : piece);
  });
  return {
    source: speaker ? plainSpan(reading, speaker) : null,
    cue: attribution.cue && plainSpan(reading, attribution.cue),
    content,
    type: claim?.quoteType ?? quoteType(reading, attribution),
    ...(claim && plainFields(claim)),
  };
}

function plainFields({ polarity, certainty, saidOn, eventTime, speaker, quantities, modifiers }: ExtractedClaim) {
  return {
    polarity,
    certainty: certainty.level,
    said_on: saidOn?.iso ?? null,
    event_date: eventTime[0]?.iso ?? null,
    speaker: speaker.name ?? speaker.mention?.exact ?? null,
    quantities: quantities.map(({ text }) => text),
    manner: modifiers[0]?.text ?? null,
  };
}

/**
 * Claims and attributions of a text.
 *
 * @returns nothing at all for a text that is not English: the rules know no other language, and a wrong speaker is worse than none
 */
export function extract(input: ExtractInput): Extraction {
  const { text } = input;
  if (!isEnglish(text, input.lang ?? null)) return { claims: [], attributions: [] };
  const document = readDocument(text);
  const reading = indexDates(document, findDates(document.tokens));
  const published = publicationDay(input.publishedAt);
  const book = openSpeakerBook(reading);
  const claims: ExtractedClaim[] = [];
  const attributions: { plain: PlainAttribution; claim: ExtractedClaim | null }[] = [];
  const written = new Map<Attribution, PlainAttribution>();
  for (const attribution of findAttributions(reading)) {
    if (attribution.entry.stance) {
      book.resolve(attribution);
      attributions.push({ plain: plain(reading, attribution, null), claim: null });
      continue;
    }
    const claim = record(reading, book, attribution, published);
    if (!claim) continue;
    claims.push(claim);
    // A quotation that stands alone in the next paragraph is more of the same attribution in annotated corpora.
    const begun =
      attribution.construction === 'carried' && attribution.speakerFrom
        ? written.get(attribution.speakerFrom)
        : undefined;
    if (begun && begun.type !== 'indirect') {
      begun.content.push(...attribution.content.map((piece) => plainSpan(reading, piece)));
      written.set(attribution, begun);
      continue;
    }
    const form = plain(reading, attribution, claim);
    written.set(attribution, form);
    attributions.push({ plain: form, claim });
  }
  nest(claims);
  const covered = claims.map((claim) => claim.sentence.index);
  const assertions = findAssertions(reading, covered, (pieces) => ({
    entities: entitiesOf(reading, book, pieces),
    eventTime: eventTimes(reading, pieces, published),
  }));
  return {
    claims: [...claims, ...assertions],
    // PolNeAR's attributions do not nest: the outermost stands.
    attributions: attributions.filter(({ claim }) => claim === null || claim.parent === null).map((item) => item.plain),
  };
}

/**
 * The claims of a cleaned text, in reading order, attributed ones first, then the check-worthy assertions of the article
 * itself. Deterministic and offline. Every span satisfies `text.slice(start, end) === exact`; what is not known is null.
 */
export function extractClaims(input: ExtractInput): ExtractedClaim[] {
  return extract(input).claims;
}
