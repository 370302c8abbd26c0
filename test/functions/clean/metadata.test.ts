// Title, authors and dates of pages, from what the pages say about themselves.
import { describe, expect, it } from 'vitest';
import { authorName, findAuthors, splitAuthors } from '../../../functions/clean/authors.ts';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { parseHtml } from '../../../functions/clean/html-tree.ts';
import { readJsonLd } from '../../../functions/clean/json-ld.ts';
import { readHead } from '../../../functions/clean/page-head.ts';
import {
  chooseDate,
  type DateCandidate,
  dateOfUrl,
  datesOfPage,
  isOfChange,
  publishedIn,
} from '../../../functions/clean/publication-date.ts';
import { findTitle, withoutSite } from '../../../functions/clean/title.ts';

const headOf = (html: string) => readHead(parseHtml(html));
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe('withoutSite', () => {
  it.each([
    [
      'a name longer than a dense headline',
      '临河地铁三号线明年三月试运行 | Velden Courier',
      null,
      '临河地铁三号线明年三月试运行',
    ],
    [
      'a known site behind a bar',
      'Harbour opens after strike | Velden Courier',
      'Velden Courier',
      'Harbour opens after strike',
    ],
    [
      'a known site behind a dash',
      'Harbour opens after strike - Velden Courier',
      'Velden Courier',
      'Harbour opens after strike',
    ],
    [
      'section and site',
      'Harbour opens after strike | Economy | Velden Courier',
      'Velden Courier',
      'Harbour opens after strike | Economy',
    ],
    [
      'a short unknown tail',
      'Harbour opens after the long strike - Courier',
      null,
      'Harbour opens after the long strike',
    ],
    [
      'how the story is told stays',
      'Harbour opens after strike – live updates | Velden Courier',
      'Velden Courier',
      'Harbour opens after strike – live updates',
    ],
    ['no site', 'Harbour opens after strike', 'Velden Courier', 'Harbour opens after strike'],
    [
      'a dash of the sentence stays',
      'Harbour opens - and the whole valley celebrates through the night',
      null,
      'Harbour opens - and the whole valley celebrates through the night',
    ],
    ['behind two colons', 'Harbour opens after the strike :: Courier', null, 'Harbour opens after the strike'],
    ['behind two slashes', 'Harbour opens after the strike // Courier', null, 'Harbour opens after the strike'],
    ['one colon stays', 'Harbour opens after the strike : Courier', null, 'Harbour opens after the strike : Courier'],
    ['a section in front', 'Opinion | Let the harbour be a harbour', null, 'Let the harbour be a harbour'],
    ['the site in front', 'Velden Courier: Harbour opens', 'Velden Courier', 'Velden Courier: Harbour opens'],
    ['only the site', 'Velden Courier', 'Velden Courier', 'Velden Courier'],
    ['a part of the site', 'Harbour opens after strike | Velden', 'Velden Courier', 'Harbour opens after strike'],
    [
      'the site and its desk',
      'Harbour opens after strike | Velden Courier: World News Today',
      'Velden Courier',
      'Harbour opens after strike',
    ],
    [
      'a sentence that names the site',
      'The harbour opens | Velden Courier reports on the strike and what the union wants now',
      'Velden Courier',
      'The harbour opens | Velden Courier reports on the strike and what the union wants now',
    ],
    ['only a bar', '|', 'Velden Courier', '|'],
  ])('%s', (_, title, site, expected) => {
    expect(withoutSite(title, site)).toBe(expected);
  });
});

describe('a piece of a page', () => {
  const body = `<p>${'The port of Velden opened again on Tuesday, the harbour master said. '.repeat(3)}</p>`;
  const titleOf = (html: string) => {
    const result = cleanDocument({ bytes: Buffer.from(html), name: 'a.html' });
    return result.kind === 'article' ? result.article : null;
  };

  it('has the heading that it begins with for a title', () => {
    const article = titleOf(`<h2>Harbour opens after strike</h2>${body}`);
    expect(article?.title).toBe('Harbour opens after strike');
    expect(article?.text).not.toContain('after strike');
  });

  it.each([
    ['a heading further below', `${body}<h2>Background</h2>${body.replaceAll('Tuesday', 'Friday')}`],
    ['two headings in a row', `<h2>Harbour opens after strike</h2><h3>Background</h3>${body}`],
    ['nothing else', '<h2>Harbour opens</h2>'],
  ])('has none for %s', (_, html) => {
    expect(titleOf(html)?.title ?? null).toBeNull();
  });
});

