// Feeds in every format and disorder.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { MAX_ENTRIES } from '../../../functions/poll-feeds/feed-record.ts';
import { MAX_FEED_BYTES, parseFeed } from '../../../functions/poll-feeds/parse-feed.ts';

const encoder = new TextEncoder();

function parse(
  text: string | Uint8Array,
  url = 'https://harbour.example/feeds/all.xml',
  headers: Record<string, string> = {},
) {
  return parseFeed({ bytes: typeof text === 'string' ? encoder.encode(text) : text, url, headers });
}

/** One RSS item in an otherwise good feed. */
function item(inner: string, headers: Record<string, string> = {}) {
  const ns = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"';
  return parse(
    `<rss version="2.0" ${ns}><channel><title>T</title><item>${inner}</item></channel></rss>`,
    undefined,
    headers,
  ).entries[0]!;
}

function atomTitle(attributes: string, inner: string) {
  return parse(
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title${attributes}>${inner}</title><id>1</id></entry></feed>`,
  ).entries[0]!;
}

const RSS = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel>
  <title>Harbour Courier &amp; Sons</title>
  <atom:link href="https://harbour.example/feeds/all.xml" rel="self" type="application/rss+xml"/>
  <link>https://harbour.example/</link>
  <language>en_GB</language>
  <ttl>90</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
  <sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
  <image><title>Logo</title><url>/logo.png</url><link>https://pictures.example/</link></image>
  <item>
    <title>Mayor Ilse Brandt says &#8220;no&#8221;</title>
    <link>https://harbour.example/1?a=1&amp;b=2</link>
    <guid isPermaLink="false">tag:harbour,2031:1</guid>
    <pubDate>Wed, 15 Jan 2031 10:20:30 GMT</pubDate>
    <dc:creator><![CDATA[Ann O’Dyne]]></dc:creator>
    <media:content url="p.jpg" medium="image"><media:title>A picture</media:title></media:content>
  </item>
  <item><guid>https://harbour.example/2</guid><title>Second</title><author>desk@harbour.example (News Desk)</author></item>
</channel></rss>`;

describe('formats', () => {
  test.each([
    ['<rss><channel><title>Quay &amp;amp; &lt;b>Sons&lt;/b></title></channel></rss>', 'Quay & Sons'],
    ['<rss><channel><title>Quay &amp; Sons</title></channel></rss>', 'Quay & Sons'],
    ['<rss><channel><title> </title><item/></channel></rss>', null],
    ['<urlset><url><loc>/a</loc></url></urlset>', null],
    ['{"title": "Quay & Sons", "items": []}', 'Quay & Sons'],
  ])('%j: the title without markup', (text, title) => {
    expect(parse(text).titleText).toBe(title);
  });

  test('RSS 2.0 with its modules is read whole', () => {
    const { feed, entries, rhythm } = parse(RSS);
    expect(feed).toEqual({ title: 'Harbour Courier & Sons', url: 'https://harbour.example/', lang: 'en_GB' });
    expect(entries).toEqual([
      {
        id: 'tag:harbour,2031:1',
        url: 'https://harbour.example/1?a=1&b=2',
        title: 'Mayor Ilse Brandt says “no”',
        titleText: 'Mayor Ilse Brandt says “no”',
        published: '2031-01-15T10:20:30Z',
        updated: null,
        author: 'Ann O’Dyne',
      },
      {
        id: 'https://harbour.example/2',
        url: 'https://harbour.example/2',
        title: 'Second',
        titleText: 'Second',
        published: null,
        updated: null,
        author: 'desk@harbour.example (News Desk)',
      },
    ]);
    expect(rhythm).toEqual({
      ttlMinutes: 90,
      skipHours: [3, 0],
      skipDays: ['sunday'],
      updatePeriod: 'hourly',
      updateFrequency: 2,
    });
  });

  test('Atom 1.0: addresses under xml:base, XHTML titles unwrapped, sources kept apart', () => {
    const { feed, entries } =
      parse(`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de-AT" xml:base="https://berg.example/de/">
      <title type="html">Berg &amp;amp; Tal</title><link rel="self" href="atom.xml"/><link href="/"/>
      <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Das <b>große</b> Fest &amp; mehr</div></title>
        <link rel="enclosure" href="x.mp3"/><link href="fest.html"/><link rel="alternate" type="application/json" href="x.json"/>
        <id>tag:berg.example,2031:fest</id><published>2031-01-14T08:00:00+01:00</published><updated>2031-01-15T08:00:00Z</updated>
        <author><name>Anna Berg</name></author><author><name>Toni Tal</name><email>toni@berg.example</email></author></entry>
      <entry><source><title>Quelle</title><id>q</id><link href="https://q.example/"/><author><name>Q</name></author></source>
        <title>Ohne Adresse</title><id>https://berg.example/2</id></entry></feed>`);
    expect(feed).toEqual({ title: 'Berg &amp; Tal', url: 'https://berg.example/', lang: 'de-AT' });
    expect(entries[0]).toEqual({
      id: 'tag:berg.example,2031:fest',
      url: 'https://berg.example/de/fest.html',
      title: 'Das <b>große</b> Fest &amp; mehr',
      titleText: 'Das große Fest & mehr',
      published: '2031-01-14T07:00:00Z',
      updated: '2031-01-15T08:00:00Z',
      author: 'Anna Berg, Toni Tal (toni@berg.example)',
    });
    expect(entries[1]).toMatchObject({ title: 'Ohne Adresse', url: 'https://berg.example/2', author: 'Q' });
  });

  test('RSS 1.0 keeps its items outside the channel and its dates in Dublin Core', () => {
    const { feed, entries } = parse(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
      xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="ja">
      <channel rdf:about="https://kaze.example/"><title>風の便り</title><link>https://kaze.example/</link></channel>
      <image><title>pic</title><link>https://pic.example/</link></image>
      <item rdf:about="https://kaze.example/1"><title>海の話</title><link> https://kaze.example/1 </link>
      <dc:creator>Umi</dc:creator><dc:date>2031-01-15T18:00:00+09:00</dc:date></item></rdf:RDF>`);
    expect(feed).toEqual({ title: '風の便り', url: 'https://kaze.example/', lang: 'ja' });
    expect(entries[0]).toMatchObject({
      id: 'https://kaze.example/1',
      url: 'https://kaze.example/1',
      title: '海の話',
      published: '2031-01-15T09:00:00Z',
      updated: '2031-01-15T09:00:00Z',
      author: 'Umi',
    });
  });

  test('Atom 0.3: issued, modified and escaped modes', () => {
    const { entries } = parse(`<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Old</title>
      <entry><title mode="escaped" type="text/html">An &lt;i&gt;old&lt;/i&gt; tale</title><link rel="alternate" type="text/html" href="/1"/>
      <id>1</id><issued>2004-01-04T10:00-05:00</issued><modified>2004-01-05T10:00:00Z</modified></entry>
      <entry><title mode="base64" type="text/html">PGI+YmFzZTY0PC9iPg==</title></entry></feed>`);
    expect(entries[0]).toMatchObject({
      title: 'An <i>old</i> tale',
      url: 'https://harbour.example/1',
      published: '2004-01-04T15:00:00Z',
      updated: '2004-01-05T10:00:00Z',
    });
    expect(entries[1]!.title).toBe('<b>base64</b>');
  });

  test('a channel without rss around it (CDF) has address and date in attributes', () => {
    const { feed, entries } = parse(
      '<CHANNEL HREF="https://cdf.example/"><TITLE>C</TITLE><ITEM HREF="/1" LASTMOD="1998-10-22T14:05"><TITLE>One</TITLE></ITEM></CHANNEL>',
      'https://cdf.example/c.cdf',
    );
    expect(feed.url).toBe('https://cdf.example/');
    expect(entries[0]).toMatchObject({ url: 'https://cdf.example/1', title: 'One', updated: '1998-10-22T14:05:00Z' });
  });

  test('JSON Feed 1 and 1.1', () => {
    const { feed, entries } = parse(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Valley Post',
        home_page_url: '/',
        language: 'en_US',
        authors: [{ name: 'The Desk' }],
        items: [
          {
            id: 7,
            url: 'a',
            title: 'A  b',
            date_published: '2031-01-15T10:00:00-02:00',
            authors: [{ name: 'R. Marsh' }, { name: 'K. Lee' }],
          },
          { id: 'https://valley.example/b', date_modified: '2031-01-16', author: { name: 'Old Style' } },
          { id: 'c', external_url: 'https://other.example/c' },
          'no item',
        ],
      }),
      'https://valley.example/feed.json',
    );
    expect(feed).toEqual({ title: 'Valley Post', url: 'https://valley.example/', lang: 'en-US' });
    expect(entries).toMatchObject([
      {
        id: '7',
        url: 'https://valley.example/a',
        titleText: 'A b',
        published: '2031-01-15T12:00:00Z',
        author: 'R. Marsh, K. Lee',
      },
      { url: 'https://valley.example/b', updated: '2031-01-16T00:00:00Z', author: 'Old Style' },
      { url: 'https://other.example/c', author: 'The Desk' },
    ]);
    expect(entries).toHaveLength(3);
  });

  test.each([
    ['Mayor&#8217;s &amp; mine', 'Mayor&#8217;s &amp; mine', 'Mayor’s & mine'],
    ['<i>Old</i> news', '<i>Old</i> news', 'Old news'],
    ['<script>x</script>', '<script>x</script>', '<script>x</script>'],
    ['Q&A: 1 < 2', 'Q&A: 1 < 2', 'Q&A: 1 < 2'],
    ['&nbsp;', '&nbsp;', null],
  ])('JSON Feed: the title %j', (written, title, titleText) => {
    const { entries } = parse(JSON.stringify({ items: [{ id: '1', title: written }] }));
    expect(entries[0]).toMatchObject({ title, titleText });
    expect(parse(JSON.stringify({ title: written, items: [] })).titleText).toBe(titleText);
  });

  test('a JSON Feed that is cut off gives its whole items, wherever it ends', () => {
    const whole = JSON.stringify({
      title: 'Tide',
      authors: [{ name: 'A' }, { name: 'B' }],
      items: [
        { id: '1', title: 'One [", {' },
        { id: '2', title: 'Two \\' },
      ],
      hubs: [{ type: 'x', url: 'https://hub.example/' }],
      language: 'en',
    });
    const behind = (text: string) => whole.indexOf(text) + text.length;
    const ids = (length: number) => parse(whole.slice(0, length)).entries.map(({ id }) => id);
    const first = behind('One [\\", {"}');
    const second = behind('Two \\\\"}');
    for (let length = first; length <= whole.length; length++) {
      expect(ids(length), whole.slice(0, length)).toEqual(length < second ? ['1'] : ['1', '2']);
    }
    expect(parse(whole.slice(0, first)).feed.title).toBe('Tide');
    expect(() => ids(first - 1)).toThrow('expected a JSON object with a list "items"');
    // Where the list of items was not reached, it is no feed.
    expect(() => ids(behind('"B"}'))).toThrow('got an object with title, authors');
    expect(() => parse('{"items": [{"id": "1"}, {"id": nonsense}]}')).toThrow('expected JSON');
    expect(() => parse('{"items": [{"id": "1"}]}]')).toThrow('expected JSON');
  });

  test('JSON Feed: what is blank or missing is none', () => {
    const { feed, entries } = parse(
      JSON.stringify({
        title: ' ',
        items: [
          { id: 'c', title: '' },
          { url: '/d', author: { name: ' ' } },
          { url: 'javascript:run()', external_url: '/e' },
          { url: 'javascript:run()' },
        ],
      }),
    );
    expect(feed).toEqual({ title: null, url: null, lang: null });
    expect(entries).toMatchObject([
      { id: 'c', url: null, title: null, titleText: null },
      { id: null, url: 'https://harbour.example/d', author: null },
      { url: 'https://harbour.example/e' },
      { url: null },
    ]);
  });

  test('news sitemaps: the headline of the news extension, not the picture’s', () => {
    const { feed, entries } = parse(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
      <url><loc>https://valley.example/x</loc><image:image><image:loc>https://valley.example/i.jpg</image:loc><image:title>Pic</image:title></image:image>
      <news:news><news:publication><news:name>Valley Post</news:name><news:language>en</news:language></news:publication>
      <news:publication_date>2031-01-15T10:00:00Z</news:publication_date><news:title>Bridge &amp; tunnel closed</news:title></news:news></url>
      <url><loc>/y</loc><lastmod>2031-01-14</lastmod></url></urlset>`);
    expect(feed).toEqual({ title: 'Valley Post', url: null, lang: 'en' });
    expect(entries).toMatchObject([
      { id: 'https://valley.example/x', title: 'Bridge & tunnel closed', published: '2031-01-15T10:00:00Z' },
      { url: 'https://harbour.example/y', title: null, updated: '2031-01-14T00:00:00Z' },
    ]);
  });
});

describe('news sitemaps', () => {
  const sitemap = (inner: string) => parse(`<urlset>${inner}</urlset>`);

  test('without a publication have no title and no language', () => {
    expect(sitemap('<url><loc>/a</loc></url><url><loc>/b</loc></url>')).toMatchObject({
      feed: { title: null, lang: null },
      entries: [{ url: 'https://harbour.example/a' }, { url: 'https://harbour.example/b' }],
    });
  });

  test.each([
    ['a headline marked as text', '<news:title><![CDATA[Tea &amp; cake]]></news:title>', 'Tea &amp; cake'],
    ['of two headlines the first', '<news:title>One</news:title><news:title>Two</news:title>', 'One'],
    ['no headline where it is empty', '<news:title> </news:title>', null],
  ])('have %s', (_, inner, title) => {
    expect(sitemap(`<url><loc>/a</loc><news:news>${inner}</news:news></url>`).entries[0]!.title).toBe(title);
  });
});

test('news sitemaps: what is escaped twice is HTML', () => {
  const news =
    '<news:publication><news:name>Valley &amp;amp; Co</news:name></news:publication><news:title>Mayor&apos;s &amp;quot;no&amp;quot;</news:title>';
  const { feed, titleText, entries } = parse(`<urlset><url><loc>/a</loc><news:news>${news}</news:news></url></urlset>`);
  expect([feed.title, titleText]).toEqual(['Valley &amp; Co', 'Valley & Co']);
  expect(entries[0]).toMatchObject({ title: "Mayor's &quot;no&quot;", titleText: 'Mayor\'s "no"' });
});

test('news sitemaps: what a video or a picture says under any prefix is not the page’s', () => {
  const { entries } =
    parse(`<s:urlset><s:url><v:video><v:loc>https://valley.example/v.mp4</v:loc><v:title>Clip</v:title>
    <v:publication_date>2030-01-01</v:publication_date></v:video><s:loc>https://valley.example/a</s:loc>
    <g:news><g:publication_date>2031-01-15</g:publication_date><g:title>Dam holds</g:title></g:news>
    <v:video><v:title>Clip</v:title></v:video></s:url>
    <s:url><s:loc>/b</s:loc><v:video><v:title>Clip</v:title></v:video></s:url>
    <s:url><s:lastmod>2031-01-15</s:lastmod></s:url><s:url><s:loc>javascript:run()</s:loc></s:url>
    <s:url><s:loc>/c</s:loc><news:title>Without its wrapper</news:title></s:url></s:urlset>`);
  expect(entries).toMatchObject([
    { url: 'https://valley.example/a', title: 'Dam holds', published: '2031-01-15T00:00:00Z' },
    { url: 'https://harbour.example/b', title: null },
    { url: 'https://harbour.example/c', title: 'Without its wrapper' },
  ]);
});

describe('titles', () => {
  test.each([
    ['Salt &amp; pepper', 'Salt & pepper', 'Salt & pepper'],
    ['Salt &amp;amp; pepper', 'Salt &amp; pepper', 'Salt & pepper'],
    ['<![CDATA[It&#8217;s late & cold]]>', 'It&#8217;s late & cold', 'It’s late & cold'],
    ['<![CDATA[A <b>bold</b> claim]]>', 'A <b>bold</b> claim', 'A bold claim'],
    ['A &lt;b&gt;bold&lt;/b&gt; claim', 'A <b>bold</b> claim', 'A bold claim'],
    ['a &lt; b and c &gt; d', 'a < b and c > d', 'a < b and c > d'],
    ['<![CDATA[A <custom>tag</custom>]]>', 'A <custom>tag</custom>', 'A <custom>tag</custom>'],
    ['A <b>raw</b> &amp; tag', 'A <b>raw</b> &amp; tag', 'A raw & tag'],
    [
      '<![CDATA[See <a href="/x?y=1&z=2" onclick="run()">this</a>]]>',
      'See <a href="https://harbour.example/x?y=1&amp;z=2">this</a>',
      'See this',
    ],
    [
      '<![CDATA[<b>x</b><script>steal()</script>]]>',
      '<b>x</b><script>steal()</script>',
      '<b>x</b><script>steal()</script>',
    ],
    ['&#147;Smart&#148; quotes', '“Smart” quotes', '“Smart” quotes'],
    ['CafÃ© opens', 'Café opens', 'Café opens'],
    ['Caf&eacute; opens', 'Café opens', 'Café opens'],
    ['AT&T wins Q&A', 'AT&T wins Q&A', 'AT&T wins Q&A'],
    ['  two \n lines ', 'two \n lines', 'two lines'],
    ['Drawing with <svg> by hand', 'Drawing with  by hand', 'Drawing with by hand'],
    ['Tea and<title> cake', 'Tea and cake', 'Tea and cake'],
    ['Before<!-- c -->after', 'Beforeafter', 'Beforeafter'],
  ])('RSS %j', (written, title, text) => {
    expect(item(`<title>${written}</title>`)).toMatchObject({ title, titleText: text });
  });

  test.each([
    ['', 'Einfach &lt;b&gt;Text&lt;/b&gt;', 'Einfach <b>Text</b>', 'Einfach <b>Text</b>'],
    [' type="html"', '&lt;script&gt;x()&lt;/script&gt;News', 'News', 'News'],
    [' type="html"', '&lt;a href="javascript:x()"&gt;go&lt;/a&gt;', '<a href="">go</a>', 'go'],
    [' type="html"', 'a&lt;br/&gt;b &amp;amp; c', 'a<br />b &amp; c', 'a b & c'],
    [' type="text"', 'Tea &lt;b&gt;and&lt;/b&gt; cake', 'Tea <b>and</b> cake', 'Tea <b>and</b> cake'],
    [' type="plain"', 'Tea &lt;b&gt;and&lt;/b&gt; cake', 'Tea <b>and</b> cake', 'Tea <b>and</b> cake'],
    [' type="application/xml"', 'Tea and cake', 'Tea and cake', 'Tea and cake'],
    [' mode="base64"', 'VGVhIGFuZCBjYWtl', 'Tea and cake', 'Tea and cake'],
    [' mode="base64"', 'Tea and cake', 'Tea and cake', 'Tea and cake'],
    [' mode="base64"', '/wD/', '/wD/', '/wD/'],
    [' type="application/octet-stream"', 'VGVhIGFuZCBjYWtl', 'Tea and cake', 'Tea and cake'],
    [' type="xhtml"', '', null, null],
    [' type="xhtml"', 'Tea <b>and</b> cake', 'Tea <b>and</b> cake', 'Tea and cake'],
    [
      ' type="xhtml"',
      '<div class="t">Tea<br/><div>and</div> cake</div>',
      'Tea<br /><div>and</div> cake',
      'Tea and cake',
    ],
    [' type="xhtml"', '<div>Tea</div><div>cake</div>', '<div>Tea</div><div>cake</div>', 'Tea cake'],
    [
      ' type="xhtml"',
      '<div>Tea <svg><title>leaf</title></svg> and cake</div>',
      'Tea leaf and cake',
      'Tea leaf and cake',
    ],
    [' type="html"', '&lt;img src="/tea.png"&gt;', '<img src="https://harbour.example/tea.png" />', null],
    [' type="html"', 'x &lt;q class="z" style="color:red"&gt;y&lt;/q&gt;', 'x <q class="z">y</q>', 'x y'],
  ])('Atom%s %j', (attributes, written, title, text) => {
    expect(atomTitle(attributes, written)).toMatchObject({ title, titleText: text });
  });

  test('a wrapper around escaped text is no part of it', () => {
    expect(item('<title><div>Tea &lt;b&gt;and&lt;/b&gt; cake</div></title>').title).toBe('Tea <b>and</b> cake');
  });

  test('a picture’s title stands in only until the true one comes', () => {
    const media = 'xmlns:media="http://search.yahoo.com/mrss/"';
    const read = (inner: string) =>
      parse(`<rss ${media}><channel><item>${inner}</item></channel></rss>`).entries[0]!.title;
    expect(read('<media:title>Pic</media:title><title>True</title>')).toBe('True');
    expect(read('<title>True</title><media:title>Pic</media:title>')).toBe('True');
    expect(read('<media:title>Pic</media:title>')).toBe('Pic');
    expect(read('<itunes:title>Episode</itunes:title>')).toBe('Episode');
    expect(read('<itunes:title>Episode</itunes:title><title>True</title>')).toBe('True');
    expect(read('<media:title>Pic</media:title><description><div>Text</div></description><title>True</title>')).toBe(
      'True',
    );
  });
});

describe('identifiers and addresses', () => {
  test.each([
    ['<guid>https://a.example/1</guid>', 'https://a.example/1', 'https://a.example/1'],
    ['<guid isPermaLink="false">https://a.example/1</guid>', 'https://a.example/1', null],
    ['<guid isPermaLink="false">x</guid><link>/1</link>', 'x', 'https://harbour.example/1'],
    ['<guid>g1</guid>', 'g1', null],
    ['<link>/l</link><guid>https://a.example/1</guid>', 'https://a.example/1', 'https://harbour.example/l'],
    ['<guid>https://a.example/1</guid><link>/l</link>', 'https://a.example/1', 'https://harbour.example/l'],
    ['<guid>Story 4/2031</guid>', 'Story 4/2031', null],
    ['<guid>/1?x</guid>', 'https://harbour.example/1?x', 'https://harbour.example/1?x'],
    ['<guid>urn:uuid:1</guid>', 'urn:uuid:1', null],
    ['<guid isPermaLink="True">https://a.example/1</guid>', 'https://a.example/1', 'https://a.example/1'],
    ['<guid isPermaLink="FALSE">https://a.example/1</guid>', 'https://a.example/1', null],
    ['<link>javascript:run()</link><guid>https://a.example/1</guid>', 'https://a.example/1', 'https://a.example/1'],
    ['<link href="javascript:run()"/>', null, null],
    ['<link rel="" href="/1"/>', null, 'https://harbour.example/1'],
    ['<link hreflang="en" href="/en/1"/><link hreflang="fr" href="/fr/1"/>', null, 'https://harbour.example/en/1'],
    ['<link href="/old"/><link href="/1"/>', null, 'https://harbour.example/1'],
    ['<link rel="http://www.iana.org/assignments/relation/alternate" href="/1"/>', null, 'https://harbour.example/1'],
    ['<link type="text/html; charset=utf-8" href="/1"/>', null, 'https://harbour.example/1'],
    ['<link type="" href="/1"/>', null, 'https://harbour.example/1'],
    ['<link type="application/json" href="/1"/>', null, null],
    [
      '<feedburner:origLink>https://a.example/1</feedburner:origLink><link>https://counter.example/~1</link>',
      null,
      'https://a.example/1',
    ],
    ['<feedburner:origLink/><link>https://a.example/1</link>', null, 'https://a.example/1'],
    ['<link>https://a.example/\u0008x</link>', null, 'https://a.example/x'],
    ['<link/><guid>https://a.example/1</guid>', 'https://a.example/1', 'https://a.example/1'],
    ['<link>../up?x=1#f</link>', null, 'https://harbour.example/up?x=1#f'],
    ['<link>//cdn.example/a b</link>', null, 'https://cdn.example/a b'],
    ['<link><![CDATA[https://a.example/?x=1&y=2]]></link>', null, 'https://a.example/?x=1&y=2'],
    ['<link>https://a.example/?x=1&y=2</link>', null, 'https://a.example/?x=1&y=2'],
    ['<link>\n  HTTPS://A.example/Ü\n</link>', null, 'https://A.example/Ü'],
    ['<link href="/href"/>', null, 'https://harbour.example/href'],
    ['<link href=/2031/fest/>', null, 'https://harbour.example/2031/fest'],
    ['<link href=/2031/fest/ >', null, 'https://harbour.example/2031/fest/'],
  ])('%s', (inner, id, url) => {
    expect(item(inner)).toMatchObject({ id, url });
  });

  test('Content-Location is the base when the response has one', () => {
    expect(item('<link>x</link>', { 'Content-Location': '/other/place.xml' }).url).toBe(
      'https://harbour.example/other/x',
    );
  });

  test('without an address of the feed they stay as they are written, or under its Content-Location', () => {
    const bytes = encoder.encode('<rss><channel><item><link>x</link></item></channel></rss>');
    const link = (headers?: Record<string, string>) =>
      parseFeed({ bytes, ...(headers && { headers }) }).entries[0]!.url;
    expect(link()).toBe('x');
    expect(link({ 'Content-Type': 'text/xml' })).toBe('x');
    expect(link({ 'Content-Location': '/feeds/all.xml' })).toBe('/feeds/x');
  });

  test('an id is the same in a good feed and in the same feed with an error elsewhere', () => {
    const good =
      '<rss version="2.0"><channel><title>A</title><item><guid>https://a.example/?p=1&amp;q=2</guid></item></channel></rss>';
    const broken = good.replace('</title>', '&nbsp;</title></b>');
    expect(parse(broken).entries[0]!.id).toBe(parse(good).entries[0]!.id);
  });
});

describe('parts that have titles and links of their own', () => {
  test('a text input is not the feed', () => {
    const search =
      '<textInput><title>Search</title><description>Find</description><name>q</name><link>https://search.example/</link></textInput>';
    expect(parse(RSS.replace('<item>', `${search}<item>`))).toEqual(parse(RSS));
  });

  test('a picture is neither the entry nor the feed', () => {
    const picture = '<image><title>Pic</title><url>/p.png</url><link>https://pictures.example/</link></image>';
    const story = '<title>True</title><link>https://a.example/1</link>';
    for (const inner of [picture + story, story + picture]) {
      expect(item(inner)).toMatchObject({ title: 'True', url: 'https://a.example/1' });
    }
  });

  test('the source of an entry of RSS 1.0 is not the entry', () => {
    const { entries } = parse(`<rdf:RDF xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel>
      <item><source><title>Other</title><link>https://other.example/</link></source><title>True</title></item></rdf:RDF>`);
    expect(entries).toMatchObject([{ title: 'True', url: null }]);
  });

  test('a clip’s identifier is not the entry’s', () => {
    const id = (value: string) => `<guid isPermaLink="false">${value}</guid>`;
    expect(item(`${id('story')}<media:group>${id('clip')}</media:group>`).id).toBe('story');
    expect(item(`<media:group>${id('clip')}</media:group>${id('story')}`).id).toBe('story');
  });

  test.each([
    ['description', 'A <b>raw</b> text'],
    ['summary', 'A text'],
    ['xhtml:body', '<p>A text</p>'],
    ['content:encoded', '<![CDATA[<p>A text</p>]]>'],
  ])('elements inside <%s> are text of its own', (name, text) => {
    const inner = `<author>Nobody</author><link>https://no.example/</link><guid>https://no.example/</guid>`;
    expect(item(`<${name}>${text}${inner}</${name}><title>True</title><link>https://a.example/1</link>`)).toMatchObject(
      {
        id: null,
        title: 'True',
        url: 'https://a.example/1',
        author: null,
      },
    );
  });

  test.each([
    ['in a text', '<div>A <svg><title>Leaf</title></svg> text</div>'],
    ['that is never closed', '<div>A <svg><title>Leaf</title> text</div>'],
    ['whose title is never closed', '<div>A <svg><title>Leaf</svg> text</div>'],
  ])('the title of a drawing %s is not the entry’s', (_, text) => {
    const { entries } = parse(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><content type="xhtml">${text}</content>
      <title>True</title></svg><id>tag:a,2031:1</id></entry><entry><title>Next</title></entry></feed>`,
    );
    expect(entries).toMatchObject([{ title: 'True', id: 'tag:a,2031:1' }, { title: 'Next' }]);
  });

  test('a document of another kind inside an entry is not the entry', () => {
    const report = '<report><summary>Quiet</summary><note>Nothing</note></report>';
    const [entry] = parse(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>True</title><content type="application/xml">${report}</content><id>tag:a,2031:1</id></entry></feed>`,
    ).entries;
    expect(entry).toMatchObject({ title: 'True', id: 'tag:a,2031:1' });
  });

  test('a base address ends with its entry, also around a wrapped text', () => {
    const summary = '<summary type="html"><div>Text</div></summary>';
    const { entries } = parse(
      `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><entry xml:base="/in/">${summary}<link href="x"/></entry><entry><link href="y"/></entry></feed>`,
    );
    expect(entries.map(({ url }) => url)).toEqual(['https://a.example/in/x', 'https://a.example/y']);
  });
});

describe('what a feed says of itself', () => {
  const channel = (inner: string, before = '', headers = {}) =>
    parse(`<rss version="2.0">${before}<channel>${inner}</channel></rss>`, undefined, headers);

  test.each([
    ['its own word', '<language>fr</language>', '', { 'Content-Language': 'de_AT' }, 'fr'],
    ['the header’s word otherwise', '', '', { 'Content-Language': 'de_AT' }, 'de-AT'],
    ['nothing outside of the channel', '', '<language>fr</language>', {}, null],
  ])('language: %s', (_, inner, before, headers, lang) => {
    expect(channel(inner, before, headers).feed.lang).toBe(lang);
  });

  test.each([
    ['<ttl>0</ttl>', { ttlMinutes: null }],
    ['<ttl>soon</ttl>', { ttlMinutes: null }],
    ['<ttl>60</ttl></ttl>', { ttlMinutes: 60 }],
    ['<hour></hour><hour>-1</hour><hour>25</hour><hour>1.5</hour><hour>7</hour></hour>', { skipHours: [7] }],
    ['<hour>7</hour>'.repeat(30), { skipHours: Array.from({ length: 24 }, () => 7) }],
    ['<day></day><day>Monday</day></day>', { skipDays: ['monday'] }],
    ['<day>Monday</day>'.repeat(9), { skipDays: Array.from({ length: 7 }, () => 'monday') }],
    ['<sy:updatePeriod></sy:updatePeriod>', { updatePeriod: null }],
    ['<sy:updatePeriod>Daily</sy:updatePeriod></sy:updatePeriod>', { updatePeriod: 'daily' }],
    ['<sy:updateFrequency>0</sy:updateFrequency>', { updateFrequency: null }],
    ['<sy:updateFrequency>2</sy:updateFrequency></sy:updateFrequency>', { updateFrequency: 2 }],
  ])('rhythm: %s', (inner, rhythm) => {
    expect(channel(inner).rhythm).toMatchObject(rhythm);
  });

  test.each(['http://backend.userland.com/rss2', 'http://backend.userland.com/RSS', 'http://purl.org/rss/1.0/'])(
    'elements under a prefix for %s are those without one',
    (address) => {
      const { feed, entries } = parse(
        `<x:rss xmlns:x="${address}"><x:channel><x:title>T</x:title><x:item><x:title>One</x:title></x:item></x:channel></x:rss>`,
      );
      expect([feed.title, entries[0]!.title]).toEqual(['T', 'One']);
    },
  );

  test('of more entries than a sitemap may have, the first are read', () => {
    const items = Array.from({ length: MAX_ENTRIES + 2 }, (_, n) => `<item><title>${n}</title></item>`).join('');
    const { feed, entries } = channel(`<title>T</title>${items}<title>Late</title>`);
    expect(feed.title).toBe('T');
    expect(entries).toHaveLength(MAX_ENTRIES);
    expect(entries.at(-1)!.title).toBe(String(MAX_ENTRIES - 1));
  });
});

describe('dates', () => {
  test.each([
    ['<pubDate>2031-01-15</pubDate><dc:date>2031-01-16</dc:date>', '2031-01-15T00:00:00Z', '2031-01-16T00:00:00Z'],
    [
      '<pubDate>2031-01-15</pubDate></pubDate><dc:date>2031-01-16</dc:date></dc:date>',
      '2031-01-15T00:00:00Z',
      '2031-01-16T00:00:00Z',
    ],
    ['<pubDate>soon</pubDate><dc:date/>', null, null],
    // Dublin Core's one date is that of the article where nothing else is, and the one that moves when it is edited.
    ['<dc:date>2031-01-16</dc:date>', '2031-01-16T00:00:00Z', '2031-01-16T00:00:00Z'],
    ['<modified>2031-01-17</modified><dc:date>2031-01-16</dc:date>', '2031-01-16T00:00:00Z', '2031-01-17T00:00:00Z'],
    [
      '<prism:publicationDate>2031-01-15</prism:publicationDate><dc:date>2031-01-16</dc:date>',
      '2031-01-16T00:00:00Z',
      '2031-01-16T00:00:00Z',
    ],
    ['<prism:publicationDate>2031-01-15</prism:publicationDate>', '2031-01-15T00:00:00Z', null],
  ])('%s', (inner, published, updated) => {
    expect(item(inner)).toMatchObject({ published, updated });
  });
});

describe('authors', () => {
  test.each([
    ['<author>a@b.example (Name N)</author>', 'a@b.example (Name N)'],
    ['<author><name>N</name><email>n@b.example</email></author>', 'N (n@b.example)'],
    ['<author><email>n@b.example</email></author>', 'n@b.example'],
    ['<itunes:author>Ida</itunes:author>', 'Ida'],
    ['<dc:creator>A</dc:creator><dc:creator>B</dc:creator>', 'A, B'],
    ['<dc:creator>A</dc:creator><dc:creator>A</dc:creator>', 'A'],
    ['<author>a@b.example (A)</author><dc:creator>A</dc:creator>', 'A'],
    ['<author><name>A</name></author><author><name>B</name></author>', 'A, B'],
    ['<author>A</author><author></author>', 'A'],
    ['<author>A</author><media:group><author>Deep</author></media:group>', 'A'],
    ['<author>A</author>'.repeat(2) + '<author>B</author>'.repeat(100), 'A, B'],
    ['<author>A &amp; B</author>', 'A & B'],
    ['<dc:creator>&lt;span lang=""&gt;Ann &amp;amp; Bo&lt;/span&gt;</dc:creator>', 'Ann & Bo'],
    ['<author>Ann &lt;ann@b.example&gt;</author>', 'Ann <ann@b.example>'],
    ['<creator xmlns="http://purl.org/dc/elements/1.1/">Ann</creator>', 'Ann'],
    ['<author><name>A</name></author></author>', 'A'],
    ['</author>', null],
    ['<itunes:owner><itunes:name>O</itunes:name></itunes:owner>', null],
    ['<author></name><name>A</name></author>', 'A'],
    ['<contributor><name>C</name></contributor>', null],
    ['<dc:contributor>C</dc:contributor>', null],
    ['<name>Loose</name>', null],
  ])('%s', (inner, author) => {
    expect(item(inner).author).toBe(author);
  });

  test('of very many authors, the first fifty are named', () => {
    const many = Array.from({ length: 60 }, (_, n) => `<dc:creator>N${n}</dc:creator>`).join('');
    expect(item(many).author!.split(', ')).toHaveLength(50);
  });

  test('an entry of Atom without an author has its source’s, and else the feed’s', () => {
    const who = (name: string) => `<author><name>${name}</name></author>`;
    const feed = (root: string, entry: string) =>
      parse(`<${root}><title>T</title>${who('Feed')}<entry>${entry}</entry></${root.split(' ')[0]}>`).entries[0]!
        .author;
    const atom = 'feed xmlns="http://www.w3.org/2005/Atom"';
    expect(feed(atom, '<id>1</id>')).toBe('Feed');
    expect(feed(atom, `<source>${who('Source')}</source>`)).toBe('Source');
    expect(feed(atom, `<source>${who('Source')}</source>${who('Entry')}`)).toBe('Entry');
    expect(feed(atom, `${who('Entry')}<source>${who('Source')}</source>`)).toBe('Entry');
    expect(feed(atom, `${who('')}`)).toBe('Feed');
    expect(feed(`${atom}><source>${who('Stray')}</source></source`, '<id>1</id>')).toBe('Feed');
  });

  test('an editor of an RSS channel wrote none of its items', () => {
    const { entries } = parse(
      '<rss><channel><managingEditor>ed@a.example (Ed)</managingEditor><item><title>x</title></item></channel></rss>',
    );
    expect(entries[0]!.author).toBeNull();
  });
});

describe('disorder', () => {
  test.each([
    ['junk before the declaration', `<br>Warning: a notice\n${RSS}`],
    ['a byte order mark and empty lines', `\ufeff\n\n${RSS}`],
    ['undeclared namespaces', RSS.replace(/\sxmlns:\w+="[^"]*"/g, '')],
    ['bare ampersands', RSS.replaceAll('&amp;', '&')],
    ['upper case', RSS.replace(/<(\/?)(\w+)>/g, (_, slash, name) => `<${slash}${name.toUpperCase()}>`)],
    ['a missing end tag inside an item', RSS.replace('</media:title>', '')],
    ['a stray end tag', RSS.replace('<item>', '<item></b>')],
    ['an unquoted attribute', RSS.replace('medium="image"', 'medium=image')],
    ['an attribute whose quote is never closed', RSS.replace('medium="image">', 'medium="image>')],
    ['an end tag without a name', RSS.replace('<item>', '<item></>')],
    ['an end tag that lacks its bracket', RSS.replace('</guid>', '</guid')],
    ['a comment that never ends', `${RSS}<!-- not closed`],
    ['an instruction that never ends', `${RSS}<?not closed`],
    ['junk behind the end', `${RSS}<script>1 < 2</script>`],
    ['control characters', RSS.replace('<ttl>', '\u000b<ttl>')],
  ])('%s changes nothing', (_, text) => {
    expect(parse(text).entries).toEqual(parse(RSS).entries);
  });

  test('a document cut at any place gives the entries before the cut', () => {
    const whole = parse(RSS).entries;
    const endOfFirst = RSS.indexOf('</item>');
    for (let cut = RSS.indexOf('<channel>') + 9; cut < RSS.length; cut += 7) {
      const { entries } = parse(RSS.slice(0, cut));
      if (cut > endOfFirst) expect(entries[0]).toEqual(whole[0]);
    }
  });

  test.each([
    ['&copy 2031 Valley', '© 2031 Valley'],
    ['AT&T and R&D', 'AT&T and R&D'],
    ['a?x=1&copy=2&regular', 'a?x=1&copy=2&regular'],
  ])('the name of an entity without its semicolon: %j', (written, title) => {
    expect(item(`<title>${written}</title>`).title).toBe(title);
  });

  test.each([
    ['&#55296; &#xdfff; &#1114112; &#x110000;', '&#55296; &#xdfff; &#1114112; &#x110000;'],
    ['&#xd7ff;&#xe000;&#1114111;', '\ud7ff\ue000\u{10ffff}'],
  ])('numbers that no character has stay as they are written: %j', (written, title) => {
    expect(item(`<title>${written}</title>`).title).toBe(title);
  });

  test('a feed that invents thousands of entities does not change those of HTML', () => {
    const invented = Array.from({ length: 6000 }, (_, n) => `&none${n};`).join('');
    expect(item(`<title>&eacute;${invented}&eacute;&agrave;</title>`).title).toBe(`é${invented}éà`);
  });

  test.each([
    ['&lt;![CDATA[ Storm &amp;amp; swell ]]&gt;', 'Storm & swell'],
    ['<![CDATA[<![CDATA[Storm]]]]><![CDATA[>]]>', 'Storm'],
    ['&lt;![CDATA[Storm', '<![CDATA[Storm'],
    ['Storm]]&gt;', 'Storm]]>'],
  ])('a CDATA section that is text: %s', (written, title) => {
    expect(item(`<title>${written}</title>`).titleText).toBe(title);
  });

  test('declared entities are never expanded', () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"> <!ENTITY c SYSTEM "file:///etc/passwd">]>
      <rss version="2.0"><channel><title>T</title><item><title>&a; &b; &c;</title></item></channel></rss>`;
    expect(parse(bomb).entries[0]!.title).toBe('&a; &b; &c;');
  });

  test.each([
    ['', 'an empty document'],
    ['<!doctype html><html><head><title>Home</title></head><body><p>Hi</p></body></html>', 'an HTML page'],
    ['<sitemapindex><sitemap><loc>mailto:x</loc></sitemap></sitemapindex>', 'got an index of sitemaps'],
    [
      '<s:sitemapindex><s:sitemap><s:loc>/x</s:loc></s:sitemap></s:sitemapindex>',
      'got an index of sitemaps; one that it lists can be read instead: https://harbour.example/x',
    ],
    ['<opml version="2.0"><body/></opml>', 'an OPML list'],
    ['<note>hi</note>', 'first element is <note>'],
    ['Just words', 'text that begins "Just words"'],
    ['{"items": 3}', 'expected a JSON object with a list "items", got "items" that is 3'],
    ['{"items": {"a": 1}}', 'got "items" that is an object'],
    ['{"items": null}', 'got "items" that is null'],
    ['{"items": [', 'expected JSON, as the first character promises, got Unexpected end'],
    ['{}', 'got an object with no members'],
    ['[{"id": "1"}]', 'got a list'],
  ])('%j is no feed, and the error says what it is', (text, what) => {
    expect(() => parse(text)).toThrow(what);
  });

  test('a gzip file is unpacked: whole, cut off, and only as far as a feed may go', () => {
    const zipped = gzipSync(RSS);
    expect(parse(zipped)).toEqual(parse(RSS));
    const long = gzipSync(RSS.replace('</channel>', `${'<!-- pad -->'.repeat(5000)}</channel>`));
    expect(parse(long.subarray(0, long.length - 20)).entries).toEqual(parse(RSS).entries);
    expect(() => parse(gzipSync(Buffer.alloc(MAX_FEED_BYTES + 1, ' ')))).toThrow('unpacking gzip');
    expect(() => parse(new Uint8Array([0x1f, 0x8b, 0xff, 0xff, 1, 2, 3]))).toThrow('unpacking gzip');
    expect(() => parse(new Uint8Array([0x1f, 0x20]))).toThrow('expected RSS');
  });

  test('characters that XML does not have are left out', () => {
    expect(item('<title>A\u0000 b\u000bell\u0007\tand &#1;more</title>').title).toBe('A bell\tand more');
  });

  test('objects in objects are no feed, however deep', () => {
    const deep = `{"items":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_001)}`;
    expect(() => parse(deep)).toThrow('got "items" that is an object');
  });

  test('the error names the feed where its address is known', () => {
    const bytes = encoder.encode('Just words');
    expect(() => parseFeed({ bytes })).toThrow('reading the feed: expected RSS');
    const url = 'https://a.example/f';
    expect(() => parseFeed({ bytes, url })).toThrow('reading the feed of https://a.example/f: expected RSS');
    for (const json of ['{', '{}']) {
      expect(() => parseFeed({ bytes: encoder.encode(json), url })).toThrow(
        /^reading the feed of https:\/\/a\.example\/f: expected /,
      );
    }
  });

  test('a feed may have 16 MB and no byte more', () => {
    const padded = (size: number) => Buffer.alloc(size, ' ').fill('<rss version="2.0"/>', 0, 20);
    expect(parse(padded(MAX_FEED_BYTES)).entries).toEqual([]);
    expect(() => parse(padded(MAX_FEED_BYTES + 1))).toThrow('expected at most 16777216 bytes, got 16777217');
  });

  test('a feed inside a page is read, a page with an empty one is a page', () => {
    const page = (items: string) => `<html><body><rss><channel>${items}</channel></rss></body></html>`;
    expect(parse(page('<item><title>Kept</title></item>')).entries).toMatchObject([{ title: 'Kept' }]);
    expect(() => parse(page(''))).toThrow('got an HTML page');
  });

  test('a feed without entries is a feed', () => {
    expect(parse('<rss version="2.0"><channel><title>Quiet</title></channel></rss>')).toMatchObject({
      feed: { title: 'Quiet' },
      entries: [],
    });
  });

  test('of a title without end the beginning is kept', () => {
    const { entries } = parse(
      `<rss><channel><item><title>${'abc <![CDATA[d]]>'.repeat(400_000)}</title><link>https://a.example/1</link></item></channel></rss>`,
    );
    expect(entries[0]!.title!.length).toBeLessThan(1_100_000);
    expect(entries[0]).toMatchObject({ title: expect.stringMatching(/^abc dabc d/), url: 'https://a.example/1' });
  });

  test('hostile shapes of a megabyte are read in linear time', () => {
    const shapes = [
      '<a>',
      '<a b="',
      '<',
      '&',
      '&a',
      '<a xml:base="x/">',
      '<item>',
      '<!DOCTYPE x [>',
      '&lt;/b&gt;',
      '<![CDATA[',
    ];
    // A quadratic scan takes minutes on these: the test's own time limit is the assertion.
    for (const shape of shapes) {
      const text = `<rss version="2.0"><channel><item><title>x</title>${shape.repeat(Math.ceil(1e6 / shape.length))}`;
      expect(parse(text).entries.length).toBeGreaterThan(0);
    }
  });
});
