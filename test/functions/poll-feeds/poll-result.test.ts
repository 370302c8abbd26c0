// What one poll means for a feed: its validators, its title, and whose fault a failure is.
import { describe, expect, test } from 'vitest';
import { newFeed } from '../../../functions/poll-feeds/new-feed.ts';
import { judgePoll, validatorsFor } from '../../../functions/poll-feeds/poll-result.ts';
import type { SafeResponse } from '../../../shared/http/safe-fetch.ts';
import type { Feed } from '../../../shared/records/feed.ts';

const NOW = Date.UTC(2031, 0, 15, 12);
const HOUR = 3600_000;
const ADDRESS = 'https://valley.example/feed';

const feed = (changes: Partial<Feed> = {}): Feed => ({ ...newFeed(ADDRESS, NOW), ...changes });

function response(body: string, headers: Record<string, string> = {}): SafeResponse {
  return { url: ADDRESS, status: 200, headers, bytes: Buffer.from(body), redirects: [] };
}

const judge = (before: Feed, answer: SafeResponse) =>
  judgePoll(before, { kind: 'response', response: answer }, null, NOW, 0.5);

const rss = (title: string) => `<rss><channel>${title}<item><link>/1</link></item></channel></rss>`;

describe('validators', () => {
  const etag = '"v1"';
  const lastModified = 'Wed, 15 Jan 2031 10:00:00 GMT';

  test.each<[string, Record<string, string>, Feed['validators']]>([
    ['both', { etag, 'last-modified': lastModified }, { url: ADDRESS, etag, lastModified }],
    ['the tag only', { etag }, { url: ADDRESS, etag }],
    ['the time only', { 'last-modified': lastModified }, { url: ADDRESS, lastModified }],
    ['neither', {}, null],
    ['empty ones', { etag: '', 'last-modified': '' }, null],
    [
      'one that is too long to be kept',
      { etag: 'x'.repeat(1001), 'last-modified': lastModified },
      { url: ADDRESS, lastModified },
    ],
  ])('%s of a response are kept, and sent with the next request', (_, headers, validators) => {
    const { feed: after } = judge(feed(), response(rss(''), headers));
    expect(after.validators).toEqual(validators);
    expect(validatorsFor(after, NOW + HOUR)).toEqual(validators);
  });

  test.each<[string, Partial<Feed>, boolean]>([
    ['when they are believed', {}, true],
    ['not when there are none', { validators: null }, false],
    ['not when they lied once', { validatorsLie: true }, false],
    ['not when the whole feed was never received', { lastFullAt: null }, false],
    ['not when it is two days since the whole feed was received', { lastFullAt: '2031-01-13T12:00:00.000Z' }, false],
    ['a moment earlier', { lastFullAt: '2031-01-13T12:00:00.001Z' }, true],
  ])('are sent %s', (_, changes, sent) => {
    const stored = { validators: { url: ADDRESS, etag }, lastFullAt: '2031-01-15T10:00:00.000Z' };
    expect(validatorsFor(feed({ ...stored, ...changes }), NOW)).toEqual(sent ? stored.validators : null);
  });
});

test.each([
  ['<title>Valley Post</title>', 'Valley Post'],
  ['<title>Valley &amp;amp; Post</title>', 'Valley & Post'],
  [`<title>${'x'.repeat(400)}</title>`, 'x'.repeat(300)],
  ['', 'as it was'],
])('after a feed with %j its title is %j', (title, expected) => {
  expect(judge(feed({ title: 'as it was' }), response(rss(title))).feed.title).toBe(expected);
});

describe('failures', () => {
  test.each([
    ['disallowed', 'robots-disallowed', 'robots.txt does not let us read'],
    ['unreachable', 'robots-unreachable', 'cannot be read'],
  ] as const)('robots.txt: %s', (reason, id, detail) => {
    const judged = judgePoll(feed(), { kind: 'robots', url: ADDRESS, reason }, null, NOW, 0.5);
    expect(judged).toMatchObject({ what: 'failed', parsed: null, feed: { failures: 1, problem: { id } } });
    expect(judged.detail).toContain(detail);
  });

  // Ten polls over eight days: what will hardly pass by itself pauses a feed, what may pass does not.
  test.each([
    ['disallowed', 'paused', null],
    ['unreachable', 'failed', expect.any(String)],
  ] as const)('robots.txt that stays %s for a week: the feed is %s', (reason, what, dueAt) => {
    const failing = feed({ failures: 9, failingSince: new Date(NOW - 8 * 24 * HOUR).toISOString() });
    const judged = judgePoll(failing, { kind: 'robots', url: ADDRESS, reason }, null, NOW, 0.5);
    expect(judged).toMatchObject({ what, feed: { dueAt } });
  });

  test('a document that is no feed is the site’s', () => {
    expect(judge(feed(), response('words'))).toMatchObject({ what: 'failed', feed: { problem: { id: 'not-a-feed' } } });
  });

  test('a fault of the reader is not the site’s: it is thrown', () => {
    const impossible = { ...response(rss('')), headers: { 'content-location': null as unknown as string } };
    expect(() => judge(feed(), impossible)).toThrow(TypeError);
  });
});
