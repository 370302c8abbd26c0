// Attributions as lines of text, for tables: whose phrase, the cue's words and the pieces of the content.
import type { Attribution, Piece } from '../../../functions/extract/attribution.ts';
import { findDates } from '../../../functions/extract/dates.ts';
import { readDocument } from '../../../functions/extract/document.ts';
import { findAttributions } from '../../../functions/extract/find-attributions.ts';
import { indexDates, type Reading } from '../../../functions/extract/phrases.ts';

export function readingOf(text: string): Reading {
  const document = readDocument(text);
  return indexDates(document, findDates(document.tokens));
}

function line(reading: Reading, attribution: Attribution): string {
  const { speaker, speakerFrom, cue, content, polarity, entry } = attribution;
  const exact = (piece: Piece | null): string =>
    piece ? reading.text.slice(reading.tokens[piece.first]!.start, reading.tokens[piece.last - 1]!.end) : '–';
  const notes = [entry.stance ? 'stance' : '', polarity === 'affirmed' ? '' : polarity].filter((note) => note !== '');
  const noted = notes.length > 0 ? ` (${notes.join(', ')})` : '';
  return `${exact(speaker ?? speakerFrom?.speaker ?? null)} | ${exact(cue)} | ${content.map(exact).join(' / ')}${noted}`;
}

/** One line for each attribution of a text, stances among them. */
export function attributionLines(text: string): string[] {
  const reading = readingOf(text);
  return findAttributions(reading).map((attribution) => line(reading, attribution));
}
