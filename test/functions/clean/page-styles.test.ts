// Headline, authors and day of pages that are laid out in less common ways.
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { readDate } from '../../../functions/clean/date-text.ts';
import { parseHtml } from '../../../functions/clean/html-tree.ts';
import { readHead } from '../../../functions/clean/page-head.ts';
import { publishedIn } from '../../../functions/clean/publication-date.ts';
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

describe('the day of a page', () => {
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
    for (let at = Date.UTC(1991, 2, 21); at < Date.UTC(2090, 0, 1); at += 29 * 86_400_000) {
      const written = `${part(at, 'year')}/${part(at, 'month')}/${part(at, 'day')}`;
      expect([written, readDate(written)?.value]).toEqual([written, new Date(at).toISOString().slice(0, 10)]);
    }
  });
});