describe('findTitle', () => {
  const title = '<title>Harbour opens after strike | Courier</title>';
  it.each([
    [
      'the heading that agrees with the declared title',
      `${title}<h1>Courier</h1><h1>Harbour opens after long strike</h1>`,
      'Harbour opens after long strike',
    ],
    ['the declared one when no heading agrees', `${title}<h1>Courier</h1>`, 'Harbour opens after strike'],
    ['a level-2 heading only when equal', `${title}<h2>Harbour opens after strike</h2>`, 'Harbour opens after strike'],
    [
      'JSON-LD before Open Graph',
      `${ld({ '@type': 'NewsArticle', headline: 'One long headline', datePublished: '2024-01-01' })}<meta property="og:title" content="Another headline">`,
      'One long headline',
    ],
    [
      'a dense heading with which the declared title begins',
      '<title>地铁三号线延期 - Linhe Evening News</title><h1>地铁三号线延期</h1>',
      '地铁三号线延期',
    ],
    [
      'the declared title when a dense heading is another',
      '<title>地铁三号线延期了 - Linhe Evening News</title><h1>地铁三号线延期</h1>',
      '地铁三号线延期了 - Linhe Evening News',
    ],
    [
      'the declared title when one word begins it',
      '<title>Courier - Harbour opens</title><h1>Courier</h1>',
      'Courier - Harbour opens',
    ],
    ['a heading alone', '<h1>Harbour opens</h1>', 'Harbour opens'],
    [
      'the heading when the window bears the site’s name',
      '<title>Velden Courier</title><h1>Harbour opens after strike</h1>',
      'Harbour opens after strike',
    ],
    ['the title when the heading is short', '<title>Harbour opens</title><h1>Velden Courier</h1>', 'Harbour opens'],
    [
      'the title when there are two headings',
      '<title>Harbour opens</title><h1>Dam is safe again</h1><h1>Storm is over at last</h1>',
      'Harbour opens',
    ],
    [
      'a title without the site that the address spells',
      '<title>Velden Courier - Harbour opens after strike</title><link rel="canonical" href="https://www.velden-courier.example/a">',
      'Harbour opens after strike',
    ],
    [
      'a title with a beginning that the address does not spell',
      '<title>Velden Port - Harbour opens after strike</title><link rel="canonical" href="https://courier.example/a">',
      'Velden Port - Harbour opens after strike',
    ],
    [
      'a title with its escapes undone',
      '<title>Harbour &amp;#8211; open after strike</title>',
      'Harbour – open after strike',
    ],
    ['nothing', '<p>Text</p>', null],
  ])('takes %s', (_, html, expected) => {
    expect(findTitle(headOf(html), null).title).toBe(expected);
  });

  it('takes the name of the site for no headline', () => {
    const head = headOf('<meta property="og:title" content="Velden Courier"><h1>Harbour opens</h1>');
    expect(findTitle(head, 'Velden Courier').title).toBe('Harbour opens');
    expect(findTitle(head, null).title).toBe('Velden Courier');
  });

  it('knows every name of the headline, so that each print of it can be removed', () => {
    const found = findTitle(
      headOf(`${title}<meta property="og:title" content="Port reopens!"><h1>Harbour opens after strike</h1>`),
      null,
    );
    expect([...found.names].sort()).toEqual(['harbour opens after strike', 'port reopens']);
  });
});

