// Indexes of sitemaps: what they list, the likeliest to tell news first.
import { expect, test } from 'vitest';
import { listedSitemaps } from '../../../functions/poll-feeds/sitemap-index.ts';

const BASE = 'https://harbour.example/sitemaps/index.xml';
const listed = (inner: string) => listedSitemaps(`<sitemapindex>${inner}</sitemapindex>`, BASE);
const sitemap = (loc: string, lastmod = '') =>
  `<sitemap><loc>${loc}</loc>${lastmod === '' ? '' : `<lastmod>${lastmod}</lastmod>`}</sitemap>`;

test('news before others, then the one that changed last, then as listed', () => {
  expect(
    listed(
      sitemap('/undated.xml') +
        sitemap('/posts-1.xml', '2031-01-10') +
        sitemap('/News-1.xml', '2031-01-02T10:00:00Z') +
        sitemap('/news-2.xml', '2031-01-03T10:00:00+02:00') +
        sitemap('/posts-2.xml', '2031-01-12') +
        sitemap('/undated-2.xml', 'soon'),
    ),
  ).toEqual(
    ['news-2', 'News-1', 'posts-2', 'posts-1', 'undated', 'undated-2'].map((n) => `https://harbour.example/${n}.xml`),
  );
});

test('the name of the site makes no sitemap one of news', () => {
  const at = (path: string) => `https://valleynews.example/${path}`;
  expect(listed(sitemap(at('a.xml')) + sitemap(at('b/news')))).toEqual([at('b/news'), at('a.xml')]);
});

test.each([
  ['relative', sitemap('posts.xml'), ['https://harbour.example/sitemaps/posts.xml']],
  ['escaped', sitemap(' /s?a=1&amp;b=2\n'), ['https://harbour.example/s?a=1&b=2']],
  ['in CDATA', sitemap('<![CDATA[/s?a=1&b=2]]>'), ['https://harbour.example/s?a=1&b=2']],
  ['under a prefix', '<s:sitemap><s:loc>/a</s:loc></s:sitemap>', ['https://harbour.example/a']],
  ['that run something, or nothing', sitemap('javascript:x') + sitemap('ftp://a.example/b'), []],
  [
    'without an address',
    `${sitemap('/a')}<sitemap><lastmod>2031-01-01</lastmod></sitemap>`,
    ['https://harbour.example/a'],
  ],
  ['cut off', `${sitemap('/a')}<sitemap><loc>/b`, ['https://harbour.example/a']],
])('addresses %s', (_, inner, expected) => {
  expect(listed(inner)).toEqual(expected);
});

test('fifty are enough', () => {
  expect(listed(Array.from({ length: 60 }, (_, n) => sitemap(`/${n}`)).join(''))).toHaveLength(50);
});
