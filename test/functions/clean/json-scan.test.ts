// JSON that breaks, JSON above a text, and texts that only open with a brace.
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { brokenJson, endOfValue, jsonBefore } from '../../../functions/clean/json-scan.ts';

const ONE =
  'The dam above Orsa is safe, engineers said on Friday, after they had measured it for nine days and nine nights.';
const TWO =
  'The council will publish the report in June. Until then nobody may fish from the wall, as forty people did.';
const clean = (text: string, name = 'a.txt') => cleanDocument({ bytes: Buffer.from(text), name });

describe('endOfValue', () => {
  it.each([
    ['{"a":[1,"}"]} x', 13],
    ['"a\\"b" x', 6],
    ['[[]', 3],
    ['"open', 5],
    ['{"a":"\\', 7],
  ])('of %s is %d', (text, end) => {
    expect(endOfValue(text, 0)).toBe(end);
  });
});

describe('broken JSON', () => {
  it.each([
    ['a bare quotation mark', `{"title": "Dam", "body": "${ONE} "We" said it."}`, /position \d+/],
    ['a text that is cut off', `{"title": "Dam", "body": "${ONE}`, /position \d+/],
    ['a comma too many', `[\n  {"body": "${ONE}",}\n]`, /position \d+|\d+ characters/],
    ['a word of JavaScript', `{"body": undefined, "text": "${ONE}"}`, /undefined|position \d+/],
    ['an object without end', '{"a": {"b": 1}', /position \d+|end of/],
  ])('is told from prose by its place: %s', (_, text, detail) => {
    for (const name of ['a.json', 'a.txt', 'a']) {
      const result = clean(text, name);
      expect(result).toMatchObject({ kind: 'rejected', reason: 'not-an-article-type' });
      expect(result.kind === 'rejected' && result.detail).toMatch(
        /^reading a.* as JSON: expected one whole value, got /,
      );
      expect(result.kind === 'rejected' && result.detail).toMatch(detail);
    }
  });

  it.each([
    ['a note in braces', `{Editor's note: names were changed.}\n\n${ONE}\n\n${TWO}`],
    ['a quotation in braces', `{"Safe" was the word.}\n\n${ONE}\n\n${TWO}`],
    ['a note in brackets', `[Updated]\n\n${ONE}\n\n${TWO}`],
  ])('is not seen in %s', (_, text) => {
    expect(brokenJson(text)).toBeNull();
    expect(clean(text)).toMatchObject({ kind: 'article' });
  });

  it('is not seen in whole JSON', () => {
    expect(brokenJson('{"a": 1}')).toBeNull();
  });
});

describe('front matter', () => {
  const expected = {
    kind: 'article',
    article: {
      title: 'Dam is safe',
      authors: ['Ada Poe', 'Ben Roe'],
      text: `${ONE}\n\n${TWO}`,
      publishedAt: { value: '2024-05-07' },
    },
  };

  it.each([
    [
      'JSON',
      `{\n "title": "Dam is safe", "date": "2024-05-07",\n "authors": [{"name": "Ada Poe"}, "Ben Roe"], "x": {"y": 1}, "z": null }\n\n${ONE}\n\n${TWO}`,
    ],
    [
      'one author as a record of JSON',
      `{"title": "Dam is safe", "date": "2024-05-07", "author": {"name": "Ada Poe and Ben Roe"}}\n${ONE}\n\n${TWO}`,
    ],
    ['fields without a fence', `Title: Dam is safe\nDate: 2024-05-07\nAuthor: Ada Poe, Ben Roe\n\n${ONE}\n\n${TWO}`],
    [
      'a folded text',
      `---\ntitle: >-\n  Dam\n  is safe\ndate: 2024-05-07\nauthors: [Ada Poe, Ben Roe]\n---\n${ONE}\n\n${TWO}`,
    ],
    [
      'an author with more fields',
      `---\ntitle: Dam is safe\ndate: 2024-05-07\nauthor:\n  email: a@x.example\n  name: "Ada Poe, Ben Roe"\n---\n${ONE}\n\n${TWO}`,
    ],
  ])('may be %s', (_, text) => {
    expect(clean(text, 'a.md')).toMatchObject(expected);
    expect(clean(text, 'a')).toMatchObject(expected);
  });

  it.each([
    ['one field', `Title: Dam is safe\n\n${ONE}\n\n${TWO}`],
    ['fields without a title', `Date: 2024-05-07\nAuthor: Ada Poe\n\n${ONE}\n\n${TWO}`],
    ['fields without a blank line', `Title: Dam is safe\nDate: 2024-05-07\n${ONE}\n\n${TWO}`],
    ['fields and nothing else', 'Title: Dam is safe\nDate: 2024-05-07'],
  ])('is not seen in %s', (_, text) => {
    expect(clean(text, 'a')).not.toMatchObject({
      article: { title: 'Dam is safe', publishedAt: { source: 'record' } },
    });
  });

  it('is not JSON alone, or several values of it', () => {
    for (const text of [
      '{"a": 1}',
      '{"a": 1}\n{"b": 2}',
      '[{"a": 1}] x',
      '{"a": 1}, x',
      '{"a": 1',
      '{"a": x} y',
      'x {"a": 1}',
    ]) {
      expect(jsonBefore(text)).toBeNull();
    }
  });

  it('leaves out calls of the generator and comments; a name of a file may date the post', () => {
    const post = `---\ntitle: Dam\n---\n{% include figure.html %}\n\n{{< figure src="a.jpg" >}}\n\n${ONE}\n<!--more-->\n\n${TWO}\n\n<!-- open`;
    expect(clean(post, 'posts/2024-05-07-dam.md')).toMatchObject({
      article: { text: expect.stringMatching(/^The dam[^{%]*did\./), publishedAt: { value: '2024-05-07' } },
    });
    expect(clean(post, 'posts/2024-13-40-dam.md')).toMatchObject({ article: { publishedAt: null } });
  });
});
