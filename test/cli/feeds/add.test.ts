// What is found at the address of a feed, of a page, of an index of sitemaps.
import { expect, test } from 'vitest';
import { findFeed } from '../../../cli/feeds/add.ts';

const feed = (title: string) => `<rss><channel><title>${title}</title><item><link>/1</link></item></channel></rss>`;

/** A site of the given documents by path; everything else is not there. */
const site = (documents: Record<string, string>) => async (address: string) => {
  const text = documents[new URL(address).pathname];
  return {
    url: address,
    status: text === undefined ? 404 : 200,
    headers: {},
    bytes: Buffer.from(text ?? ''),
    redirects: [],
  };
};

test('a feed is itself', async () => {
  const found = await findFeed('https://valley.example/feed', site({ '/feed': feed('Valley') }));
  expect(found).toMatchObject({ url: 'https://valley.example/feed', feed: { titleText: 'Valley' }, others: [] });
});

test('of a page, the first feed it names that can be read', async () => {
  const page =
    '<link rel="alternate" type="application/rss+xml" href="/gone"><link rel="alternate" type="application/rss+xml" href="/feed">';
  const found = await findFeed('https://valley.example/', site({ '/': page, '/feed': feed('Valley') }));
  expect(found).toMatchObject({ url: 'https://valley.example/feed', others: ['https://valley.example/gone'] });
});

test('of an index of sitemaps, the first it lists that can be read, those of news before others', async () => {
  const index =
    '<sitemapindex><sitemap><loc>/posts.xml</loc></sitemap><sitemap><loc>/news.xml</loc></sitemap></sitemapindex>';
  const sitemap = '<urlset><url><loc>/a</loc></url></urlset>';
  const both = site({ '/index.xml': index, '/posts.xml': sitemap, '/news.xml': sitemap });
  expect(await findFeed('https://valley.example/index.xml', both)).toMatchObject({
    url: 'https://valley.example/news.xml',
    others: ['https://valley.example/posts.xml'],
  });
  const one = site({ '/index.xml': index, '/posts.xml': sitemap, '/news.xml': index });
  expect(await findFeed('https://valley.example/index.xml', one)).toMatchObject({
    url: 'https://valley.example/posts.xml',
  });
});

test.each([
  ['<p>Hello</p>', 'it names no feed'],
  ['<sitemapindex></sitemapindex>', 'got an index of sitemaps; and it names no feed'],
  ['<sitemapindex><sitemap><loc>/gone</loc></sitemap></sitemapindex>', '/gone answered 404'],
])('%j: nothing is found, and the error says why', async (text, what) => {
  await expect(findFeed('https://valley.example/', site({ '/': text }))).rejects.toThrow(what);
});
