// Lists of feeds, in and out.
import { describe, expect, test } from 'vitest';
import { type OpmlFeed, readOpml, writeOpml } from '../../../functions/poll-feeds/opml.ts';

describe('readOpml', () => {
  test('reads folders, titles and sites', () => {
    const { feeds, ignored } = readOpml(`<?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
      <outline text="News"><outline text="Local &amp; near"><outline type="rss" text="Valley &quot;Post&quot;" xmlUrl="https://valley.example/rss?a=1&amp;b=2" htmlUrl="https://valley.example/"/></outline>
      <outline title="Harbour" text="H" xmlURL="feed://harbour.example/feed"></outline></outline>
      <outline text="Top" xmlUrl="https://top.example/"/></body></opml>`);
    expect(ignored).toBe(0);
    expect(feeds).toEqual([
      {
        url: 'https://valley.example/rss?a=1&b=2',
        title: 'Valley "Post"',
        siteUrl: 'https://valley.example/',
        folders: ['News', 'Local & near'],
      },
      { url: 'http://harbour.example/feed', title: 'Harbour', siteUrl: null, folders: ['News'] },
      { url: 'https://top.example/', title: 'Top', siteUrl: null, folders: [] },
    ]);
  });

  test('takes a feed once and counts what cannot be fetched', () => {
    const outline = (url: string) => `<outline text="x" xmlUrl="${url}"/>`;
    const { feeds, ignored } = readOpml(
      `<opml><body>${outline('https://a.example/')}${outline('https://a.example/')}${outline('file:///etc/passwd')}${outline('nonsense')}<outline type="rss" text="no address"/></body>`,
    );
    expect(feeds.map(({ url }) => url)).toEqual(['https://a.example/']);
    expect(ignored).toBe(3);
  });

  test('an outline whose attributes are blank has no title, and is no folder', () => {
    const { feeds } = readOpml(
      '<opml><body><outline text=" "><outline text="" xmlUrl="https://a.example/"/></outline></body></opml>',
    );
    expect(feeds).toEqual([{ url: 'https://a.example/', title: null, siteUrl: null, folders: [] }]);
  });

  test('a list of 20,000 feeds is read, a longer one refused', () => {
    const list = (count: number) =>
      `<opml><body>${Array.from({ length: count }, (_, n) => `<outline xmlUrl="https://a.example/${n}"/>`).join('')}</body></opml>`;
    expect(readOpml(list(20_000)).feeds).toHaveLength(20_000);
    expect(() => readOpml(list(20_001))).toThrow('expected at most 20000 feeds');
  });

  test.each([
    ['<html></html>', 'got <html>'],
    ['words', 'got no markup'],
  ])('%j is refused', (text, what) => {
    expect(() => readOpml(text)).toThrow(what);
  });
});

test('what is written is read again', () => {
  const feeds: OpmlFeed[] = [
    {
      url: 'https://a.example/?x=1&y=<2>',
      title: 'A "quoted" & <odd>\u0000 title',
      siteUrl: null,
      folders: ['One', 'Two'],
    },
    { url: 'https://b.example/', title: null, siteUrl: 'https://b.example/site', folders: ['One'] },
    { url: 'https://c.example/', title: 'C', siteUrl: null, folders: [] },
  ];
  const written = writeOpml(feeds, 'My "list" & more');
  expect(written).toContain('<title>My "list" &amp; more</title>');
  expect(readOpml(written).feeds).toEqual([
    { ...feeds[0], title: 'A "quoted" & <odd> title' },
    { ...feeds[1], title: 'https://b.example/' },
    feeds[2],
  ]);
});
