// The readers below the stage: Markdown, JSON, HTML tree, blocks, format detection, stored trees.
import { describe, expect, it } from 'vitest';
import { toBlocks } from '../../../functions/clean/blocks.ts';
import { binaryFormat, looksBinary, textFormat } from '../../../functions/clean/detect-format.ts';
import { findFirst, parseHtml, textContent } from '../../../functions/clean/html-tree.ts';
import { readJsonArticle } from '../../../functions/clean/json-article.ts';
import { declaredLanguage, findLanguage } from '../../../functions/clean/language.ts';
import { readMarkdown } from '../../../functions/clean/markdown.ts';
import { joinParagraphs, normaliseCharacters } from '../../../functions/clean/normalise.ts';
import { isLikely, probability, readTrees } from '../../../functions/clean/trees.ts';
import { toWellFormed } from '../../../shared/text/well-formed.ts';

describe('readMarkdown', () => {
  it.each([
    ['emphasis', 'One **two** *three* _four_ __five__ `six`', 'One two three four five six'],
    [
      'links and images',
      '![alt](a.png)See [the *site*](https://x.example) and [ref][1].\n\n[1]: https://x.example',
      'See the site and ref.',
    ],
    ['quotes', '> One\n> two', 'One two'],
    ['lists', '- One\n- Two', '- One\n\n- Two'],
    ['code is left out', 'One\n\n```\ncode\n```\n\nTwo', 'One\n\nTwo'],
    ['underlined headings', 'Title\n=====\n\nText', 'Title\n\nText'],
    ['rules', 'One\n\n---\n\nTwo', 'One\n\nTwo'],
    ['escapes', '2 \\* 3', '2 * 3'],
    ['the caption below a picture', '![a](a.png)\n*The dam. Photo: Ada Poe*\n\n*Two* words', 'Two words'],
    ['the caption below a linked picture', 'One\n\n[![a](a.png)](https://x.example)\n_The dam_\nTwo', 'One\n\nTwo'],
    ['words with underscores', 'file_name_here', 'file_name_here'],
    ['underlined subheads', 'One\n\nPart\n---\n\nTwo', 'One\n\nPart\n\nTwo'],
    ['raw tags', 'One <b>two</b> <https://x.example>', 'One two https://x.example'],
  ])('removes %s', (_, source, text) => {
    expect(readMarkdown(source).text).toBe(text);
  });

  it('reads front matter of both kinds', () => {
    const yaml = readMarkdown(
      '---\nTitle: "A: b"\ntags: [x, "y"]\nauthors:\n  - name: Ada Poe\n  - Ben Roe\n---\nText',
    );
    expect(Object.fromEntries(yaml.fields)).toEqual({ title: 'A: b', tags: 'x, y', authors: 'Ada Poe, Ben Roe' });
    expect(yaml.text).toBe('Text');
    expect(readMarkdown('+++\ntitle = "T"\n+++\nText').fields.get('title')).toBe('T');
  });

  it('passes over what is no field of the front matter', () => {
    const { fields } = readMarkdown('---\n# made by hand\ntitle: T\nloose words\n---\nText');
    expect(Object.fromEntries(fields)).toEqual({ title: 'T' });
  });

  it('reads fields with blank lines between, up to the mark of the text', () => {
    const { fields, text } = readMarkdown(
      'Title: Dam is safe\n\nURL Source: https://x.example/dam\n\nPublished Time: 2024-05-07\n\nMarkdown Content:\nText\n\nSource: council',
    );
    expect(Object.fromEntries(fields)).toEqual({
      title: 'Dam is safe',
      'url source': 'https://x.example/dam',
      'published time': '2024-05-07',
    });
    expect(text).toBe('Text\n\nSource: council');
    expect(readMarkdown('Title: Dam is safe\n\nText').fields.size).toBe(0);
    expect(readMarkdown('Title: Dam is safe\n').fields.size).toBe(0);
  });

  it('reads JSON between fences, fields that only end with one, and the title block of Pandoc', () => {
    expect(readMarkdown('---\n{\n"title": "T",\n"author": "Ada Poe"\n}\n---\nText')).toMatchObject({
      fields: new Map([
        ['title', 'T'],
        ['author', 'Ada Poe'],
      ]),
      text: 'Text',
    });
    const hexo = readMarkdown('title: T\ncategories:\n  - Ports\ntags: [a]\nauthor: Ada Poe\n---\nText');
    expect(Object.fromEntries(hexo.fields)).toEqual({ title: 'T', categories: 'Ports', tags: 'a', author: 'Ada Poe' });
    expect(hexo.text).toBe('Text');
    expect(Object.fromEntries(readMarkdown('% T\n% Ada Poe; Ben Roe\n% 7 May 2024\n\nText').fields)).toEqual({
      title: 'T',
      author: 'Ada Poe, Ben Roe',
      date: '7 May 2024',
    });
    expect(Object.fromEntries(readMarkdown('% T\n% Ada Poe\n\nText').fields)).toEqual({
      title: 'T',
      author: 'Ada Poe',
      date: '',
    });
  });

  it('reads the fields below a heading', () => {
    const { fields, heading, text } = readMarkdown(
      '# Dam is safe\n\nAuthor: Ada Poe\nPublished: 7 May 2024\n\nText[^1]\n\n[^1]: A note',
    );
    expect(Object.fromEntries(fields)).toEqual({ author: 'Ada Poe', published: '7 May 2024' });
    expect(heading).toBe('Dam is safe');
    expect(text).toBe('Dam is safe\n\nText');
    for (const source of [
      '# T\n\nAuthor: Ada Poe\n\nText',
      '# T\n\nAuthor: Ada Poe\nDate: now\nText',
      '# T\n\nAuthor: Ada Poe\nDate: now',
    ]) {
      expect(readMarkdown(source).fields.size).toBe(0);
    }
  });

  it.each([
    ['a sentence among them', 'title: T\nIt rained.\nauthor: Ada Poe\n---\nText'],
    ['one field', 'title: T\n---\nText'],
    ['no end', 'title: T\ntags:\n  - a'],
    ['fields without end', `title: T\n${'tag: a\n'.repeat(50)}---\nText`],
  ])('reads no fields that a fence ends where there is %s', (_, source) => {
    expect(readMarkdown(source).fields.size).toBe(0);
  });

  it('leaves an open fence alone', () => {
    expect(readMarkdown('---\ntitle: x\n\nText').fields.size).toBe(0);
  });

  it('knows the first heading of level one', () => {
    expect(readMarkdown('## Two\n\n# One #\n\n# Other').heading).toBe('One');
    expect(readMarkdown('Two\n---\n\nText').heading).toBeNull();
    expect(readMarkdown('Text').heading).toBeNull();
  });
});

