// Authors and headlines that a page shows without marking them, or marks in its own way.
import { describe, expect, it } from 'vitest';
import {
  authorName,
  isBylineText,
  nameBesideDate,
  partsOfStamp,
  splitAuthors,
} from '../../../functions/clean/authors.ts';
import { readByline } from '../../../functions/clean/byline.ts';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { readDate } from '../../../functions/clean/date-text.ts';
import { cleanPlainText } from '../../../functions/clean/plain-text.ts';
import { withoutSite } from '../../../functions/clean/title.ts';

const ONE =
  'The dam above Orsa is safe, engineers said on Friday, after they had measured it for nine days and nine nights.';
const TWO =
  'The council will publish the report in June. Until then nobody may fish from the wall, as forty people did.';
const TITLE = 'Dam above Orsa is safe';
const page = (body: string, head = '', title = TITLE) =>
  Buffer.from(
    `<html lang="en"><head><title>${title}</title>${head}</head><body>${body}<p>${ONE}</p><p>${TWO}</p></body></html>`,
  );
const article = (bytes: Buffer) => {
  const result = cleanDocument({ bytes, name: 'a.html' });
  return result.kind === 'article' ? result.article : null;
};
const authors = (body: string, head = '') => article(page(`<h1>${TITLE}</h1>${body}`, head))?.authors;

describe('authors of a page', () => {
  it.each([
    ['words before the name', '<div>Words: Ada Poe</div>'],
    ['a byline with a date', '<i>by Ada Poe, 30 January 2024</i>'],
    ['two lines of one block', '<font>By ADA POE<br>Monday, December 5, 2022</font>'],
    ['a name above its date', '<div>Ada Poe</div><div>12 Feb 2024</div>'],
    ['a name below its date', '<div>12 Feb 2024</div><div>Ada Poe</div>'],
    ['a link to a page of the author', '<p><a href="https://orsa.example/author/ada/">Ada Poe</a></p>'],
    ['a submission', '<div>Submitted by <span>Ada Poe</span> on Thu, 11/02/2023</div>'],
  ])('are known by %s', (_, body) => {
    expect(authors(body)).toEqual(['Ada Poe']);
  });

  it.each([
    ['a link to a licence', '<p><a href="https://licences.example/licenses/by/4.0/">Common Ground Licence</a></p>'],
    ['a link to the page of somebody it is about', '<p><a href="/people/cy-doe">Cy Doe</a></p>'],
    ['a link to a page of something else', '<p><a href="/staff/jobs">Work here with us</a></p>'],
    ['a label beside a date', '<div>Request Info</div><div>12 Feb 2024</div>'],
    ['a name beside no date', '<div>Orsa Valley</div><div>The weather</div>'],
    ['a day', '<div>Words: 30 January 2024</div>'],
    ['a label of the date', '<div>By Date</div>'],
    ['a sentence', '<div>By the river nobody fished.</div>'],
  ])('are not seen in %s', (_, body) => {
    expect(authors(body)).toEqual([]);
  });

  it('are all of a byline, and not those of teasers', () => {
    const link = (name: string) => `<a rel="author" href="/x">${name}</a>`;
    expect(authors(`<div>${link('Ada Poe')} and ${link('Ben Roe')}</div>`)).toEqual(['Ada Poe', 'Ben Roe']);
    expect(authors(`<div><span>${link('Ada Poe')}</span> and <span>${link('Ben Roe')}</span></div>`)).toEqual([
      'Ada Poe',
      'Ben Roe',
    ]);
    const many = ['Ann Bay', 'Bob Cox', 'Cy Doe', 'Di Eno', 'Ed Fox', 'Flo Gee'].map(link).join(' ');
    expect(authors(`<div>${link('Ada Poe')} ${many}</div>`)).toEqual(['Ada Poe']);
    const links =
      '<p><a href="/author/ada">Ada Poe</a> and <a href="/author/ben">Ben Roe</a> <a href="/author/all">all</a></p>';
    expect(authors(links)).toEqual(['Ada Poe', 'Ben Roe']);
  });

  it('are names, not keys', () => {
    const head = '<meta name="parsely-author" content="ada-poe"><meta name="author" content="Ada Poe">';
    expect(authors('', head)).toEqual(['Ada Poe']);
  });
});