describe('authors', () => {
  it.each([
    ['By Mara Lind', ['Mara Lind']],
    ['By Mara Lind and Ivo Stern', ['Mara Lind', 'Ivo Stern']],
    ['Mara Lind, Ivo Stern & Olen Marsh', ['Mara Lind', 'Ivo Stern', 'Olen Marsh']],
    ['Mara Lind, Chief Technology Officer', ['Mara Lind']],
    ['Mara Lind | Economy reporter', ['Mara Lind']],
    ['MARA LIND', ['Mara Lind']],
    ['Mara Lind May 4, 2024', ['Mara Lind']],
    ['Mara Lind EXAMPLE TIMES', ['Mara Lind']],
    ['Von Mara Lind', ['Mara Lind']],
    ['Courier newsroom', ['Courier newsroom']],
    ['Mara Lind · Stand: 05.06.2024', ['Mara Lind']],
    ['Mara Lind | Tue, May 4, 2024', ['Mara Lind']],
    ['MARA LIND | mlind@courier.example', ['Mara Lind']],
    ['Mara Lind mlind@courier.example', ['Mara Lind']],
    ['Mara Lind @mlind', ['Mara Lind']],
    ['By | Mara Lind', ['Mara Lind']],
    ['Oleh Mara Lind', ['Mara Lind']],
    ['Olehna Lind', ['Olehna Lind']],
    ['Tekst: Mara Lind', ['Mara Lind']],
    ['Skrevet af Mara Lind', ['Mara Lind']],
    ['Geschrieben von Mara Lind', ['Mara Lind']],
    ['بقلم مارا ليند', ['مارا ليند']],
    ['लेखक: मारा लिंड', ['मारा लिंड']],
    ['作者：王小明', ['王小明']],
    ['記者王小明', ['王小明']],
    ['홍길동 기자', ['홍길동']],
    ['Stan Lee', ['Stan Lee']],
    ['Mara Lind, Ivo Stern, and Olen Marsh', ['Mara Lind', 'Ivo Stern', 'Olen Marsh']],
    ['Mara Lind, Andy Stern', ['Mara Lind', 'Andy Stern']],
    ['この記事を書いた人 | 山田太郎 | 東京社会部', ['山田太郎']],
    ['服部花子', ['服部花子']],
    ['courier.in', ['courier.in']],
    ['admin', []],
    ['https://example.org/mara', []],
    ['mara@example.org', []],
    ['', []],
  ])('splits %j', (written, expected) => {
    expect(splitAuthors(written)).toEqual(expected);
  });

  it('refuses what is too long for a name', () => {
    expect(authorName('one two three four five six seven eight')).toBeNull();
    expect(authorName('この記事を書いた人は東京社会部の記者です')).toBeNull();
  });

  it.each([
    [
      'JSON-LD first',
      `${ld({ '@type': 'Article', author: [{ name: 'Mara Lind' }, 'Ivo Stern'] })}<meta name="author" content="Courier">`,
      ['Mara Lind', 'Ivo Stern'],
    ],
    [
      'a reference into the graph',
      ld({
        '@graph': [
          { '@type': 'NewsArticle', author: { '@id': '#m' } },
          { '@type': 'Person', '@id': '#m', name: 'Mara Lind' },
        ],
      }),
      ['Mara Lind'],
    ],
    ['a meta tag', '<meta name="author" content="Mara Lind">', ['Mara Lind']],
    [
      'an address is no name',
      '<meta property="article:author" content="https://example.org/m/mara"><a rel="author" href="/m">Mara Lind</a>',
      ['Mara Lind'],
    ],
    ['library style', '<meta name="citation_author" content="Lind, Mara">', ['Mara Lind']],
    ['microdata', '<span itemprop="author">Mara Lind</span>', ['Mara Lind']],
    ['a byline class', '<div class="article-byline">By Mara Lind</div>', ['Mara Lind']],
    [
      'a person before the site',
      '<meta name="author" content="Courier"><a rel="author" href="/m">Mara Lind</a>',
      ['Mara Lind'],
    ],
    ['the site when nobody else is named', '<meta name="author" content="Courier">', ['Courier']],
    ['nobody', '<p>Text</p>', []],
  ])('finds %s', (_, html, expected) => {
    expect(findAuthors(headOf(html), 'Courier')).toEqual(expected);
  });

  it.each([
    ['a lead and a link', '<span>By</span><a>Rui Costa</a>', ['Rui Costa']],
    ['two links', '<a>Rui Costa</a><a>Ana Reis</a>', ['Rui Costa', 'Ana Reis']],
    ['two links with a space', '<a>Rui Costa</a> <a>Ana Reis</a>', ['Rui Costa', 'Ana Reis']],
    ['items of a list', '<ul><li>Rui Costa</li><li>Ana Reis</li></ul>', ['Rui Costa', 'Ana Reis']],
    ['links in elements', '<i><a>Rui Costa</a></i><i><a>Ana Reis</a></i>', ['Rui Costa', 'Ana Reis']],
    ['a line break', 'Rui Costa<br>Ana Reis', ['Rui Costa', 'Ana Reis']],
    ['a date below', '<div>Rui Costa</div><div>May 12, 2024</div>', ['Rui Costa']],
    ['a sentence below', '<div>Rui Costa</div><div>Covers the port.</div>', ['Rui Costa']],
    ['two halves of a name', '<span>Rui</span><span>Costa</span>', ['Rui Costa']],
    ['a name split inside a word', '<b>R</b>ui <a>Costa</a>', ['Rui Costa']],
    ['a linked name in a sentence', 'By <a>Rui Costa</a>, and <a>Ana Reis</a>', ['Rui Costa', 'Ana Reis']],
    ['empty elements', '<a></a><div>Rui Costa</div><i> </i>', ['Rui Costa']],
  ])('reads the elements of a byline apart: %s', (_, html, expected) => {
    expect(findAuthors(headOf(`<div class="article-author">${html}</div>`), null)).toEqual(expected);
  });

  it('takes no biography for a byline', () => {
    const biography = 'has written about harbours and the sea since she came to the Courier in 1998, '.repeat(2);
    expect(findAuthors(headOf(`<div class="author">Mara Lind ${biography}</div>`), null)).toEqual([]);
  });

  it('turns the names of library catalogues round', () => {
    const head = headOf(
      '<meta name="citation_author" content="Poe, Ada"><meta name="citation_author" content="Ben Roe">',
    );
    expect(findAuthors(head, null)).toEqual(['Ada Poe', 'Ben Roe']);
  });

  it('falls back to the printed byline', () => {
    expect(findAuthors(headOf('<p>Text</p>'), null, ['By Mara Lind'])).toEqual(['Mara Lind']);
  });
});