describe('readJsonArticle', () => {
  it.each<[string, unknown]>([
    ['a number', 7],
    ['null', null],
    ['an empty list', []],
    ['two records', [{ text: 'a' }, { text: 'b' }]],
    ['a record of numbers', { id: 1, count: 2 }],
    ['an object as content', { content: { blocks: 3 } }],
    ['wrappers without end', { data: { data: { data: { data: { data: { text: 'x' } } } } } }],
  ])('finds none in %s', (_, value) => {
    expect(readJsonArticle(value)).toBeNull();
  });

  it('reads an article inside others', () => {
    expect(
      readJsonArticle({ data: { article: { headline: 'Dam is safe', paragraphs: ['One', 'Two'] } } }),
    ).toMatchObject({ title: 'Dam is safe', content: 'One\n\nTwo' });
    expect(
      readJsonArticle({
        response: {
          title: 'Answer',
          content: {
            webTitle: 'Dam is safe',
            webPublicationDate: '2024-05-12',
            author: 'Courier',
            fields: { bodyText: 'x', headline: null, byline: 'Ada Poe' },
          },
        },
      }),
    ).toMatchObject({ title: 'Dam is safe', content: 'x', published: '2024-05-12', authors: ['Ada Poe'] });
  });

  it.each<[string, object, string[]]>([
    ['in two fields', { author: { firstName: 'Ada', lastName: 'Poe' } }, ['Ada Poe']],
    ['in two fields of another style', { authors: [{ first_name: 'Ada', last_name: 'Poe' }] }, ['Ada Poe']],
    ['in one of them', { author: { firstName: ' ', lastName: 'Poe' } }, ['Poe']],
    ['whole beside its parts', { author: { name: 'A. Poe', firstName: 'Ada' } }, ['A. Poe']],
    ['embedded, the field being a number', { author: 7, _embedded: { author: [{ name: 'Ada Poe' }] } }, ['Ada Poe']],
    ['in a record that is linked in', { author: { sys: { id: 'a' }, fields: { name: 'Ada Poe' } } }, ['Ada Poe']],
    ['in a list that is linked in', { author: { data: [{ attributes: { name: 'Ada Poe' } }] } }, ['Ada Poe']],
    ['behind other words for it', { bylines: [{ creators: [{ displayName: 'Ada Poe' }] }] }, ['Ada Poe']],
    ['in a field of its own', { author_name: 'Ada Poe' }, ['Ada Poe']],
    ['in a field of the site itself', { field_byline: 'Ada Poe' }, ['Ada Poe']],
    ['a number only', { author: 7 }, []],
    ['embedded nowhere', { _embedded: {} }, []],
  ])('reads a name given %s', (_, fields, authors) => {
    expect(readJsonArticle({ text: 'x', ...fields })?.authors).toEqual(authors);
  });

  it('opens lists of one', () => {
    expect(readJsonArticle({ status: 'ok', articles: [{ title: 'Dam is safe', content: 'x' }] })).toMatchObject({
      title: 'Dam is safe',
      content: 'x',
    });
    expect(readJsonArticle({ articles: [{ content: 'x' }, { content: 'y' }] })).toBeNull();
  });

  it('reads what stands about the text beside it, where the record itself is silent', () => {
    const meta = { title: 'Dam is safe | Orsa Post', author: 'Ada Poe', date: '2024-05-12' };
    expect(readJsonArticle({ headline: 'Dam is safe', content: 'x', meta })).toMatchObject({
      title: 'Dam is safe',
      authors: ['Ada Poe'],
      published: '2024-05-12',
    });
    expect(readJsonArticle({ content: 'x', byline: 'Ben Roe', metadata: meta })?.authors).toEqual(['Ben Roe']);
  });

  it('takes the record that a search found for no site', () => {
    const found = { _id: '1', _source: { title: 'Dam is safe', text: 'x' } };
    expect(readJsonArticle(found)).toMatchObject({ title: 'Dam is safe', content: 'x', site: null });
    expect(readJsonArticle({ ...found, source: 'Orsa Post' })?.site).toBe('Orsa Post');
  });

  it('takes no product for an article', () => {
    expect(readJsonArticle({ name: 'dam-gauge', description: 'Reads the gauge of the dam.' })).toBeNull();
    expect(readJsonArticle({ name: 'a', title: 'Dam is safe', description: 'x' })?.content).toBe('x');
    expect(readJsonArticle({ name: 'Dam is safe', description: 'x', body: 'y' })?.content).toBe('y');
  });

  it('reads a body of another kind, if there is no other', () => {
    const leadBody = {
      content: [
        {
          __typename: 'Paragraph',
          content: [
            { __typename: 'TextInline', text: 'x' },
            { __typename: 'LinkInline', text: 'y' },
          ],
        },
      ],
    };
    expect(readJsonArticle({ title: 'T', leadBody })?.content).toBe('xy');
    expect(readJsonArticle({ title: 'T', leadBody, text: 'z' })?.content).toBe('z');
  });

  it('reads fields with arguments, and the day that readers are shown before that of the first print', () => {
    expect(
      readJsonArticle({ 'body({"as":"HTML"})': 'x', first_publish_date: '2024-05-13', display_date: '2024-05-12' }),
    ).toMatchObject({ content: 'x', published: '2024-05-12' });
  });

  it('reads the time of publication of Open Graph', () => {
    expect(readJsonArticle({ text: 'x', published_time: '2024-05-12' })?.published).toBe('2024-05-12');
  });

  it('reads names in their usual shapes', () => {
    expect(
      readJsonArticle({
        text: 'x',
        authors: [{ name: 'Ada Poe' }, 'Ben Roe'],
        source: { name: 'Wire' },
        timestamp: 1709296205,
      }),
    ).toMatchObject({
      authors: ['Ada Poe', 'Ben Roe'],
      site: 'Wire',
      published: '1709296205',
    });
  });
});