describe('bylines of many languages', () => {
  it.each([
    ['מאת נועה ברקאי', 'נועה ברקאי'],
    ['نویسنده: مریم کاظمی', 'مریم کاظمی'],
    ['โดย สมหญิง วงศ์ทอง', 'สมหญิง วงศ์ทอง'],
    ['文・佐藤美咲', '佐藤美咲'],
    ['記者 佐藤美咲', '佐藤美咲'],
    ['Photos and Story By Ada Poe', 'Ada Poe'],
    ['Interview by Ada Poe', 'Ada Poe'],
    ['정하윤 기자', '정하윤'],
  ])('%s', (line, name) => {
    expect(splitAuthors(line)).toEqual([name]);
    expect(isBylineText(line)).toBe(true);
  });

  it.each(['文化祭が開かれた', 'Words fail them', 'Montag', 'iStock)'])('%s is none', (line) => {
    expect(isBylineText(line)).toBe(false);
  });

  it.each(['Montag', 'vendredi', 'iStock)'])('%s is no name', (name) => {
    expect(authorName(name)).toBeNull();
  });

  it('ends before what stands behind it', () => {
    const page =
      '<title>해솔시 공원</title><h1>해솔시 공원</h1><div>정하윤 기자 | 입력 2024.09.17</div><p>해솔시는 공원을 조성하기로 했다.</p>';
    expect(
      cleanDocument({
        bytes: Buffer.from(
          page.replace('했다.', `했다. ${'시는 내년 봄까지 조사를 마칠 예정이라고 밝혔다. '.repeat(6)}`),
        ),
        name: 'a.html',
      }),
    ).toMatchObject({ article: { authors: ['정하윤'] } });
  });

  it('stands beside a date', () => {
    expect(nameBesideDate(['Opinion', 'Ada Poe', '12 May 2024'], null)).toBe('Ada Poe');
    expect(nameBesideDate(['12 May 2024', 'Orsa'], null)).toBeNull();
    expect(nameBesideDate(['Ada Poe', '12 May 2024'], 'Ada Poe leaves the council')).toBeNull();
    expect(nameBesideDate(['Ada Poe', '12 May 2024', 'Ben Roe'], 'Ada Poe leaves the council')).toBe('Ben Roe');
  });

  it.each<[string, string[]]>([
    ['Ada Poe | 12 May 2024', ['Ada Poe', '12 May 2024']],
    ['May 12, 2024 · Ada Poe', ['May 12, 2024', 'Ada Poe']],
    ['Ada Poe – 12.05.2024', ['Ada Poe', '12.05.2024']],
    ['Ada Poe | Staff Writer | 12 May 2024', ['Ada Poe', 'Staff Writer', '12 May 2024']],
  ])('stands in one line with the date: %s', (line, parts) => {
    expect(partsOfStamp(line)).toEqual(parts);
    expect(nameBesideDate(['Opinion', line], 'The dam is safe')).toBe('Ada Poe');
    expect(nameBesideDate([line], 'Ada Poe leaves the council')).toBeNull();
  });

  it.each([
    'Ada Poe | Orsa dam | 12 May 2024',
    'The dam is safe | 12 May 2024',
    'Ada Poe | 12 gates',
    'Ada Poe | Ben Roe',
    'Ada Poe | Editor | Writer | Reporter | 12 May 2024',
    `Ada Poe | ${'Editor '.repeat(20)}| 12 May 2024`,
    '12 May 2024 | 12:30',
  ])('is nothing but a line: %s', (line) => {
    expect(partsOfStamp(line)).toEqual([line]);
  });

  it('is no paragraph where name and date stand above the first', () => {
    const text = 'The dam above Orsa is safe, engineers said on Friday. They had measured it for nine days.';
    const page = (line: string) =>
      `<title>The dam is safe</title><article><h1>The dam is safe</h1><p>${line}</p><p>${text}</p><p>${text.replace('nine', 'ten')}</p></article>`;
    const read = (body: string, name: string) => cleanDocument({ bytes: Buffer.from(body), name });
    const article = {
      text: `${text}\n\n${text.replace('nine', 'ten')}`,
      authors: ['Ben Poe'],
      title: 'The dam is safe',
    };
    expect(read(page('Ben Poe | 12 May 2024'), 'a.html')).toMatchObject({ article });
    expect(read(`The dam is safe\nBen Poe | 12 May 2024\n\n${article.text}\n`, 'a.txt')).toMatchObject({
      article: { ...article, publishedAt: { value: '2024-05-12' } },
    });
  });
});