describe('readJsonLd', () => {
  it('forgives comments, raw line feeds and a semicolon', () => {
    expect(
      readJsonLd(['<!-- {"@type":"NewsArticle","headline":"One\nTwo","datePublished":"2024-01-01"} -->'])?.headline,
    ).toBe('One Two');
    expect(readJsonLd(['{"@type":"NewsArticle","headline":"A &amp; B","datePublished":"2024-01-01"};'])?.headline).toBe(
      'A & B',
    );
  });

  it('undoes the escapes of templates', () => {
    const body = 'A &amp;#8217; B &#x2019; C &rsquo; D &#1114112; E &#xD800; F';
    expect(
      readJsonLd([JSON.stringify({ '@type': 'NewsArticle', headline: body, datePublished: '2024-01-01' })])?.headline,
    ).toBe('A ’ B ’ C ’ D &#1114112; E &#xD800; F');
  });

  it('reads addresses, languages and publishers in their usual shapes', () => {
    const article = {
      '@type': ['NewsArticle'],
      mainEntityOfPage: { '@id': 'https://x.example/a' },
      inLanguage: { '@value': 'en' },
      publisher: { name: 'Wire' },
      author: ['https://x.example/m', { '@id': '#gone' }],
      articleBody: ' ',
    };
    expect(readJsonLd([JSON.stringify(article)])).toMatchObject({
      url: 'https://x.example/a',
      language: 'en',
      site: 'Wire',
      authors: [],
      body: null,
    });
  });

  it('prefers the article with a date over teasers', () => {
    const scripts = [
      JSON.stringify([
        { '@type': 'NewsArticle', headline: 'Teaser' },
        { '@type': 'BlogPosting', headline: 'Own', datePublished: '2024-01-01' },
      ]),
    ];
    expect(readJsonLd(scripts)?.headline).toBe('Own');
  });

  const teaser = { '@type': 'NewsArticle', headline: 'Dam is safe again', url: '/b', datePublished: '2024-01-02' };
  const own = {
    '@type': 'NewsArticle',
    headline: 'Port opens after strike',
    url: 'https://www.x.example/a/?ref=1',
    datePublished: '2024-01-01',
  };
  const list = { '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: teaser }] };
  it.each<[string, unknown[], string]>([
    ['is named by the title', [teaser, own], '<title>Port opens after strike | Courier</title>'],
    ['is named by the heading', [teaser, own], '<h1>Port opens after strike</h1>'],
    ['is named by the address', [teaser, own], '<link rel="canonical" href="http://x.example/a">'],
    ['is the subject of the page', [teaser, { '@type': 'WebPage', mainEntity: own }], ''],
    ['is in no list', [list, own], ''],
    ['is in a list and named', [{ ...list, itemListElement: [teaser, own] }], '<h1>Port opens after strike</h1>'],
    [
      'has no date, and the page names it',
      [list, { ...own, datePublished: undefined }],
      '<h1>Port opens after strike</h1>',
    ],
    ['is the first, when nothing tells', [own, teaser], '<h1>Courier</h1>'],
    ['is the first, when a title has other words behind', [own, teaser], '<h1>Dam is safe againster</h1>'],
  ])('finds the own article where it %s', (_, graph, html) => {
    expect(headOf(`${html}${ld(graph)}`).jsonLd?.headline).toBe(own.headline);
  });

  it('takes no entry of a list that the page does not name', () => {
    expect(headOf(`<h1>Port opens</h1>${ld(list)}`).jsonLd).toBeNull();
  });

  it('forgives a comma too many, not one inside a text', () => {
    expect(
      readJsonLd(['{"@type":"NewsArticle","headline":"One,} \\"two,]\\"","datePublished":"2024-01-01", \n}'])?.headline,
    ).toBe('One,} "two,]"');
  });

  it('takes what is certain from a script with a bare quotation mark', () => {
    const broken =
      '{"@type":"NewsArticle","headline":"The "old" port opens","author":{"@type":"Person","name":"Ada Poe"},"datePublished":"2024-01-01"}';
    expect(readJsonLd([broken])).toMatchObject({
      headline: 'The "old" port opens',
      authors: ['Ada Poe'],
      published: '2024-01-01',
    });
    expect(
      readJsonLd([broken.replace('"headline"', '"alternativeHeadline"').replace('"author"', '"editor"')]),
    ).toMatchObject({
      headline: null,
      authors: [],
      published: '2024-01-01',
    });
    expect(readJsonLd([broken.replace(/"author":\{.*?\}/, '"author":"Ada Poe"')])?.authors).toEqual(['Ada Poe']);
    expect(readJsonLd([broken + broken])).toBeNull();
    expect(readJsonLd([broken.replace('NewsArticle', 'Event')])).toBeNull();
  });

  it('reads a script that never closes its texts in linear time', () => {
    // Quadratic, it would take minutes, and the runner's deadline ends it.
    expect(readJsonLd([`{"a":"${'\\"'.repeat(200_000)}\\`])).toBeNull();
  });

  it('reads a page node when no article is there, without its name', () => {
    expect(
      readJsonLd([JSON.stringify({ '@type': 'WebPage', name: 'Page', datePublished: '2024-01-01' })]),
    ).toMatchObject({ headline: null, published: '2024-01-01' });
  });

  it.each([['not json'], ['{}'], ['[]'], ['null'], ['{"@type":"Organization","name":"x"}']])(
    'finds no article in %s',
    (script) => {
      expect(readJsonLd([script])).toBeNull();
    },
  );

  it('survives deep nesting', () => {
    expect(readJsonLd([`${'['.repeat(5000)}${']'.repeat(5000)}`])).toBeNull();
  });
});

describe('odd values in JSON-LD', () => {
  const read = (article: object, ...more: object[]) =>
    readHead(parseHtml(ld([{ '@type': 'NewsArticle', ...article }, ...more]))).jsonLd;
  it.each<[string, unknown, string | null]>([
    ['the first text of a list', [7, 'Dam is safe'], 'Dam is safe'],
    ['a list without one', [null], null],
    ['a number', 1984, '1984'],
    ['a typed value', { '@value': 'Dam is safe' }, 'Dam is safe'],
    ['a blank text', ' ', null],
    ['nothing', null, null],
  ])('a headline may be %s', (_, headline, expected) => {
    expect(read({ headline, datePublished: '2024-03-01' })?.headline).toBe(expected);
  });

  it.each<[string, unknown, string[]]>([
    ['a reference to a person', { '@id': '#ada' }, ['Ada Poe']],
    ['a reference to nobody', { '@id': '#ben' }, []],
    ['a person without a name', { jobTitle: 'reporter' }, []],
    ['a page', 'https://example.org/ada', []],
    ['a number', 7, []],
    ['lists without end', [[[[[['Ada Poe']]]]]], []],
    ['another name', { alternateName: 'A. Poe' }, ['A. Poe']],
  ])('an author may be %s', (_, author, expected) => {
    const article = read({ headline: 'Dam is safe', author }, { '@type': 'Person', '@id': '#ada', name: 'Ada Poe' });
    expect(article?.authors).toEqual(expected);
  });
});

describe('readHead', () => {
  it('passes over what says nothing', () => {
    const head = headOf(
      '<title> </title><title>Dam is safe</title><meta name="author"><link href="/x"><link rel="canonical"><link rel="canonical" href=" /a ">',
    );
    expect(head).toMatchObject({ title: 'Dam is safe', canonical: '/a' });
    expect([...head.meta]).toEqual([]);
  });

  it('takes no more headings than a page has', () => {
    expect(headOf('<h2>x</h2>'.repeat(301)).headings).toHaveLength(300);
  });

  it('collects every value of a name and the first canonical link', () => {
    const head = headOf(
      '<html xml:lang="de"><meta name="author" content="A"><meta name="Author" content="B"><meta name="empty" content=" "><meta property="x" name="y" content="z"><link rel="canonical" href=" /a "><link rel="canonical" href="/b"><link rel="stylesheet" href="/c"></html>',
    );
    expect(head).toMatchObject({ language: 'de', canonical: '/a' });
    expect([...head.meta]).toEqual([
      ['author', ['A', 'B']],
      ['x', ['z']],
      ['y', ['z']],
    ]);
  });
});

describe('dates of a page', () => {
  const published = (html: string) => chooseDate(datesOfPage(headOf(html), false).published);
  it.each([
    [
      'JSON-LD',
      ld({ '@type': 'NewsArticle', datePublished: '2024-03-01T10:00:00+02:00' }),
      '2024-03-01T10:00:00+02:00',
      'json-ld',
    ],
    [
      'a meta tag',
      '<meta property="article:published_time" content="2024-03-01T10:00:00Z">',
      '2024-03-01T10:00:00Z',
      'meta',
    ],
    ['microdata', '<span itemprop="datePublished" content="2024-03-01">yesterday</span>', '2024-03-01', 'microdata'],
    ['a time element', '<time datetime="2024-03-01">yesterday</time>', '2024-03-01', 'time-element'],
    [
      'a time element behind an update',
      '<p>Updated <time datetime="2024-03-02">today</time>, published <time datetime="2024-03-01">then</time></p>',
      '2024-03-01',
      'time-element',
    ],
    [
      'a time element below other words',
      '<div><div>Updated</div><time datetime="2024-03-01">then</time></div>',
      '2024-03-01',
      'time-element',
    ],
    ['the text of a time element', '<time>1 March 2024</time>', '2024-03-01', 'time-element'],
    ['a time element marked as that of publication', '<time pubdate>1 March 2024</time>', '2024-03-01', 'time-element'],
  ])('come from %s', (_, html, value, source) => {
    expect(published(html)).toMatchObject({ value, source });
  });

  it.each([
    ['a caption', '<figure><figcaption><time datetime="2023-09-13">13 Sept</time></figcaption></figure>'],
    ['a list of other articles', '<div class="related-stories"><time datetime="2023-09-13">x</time></div>'],
    ['comments', '<section id="comments"><time datetime="2023-09-13">x</time></section>'],
    ['the footer', '<footer><time datetime="2023-09-13">x</time></footer>'],
    ['a date of something else', '<i itemprop="birthDate">1 March 1994</i>'],
    ['what is no date', '<meta name="date" content="soon">'],
    ['an update', '<time class="updated" datetime="2023-09-13">x</time>'],
    ['a time called an update', '<p>Last updated: <time datetime="2023-09-13">x</time></p>'],
    ['a time called so in bold', '<p><b>Updated</b> <time datetime="2023-09-13">x</time></p>'],
  ])('do not come from %s', (_, html) => {
    expect(published(html)).toBeNull();
  });

  it('separates changes from the publication', () => {
    const head = headOf(
      '<meta property="article:modified_time" content="2024-03-02"><time class="updated" datetime="2024-03-03"></time><i itemprop="dateModified">2024-03-04</i>',
    );
    expect(datesOfPage(head, false).modified.map(({ read }) => read.value)).toEqual([
      '2024-03-02',
      '2024-03-04',
      '2024-03-03',
    ]);
  });
});

describe('dates of a printed line', () => {
  it.each([
    ['12 May 2024', '2024-05-12'],
    ['Updated 14 May 2024, Published 12 May 2024', '2024-05-12'],
    ['Published 12 May 2024, Updated 14 May 2024', '2024-05-12'],
    ['Last updated: 14 May 2024. First published: 12 May 2024', '2024-05-12'],
    ['Aktualisiert am 14.05.2024 | Veröffentlicht am 12.05.2024', '2024-05-12'],
    ['Mis à jour le 14 mai 2024 à 10h30 - publié le 12 mai 2024 à 09h00', '2024-05-12T09:00'],
    ['Actualizado el 14 de mayo de 2024. Publicado el 12 de mayo de 2024', '2024-05-12'],
    ['12 May 2024 (Last modified: 14 May 2024)', '2024-05-12'],
    ['Mon 2 Jan 2023 06.00 GMTLast modified on Tue 3 Jan 2023 10.00 GMT', '2023-01-02T06:00Z'],
    ['Giriş: 12 Mayıs 2024 - Güncelleme: 14 Mayıs 2024', '2024-05-12'],
    ['Обновлено 14 мая 2024, опубликовано 12 мая 2024', '2024-05-12'],
    ['입력 2024-05-12 10:00 수정 2024-05-14 11:00', '2024-05-12T10:00'],
    ['13.05.2024 - Veröffentlicht am 12.05.2024', '2024-05-12'],
    ['Published and updated 12 May 2024', '2024-05-12'],
    ['Published/Updated: 12 May 2024', '2024-05-12'],
    ['12 May 2024, published by Interwire', '2024-05-12'],
    ['12 May 2024, updated at 10:30', '2024-05-12'],
    ['12. maj 2024', '2024-05-12'],
  ])('%j is of a publication', (line, value) => {
    expect(publishedIn(line)?.value.slice(0, value.length)).toBe(value);
    expect(isOfChange(line)).toBe(false);
  });

  it.each([
    'Updated 14 May 2024',
    'Updated 2 hours ago',
    '14 May 2024, updated',
    'MAJ le 14 mai 2024',
    'Published by Interwire, updated 14 May 2024',
    'Güncelleme: 14 Mayıs 2024',
  ])('%j is of a change', (line) => {
    expect(publishedIn(line)).toBeNull();
    expect(isOfChange(line)).toBe(true);
  });

  it.each(['Public holidays', 'Mara Quist'])('%j is of neither', (line) => {
    expect(publishedIn(line)).toBeNull();
    expect(isOfChange(line)).toBe(false);
  });
});

describe('chooseDate', () => {
  const candidate = (value: string, source: DateCandidate['source'], confidence = 0.9): DateCandidate => ({
    read: {
      value,
      precision: value.length > 16 ? 'second' : value.length > 10 ? 'minute' : value.length > 7 ? 'day' : 'month',
    },
    source,
    evidence: value,
    confidence,
  });

  it('is null without candidates', () => {
    expect(chooseDate([])).toBeNull();
  });

  it('takes the strongest source and lists what contradicts it', () => {
    expect(
      chooseDate([candidate('2024-03-05', 'url'), candidate('2024-03-01', 'json-ld'), candidate('2024-03-01', 'meta')]),
    ).toMatchObject({
      value: '2024-03-01',
      source: 'json-ld',
      conflicts: [{ value: '2024-03-05', source: 'url' }],
    });
  });

  it('trusts agreement more and contradiction less', () => {
    const alone = chooseDate([candidate('2024-03-01', 'meta', 0.8)])?.confidence as number;
    expect(
      chooseDate([candidate('2024-03-01', 'meta', 0.8), candidate('2024-03-01', 'url')])?.confidence,
    ).toBeGreaterThan(alone);
    expect(chooseDate([candidate('2024-03-01', 'meta', 0.8), candidate('2023-03-01', 'url')])?.confidence).toBeLessThan(
      alone,
    );
  });

  it('prefers a day to a month of a stronger source', () => {
    expect(chooseDate([candidate('2024-03', 'url'), candidate('2024-03-07', 'visible-text')])?.value).toBe(
      '2024-03-07',
    );
    expect(chooseDate([candidate('2024-03', 'url')])?.value).toBe('2024-03');
  });

  it('does not believe a month after receipt', () => {
    expect(chooseDate([candidate('2024-04', 'url')], '2024-03-02T00:00:00Z')).toBeNull();
    expect(chooseDate([candidate('2024-04', 'url')], 'some time')?.value).toBe('2024-04');
  });

  it('names each source that contradicts once', () => {
    expect(
      chooseDate([candidate('2024-03-01', 'meta'), candidate('2024-03-05', 'url'), candidate('2024-03-06', 'url')])
        ?.conflicts,
    ).toEqual([{ value: '2024-03-05', source: 'url' }]);
  });

  it('stays with the instant where the page prints its day, or only its month', () => {
    const instant = candidate('2024-03-02T02:10:00Z', 'json-ld');
    expect(chooseDate([instant, candidate('2024-03-02', 'visible-text'), candidate('2024-03-01', 'url')])?.value).toBe(
      '2024-03-02T02:10:00Z',
    );
    expect(chooseDate([instant, candidate('2024-03', 'url')])?.value).toBe('2024-03-02T02:10:00Z');
  });

  it('does not believe a date after receipt', () => {
    expect(
      chooseDate([candidate('2031-01-01', 'json-ld'), candidate('2024-03-01', 'url')], '2024-03-02T00:00:00Z')?.value,
    ).toBe('2024-03-01');
  });

  it.each([
    [
      'the same moment with the page’s offset',
      '2024-03-02T02:10:00Z',
      ['2024-03-01T21:10:00-05:00', 'time-element'],
      '2024-03-01T21:10:00-05:00',
    ],
    [
      'the same moment without an offset',
      '2024-03-02T02:10:00Z',
      ['2024-03-01T21:10:00', 'time-element'],
      '2024-03-01T21:10:00',
    ],
    ['the day before in the address, early in UTC', '2024-03-02T02:10:00Z', ['2024-03-01', 'url'], '2024-03-01'],
    ['the day after in print, late in UTC', '2024-03-01T22:10:00Z', ['2024-03-02', 'visible-text'], '2024-03-02'],
    [
      'not the day before when it is afternoon in UTC',
      '2024-03-02T15:10:00Z',
      ['2024-03-01', 'url'],
      '2024-03-02T15:10:00Z',
    ],
    [
      'not another moment of the day before',
      '2024-03-02T02:10:00Z',
      ['2024-03-01T09:03:00-05:00', 'time-element'],
      '2024-03-02T02:10:00Z',
    ],
    ['not two days before', '2024-03-03T02:10:00Z', ['2024-03-01', 'url'], '2024-03-03T02:10:00Z'],
    [
      'not when the declared time has an offset',
      '2024-03-02T02:10:00+01:00',
      ['2024-03-01', 'url'],
      '2024-03-02T02:10:00+01:00',
    ],
  ] as [string, string, [string, DateCandidate['source']], string][])(
    'reads the local day: %s',
    (_, declared, [value, source], expected) => {
      expect(chooseDate([candidate(declared, 'json-ld'), candidate(value, source)])?.value).toBe(expected);
    },
  );
});

it('reads the date of an address', () => {
  expect(dateOfUrl('https://example.org/2024/03/01/a')[0]).toMatchObject({ source: 'url', evidence: '/2024/03/01/a' });
  expect(dateOfUrl('https://example.org/a')).toEqual([]);
  expect(dateOfUrl(null)).toEqual([]);
});

it.each([
  ['https://example.org/2024/03/07/dam', '2024-03-07', 'day', 0.85],
  ['https://example.org/2024/03/dam', '2024-03', 'month', 0.6],
])('%s dates its page', (url, value, precision, confidence) => {
  expect(dateOfUrl(url)).toMatchObject([{ read: { value, precision }, confidence }]);
});

it.each([
  [{ url: 'https://x.example/a' }, 'https://x.example/a'],
  [{ mainEntityOfPage: { url: 'https://x.example/a' } }, 'https://x.example/a'],
  [{ mainEntityOfPage: { name: 'Dam is safe' } }, null],
  [{ url: 7 }, null],
])('the address in %j is %j', (node, url) => {
  expect(readJsonLd([JSON.stringify({ '@type': 'NewsArticle', headline: 'Dam is safe', ...node })])?.url).toBe(url);
});
