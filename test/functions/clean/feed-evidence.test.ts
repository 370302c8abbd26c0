// What a feed says about its article is evidence for `clean`, and so are the headers of the response.
import { expect, test } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';

const TEXT =
  'The council of Elmford voted for the new bridge after a long debate on Tuesday. The work is to begin in spring, and the cost will be shared by the districts on both banks.';

function clean(head: string, metadata: Record<string, string>, headers: Record<string, string> = {}) {
  const result = cleanDocument({
    bytes: Buffer.from(
      `<!doctype html><html><head>${head}</head><body><article><p>${TEXT}</p></article></body></html>`,
    ),
    name: 'incoming/feeds/paper.example/1',
    contentType: 'text/html',
    url: 'https://paper.example/bridge',
    metadata,
    headers,
    receivedAt: '2031-01-16T00:00:00Z',
  });
  if (result.kind !== 'article') throw new Error(result.detail);
  return result.article;
}

const FEED = {
  'feed-title': 'Bridge to be rebuilt',
  'feed-author': 'By Rosa Marsh',
  'feed-published': '2031-01-15T09:00:00Z',
  'feed-updated': '2031-01-15T11:00:00Z',
};

test('a page that says nothing of itself takes title, author and dates from its feed', () => {
  expect(clean('', FEED)).toMatchObject({
    title: 'Bridge to be rebuilt',
    authors: ['Rosa Marsh'],
    publishedAt: { value: '2031-01-15T09:00:00Z', source: 'feed' },
    modifiedAt: { value: '2031-01-15T11:00:00Z', source: 'feed' },
  });
});

test('a page that names its headline and author keeps them; the feed stays the evidence for the date, with the conflict', () => {
  const head =
    '<title>Elmford: bridge vote</title><meta name="author" content="Cleo Ashby"><meta property="article:published_time" content="2031-01-12T10:00:00Z"><meta property="article:modified_time" content="2031-01-13T10:00:00Z">';
  expect(clean(head, FEED)).toMatchObject({
    title: 'Elmford: bridge vote',
    authors: ['Cleo Ashby'],
    publishedAt: { source: 'feed', conflicts: [{ value: '2031-01-12T10:00:00Z', source: 'meta' }] },
    modifiedAt: { value: '2031-01-13T10:00:00Z', source: 'meta' },
  });
});

test('without any other date, the header of the response is weak evidence', () => {
  const { publishedAt } = clean('', {}, { 'last-modified': 'Wed, 15 Jan 2031 10:00:00 GMT' });
  expect(publishedAt).toMatchObject({ source: 'http-header' });
  expect(publishedAt!.confidence).toBeLessThan(0.5);
});
