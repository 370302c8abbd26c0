// Headline, authors and day of pages that are laid out in less common ways.
import { describe, expect, it } from 'vitest';
import {
  findAuthors,
  isSignature,
  labelledNames,
  nameBesideDate,
  splitAuthors,
} from '../../../functions/clean/authors.ts';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { readDate } from '../../../functions/clean/date-text.ts';
import { parseHtml } from '../../../functions/clean/html-tree.ts';
import { readHead } from '../../../functions/clean/page-head.ts';
import { isOfPublication, publishedIn } from '../../../functions/clean/publication-date.ts';
import { findTitle, withoutSite } from '../../../functions/clean/title.ts';

const BODY = [
  'The weir at Tolmin Ford was opened by hand on Friday after both of its motors had failed, and the meadows below it stood under water for two days, the river board said.',
  'The keeper of the weir said that the first motor had burned out at noon and the second an hour later, when a branch got into the wheel and nobody could reach it for the water.',
  'The ford itself was closed until Sunday evening, and the school bus had to take the long way round by the upper bridge, which adds forty minutes to the way to school.',
  'The board had been warned about the motors in March, according to a report that the council received then and did not discuss before its summer break began.',
  'Farmers moved their herds to the ridge during the night. Nobody was hurt, and the board promised to replace the motors before the autumn rains set in across the valley.',
]
  .map((text) => `<p>${text}</p>`)
  .join('');

/** The article of a page with that head, and with that above and below its text. */
function read(head: string, above: string, below = '') {
  const html = `<html lang="en"><head>${head}</head><body><article>${above}${BODY}${below}</article></body></html>`;
  const result = cleanDocument({ bytes: Buffer.from(html), name: 'a.html' });
  if (result.kind !== 'article') throw new Error(result.detail);
  return result.article;
}
const headOf = (html: string) => readHead(parseHtml(html));
const titleOf = (head: string, body: string, site: string | null = null) =>
  findTitle(headOf(`<head>${head}</head><body>${body}</body>`), site).title;
const ld = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const story = (fields: Record<string, unknown>) =>
  ld({ '@type': 'NewsArticle', headline: 'Weir opened by hand', datePublished: '2024-05-14', ...fields });

describe('a headline', () => {
  const title = 'Weir at Tolmin Ford opened by hand';
  const declared = `<title>${title} - Ford Gazette</title><meta property="og:title" content="${title}">`;

  it.each([
    ['a kicker in an element', `<h1><span>Floods</span> ${title}</h1>`],
    ['a kicker before an element', `<h1>Floods <span>${title}</span></h1>`],
    ['a subtitle', `<h1>${title} <small>Meadows under water for two days</small></h1>`],
  ])('is told from %s by what the page declares', (_, heading) => {
    expect(titleOf(declared, heading)).toBe(title);
  });

  it('is told from a kicker by its class', () => {
    expect(titleOf('', `<h1><span class="article__kicker">Floods</span> ${title}</h1>`)).toBe(title);
    expect(titleOf('', `<h1><span class="eyebrow">${title}</span></h1>`)).toBe(title);
    expect(titleOf('', `<h1><em>Weir</em> at Tolmin Ford opened by hand</h1>`)).toBe(title);
  });

  it('has the mark between its parts that the page declares', () => {
    expect(titleOf(`<title>Floods: ${title}</title>`, `<h1><span>Floods</span> <span>${title}</span></h1>`)).toBe(
      `Floods: ${title}`,
    );
  });

  it.each([
    ['a navigation', `<nav><h1>Floods: Tolmin Ford weir opened by hand</h1></nav>`],
    ['a class', `<ol class="breadcrumbs"><li><h1>Floods: Tolmin Ford weir opened by hand</h1></li></ol>`],
    ['an attribute', `<h1 data-breadcrumb-headline>Floods: Tolmin Ford weir opened by hand</h1>`],
  ])('is not the last step of a trail, by %s', (_, trail) => {
    expect(titleOf(declared, `${trail}<h2>${title}</h2>`)).toBe(title);
  });

  it('is not looked for in a trail above the article', () => {
    expect(titleOf(declared, `<div class="breadcrumb"><article><h1>${title}!</h1></article></div>`)).toBe(`${title}!`);
  });

  it('is the one that readers see when the page tells others another on the same subject', () => {
    const told = '<title>Tolmin Ford weir: what happened on Friday?</title>';
    expect(titleOf(told, '<h1>How the Tolmin Ford weir came to be opened</h1>')).toBe(
      'How the Tolmin Ford weir came to be opened',
    );
    const own = 'Tolmin Ford weir: what happened on Friday?';
    for (const other of [
      '<h1>How the Tolmin Ford weir came to be opened</h1><h1>And the Tolmin Ford weir after that</h1>',
      '<h1>All news of the valley and its people</h1>',
      '<h1>The Tolmin story</h1>',
    ]) {
      expect(titleOf(told, other)).toBe(own);
    }
  });

  it('keeps its own dash', () => {
    const dashed = 'The weir at Tolmin Ford failed – and now';
    expect(titleOf(`<title>${dashed} - Ford Gazette</title>`, `<h1>${dashed}</h1>`)).toBe(dashed);
    expect(titleOf(`<title>${dashed} - Ford Gazette</title><meta property="og:title" content="${dashed}">`, '')).toBe(
      dashed,
    );
    expect(titleOf(`<title>x</title>${story({ headline: dashed })}`, '')).toBe(dashed);
    expect(read(`<title>${dashed} - Ford Gazette</title>`, `<h1>${dashed}</h1>`).title).toBe(dashed);
    // Behind a bar stands a section, and the known name goes in any case.
    expect(withoutSite('The weir at Tolmin Ford failed | Opinion', null, true)).toBe('The weir at Tolmin Ford failed');
    expect(withoutSite('The weir at Tolmin Ford failed - Gazette', 'Gazette', true)).toBe(
      'The weir at Tolmin Ford failed',
    );
  });

  it.each([
    ['a question', 'The weir at Tolmin Ford failed - what now?', 'The weir at Tolmin Ford failed - what now?'],
    [
      'speech',
      '« Le barrage peut céder » : l’alerte des ingénieurs',
      '« Le barrage peut céder » : l’alerte des ingénieurs',
    ],
    ['a pointing mark', 'The weir at Tolmin Ford failed » Gazette', 'The weir at Tolmin Ford failed'],
    ['a wide bar', '堰が手動で開けられた件について｜河川局', '堰が手動で開けられた件について'],
  ])('ends as it should before %s', (_, written, expected) => {
    expect(withoutSite(written, null)).toBe(expected);
  });
});

