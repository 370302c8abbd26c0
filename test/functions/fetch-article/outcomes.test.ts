// What a visit to a page comes to, by what the visit says.
import { describe, expect, test } from 'vitest';
import { type FetchPorts, fetchArticle, type StoredPage } from '../../../functions/fetch-article/fetch-article.ts';
import { FetchError } from '../../../shared/http/fetch-error.ts';
import type { Visit } from '../../../shared/http/polite-get.ts';
import { pageWanted } from '../../support/feed-world.ts';

const message = pageWanted('https://paper.example/story');
const NOW = Date.UTC(2031, 0, 15, 12);

function world(visit: () => Visit) {
  const seen = {
    ended: [] as string[],
    postponed: [] as { tries: number; at: number; notBefore: number | undefined }[],
    stored: [] as StoredPage[],
  };
  const ports: FetchPorts = {
    pages: {
      get: async () => null,
      want: async () => true,
      again: async () => {},
      end: async (_page, _stamp, problem) => void seen.ended.push(problem?.reason ?? 'fetched'),
    },
    visit: async () => visit(),
    store: async (page) => void seen.stored.push(page),
    postpone: async ({ tries, notBefore }, at) => void seen.postponed.push({ tries, at, notBefore }),
    bucket: 'articles',
    now: () => NOW,
    signal: new AbortController().signal,
  };
  return { seen, fetch: (changes = {}) => fetchArticle({ ...message, ...changes }, ports) };
}
const thrown = (error: Error) => () => {
  throw error;
};
const answer = (headers: Record<string, string>): Visit => ({
  kind: 'response',
  response: { url: message.url, status: 200, headers, bytes: Buffer.from('<p>words</p>'), redirects: [] },
});

describe('a page', () => {
  test.each([
    ['with a type', { 'content-type': 'text/html' }, 'text/html'],
    ['without one', {}, null],
  ])('%s is stored with what is known of it', async (_, headers, contentType) => {
    const { seen, fetch } = world(() => answer(headers));
    expect(await fetch()).toMatchObject({ kind: 'done', what: 'fetched' });
    expect(seen).toMatchObject({ ended: ['fetched'], stored: [{ contentType }], postponed: [] });
  });

  test.each([
    ['is busy', false, 'postponed'],
    ['asks to be left alone', true, 'retry'],
  ])('whose host %s waits for its turn and has not been tried', async (_, isAsked, what) => {
    const { seen, fetch } = world(() => ({ kind: 'busy', host: 'paper.example', at: NOW + 5_000, isAsked }));
    expect(await fetch()).toMatchObject({ kind: 'done', what });
    expect(seen).toEqual({ ended: [], stored: [], postponed: [{ tries: 0, at: NOW + 5_000 }] });
  });

  test('whose robots.txt cannot be read is tried later, and in the end given up', async () => {
    const { seen, fetch } = world(() => ({ kind: 'robots', url: message.url, reason: 'unreachable' }));
    expect(await fetch()).toMatchObject({ kind: 'done', what: 'retry' });
    expect(seen).toEqual({
      ended: [],
      stored: [],
      postponed: [{ tries: 1, at: NOW + 2 * 60_000, notBefore: NOW + 2 * 60_000 }],
    });
    expect(await fetch({ tries: 5 })).toMatchObject({ kind: 'reject', reason: 'robots-unreachable' });
    expect(seen.ended).toEqual(['robots-unreachable']);
  });

  test('that comes before its time is neither asked for nor given up, however often the queue lets it go', async () => {
    let visits = 0;
    const { seen, fetch } = world(() => {
      visits++;
      return { kind: 'robots', url: message.url, reason: 'unreachable' };
    });
    expect(await fetch({ tries: 4, notBefore: NOW + 1 })).toMatchObject({ kind: 'done', what: 'waiting' });
    expect(seen).toEqual({ ended: [], stored: [], postponed: [{ tries: 4, at: NOW + 1, notBefore: NOW + 1 }] });
    expect(visits).toBe(0);
    expect(await fetch({ tries: 4, notBefore: NOW })).toMatchObject({ kind: 'done', what: 'retry' });
    expect(seen.postponed.at(-1)).toEqual({ tries: 5, at: NOW + 480 * 60_000, notBefore: NOW + 480 * 60_000 });
  });

  test('that cannot be fetched for a fault of ours is neither given up nor put off', async () => {
    const { seen, fetch } = world(thrown(new Error('table busy')));
    await expect(fetch()).rejects.toThrow('table busy');
    expect(seen).toEqual({ ended: [], stored: [], postponed: [] });
  });

  test.each([
    ['connection', 'retry', undefined],
    ['address', undefined, 'fetch-address'],
  ] as const)('that fails by its %s is tried later or given up', async (code, what, reason) => {
    const { fetch } = world(thrown(new FetchError(code, 'no')));
    expect(await fetch()).toMatchObject(what ? { kind: 'done', what } : { kind: 'reject', reason });
  });
});
