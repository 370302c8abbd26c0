// Articles that stand in the scripts of a page or in the trees of an editor.
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { readJsonArticle } from '../../../functions/clean/json-article.ts';
import { readPageState } from '../../../functions/clean/page-state.ts';
import { richText } from '../../../functions/clean/rich-text.ts';

const ONE =
  'The dam above Orsa is safe, engineers said on Friday, after they had measured it for nine days and nine nights with instruments borrowed from a mine.';
const TWO =
  'The council will publish the report in June. Until then nobody may fish from the wall, which forty people did last summer, as the mayor recalled.';
const TITLE = 'Dam above Orsa is safe';
const html = `<p>${ONE}</p><p>${TWO}</p>`;
const script = (code: string, attributes = '') => `<script${attributes}>${code}</script>`;
const state = {
  props: { article: { headline: TITLE, publishedAt: '2024-05-07T10:00:00Z', author: { name: 'Ada Poe' }, body: html } },
};

describe('richText', () => {
  it.each<[string, unknown, string | null]>([
    ['a string', 'One', 'One'],
    ['strings', ['One', 'Two'], 'One\n\nTwo'],
    [
      'blocks of spans',
      [
        {
          _type: 'block',
          children: [
            { _type: 'span', text: 'One ' },
            { _type: 'span', text: 'two' },
          ],
        },
      ],
      'One two',
    ],
    [
      'leaves without a type',
      [{ children: [{ text: 'One ' }, { text: 'two', bold: true }] }, { children: [{ text: 'Three' }] }],
      'One two\n\nThree',
    ],
    ['paragraphs without a type', [{ text: 'One' }, { text: 'Two' }], 'One\n\nTwo'],
    [
      'a document',
      {
        nodeType: 'document',
        content: [
          {
            nodeType: 'paragraph',
            content: [
              { nodeType: 'text', value: 'One' },
              { nodeType: 'hyperlink', content: [{ nodeType: 'text', value: ' two' }] },
            ],
          },
        ],
      },
      'One two',
    ],
    [
      'data of a block',
      {
        blocks: [
          { type: 'paragraph', data: { text: 'One' } },
          { type: 'header', data: { text: 'Two' } },
        ],
      },
      'One\n\nTwo',
    ],
    [
      'strings between spans',
      [{ type: 'p', children: ['One ', { type: 'em', children: ['two'] }, ' three'] }],
      'One two three',
    ],
    [
      'a text beside a picture',
      [
        { type: 'image', text: 'Photo: x' },
        { type: 'newsletter', text: 'Sign up' },
        { type: 'p', text: 'One' },
      ],
      'One',
    ],
    [
      'entries that are texts',
      [
        {
          type: 'list',
          items: [
            { type: 'text', content: 'One' },
            { type: 'text', content: 'Two' },
          ],
        },
        { type: 'interstitial_link', content: 'Elsewhere' },
      ],
      'One\n\nTwo',
    ],
    [
      'a tree stored as JSON',
      JSON.stringify({ blocks: [{ data: { text: 'One' } }, { data: { text: '{"' } }] }),
      'One\n\n{"',
    ],
    ['a text in brackets', '[ { One', '[ { One'],
    ['nothing', [{ type: 'image' }, 7, null, ' '], null],
  ])('is that of %s', (_, value, text) => {
    expect(richText(value)).toBe(text);
  });

  it('ends at a depth that no editor reaches', () => {
    let value: unknown = 'deep';
    for (let i = 0; i < 100; i++) value = { children: [value] };
    expect(richText(value)).toBeNull();
    const last = JSON.stringify({ text: 'x' });
    expect(richText(Array.from({ length: 25 }).reduce<unknown>((inner) => ({ children: [inner] }), last))).toBeNull();
  });
});