describe('names in a byline', () => {
  it.each([
    ['Par Léa Morin avec AFP', ['Léa Morin', 'AFP']],
    ['Door onze verslaggever Pieter de Wit', ['Pieter de Wit']],
    ['oprac. Anna Zielińska', ['Anna Zielińska']],
    ['Szerző: Kovács Anna', ['Kovács Anna']],
    ['Teksti: Liisa Korpi', ['Liisa Korpi']],
    ['Аутор: Јована Илић', ['Јована Илић']],
    ['كتب: سامي حداد', ['سامي حداد']],
    ['Της Ελένης Δήμου', ['Ελένης Δήμου']],
    ['Ein Bericht von Sabine Kühn', ['Sabine Kühn']],
    ['Propos recueillis par Claire Dumas', ['Claire Dumas']],
    ['This post was written by Ada Poe', ['Ada Poe']],
    ['記者陳美玲／港島報導', ['陳美玲']],
    ['Ada Poe dan Ben Roe', ['Ada Poe', 'Ben Roe']],
    ['Ada Dan Poe', ['Ada Dan Poe']],
    ['Ada Poe Special to the Herald', ['Ada Poe']],
    ['Posted by Ben Roe at 21:05', ['Ben Roe']],
    ['Ada Poe, MD, and Ben Roe, Jr.', ['Ada Poe MD', 'Ben Roe Jr.']],
    ['Ada Poe, Maison', ['Ada Poe', 'Maison']],
    ['Ada Poe, Head of Marketing and Community Work', ['Ada Poe']],
    ['Ada Poe, 港新聞', ['Ada Poe']],
    ['Article rédigé par Hugo Blanc', ['Hugo Blanc']],
    ['Par Hugo Blanc, envoyée spéciale à Orsa', ['Hugo Blanc']],
    ['Ute Brandt, Korrespondentin', ['Ute Brandt']],
    ['dal nostro inviato Ugo Ferri', ['Ugo Ferri']],
    ['Redacción: Marta Sol', ['Marta Sol']],
    ['Reporting by Ada Poe in Orsa; Editing by Ben Roe', ['Ada Poe']],
    ['گزارش: نرگس امینی', ['نرگس امینی']],
    ['谷报记者 周敏', ['周敏']],
    ['Texto: Inés Roca / Fotos: Pau Gil', ['Inés Roca']],
    ['Ada Poe, Author: Ben Roe', ['Ada Poe', 'Ben Roe']],
    ['Ada Poe; Ben Roe contributed to this report', ['Ada Poe']],
    ['ford_admin', []],
    ['webadmin2', []],
  ])('%s', (line, expected) => {
    expect(splitAuthors(line)).toEqual(expected);
  });

  it.each([
    ['14 May 2024 | Text: Ada Poe', 'Ada Poe'],
    ['Penulis: Rina Sari | Editor: Budi Hartono', 'Rina Sari'],
    ['2024-05-14 18:30 来源：港报 作者：李明 责任编辑：赵强', '李明'],
    ['14 мая 2024, 18:20 Автор: Ирина Белова', 'Ирина Белова'],
    ['Reviewed by Cy Doe — Written by Ada Poe — Updated', 'Ada Poe'],
    ['In other words: Ada Poe', null],
    ['A flood first reported by Ada Poe', null],
    ['14 May 2024 | Text: all of it', null],
    [`Text: Ada Poe ${'|'.repeat(160)}`, null],
  ])('are those behind a label: %s', (line, expected) => {
    expect(labelledNames(line)).toBe(expected);
  });
});

