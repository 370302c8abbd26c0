// Stage clean from bytes to article: every format, every reason, and bytes nobody meant as an article.
import { deflateSync, gzipSync } from 'node:zlib';
import { fc, test as propertyTest } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type CleanResult, cleanDocument } from '../../../functions/clean/clean.ts';
import type { CleanInput } from '../../../functions/clean/draft.ts';
import { REJECTION_REASONS } from '../../../functions/clean/reasons.ts';
import { MAX_BYTES } from '../../../functions/clean/unpack.ts';
import { CleanedArticleSchema } from '../../../shared/records/article.ts';

const PARAGRAPHS = [
  'The port of Velden opened again on Tuesday after a strike of eleven days that had stopped all ferries to the islands.',
  '“We are glad that the ships sail again,” said harbour master Olen Marsh, who had spent the night in talks with the union.',
  'Under the agreement, the 400 dock workers will receive four percent more pay from July, the port authority said.',
  'Union leader Mara Lind denied that the strike had been illegal. She said the members would vote on the offer next week.',
  'Shops on the islands reported that flour, milk and fuel had run short, although the army flew in supplies on Sunday.',
];
const HEADLINE = 'Velden port opens again after strike of eleven days';
const BODY = PARAGRAPHS.join('\n\n');

const page = (inner: string, head = '') =>
  `<!doctype html><html lang="en"><head><title>${HEADLINE} | Velden Courier</title>${head}</head><body>${inner}</body></html>`;
const paragraphs = PARAGRAPHS.map((text) => `<p>${text}</p>`).join('\n');
const NEWS_PAGE = page(`
  <header><nav><ul><li><a href="/">Home</a></li><li><a href="/economy">Economy</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
  <div class="cookie-banner"><p>We use cookies to improve your experience. By continuing you accept our privacy policy.</p></div>
  <main><article class="story">
    <h1>${HEADLINE}</h1>
    <div class="byline">By Mara Quist</div> <time datetime="2024-05-07T18:20:00+02:00">7 May 2024</time>
    <div class="share-bar"><a href="#">Share on Facebook</a> <a href="#">Tweet</a></div>
    <figure><img src="a.jpg"><figcaption>Ferries at the quay of Velden on April 28, 2024. (Photo by Ivo Stern)</figcaption></figure>
    <div class="story-body">${paragraphs}
      <p><a href="/related">Read more: Army flies flour to the islands</a></p>
    </div>
  </article>
  <aside class="related"><h3>Related articles</h3><ul><li><a href="/1">Dam above the town is safe, engineers say</a></li><li><a href="/2">School wins prize for robots</a></li></ul></aside>
  </main>
  <section id="comments"><h3>2 Comments</h3><p>I cannot believe that nobody asked the fishermen about any of this. Shame on the Courier.</p></section>
  <footer><p>© 2024 Velden Courier. All rights reserved.</p></footer>`);

const clean = (text: string | Uint8Array, input: Partial<CleanInput> = {}): CleanResult =>
  cleanDocument({ bytes: typeof text === 'string' ? Buffer.from(text) : text, name: 'document', ...input });

function articleOf(result: CleanResult) {
  if (result.kind !== 'article') throw new Error(`expected an article, got ${result.reason}: ${result.detail}`);
  return result.article;
}

describe('fields above Markdown', () => {
  const body =
    'The port of Velden opened again on Tuesday, the harbour master said, after a strike of nine days.\n\nShips had waited outside since the first of May.';
  const articleWith = (...fields: string[]) => {
    const result = cleanDocument({ bytes: Buffer.from(`---\n${fields.join('\n')}\n---\n${body}`), name: 'a.md' });
    return result.kind === 'article' ? result.article : null;
  };

  it('hold an address under several names, and the source only when it is one', () => {
    expect(articleWith('title: T', 'canonicalURL: https://x.example/a')?.url).toBe('https://x.example/a');
    expect(articleWith('title: T', 'source: https://x.example/a')?.url).toBe('https://x.example/a');
    expect(articleWith('title: T', 'source: Velden Courier')?.url).toBeNull();
    expect(articleWith('title: T', 'url: /ports/', 'link: https://x.example/a')?.url).toBe('https://x.example/a');
  });

  it('may state the title with the name of a site behind it', () => {
    const text = `Title: Port opens after strike of nine days - Courier of Velden and Orsa\nDate: 2024-05-07\n\n# Port opens after strike of nine days\n\n${body}`;
    expect(cleanDocument({ bytes: Buffer.from(text), name: 'a.md' })).toMatchObject({
      article: { title: 'Port opens after strike of nine days', text: body },
    });
    const other = text.replace('# Port opens after strike of nine days', '# Courier');
    expect(cleanDocument({ bytes: Buffer.from(other), name: 'a.md' })).toMatchObject({
      article: { title: expect.stringMatching(/^Port opens/) },
    });
  });
});

