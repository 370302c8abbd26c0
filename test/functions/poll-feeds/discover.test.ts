// Feeds behind a page.
import { expect, test } from 'vitest';
import { discoverFeeds } from '../../../functions/poll-feeds/discover.ts';

const PAGE = 'https://valley.example/news/index.html';
const urls = (html: string) => discoverFeeds(html, PAGE).map(({ url }) => url);

test.each<[string, string, string[]]>([
  [
    'declared feeds in order',
    '<link rel="alternate" type="application/rss+xml" href="/rss"><LINK TYPE="application/atom+xml" REL="alternate" HREF="atom.xml"/>',
    ['https://valley.example/rss', 'https://valley.example/news/atom.xml'],
  ],
  [
    'base element',
    '<base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="rss">',
    ['https://cdn.example/x/rss'],
  ],
  [
    'feeds of comments last',
    '<link rel="alternate" type="application/rss+xml" title="Comments" href="/c"><link rel="alternate" type="application/rss+xml" href="/main">',
    ['https://valley.example/main', 'https://valley.example/c'],
  ],
  [
    'a base element without an address changes nothing',
    '<base target="_blank"><link rel="feed" href="f">',
    ['https://valley.example/news/f'],
  ],
  ['rel feed without a type', '<link rel="feed" href="/f">', ['https://valley.example/f']],
  [
    'JSON Feed, but no other JSON',
    '<link rel="alternate" type="application/json" href="/wp-json/1"><link rel="alternate" type="application/feed+json" href="/j">',
    ['https://valley.example/j'],
  ],
  [
    'other alternates are none',
    '<link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" type="text/css" href="/rss">',
    [],
  ],
  [
    'feed: addresses',
    '<link rel="alternate" type="application/rss+xml" href="feed://valley.example/r"><link rel="alternate" type="application/rss+xml" href="feed:https://valley.example/s">',
    ['http://valley.example/r', 'https://valley.example/s'],
  ],
  [
    'the same once',
    '<link rel="alternate" type="text/xml" href="/r#a"><link rel="alternate" type="text/xml" href="/r#b">',
    ['https://valley.example/r'],
  ],
  [
    'links that look like feeds when none is declared',
    '<a href="/about">A</a><a href="/sport/rss.xml">S</a><a href="?feed=rss2">W</a><a href="/feed/">F</a><a href="/feedback">B</a>',
    [
      'https://valley.example/sport/rss.xml',
      'https://valley.example/news/index.html?feed=rss2',
      'https://valley.example/feed/',
    ],
  ],
  [
    'declared ones win over links',
    '<a href="/feed">F</a><link rel="alternate" type="application/rss+xml" href="/r">',
    ['https://valley.example/r'],
  ],
  ['links that say nothing of what they are', '<link href="/rss">', []],
  ['nowhere to go', '<link rel="feed"><link rel="feed" href=""><link rel="feed" href="http://[">', []],
  [
    'anchors that lead nowhere',
    '<a name="feed">Feed</a><a href="">F</a><a href="/feed">F</a>',
    ['https://valley.example/feed'],
  ],
  [
    'nothing inside scripts',
    `<script>x = '<link rel="alternate" type="application/rss+xml" href="/evil">'</script>`,
    [],
  ],
  [
    'no other schemes',
    '<link rel="alternate" type="application/rss+xml" href="javascript:x()"><link rel="alternate" type="application/rss+xml" href="file:///etc/passwd">',
    [],
  ],
])('%s', (_, html, expected) => {
  expect(urls(html)).toEqual(expected);
});

test('titles come from the attribute, or from the text of the link', () => {
  expect(
    discoverFeeds('<link rel="alternate" type="application/rss+xml" title="News &amp; more" href="/r">', PAGE)[0],
  ).toEqual({
    url: 'https://valley.example/r',
    title: 'News & more',
    type: 'application/rss+xml',
    source: 'link',
  });
  const linkTitle = (inside: string) => discoverFeeds(`<a href="/feed">${inside}</a>`, PAGE)[0];
  expect(linkTitle('<b>All</b> news')).toMatchObject({ title: 'All news', source: 'anchor' });
  expect(linkTitle('Tea &amp; cake')).toMatchObject({ title: 'Tea & cake' });
  expect(linkTitle('<![CDATA[Tea &amp; cake]]>')).toMatchObject({ title: 'Tea &amp; cake' });
  expect(linkTitle('<img src="rss.png">')).toMatchObject({ title: null });
});