describe('the authors of a page', () => {
  const authorsOf = (head: string, bylines: string[] = [], site: string | null = null) =>
    findAuthors(headOf(`<head>${head}</head>`), site, bylines);
  const person = (...names: string[]) => story({ author: names.map((name) => ({ '@type': 'Person', name })) });
  const meta = (name: string) => `<meta name="author" content="${name}">`;

  it('are a person rather than a desk', () => {
    expect(authorsOf(meta('Gazette News Desk'), ['By Ada Poe'])).toEqual(['Ada Poe']);
    expect(authorsOf(person('Gazette Newsroom') + meta('Ada Poe'))).toEqual(['Ada Poe']);
    expect(authorsOf(meta('Gazette News Desk'), ['By reporters'])).toEqual(['Gazette News Desk']);
    // Nor does the paper stand in for its desk.
    expect(authorsOf(person('Ford News Desk') + meta('Ford Gazette'), [], 'Ford Gazette')).toEqual(['Ford News Desk']);
    expect(authorsOf(person('Ada Poe'), ['By Ben Roe'])).toEqual(['Ada Poe']);
  });

  it('are all of them where another source names the same and more', () => {
    expect(authorsOf(person('Ada Poe') + meta('Ben Roe, Ada Poe'))).toEqual(['Ben Roe', 'Ada Poe']);
    expect(authorsOf(person('Ada Poe') + meta('Ben Roe, Cy Doe'))).toEqual(['Ada Poe']);
    expect(authorsOf(person('Ada Poe') + meta('Ada Poe, Gazette Newsroom'))).toEqual(['Ada Poe']);
    expect(authorsOf(person('Ada Poe') + meta('Ada Poe, Ann Bay, Bob Cox, Cy Doe, Di Eno, Ed Fox'))).toEqual([
      'Ada Poe',
    ]);
  });

  it('are no keys and accounts while a name is there', () => {
    expect(authorsOf(person('ada-poe') + meta('Ada Poe'))).toEqual(['Ada Poe']);
    expect(authorsOf(person('adapoeGazette') + meta('Ada Poe'))).toEqual(['Ada Poe']);
    expect(authorsOf(meta('adapoeGazette'), ['By Ada Poe'])).toEqual(['Ada Poe']);
    expect(authorsOf(person('ada-poe'))).toEqual(['ada-poe']);
  });

  it('are linked by the number of their page, and no licence is', () => {
    expect(
      read('', '<h1>Weir opened by hand</h1><p><a href="/author/12">Ada Poe</a> — 14 May 2024</p>').authors,
    ).toEqual(['Ada Poe']);
    expect(
      read('', '<h1>Weir opened by hand</h1><p><a href="/licenses/by/4.0/">Common Ground</a></p>').authors,
    ).toEqual([]);
  });

  it('stand beside a date with their role, and no site does', () => {
    const date = '14 May 2024';
    expect(nameBesideDate(['Ada Poe, Valley News Service', date], null)).toBe('Ada Poe');
    expect(nameBesideDate(['Ada Poe', 'Gazette Staff Writer', date], null)).toBe('Ada Poe');
    expect(nameBesideDate(['Ada Poe', 'Another line', date], null)).toBeNull();
    expect(nameBesideDate(['Ada Poe, seen from the ridge', date], null)).toBeNull();
    expect(nameBesideDate(['Ford Notes', date], null, 'Ford Notes: Why the weir failed')).toBeNull();
    expect(nameBesideDate(['Ford Notes', date], null, 'Why the weir failed | Ford Notes')).toBeNull();
  });

  it('are named below the text, before what others wrote', () => {
    const names = (below: string) => read('<title>Weir opened by hand</title>', '', below).authors;
    expect(names('<p><em>Written by Ada Poe</em></p>')).toEqual(['Ada Poe']);
    expect(names('<p style="text-align: right">Ada Poe</p>')).toEqual(['Ada Poe']);
    expect(names('<p align="right">Ada Poe</p>')).toEqual(['Ada Poe']);
    expect(names('<p>Ada Poe</p>')).toEqual([]);
    expect(names('<p align="right">Ford Gazette News</p>')).toEqual([]);
    expect(names('<h3>Comments</h3><p>Written by Ada Poe</p>')).toEqual([]);
    expect(names('<div class="related"><p>Written by Ada Poe</p></div>')).toEqual([]);
    expect(names('<p hidden>Written by Ada Poe</p>')).toEqual([]);
    expect(names('<p><a href="/x">Written by Ada Poe</a></p>')).toEqual([]);
    expect(isSignature('Ada Poe')).toBe(true);
    expect(isSignature('Read More')).toBe(false);
  });
});