describe('a list of names', () => {
  it('is an article, unlike a list of headlines', () => {
    const names =
      'Winners of the Velden prize for books about the sea\nMara Lind\nOlen Marsh\nIvo Stern\nRui Costa\nAna Gil\nCy Doe\nAda Poe\nBen Roe';
    expect(
      cleanDocument({ bytes: Buffer.from(`${names}\nHedda Brann\nTobias Renn`), name: 'a.txt' }),
    ).not.toMatchObject({
      reason: 'no-article',
    });
  });
});

describe('an HTML page', () => {
  const article = articleOf(clean(NEWS_PAGE, { url: 'https://courier.example/economy/port?utm_source=feed' }));

  it('yields the paragraphs and nothing else', () => {
    expect(article.text).toBe(BODY);
  });

  it('yields title, author, language and address', () => {
    expect(article).toMatchObject({
      title: HEADLINE,
      authors: ['Mara Quist'],
      lang: { code: 'en', source: 'detected' },
      url: 'https://courier.example/economy/port',
    });
  });

  it('yields the date of the time element, not that of the caption or the copyright', () => {
    expect(article.publishedAt).toMatchObject({
      value: '2024-05-07T18:20:00+02:00',
      source: 'time-element',
      precision: 'second',
    });
  });

  it('fits the record', () => {
    expect(CleanedArticleSchema.parse(article)).toEqual(article);
  });

  it('is read the same from any encoding', () => {
    const typographic = NEWS_PAGE.replaceAll('“', '&ldquo;').replaceAll('”', '&rdquo;').replaceAll('©', '&copy;');
    expect(articleOf(clean(Buffer.from(`\uFEFF${NEWS_PAGE}`, 'utf16le'))).text).toBe(BODY);
    expect(
      articleOf(clean(Buffer.from(typographic, 'latin1'), { contentType: 'text/html; charset=iso-8859-1' })).text,
    ).toBe(BODY);
  });

  it('may be gzipped, once or twice, with or without saying so', () => {
    expect(articleOf(clean(gzipSync(NEWS_PAGE))).text).toBe(BODY);
    expect(articleOf(clean(gzipSync(gzipSync(NEWS_PAGE)), { contentEncoding: 'gzip' })).text).toBe(BODY);
    expect(articleOf(clean(NEWS_PAGE, { contentEncoding: 'gzip' })).text).toBe(BODY);
    expect(articleOf(clean(NEWS_PAGE, { contentEncoding: 'br' })).text).toBe(BODY);
  });

  it('falls back to the body stated in JSON-LD when none is visible', () => {
    const script = JSON.stringify({
      '@type': 'NewsArticle',
      headline: HEADLINE,
      articleBody: BODY,
      datePublished: '2024-05-07',
    });
    const hollow = page('<div id="app"></div>', `<script type="application/ld+json">${script}</script>`);
    expect(articleOf(clean(hollow))).toMatchObject({
      text: BODY,
      title: HEADLINE,
      publishedAt: { value: '2024-05-07', source: 'json-ld' },
    });
  });

  it('takes the body in the page for the article when the one in JSON-LD is not much longer', () => {
    const stating = (articleBody: string, visible = paragraphs) =>
      clean(
        page(
          `<article><h1>${HEADLINE}</h1>${visible}</article>`,
          `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: HEADLINE, articleBody })}</script>`,
        ),
      );
    expect(articleOf(stating(`${BODY}\nAnd more.`)).text).toBe(BODY);
    expect(articleOf(stating(BODY + '\nAdvertisement'.repeat(BODY.length / 4))).text).toBe(BODY);
    const long = Array.from({ length: 400 }, (_, i) => `<p>On day ${i}, ${BODY.split('\n')[0]}</p>`).join('');
    expect(stating('a\n'.repeat(20_000), long)).toMatchObject({ kind: 'article' });
    expect(stating('a\n'.repeat(20_001), long)).toMatchObject({ kind: 'rejected', reason: 'too-large' });
  });

  it('reads byline and date where they are only printed', () => {
    const plain = page(
      `<div><h1>${HEADLINE}</h1><div>By Mara Quist</div><div>Published 7 May 2024, 18:20</div><div>Updated 9 May 2024</div>${paragraphs}</div>`,
    );
    expect(articleOf(clean(plain))).toMatchObject({
      text: BODY,
      authors: ['Mara Quist'],
      publishedAt: { value: '2024-05-07T18:20', source: 'visible-text', evidence: 'Published 7 May 2024, 18:20' },
    });
  });

  it.each([
    [
      'not that of a teaser above the headline',
      '<div class="ticker"><a href="/b">Dam breaks <time>May 20, 2024</time></a></div>',
      '<div>PUBLISHED: May 12, 2024</div>',
      '2024-05-12',
    ],
    [
      'not that of a longer teaser',
      '<div><a href="/b">Storm brings floods to the valleys in the north <time>May 20, 2024</time></a></div>',
      '<div>PUBLISHED: May 12, 2024</div>',
      '2024-05-12',
    ],
    ['not that of the day above the headline', '<div>May 20, 2024</div>', '<div>May 12, 2024</div>', '2024-05-12'],
    ['one above the headline, when none is below', '<div>May 12, 2024</div>', '<div>By Mara Quist</div>', '2024-05-12'],
    ['one that is a link to the page', '', '<div><a href="/a">May 12, 2024</a></div>', '2024-05-12'],
    [
      'one in a link with few words',
      '',
      '<div><a href="/a">Published <time>May 12, 2024</time></a></div>',
      '2024-05-12',
    ],
    ['none from a teaser alone', '<div><a href="/b">Dam breaks, May 20, 2024</a></div>', '', null],
  ])('dates a page by what is printed: %s', (_, above, below, value) => {
    const html = page(`<div>${above}<h1>${HEADLINE}</h1>${below}${paragraphs}</div>`);
    expect(articleOf(clean(html)).publishedAt?.value ?? null).toBe(value);
  });

  it('takes no printed date of a change for that of publication', () => {
    const printed = (...lines: string[]) =>
      articleOf(
        clean(
          page(`<div><h1>${HEADLINE}</h1>${lines.map((line) => `<div>${line}</div>`).join('')}${paragraphs}</div>`),
        ),
      ).publishedAt?.value ?? null;
    expect(printed('Updated 9 May 2024')).toBeNull();
    expect(printed('Updated 9 May 2024', 'Published 7 May 2024')).toBe('2024-05-07');
    expect(printed('Published 7 May 2024, updated 9 May 2024')).toBe('2024-05-07');
  });

  it.each([
    ['en-US', 'https://example.org/a', '2024-03-04'],
    ['en', 'https://example.com/a', '2024-03-04'],
    ['en-GB', 'https://example.com/a', '2024-04-03'],
    ['en', 'https://example.co.uk/a', '2024-04-03'],
    ['en', 'example.com/a', '2024-04-03'],
    ['en', null, '2024-04-03'],
  ])('in %s at %s writes the month first or not: 03/04/2024 is %s', (lang, url, value) => {
    const html = `<html lang="${lang}"><body><article><h1>${HEADLINE}</h1><time>03/04/2024</time>${paragraphs}</article></body></html>`;
    expect(articleOf(clean(html, url === null ? {} : { url })).publishedAt?.value).toBe(value);
  });

  it('drops the lines around the body whose rule is certain, and keeps those inside it', () => {
    const lines = (...texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('');
    const html = page(
      `<h1>${HEADLINE}</h1>${lines('By Rui Costa', 'Photo: Jan Lee/Courier', ...PARAGRAPHS, 'Tags: port, strike', '© 2024 Velden Courier. All rights reserved')}`,
    );
    expect(articleOf(clean(html))).toMatchObject({ text: BODY, authors: ['Rui Costa'] });
    const [opening, ...rest] = PARAGRAPHS;
    const inside = page(`<h1>${HEADLINE}</h1>${lines(opening as string, 'Tags: port, strike', ...rest)}`);
    expect(articleOf(clean(inside)).text).toContain('Tags: port, strike');
    const terms =
      `© 2024 Interwire. All rights reserved. ${'This material may not be used otherwise. '.repeat(3)}`.trim();
    expect(articleOf(clean(page(`<h1>${HEADLINE}</h1>${lines(...PARAGRAPHS, terms)}`))).text).toContain(terms);
  });

  it('takes the densest stretch of prose from a page unlike any other', () => {
    const odd = page(
      `<footer class="comments related newsletter"><ul>${PARAGRAPHS.map((text) => `<li class="teaser">${text}</li>`).join('')}</ul></footer>`,
    );
    expect(articleOf(clean(odd)).text).toBe(BODY);
  });

  it('never prints a paragraph twice', () => {
    const twice = page(`<article><h1>${HEADLINE}</h1>${paragraphs}<p>${PARAGRAPHS[0]}</p></article>`);
    expect(articleOf(clean(twice)).text.split(PARAGRAPHS[0] as string)).toHaveLength(2);
  });

  it('without any frame is still an article', () => {
    expect(articleOf(clean(`<p>${PARAGRAPHS.join('</p><p>')}</p>`)).text).toBe(BODY);
  });

  it('with line breaks for paragraphs is still an article', () => {
    expect(articleOf(clean(`<html><body><div>${PARAGRAPHS.join('<br><br>')}</div></body></html>`)).text).toBe(BODY);
  });
});

describe('a noisy plain text', () => {
  const noisy = `fbpx
Army flies flour to the islandsRead more Dam above the town is safeRead more School wins prize for robotsRead more

${HEADLINE}

show caption
VELDEN - Ferries at the quay after the end of the strike, on Tuesday. (Stern - Courier Photo Agency)
Print Friendly and PDF

May 07, 2024 - 06:20 PM

${BODY}

COURIER.EXAMPLE invites all readers to join the discussion. All comments should be relevant. By posting, you agree to our Privacy Policy. Please keep the forum civil and respectful and report abusive posts.
`;
  const article = articleOf(clean(noisy, { name: 'a.txt' }));

  it('yields the paragraphs and nothing else', () => {
    expect(article.text).toBe(BODY);
  });

  it('yields headline and the date of its own line', () => {
    expect(article).toMatchObject({
      title: HEADLINE,
      publishedAt: { value: '2024-05-07T18:20', source: 'visible-text', precision: 'minute' },
    });
  });

  it('loses what a scraper printed in front and the list behind “Read also”', () => {
    const text = ` date 2022-01-01 Harbour master Olen Marsh\n${PARAGRAPHS.join('\n')}\nRead also\n- Army flies flour to the islands\n- Dam above the town is safe, engineers say\n- School wins prize for robots`;
    const found = articleOf(clean(text));
    expect(found.text).toBe(BODY);
    expect(found.publishedAt).toBeNull();
  });

  it('never takes the date of a caption', () => {
    const text = `World\n\n${HEADLINE}\n\nFerries at the quay outside the city of Velden, about 200 kilometers from the capital, on Sunday, April 28, 2024. (Ivo Stern, Pool Photo via AP)\n\n${BODY}`;
    const found = articleOf(clean(text));
    expect(found).toMatchObject({ title: HEADLINE, text: BODY, publishedAt: null });
  });

  it('finds a headline that is set apart only by the lines after it', () => {
    const text = `Velden: port opens again after a long strike.\n\n\n${PARAGRAPHS.join('\n')}`;
    expect(articleOf(clean(text))).toMatchObject({
      title: 'Velden: port opens again after a long strike.',
      text: BODY,
    });
  });

  it('yields the names of the byline', () => {
    expect(articleOf(clean(`${HEADLINE}\n\nBy Mara Quist and Ivo Stern\n\n${BODY}`)).authors).toEqual([
      'Mara Quist',
      'Ivo Stern',
    ]);
  });

  it('prints a paragraph once', () => {
    const found = articleOf(clean(`${HEADLINE}\n\n${BODY}\n\n${PARAGRAPHS[0]}`));
    expect(found.text).toBe(BODY);
  });

  it('goes on behind a list in its middle', () => {
    const text = `${HEADLINE}\n\n${PARAGRAPHS.slice(0, 2).join('\n\n')}\n\nRead also\n\n- Army flies flour to the islands\n\n${PARAGRAPHS.slice(2).join('\n\n')}`;
    expect(articleOf(clean(text)).text).toBe(BODY);
  });

  it('has no headline when the text begins at once', () => {
    expect(articleOf(clean(BODY))).toMatchObject({ title: null, text: BODY });
  });

  it('drops the headline the sender already knows', () => {
    expect(articleOf(clean(`${HEADLINE}\n\n${BODY}`, { metadata: { title: HEADLINE } }))).toMatchObject({
      title: HEADLINE,
      text: BODY,
    });
  });

  it('joins lines that were wrapped at a fixed width', () => {
    const wrapped = PARAGRAPHS.map((text) => text.replace(/(.{50,68}) /g, '$1\n')).join('\n\n');
    expect(articleOf(clean(wrapped)).text).toBe(BODY);
  });

  it('is left as it is when cleaned a second time', () => {
    expect(articleOf(clean(article.text)).text).toBe(article.text);
  });

  it('loses invisible characters and decomposed accents, and keeps quotation marks', () => {
    const text = BODY.replace('agreement', 'agree\u00ADment').replace('Velden', 'Ve\u0301l\u200Bden');
    expect(articleOf(clean(text)).text).toBe(BODY.replace('Velden', 'Vélden'));
  });
});

describe('other formats', () => {
  it('reads Markdown with front matter', () => {
    const text = `---\ntitle: "${HEADLINE}"\ndate: 2024-05-07\nauthors:\n  - Mara Quist\n  - Ivo Stern\nlang: en\nurl: https://courier.example/port\n---\n\n# ${HEADLINE}\n\n${PARAGRAPHS[0]}\n\n**${PARAGRAPHS[1]}**\n\n[${PARAGRAPHS[2]}](https://example.org/a)\n\n${PARAGRAPHS[3]}\n\n${PARAGRAPHS[4]}\n`;
    expect(articleOf(clean(text, { name: 'port.md' }))).toMatchObject({
      text: BODY,
      title: HEADLINE,
      authors: ['Mara Quist', 'Ivo Stern'],
      url: 'https://courier.example/port',
      publishedAt: { value: '2024-05-07', source: 'record' },
    });
  });

  it('reads Markdown by its first heading', () => {
    expect(articleOf(clean(`# ${HEADLINE}\n\n${BODY}`))).toMatchObject({ title: HEADLINE, text: BODY });
  });

  it.each<[string, unknown]>([
    [
      'a record with text',
      { title: HEADLINE, text: BODY, date: '2024-05-07', author: 'Mara Quist', url: 'https://courier.example/port' },
    ],
    [
      'a record with HTML',
      {
        headline: HEADLINE,
        html: paragraphs,
        published_at: '2024-05-07',
        authors: ['Mara Quist'],
        link: 'https://courier.example/port',
      },
    ],
    [
      'a wrapped record',
      {
        status: 'ok',
        data: {
          Title: HEADLINE,
          Body: PARAGRAPHS,
          pubDate: '2024-05-07',
          byline: 'By Mara Quist',
          url: 'https://courier.example/port',
        },
      },
    ],
    [
      'schema.org',
      {
        '@context': 'https://schema.org',
        '@type': 'NewsArticle',
        headline: HEADLINE,
        articleBody: BODY,
        datePublished: '2024-05-07',
        author: { name: 'Mara Quist' },
        url: 'https://courier.example/port',
      },
    ],
    [
      'a list of one',
      [
        {
          title: HEADLINE,
          content: { rendered: paragraphs },
          date: '2024-05-07',
          author: { name: 'Mara Quist' },
          url: 'https://courier.example/port',
        },
      ],
    ],
  ])('reads JSON: %s', (_, value) => {
    const article = articleOf(clean(JSON.stringify(value), { name: 'port.json' }));
    expect(article).toMatchObject({
      text: BODY,
      title: HEADLINE,
      authors: ['Mara Quist'],
      url: 'https://courier.example/port',
      publishedAt: { value: '2024-05-07', source: 'record' },
    });
  });
});

describe('what comes with the document', () => {
  it('is the sender’s word on title, author, site and language', () => {
    const metadata = {
      title: 'Other title',
      author: 'Ada Poe',
      site: 'The Wire',
      language: 'en',
      url: 'https://wire.example/x',
    };
    expect(articleOf(clean(BODY, { metadata }))).toMatchObject({
      title: 'Other title',
      authors: ['Ada Poe'],
      site: 'The Wire',
      url: 'https://wire.example/x',
    });
  });

  it.each<[string, Partial<CleanInput>, string, string]>([
    ['the feed', { metadata: { 'feed-published': '2024-05-08', published: '2024-05-09' } }, '2024-05-08', 'feed'],
    ['the object', { metadata: { published: '2024-05-09' } }, '2024-05-09', 'object-metadata'],
    [
      'the address',
      { url: 'https://wire.example/2024/05/10/x', metadata: { published: '2024-05-09' } },
      '2024-05-10',
      'url',
    ],
    [
      'the server',
      { headers: { 'Last-Modified': 'Sat, 11 May 2024 08:00:00 GMT' } },
      '2024-05-11T08:00:00Z',
      'http-header',
    ],
  ])('dates a text by %s', (_, input, value, source) => {
    expect(articleOf(clean(BODY, input)).publishedAt).toMatchObject({ value, source });
  });

  it('declares the language of a text too short to tell', () => {
    const short =
      'Velden 2024: 11 + 400 = 4 % (1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20). The port is open again. It is so.';
    expect(articleOf(clean(short, { metadata: { language: 'en-GB' } })).lang).toEqual({
      code: 'en',
      source: 'declared',
    });
    expect(articleOf(clean(short)).lang).toBeNull();
  });
});

describe('compression', () => {
  it('may be deflate, where the headers say so', () => {
    expect(articleOf(clean(deflateSync(BODY), { contentEncoding: 'deflate' })).text).toBe(BODY);
    expect(articleOf(clean(BODY, { contentEncoding: 'deflate' })).text).toBe(BODY);
  });
});

it('a fault of the code is no rejection', () => {
  expect(() => cleanDocument({ bytes: undefined as unknown as Uint8Array, name: 'x' })).toThrow(TypeError);
});

describe('rejections', () => {
  it.each<[string, string, string | Uint8Array, Partial<CleanInput>?]>([
    ['no bytes', 'empty', ''],
    ['white space', 'empty', ' \n\t\n '],
    ['a PDF', 'binary', '%PDF-1.7\n...'],
    ['an image', 'binary', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1])],
    ['bytes of no text', 'binary', Buffer.from(Array.from({ length: 400 }, (_, i) => (i * 7) % 27))],
    ['a zip', 'archive-document', Buffer.from('PK\x03\x04whatever')],
    ['a web archive', 'archive-document', 'WARC/1.1\r\nWARC-Type: response\r\n'],
    ['several lines of JSON', 'archive-document', '{"text":"a"}\n{"text":"b"}\n'],
    ['a feed', 'feed-document', '<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>'],
    ['a sitemap', 'feed-document', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>'],
    ['JSON without a text', 'not-an-article-type', '{"a":1}'],
    ['a list of numbers', 'not-an-article-type', '{"a":[1,2,3]}'],
    ['broken gzip', 'corrupt-archive', Buffer.concat([gzipSync(BODY).subarray(0, 40), Buffer.from([1, 2, 3])])],
    ['gzip in gzip in gzip in gzip', 'nested-too-often', gzipSync(gzipSync(gzipSync(gzipSync(BODY))))],
    ['a gzip bomb', 'too-large', gzipSync(Buffer.alloc(MAX_BYTES + 1, 97))],
    [
      'a page that is a list',
      'no-article',
      page('<ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul>'),
    ],
    ['one sentence', 'too-short', 'The port of Velden opened again on Tuesday, the harbour master said.'],
    [
      'an error page',
      'blocked-page',
      page(
        '<h1>Access denied</h1><p>You do not have permission to read this page on this server. Please contact the owner of the site.</p>',
      ),
    ],
    [
      'a robot check',
      'blocked-page',
      page('<p>Please verify you are a human by completing the captcha below before we let you read this page.</p>'),
    ],
    [
      'a page for visitors from elsewhere',
      'blocked-page',
      page(
        '<p>We recognize you are attempting to access this website from a country belonging to the European Economic Area, and cannot grant that.</p>',
      ),
    ],
    [
      'a page of a site under repair',
      'blocked-page',
      page(
        '<p>Sorry for the inconvenience. We are performing some maintenance at the moment. Follow us for news of when we are back.</p>',
      ),
    ],
    [
      'another robot check',
      'blocked-page',
      page(
        '<p>As you were browsing, something about your browser made us think you were a bot. There are a few reasons for that.</p>',
      ),
    ],
    [
      'a text of headlines',
      'no-article',
      'Ferry line grows again\nDam above Orsa is safe\nSchool of Velden wins prize\nPort opens after long strike\nTwo hurt as crane falls\nHouse prices rise again\nSwan counter wins medal of honour\nRain stops play in Velden',
    ],
    [
      'a text of headlines of one length',
      'no-article',
      [
        'Stadtrat stimmt für neue Seilbahn',
        'Neue Brücke nach drei Jahren eröffnet',
        'Freibad bleibt im Sommer geschlossen',
        'Schützenfest lockt Tausende in die Altstadt',
        'Bauarbeiten auf der Talstraße dauern länger',
        'Tierheim sucht Paten für alte Hunde',
        'Feuerwehr löscht Brand in der Oberstadt',
        'Bücherei bekommt längere Öffnungszeiten',
      ].join('\n'),
    ],
    ['very deep nesting', 'nesting-too-deep', '<div>'.repeat(20_000)],
  ])('%s', (_, reason, input, options) => {
    const result = clean(input, options);
    expect(result).toMatchObject({ kind: 'rejected', reason });
    expect(REJECTION_REASONS).toContain(reason);
    if (result.kind === 'rejected') expect(result.detail).toMatch(/expected|beyond/);
  });

  it('a text of more bytes than are read', () => {
    const result = clean(Buffer.alloc(MAX_BYTES + 2, 97));
    expect(result).toMatchObject({ kind: 'rejected', reason: 'too-large' });
    expect(result).toHaveProperty('detail', expect.stringContaining(`, got ${MAX_BYTES + 2}`));
  });

  it('a page nested as deep as broken templates are is still read', () => {
    expect(articleOf(clean(`${'<div>'.repeat(700)}${paragraphs}`)).text).toBe(BODY);
  });
});