describe('fields of a JSON article', () => {
  it.each<[string, unknown, string | null]>([
    ['a text', 'Dam is safe', 'Dam is safe'],
    ['a number', 2024, '2024'],
    ['a blank text', '  ', null],
    ['what a content system renders', { rendered: 'Dam is safe' }, 'Dam is safe'],
    ['a name', { name: 'Dam is safe' }, 'Dam is safe'],
    ['a title', { title: 'Dam is safe' }, 'Dam is safe'],
    ['XML as JSON', { '#text': 'Dam is safe' }, 'Dam is safe'],
    ['a value', { value: 'Dam is safe' }, 'Dam is safe'],
    ['one for each use', { default: 'Dam is safe', seo: 'Dam' }, 'Dam is safe'],
    ['a tree of one heading', [{ type: 'heading1', text: 'Dam is safe' }], 'Dam is safe'],
    ['a list', ['Dam is safe'], null],
    ['an object of something else', { id: 7 }, null],
  ])('the title may be %s', (_, title, expected) => {
    expect(readJsonArticle({ text: 'x', title })?.title).toBe(expected);
  });

  it.each<[string, unknown, string | null]>([
    ['rendered HTML', { rendered: '<p>x</p>' }, '<p>x</p>'],
    ['HTML', { html: '<p>x</p>' }, '<p>x</p>'],
    ['text', { text: 'x' }, 'x'],
    ['text in a field of its own', { text: { content: 'x' } }, 'x'],
    ['text as a value', { text: { value: 'x' } }, 'x'],
    ['paragraphs, with blank ones', ['One', ' ', { text: 'Two' }], 'One\n\nTwo'],
    ['a list of nothing', [' ', null], null],
  ])('the content may be %s', (_, content, expected) => {
    expect(readJsonArticle({ content })?.content ?? null).toBe(expected);
  });

  it('nobody is no author', () => {
    expect(readJsonArticle({ text: 'x', author: ' ', creator: [null, { name: '' }] })?.authors).toEqual([]);
  });
});