describe('the day of a page', () => {
  it('is read below the text when it stands nowhere else, and says that it is that of the publication', () => {
    const day = (above: string, below: string) => read('', above, below).publishedAt;
    expect(day('', '<p>First published on 14 May 2024</p>')).toMatchObject({
      value: '2024-05-14',
      source: 'visible-text',
      confidence: 0.5,
    });
    expect(day('', '<p>14 May 2024</p>')).toBeNull();
    expect(day('', '<p>The plan was published on 14 May 2024</p>')).toBeNull();
    expect(day('<p>12 May 2024</p>', '<p>Published 14 May 2024</p>')?.value).toBe('2024-05-12');
    expect(isOfPublication('Published 14 May 2024')).toBe(true);
    expect(isOfPublication('14 May 2024')).toBe(false);
  });

  it.each([
    ['Päivitetty 15.5.2024 klo 9.10 – Julkaistu 14.5.2024', '2024-05-14'],
    ['Frissítve: 2024. 5. 15. Megjelent: 2024. 5. 14.', '2024-05-14'],
    ['Ажурирано: 15. мај 2024. Објављено: 14. мај 2024.', '2024-05-14'],
    ['Ενημερώθηκε: 15 Μαΐου 2024 Δημοσιεύτηκε: 14 Μαΐου 2024', '2024-05-14'],
    ['עודכן: 15.05.2024 פורסם: 14.05.2024', '2024-05-14'],
    ['ปรับปรุง: 15 พ.ค. 2567 เผยแพร่: 14 พ.ค. 2567', '2024-05-14'],
    ['अपडेट: 15 मई 2024 प्रकाशित: 14 मई 2024', '2024-05-14'],
    ['به‌روزرسانی: ۱۴۰۳/۰۲/۲۶ انتشار: ۱۴۰۳/۰۲/۲۵', '2024-05-14'],
  ])('is that of the publication: %s', (line, expected) => {
    expect(publishedIn(line)?.value).toBe(expected);
  });

  it.each([
    ['2024 m. gegužės 14 d.', '2024-05-14'],
    ['2024. gada 14. maijā', '2024-05-14'],
    ['14 de maig de 2024', '2024-05-14'],
    ['14. maí 2024', '2024-05-14'],
    ['14. mai 2024', '2024-05-14'],
    ['14 май 2024 г.', '2024-05-14'],
    ['14 септембра 2024', null],
    ['14. септембар 2024.', '2024-09-14'],
    ['14 avqust 2024', '2024-08-14'],
    ['14 სექტემბერი 2024', '2024-09-14'],
    ['14 ستمبر 2024', '2024-09-14'],
    ['令和6年5月14日', '2024-05-14'],
    ['令和元年5月14日', '2019-05-14'],
    ['平成30年5月14日', '2018-05-14'],
    ['民國113年5月14日', '2024-05-14'],
    ['05/04/2024 6:30 PM EDT', '2024-05-04T18:30-04:00'],
    ['05/04/2024 18:30 CET', '2024-04-05T18:30+01:00'],
    ['۲۵ اردیبهشت ۱۴۰۳', '2024-05-14'],
    ['1403/02/25 18:30', '2024-05-14T18:30'],
    ['۳۰ اسفند ۱۴۰۳', '2025-03-20'],
    ['۳۰ اسفند ۱۴۰۲', null],
    ['۳۱ مهر ۱۴۰۲', null],
    ['1403/13/01', null],
    ['1369/01/01', null],
    ['1473/01/01', null],
    ['1403/00/01', null],
    ['1403/01/00', null],
  ])('is written %s', (written, expected) => {
    expect(readDate(written)?.value ?? null).toBe(expected);
  });

  it('is that of the Iranian calendar, year by year', () => {
    const iranian = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', { timeZone: 'UTC', dateStyle: 'short' });
    const part = (at: number, type: string) =>
      Number(iranian.formatToParts(at).find((each) => each.type === type)?.value);
    for (let at = Date.UTC(1991, 2, 21); at < Date.UTC(2042, 2, 20); at += 29 * 86_400_000) {
      const written = `${part(at, 'year')}/${part(at, 'month')}/${part(at, 'day')}`;
      expect([written, readDate(written)?.value]).toEqual([written, new Date(at).toISOString().slice(0, 10)]);
    }
  });
});