describe('readPageState', () => {
  it.each([
    ['a script of JSON', script(JSON.stringify(state), ' id="__NEXT_DATA__" type="application/json"')],
    ['an assignment', script(`window.__STATE__ = ${JSON.stringify(state)};\nwindow.other={"a":1}`)],
    ['a call', script(`window.store.push(${JSON.stringify(state)})`)],
    ['a string of JSON', script(`window.__DATA__="${JSON.stringify(state).replaceAll('"', String.raw`\"`)}";`)],
    ['JSON.parse', script(`window.__DATA__=JSON.parse(${JSON.stringify(JSON.stringify(state))})`)],
    [
      'rows of React',
      script(
        `self.__next_f.push([1,${JSON.stringify(`1:"$Sreact.fragment"\n2:I[1,[]]\n3:["$","div",null,${JSON.stringify(state)}]\n`)}])`,
      ),
    ],
    [
      'rows with a text apart',
      script(
        `self.__next_f.push([1,${JSON.stringify(`a:T${Buffer.byteLength(html).toString(16)},${html}3:[${JSON.stringify({ ...state.props.article, body: '$a' })}]\n4:[broken\nno row\n5:"end"`)}])`,
      ),
    ],
    [
      'a list of values that name one another',
      script(
        JSON.stringify([
          ['ShallowReactive', 1],
          { a: 2, b: 1, c: -1, d: 7 },
          { title: 3, body: 4, author: 5, related: 6 },
          TITLE,
          html,
          'Ada Poe',
          [2, 3],
          ['Date', '2024-05-07'],
        ]),
      ),
    ],
    ['an answer of a server kept in a string', script(JSON.stringify({ status: 200, body: JSON.stringify(state) }))],
    ['a state without a program', script(`var a = {not: json}; b={"x":${JSON.stringify(state)}}`)],
  ])('finds the article in %s', (_, page) => {
    expect(readPageState(`<div id="app"></div>${page}`, [])).toMatchObject({
      title: TITLE,
      content: html,
      authors: ['Ada Poe'],
    });
  });

  it('follows references by key', () => {
    const apollo = {
      'Article:1': { title: TITLE, body: html, author: [{ __ref: 'Author:1' }], site: { __ref: 'Gone:1' } },
      'Author:1': { name: 'Ada Poe' },
    };
    expect(readPageState(script(`x=${JSON.stringify(apollo)}`), [])).toMatchObject({ authors: ['Ada Poe'] });
  });

  it('takes the record with the name of the page before a longer one', () => {
    const others = [
      { title: 'Another story altogether', body: `${html}${html}` },
      { title: TITLE, body: html },
    ];
    const page = script(`x=${JSON.stringify(others)}`);
    expect(readPageState(page, [])?.title).toBe('Another story altogether');
    expect(readPageState(page, [`${TITLE} | Orsa Post`])?.title).toBe(TITLE);
  });

  it('passes over other records where the page shows a text', () => {
    const page = script(`x=${JSON.stringify(state)}`);
    expect(readPageState(page, ['Another story altogether'], true)).toBeNull();
    expect(readPageState(page, [TITLE], true)?.title).toBe(TITLE);
  });

  it.each([
    ['scripts of schema.org', script(JSON.stringify(state), ' type="application/ld+json"')],
    ['scripts from elsewhere', script(JSON.stringify(state), ' src="/a.js"')],
    ['a script without end', `<script>x=${JSON.stringify(state)}`],
    ['a text without a headline', script(JSON.stringify({ body: html }))],
    ['a teaser', script(JSON.stringify({ title: TITLE, body: ONE, padding: 'x'.repeat(300) }))],
    ['a state cut off', script(`x=${JSON.stringify(state).slice(0, -9)}`)],
    ['no script', html],
  ])('finds none in %s', (_, page) => {
    expect(readPageState(page, [])).toBeNull();
  });

  it('is bounded', () => {
    const knot = JSON.stringify([
      { a: 1, b: 1 },
      Array.from({ length: 99 }, (_, i) => i),
      ...Array(99).fill([1, 1, 0]),
    ]);
    const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const wide = JSON.stringify(Array.from({ length: 150_000 }, () => ({})));
    const many = script('x={"a":1};'.repeat(50_000)).repeat(3);
    expect(
      readPageState(
        script(`x=${deep}`) + script(`x=${knot}`) + script(`x=${wide}`) + many + script('x='.repeat(1000)).repeat(500),
        [],
      ),
    ).toBeNull();
  });
});

describe('a page that a program draws', () => {
  const page = `<html lang="en"><head><title>${TITLE} | Orsa Post</title></head><body><div id="app">Loading…</div>${script(JSON.stringify(state), ' id="__NEXT_DATA__" type="application/json"')}</body></html>`;

  it('is cleaned from its state', () => {
    expect(cleanDocument({ bytes: Buffer.from(page), name: 'a.html' })).toMatchObject({
      kind: 'article',
      article: {
        text: `${ONE}\n\n${TWO}`,
        title: TITLE,
        authors: ['Ada Poe'],
        publishedAt: { value: '2024-05-07T10:00:00Z' },
      },
    });
  });

  it('is cleaned from its markup when the state has hardly more', () => {
    const shown = page.replace('Loading…', `<article><h1>${TITLE}</h1><p>${ONE}</p></article>`).replace(
      JSON.stringify(state),
      JSON.stringify({
        title: TITLE,
        body: `${ONE} And so on, for one sentence, and another, to the end of it all.`,
      }),
    );
    expect(cleanDocument({ bytes: Buffer.from(shown), name: 'a.html' })).toMatchObject({ article: { text: ONE } });
  });

  it('is believed on its author before its state', () => {
    const named = page.replace('lang="en"', '').replace('</head>', '<meta name="author" content="Ben Roe"></head>');
    expect(cleanDocument({ bytes: Buffer.from(named), name: 'a.html' })).toMatchObject({
      article: { authors: ['Ben Roe'], text: `${ONE}\n\n${TWO}` },
    });
  });

  it('is cleaned from its markup when that shows as much', () => {
    const short = JSON.stringify({
      title: TITLE,
      body: 'Another text of the same article, which the state of the page has for its teasers and lists. '.repeat(3),
    });
    const shown = page.replace('Loading…', `<article><h1>${TITLE}</h1>${html}</article>`);
    const result = cleanDocument({ bytes: Buffer.from(shown.replace(JSON.stringify(state), short)), name: 'a.html' });
    expect(result).toMatchObject({ article: { text: `${ONE}\n\n${TWO}` } });
  });
});

describe('JSON of content systems', () => {
  it.each<[string, unknown]>([
    [
      'field names of any spelling',
      {
        'Head-Line': 0,
        Title: TITLE,
        'Author(s)': 0,
        By_Line: 'Ada Poe',
        'Published Date': '2024-05-07',
        body_html: html,
      },
    ],
    [
      'blocks and full names',
      {
        data: {
          article: {
            title: { text: TITLE },
            contributors: [{ fullName: 'Ada Poe' }],
            dates: { published: '2024-05-07' },
            blocks: [
              { kind: 'p', content: ONE },
              { kind: 'p', content: TWO },
            ],
          },
        },
      },
    ],
    [
      'elements of a story',
      {
        headlines: { basic: TITLE },
        credits: { by: [{ name: 'Ada Poe' }] },
        display_date: '2024-05-07',
        content_elements: [
          { type: 'text', content: ONE },
          { type: 'image', caption: 'x' },
          { type: 'text', content: TWO },
        ],
      },
    ],
    [
      'an answer around a teaser',
      {
        title: TITLE,
        author: 'Ada Poe',
        date: '2024-05-07',
        description: 'Engineers measured it.',
        article: { text: html },
      },
    ],
  ])('is read by %s', (_, value) => {
    const result = cleanDocument({ bytes: Buffer.from(JSON.stringify(value)), name: 'a.json' });
    expect(result).toMatchObject({
      kind: 'article',
      article: { text: `${ONE}\n\n${TWO}`, title: TITLE, authors: ['Ada Poe'], publishedAt: { value: '2024-05-07' } },
    });
  });

  it.each(['published', 'publishedAt', 'created', 'date', 'iso', 'value'])('may have a record of dates: %s', (key) => {
    expect(readJsonArticle({ text: 'One', dates: { [key]: '2024-05-07' } })?.published).toBe('2024-05-07');
  });

  it('may hold tags inside its paragraphs', () => {
    const body = [`${ONE.replace('dam', '<b>dam</b>')}`, TWO];
    const result = cleanDocument({ bytes: Buffer.from(JSON.stringify({ title: TITLE, body })), name: 'a.json' });
    expect(result).toMatchObject({ article: { text: `${ONE}\n\n${TWO}` } });
  });

  it('keeps a short text that no wrapper makes longer', () => {
    expect(readJsonArticle({ text: 'Short.', data: { text: 'Less' } })?.content).toBe('Short.');
    expect(readJsonArticle({ text: 'Short.', data: { text: 'Much longer.' } })?.content).toBe('Much longer.');
  });
});
