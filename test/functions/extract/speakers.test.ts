// Who is meant by the words for a speaker.
import { describe, expect, test } from 'vitest';
import { extractClaims } from '../../../functions/extract/extract.ts';
import { speakerKey } from '../../../functions/extract/speakers.ts';

/** Name, type and role of the last claim's speaker, how it was found and the words that told. */
const read = (text: string) => {
  const { speaker } = extractClaims({ text, lang: 'en' })
    .filter((claim) => claim.kind === 'attributed')
    .at(-1)!;
  const { name, type, role, resolvedBy, mentionRef } = speaker;
  return { name, type, role, resolvedBy, told: mentionRef?.exact ?? null };
};

describe('PLACEHOLDER', () => {
  test.each([['x', {}]])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });
});

test.each([
  ['Ada Quist', 'ada-quist'],
  ["Zoë O'Brien-Łos Jr.", 'zoe-obrien-łos-jr'],
  ['(NWB)', 'nwb'],
])('the key of %s', (name, key) => {
  expect(speakerKey(name)).toBe(key);
});