describe('parseHtml', () => {
  it('keeps text and JSON-LD, drops scripts and styles', () => {
    const { root, jsonLd } = parseHtml(
      '<p>One<script>no</script><style>no</style> two</p><script type="application/ld+json">{"a":"<p>"}</script>',
    );
    expect(textContent(root)).toBe('One two');
    expect(jsonLd).toEqual(['{"a":"<p>"}']);
  });

  it('flattens what nests deeper than browsers allow', () => {
    const { root } = parseHtml(`${'<div>'.repeat(1500)}x`);
    let depth = 0;
    for (let at = findFirst(root, () => true); at !== null; at = findFirst(at, () => true)) depth++;
    expect(depth).toBeLessThanOrEqual(512);
    expect(textContent(root)).toBe('x');
  });
});

describe('toBlocks', () => {
  const blocks = (html: string) => toBlocks(parseHtml(html).root);
  it.each([
    ['paragraphs', '<p>One</p><p>Two</p>', ['One', 'Two']],
    ['inline elements stay in line', '<p>One <b>two</b>, <a href="/">three</a></p>', ['One two, three']],
    ['a single break is a line', '<p>One<br>two</p>', ['One\ntwo']],
    ['two breaks are a paragraph', '<div>One<br><br>two</div>', ['One', 'two']],
    ['text around a block', '<div>One<p>two</p>three</div>', ['One', 'two', 'three']],
    ['unknown elements are layout', '<x-card>One</x-card><x-card>two</x-card>', ['One', 'two']],
    ['entities and spaces', '<p>One&nbsp;&amp;\n two</p>', ['One & two']],
    ['the head is no text', '<head><title>T</title></head><body><p>One</p></body>', ['One']],
  ])('%s', (_, html, expected) => {
    expect(blocks(html).map(({ text }) => text)).toEqual(expected);
  });

  it('counts links, bold and hidden text', () => {
    const [one, two, three] = blocks(
      '<p><a href="/">abc</a> <b>de</b></p><p style="display: none">x</p><p>a<span hidden>b</span></p>',
    );
    expect(one).toMatchObject({ linkChars: 3, links: 1, boldChars: 2, hidden: false });
    expect(two?.hidden).toBe(true);
    expect(three).toMatchObject({ text: 'a', hidden: false });
  });
});