describe('headlines', () => {
  it('of a blog stand in its entry, below its own name', () => {
    const body = (entries: string) => `<h1>Orsa Notes</h1>${entries}`;
    const entry = `<h3 class="post-title entry-title">${TITLE}</h3>`;
    expect(article(page(body(entry), '', `Orsa Notes: ${TITLE}`))?.title).toBe(TITLE);
    // Several entries are a list, and one of other words is another's.
    expect(article(page(body(entry + entry), '', `Orsa Notes: ${TITLE}`))?.title).toBe('Orsa Notes');
    expect(
      article(page(body(entry.replace(TITLE, 'Snow on the hills today')), '', `Orsa Notes: ${TITLE}`))?.title,
    ).toBe('Orsa Notes');
  });

  it('of an entry need no other heading', () => {
    expect(article(page(`<div class="entry-title">${TITLE}</div>`, '', `Orsa Notes: ${TITLE}`))?.title).toBe(TITLE);
  });

  it('of a page without headings are a part of its title and a line of its text', () => {
    const old = (line: string) =>
      article(
        page(
          `<font><b>${line}</b></font><p>${`${ONE} `.repeat(5)}</p>`,
          '',
          `The Whole Valley Herald - ${TITLE} tonight`,
        ),
      )?.title;
    expect(old(`${TITLE} tonight`)).toBe(`${TITLE} tonight`);
    expect(old('Something else')).toBe(`The Whole Valley Herald - ${TITLE} tonight`);
    expect(old(`The Whole Valley Herald - ${TITLE} tonight`)).toBe(`The Whole Valley Herald - ${TITLE} tonight`);
  });

  it('keep what somebody says in them, and lose sites behind a low line', () => {
    expect(withoutSite('Fikk overraskelse på fødestua: – Helt absurd', null)).toBe(
      'Fikk overraskelse på fødestua: – Helt absurd',
    );
    expect(withoutSite('海州港关闭最后一座煤炭码头_海州新聞網', null)).toBe('海州港关闭最后一座煤炭码头');
    expect(withoutSite('file_name and other_names', null)).toBe('file_name and other_names');
  });

  it('of a plain text may be of a script without spaces', () => {
    const text =
      '海州港关闭最后一座煤炭码头\n\n2024年3月14日\n\n海州市议会周三晚间投票决定，将在明年年底前关闭港口最后一座煤炭码头，结束自1871年以来塑造这座城市的贸易。\n\n二十六名议员中有十九人支持该计划，计划拨款四百二十万元用于码头工人的再培训。\n';
    expect(cleanDocument({ bytes: Buffer.from(text), name: 'a.txt' })).toMatchObject({
      article: { title: '海州港关闭最后一座煤炭码头' },
    });
  });
});

describe('dates', () => {
  it.each([
    ['Thu, 11/02/2023', '2023-11-02'],
    ['Saturday 11/02/2023', '2023-02-11'],
    ['Monday 11/02/2023', '2023-02-11'],
    ['30 בינואר 2024', '2024-01-30'],
    ['10 ตุลาคม 2566', '2023-10-10'],
    ['๑๐ ต.ค. ๒๕๖๖', '2023-10-10'],
  ])('%s', (written, value) => {
    expect(readDate(written)?.value).toBe(value);
  });
});

describe('the last branches of older rules', () => {
  it('a byline may end as a sentence does', () => {
    const text = `${TITLE}\n\nBy Ada Poe – Her column.\n\n${ONE}\n\n${TWO}`;
    expect(cleanDocument({ bytes: Buffer.from(text), name: 'a.txt' })).toMatchObject({
      article: { authors: ['Ada Poe'] },
    });
  });

  it('names may be joined by a comma and a word, and a month alone is no name', () => {
    expect(readByline('By Ada Poe, and Ben Roe')?.names).toBe('By Ada Poe, and Ben Roe');
    expect(readByline('By May')).toBeNull();
  });

  it('an empty text has no lines to wrap', () => {
    expect(cleanPlainText('')).toMatchObject({ title: null, paragraphs: [], date: null });
  });

  it('of two articles in JSON-LD one may have no headline', () => {
    const nodes = [
      { '@type': 'NewsArticle', datePublished: '2024-05-01' },
      { '@type': 'NewsArticle', headline: TITLE, datePublished: '2024-05-07' },
    ];
    const json = `<script type="application/ld+json">${JSON.stringify(nodes)}</script>`;
    expect(article(page(`<h1>${TITLE}</h1>`, json))?.publishedAt?.value).toBe('2024-05-07');
  });
});

describe('an article stated in one line', () => {
  it('stands for a stub, not for what a page shows', () => {
    const stated = (length: number) => {
      const shown = Array.from({ length }, (_, i) => `<p>${TWO.replace('forty', String(i))}</p>`).join('');
      const body = `${ONE} ${TWO} `.repeat(length * 4);
      const json = `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: TITLE, articleBody: body })}</script>`;
      return article(page(`<h1>${TITLE}</h1>${shown}`, json))?.text.length ?? 0;
    };
    expect(stated(2)).toBeGreaterThan(1500);
    expect(stated(12)).toBeLessThan(1700);
  });
});

describe('spelling by invisible characters', () => {
  it('is kept in Persian and Hindi, dropped elsewhere', () => {
    const text =
      'پل تاریخی شهر سروناز روز سه\u200Cشنبه بار دیگر به روی مردم باز شد و صدها نفر از روی آن گذشتند و آن را دیدند.';
    const result = cleanDocument({
      bytes: Buffer.from(`<p>${text}</p><p>${text.replace('پل', 'سد')}</p>`),
      name: 'a.html',
    });
    expect(result).toMatchObject({ article: { text: expect.stringContaining('سه\u200Cشنبه') } });
    expect(article(page(`<p>${ONE.replace('dam', 'da\u200Cm')}</p>`))?.text).not.toContain('\u200C');
  });
});