describe('hostile input', () => {
  it.each<[string, () => string | Uint8Array]>([
    ['one line of 5 MB', () => 'word '.repeat(1_000_000)],
    ['one word of 5 MB', () => 'a'.repeat(5_000_000)],
    ['many closing tags', () => `<p>${'</b>'.repeat(500_000)}`],
    ['many siblings', () => `<div>${'<i>x</i><br>'.repeat(100_000)}</div>`],
    ['many short lines', () => 'x\n'.repeat(500_000)],
    ['opening brackets', () => '('.repeat(2_000_000)],
    ['a list without end', () => `<ul>${'<li><a href="/x">Title of another story</a>'.repeat(30_000)}`],
    ['JSON nesting', () => '['.repeat(200_000)],
    ['Markdown stars', () => `# T\n\n${'**a*_`['.repeat(50_000)}`],
    ['a front matter without end', () => `---\n${'a: b\n'.repeat(100_000)}`],
  ])(
    'is answered in time: %s',
    (_, make) => {
      expect(['article', 'rejected']).toContain(clean(make()).kind);
    },
    // The deadline is the test: most take well below a second, and what is quadratic in megabytes takes far longer.
    60_000,
  );

  propertyTest.prop([fc.uint8Array({ maxLength: 3000 })], { numRuns: 200 })('never throws on any bytes', (bytes) => {
    const result = clean(bytes);
    if (result.kind === 'rejected') expect(REJECTION_REASONS).toContain(result.reason);
  });

  const soup = fc.array(
    fc.oneof(
      fc.constantFrom(
        '<p>',
        '</p>',
        '<div class="x">',
        '</div>',
        '<a href="/">',
        '</a>',
        '<br>',
        '<!--',
        '-->',
        '<script>',
        '</script>',
        '<table><tr><td>',
        '&amp;',
        '\n',
        '{',
        '"',
      ),
      fc.constantFrom(...PARAGRAPHS),
      fc.string({ unit: 'binary', maxLength: 20 }),
    ),
    { maxLength: 60 },
  );
  propertyTest.prop([soup, fc.constantFrom('a.html', 'a.txt', 'a.md', 'a.json')], { numRuns: 300 })(
    'never throws on tag soup, and its articles fit the record',
    (parts, name) => {
      const result = clean(parts.join(''), { name });
      if (result.kind === 'article') {
        CleanedArticleSchema.parse(result.article);
        expect(result.article.text).not.toMatch(/\n{3}|[\u200B\u00AD]|^\s|\s$/);
      }
    },
  );

  propertyTest.prop([fc.shuffledSubarray(PARAGRAPHS, { minLength: 2 })])(
    'keeps every paragraph of a text that is clean already',
    (chosen) => {
      const text = chosen.join('\n\n');
      expect(articleOf(clean(text)).text).toBe(text);
    },
  );
});