describe('format detection', () => {
  it.each([
    ['<!doctype html><p>x', '', 'html'],
    ['<div><p>One</p></div>', '', 'html'],
    ['Text with <p>tags</p><p>in</p><p>it</p>', 'a.txt', 'html'],
    ['Text about the <p> tag.', 'a.txt', 'plain'],
    ['Plain text', 'a.html', 'html'],
    ['Plain text', 'a.txt.gz', 'plain'],
    ['Plain text', '', 'plain'],
    ['# Title\n\nText', 'a.txt', 'markdown'],
    ['Text\n\n## A\n\n- [x](https://x.example)\n\n> quote', '', 'markdown'],
    ['Text', 'a.md', 'markdown'],
    ['% T\n% Ada Poe\n\nText', 'a.txt', 'markdown'],
    ['% of people\nwho vote', 'a.txt', 'plain'],
    ['title: T\nauthor: Ada Poe\n---\nText', 'a.txt', 'markdown'],
    ['{"a":1}', 'a.txt', 'json'],
    ['{"a":1}\n{"a":2}', 'a.json', 'ndjson'],
    ['{ not json', '', 'plain'],
    ['<feed xmlns="http://www.w3.org/2005/Atom">', '', 'feed'],
    ['<?xml version="1.0"?><!-- x --><rss>', 'a.html', 'feed'],
  ])('of %j named %j', (text, name, expected) => {
    expect(textFormat(text, name)).toBe(expected);
  });

  it('listens to the content type last', () => {
    expect(textFormat('x <p>y</p>', '', 'text/html')).toBe('html');
    expect(textFormat('x', '', 'text/markdown')).toBe('markdown');
  });

  it('knows binary formats by their first bytes', () => {
    expect(binaryFormat(Buffer.from('%PDF-1.4'))).toBe('binary');
    expect(binaryFormat(Buffer.from('PK\x03\x04'))).toBe('zip');
    expect(binaryFormat(Buffer.from('text'))).toBeNull();
    expect(looksBinary('\x01\x02\x03text')).toBe(true);
    expect(looksBinary('text\n\x1b[1mtext')).toBe(false);
  });
});

describe('characters', () => {
  it('are well-formed, composed and visible', () => {
    expect(toWellFormed('a\uD800b\uDC00\uD83D\uDE00')).toBe('a\uFFFDb\uFFFD\u{1F600}');
    expect(normaliseCharacters('a\r\nb\u2028c\u0000d\u00ADe\uFEFFe\u0301')).toBe('a\nb\ncdeé');
    expect(joinParagraphs([' a  b \n c ', '', ' \n', 'd'])).toBe('a b\nc\n\nd');
  });
});

describe('language', () => {
  it.each([
    ['en-US', 'en'],
    ['de_AT', 'de'],
    ['zh-Hant-TW', 'zh'],
    ['english', null],
    ['', null],
    [null, null],
  ])('reads the declaration %j', (written, code) => {
    expect(declaredLanguage(written)).toBe(code);
  });

  it('is the declared one of a text without letters', () => {
    expect(findLanguage('2024: 1–0 (1–0)', 'en-GB')).toEqual({ code: 'en', source: 'declared' });
    expect(findLanguage('', null)).toBeNull();
  });

  it('is that of the text, whatever the page declares', () => {
    const german =
      'Der Hafen von Velden ist seit Dienstag wieder offen. Elf Tage lang hatten die Arbeiter gestreikt, sagte der Hafenmeister am Abend in der Stadt. Die Schiffe fahren wieder zu den Inseln.';
    expect(findLanguage(german, 'en')).toEqual({ code: 'de', source: 'detected' });
    expect(findLanguage('Kurz.', 'de-AT')).toEqual({ code: 'de', source: 'declared' });
  });
});

describe('stored trees', () => {
  const model = readTrees('0\n0:1.5 =1 1:0 =-1 =2\n=0.5');
  it.each([
    [[1, 9], 1.5],
    [[1.5, 9], 1.5],
    [[2, 0], -0.5],
    [[2, 1], 2.5],
  ])('sum their leaves for %j', (row, sum) => {
    expect(probability(model, row)).toBeCloseTo(1 / (1 + Math.exp(-sum)), 10);
  });

  it('tell whether a row is likely as their probability does, however early they know', () => {
    for (const bias of [-9, -0.5, 0, 9]) {
      const biased = readTrees(`${bias}\n0:1.5 =1 1:0 =-1 =2\n=0.5\n1:3 =-2 =2`);
      for (const row of [1, 1.5, 2].flatMap((first) => [0, 1, 9].map((second) => [first, second]))) {
        for (const atLeast of [0.1, 0.44, 0.5, 0.9, probability(biased, row)]) {
          expect(isLikely(biased, row, atLeast)).toBe(probability(biased, row) >= atLeast);
        }
      }
    }
  });

  it.each(['0\n0:1.5 =1', '0\n=1 =2'])('are refused when not whole: %j', (text) => {
    expect(() => readTrees(text)).toThrow('reading a tree');
  });
});