describe('the head of a page that is part of its text', () => {
  const text =
    'The dam above Orsa is safe, engineers said on Friday. They had measured it for nine days, and found no crack.';
  const read = (body: string) =>
    cleanDocument({ bytes: Buffer.from(`<title>Dam is safe, say engineers</title>${body}`), name: 'a.html' });
  it.each([
    ['headline and date', `<b>Dam is safe, say engineers</b><br><i>30.01.2026</i><br>`],
    ['byline', 'By Ada Poe<br>'],
    ['name and date', 'Ada Poe | 30 January 2026<br>'],
  ])('is left out: %s', (_, head) => {
    expect(read(`<table><tr><td>${head}${text}<br><br>${text.replace('nine', 'ten')}</td></tr></table>`)).toMatchObject(
      {
        article: { text: `${text}\n\n${text.replace('nine', 'ten')}` },
      },
    );
  });

  it('is no article of its own', () => {
    expect(read('<p>Dam is safe, say engineers</p><p>30.01.2026</p>')).toMatchObject({ kind: 'rejected' });
  });

  it('names its author by a link to an account', () => {
    const byline = '<div><a href="/@ada?source=post">Ada Poe</a> <button>Follow</button></div>';
    const page = `<h1>Dam is safe, say engineers</h1>${byline}<p>${text}</p><p>${text.replace('nine', 'ten')}</p>`;
    expect(read(page)).toMatchObject({ article: { authors: ['Ada Poe'] } });
    expect(read(page.replace('/@ada', '/at/ada'))).toMatchObject({ article: { authors: [] } });
  });
});

describe('pages that are no article', () => {
  it.each([
    ['cut off', ' ...', 'rejected'],
    ['cut off with a link', '… Read more »', 'rejected'],
    ['whole', '.', 'article'],
  ])('are lists of what is %s', (_, end, kind) => {
    const results = ['harbour', 'dam', 'bridge', 'school', 'ferry', 'council'].map(
      (what) =>
        `<div><a href="/${what}">The ${what}</a><div>The ${what} above Orsa is safe, engineers said on Friday after they had measured the ${what} for nine days${end}</div></div>`,
    );
    const page = `<title>Search</title><h1>Results for Orsa</h1>${results.join('')}`;
    expect(cleanDocument({ bytes: Buffer.from(page), name: 'a.html' })).toMatchObject({ kind });
  });

  const teaser = (i: number) =>
    `<div><h3><a href="/${i}">Story number ${i} of the valley</a></h3><p>${ONE.replace('nine', String(i))}</p></div>`;
  const teasers = [1, 2, 3, 4, 5, 6].map(teaser).join('');

  it('are lists of teasers', () => {
    const list = (head: string) =>
      cleanDocument({
        bytes: Buffer.from(
          `<html lang="en"><head><title>News</title>${head}</head><body><h1>News</h1>${teasers}</body></html>`,
        ),
        name: 'a.html',
      });
    expect(list('')).toMatchObject({
      kind: 'rejected',
      reason: 'no-article',
      detail: 'reading a.html: expected one article, got a list of teasers of articles',
    });
    // What says that it is an article may be one of this shape.
    for (const head of [
      '<meta property="og:type" content="article">',
      '<meta property="article:published_time" content="2024-05-07">',
    ]) {
      expect(list(head)).toMatchObject({ kind: 'article' });
    }
  });

  it.each([
    ['Log in', 'got a page to log in'],
    ['Anmelden | Kurier', 'got a page to log in'],
    ['Login - Kurier', 'got a page to log in'],
    ['Subscribe to read | Kurier', 'got a page to log in or to subscribe'],
    ['Sign in to continue', 'got a page to log in or to subscribe'],
    ['Deze pagina bestaat niet (meer)', 'got an error page or a robot check'],
    ['Jetzt weiterlesen | Kurier', 'got a page to log in or to subscribe'],
    ['Erreur 500 - Kurier', 'got an error page or a robot check'],
    ['We’ll be back soon!', 'got a page to log in or to subscribe'],
    ['451: Unavailable due to legal reasons', 'got an error page or a robot check'],
    ['Seite nicht gefunden', 'got an error page or a robot check'],
    ['页面不存在', 'got an error page or a robot check'],
  ])('are short and called %s', (title, detail) => {
    const result = cleanDocument({ bytes: page('', '', title), name: 'a.html' });
    expect(result).toMatchObject({ kind: 'rejected', reason: 'blocked-page', detail: expect.stringContaining(detail) });
  });
});
