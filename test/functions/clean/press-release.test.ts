// The frame of press releases, and articles that only look framed.
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { isPressRelease, upToEndMark, withoutReleaseFrame } from '../../../functions/clean/press-release.ts';
import { withoutReferences } from '../../../functions/clean/text-entities.ts';

const ONE =
  'The dam above Orsa is safe, the Orsa Company said on Friday, after it had measured it for nine days and nine nights.';
const TWO =
  'The council will publish the report in June. Until then nobody may fish from the wall, as forty people did last summer.';
const ABOUT = 'The Orsa Company builds dams and mills and has done so since 1871.';
const CONTACT = ['Media contact:', 'Ada Poe', 'ada@orsa.example'];
const clean = (text: string, name = 'a.txt') => cleanDocument({ bytes: Buffer.from(text), name });

describe('a press release', () => {
  it.each([
    ['a mark at its top', ['FOR IMMEDIATE RELEASE', ONE]],
    ['an embargo', ['Embargoed until 7 May 2024', ONE]],
    ['a wire service', [`ORSA, May 7, 2024 /OrsaWire/ -- ${ONE}`]],
    ['a wire service in brackets', [`ORSA, May 7, 2024--(ORSA WIRE)--${ONE}`, `ORSA--(ORSA WIRE)--${ONE}`]],
    ['a sender', ['News provided by Orsa Company', ONE]],
    ['a contact with an address', [ONE, TWO, ...CONTACT]],
    ['an end with a number to call', [ONE, TWO, '###', 'Ada Poe, +47 555 01 20']],
  ])('is known by %s', (_, lines) => {
    expect(isPressRelease(lines)).toBe(true);
  });

  it.each([
    ['prose', [ONE, TWO]],
    ['a menu', ['Contact us', 'About us', 'Privacy', ONE]],
    ['a sentence about a release', ['The press release was wrong, for immediate release it was not.', ONE]],
    ['an end without anybody to call', [ONE, '###', TWO]],
    ['a caption', [`ORSA, May 7 (AP) - ${ONE}`]],
  ])('is not seen in %s', (_, lines) => {
    expect(isPressRelease(lines)).toBe(false);
  });

  it.each([
    ['about the company', ['About Orsa Company', ABOUT]],
    ['about the company in one paragraph', [`About Orsa: ${ABOUT}`]],
    ['what lawyers ask for', ['Forward-looking statements', 'Results may differ.']],
    ['notes', ['Notes to editors:', 'Pictures are at hand.']],
    ['whom to call', CONTACT],
    ['where to read on', ['For more information, visit orsa.example.']],
    ['its source', ['SOURCE Orsa Company']],
    ['its end', ['###', 'Ada Poe']],
    ['its end in letters', ['-ends-', 'Ada Poe']],
  ])('is cut before %s', (_, tail) => {
    const body = ['PRESS RELEASE', 'News provided by Orsa Company', ONE, TWO];
    expect(withoutReleaseFrame([...body, ...tail], [...body, ...tail])).toEqual([ONE, TWO]);
    // An article may have such a section.
    expect(withoutReleaseFrame([ONE, TWO, ...tail], [ONE, TWO])).toEqual([ONE, TWO, ...tail]);
  });

  it.each([
    ['PRESSEMITTEILUNG', 'Pressekontakt:'],
    ['Communiqué de presse', 'À propos de Barrages Orsa'],
    ['Nota de prensa', 'Acerca de la Compañía Orsa'],
  ])('is cut in other languages: %s, %s', (mark, heading) => {
    const lines = [mark, ONE, TWO, heading, ABOUT];
    expect(withoutReleaseFrame(lines, lines)).toEqual([ONE, TWO]);
  });

  it.each([
    ['Orsa, 12 de marzo de 2024.- ', '2024-03-12'],
    ['Orsa, le 18 janvier 2024 – ', '2024-01-18'],
  ])('is dated by the dateline of other languages: %s', (dateline, value) => {
    const text = `NOTA DE PRENSA\n\nDam above Orsa is safe\n\n${dateline}${ONE}\n\n${TWO}`;
    expect(clean(text)).toMatchObject({ article: { publishedAt: { value, source: 'dateline' } } });
  });

  it('is cut before a heading that is no paragraph itself', () => {
    const lines = ['PRESS RELEASE', ONE, TWO, 'About Orsa Company', ABOUT];
    expect(withoutReleaseFrame([ONE, TWO, ABOUT], lines, lines)).toEqual([ONE, TWO]);
    const text = `PRESS RELEASE\n\nDam above Orsa is safe\n\n${ONE}\n\n${TWO}\n\nAbout Orsa Company\n${ABOUT}`;
    expect(clean(text)).toMatchObject({ article: { text: `${ONE}\n\n${TWO}` } });
  });

  it('is not cut near its beginning', () => {
    const lines = ['PRESS RELEASE', 'About Orsa Company', ABOUT, ONE, TWO];
    expect(withoutReleaseFrame(lines, lines)).toEqual(lines.slice(1));
  });

  it('ends at its mark in a plain text, and is dated by its dateline', () => {
    const text = `FOR IMMEDIATE RELEASE\n\nDam above Orsa is safe\n\nPort Orsa, May 7, 2024 – ${ONE}\n\n${TWO}\n\n- 30 -\n\n${ABOUT}\n\n${CONTACT.join('\n')}`;
    expect(clean(text)).toMatchObject({
      article: {
        title: 'Dam above Orsa is safe',
        text: `Port Orsa, May 7, 2024 – ${ONE}\n\n${TWO}`,
        publishedAt: { value: '2024-05-07', source: 'dateline' },
      },
    });
    expect(clean(text.replace(/^.*\n\n/, '').split('- 30')[0] as string)).toMatchObject({
      article: { publishedAt: null },
    });
  });

  it('is cut in a page as well', () => {
    const page = `<html lang="en"><title>Dam is safe</title><body><h1>Dam is safe</h1><p>Press release</p><p>${ONE}</p><p>${TWO}</p><p>${TWO.replace('June', 'July')}</p><p><b>About Orsa Company</b></p><p>${ABOUT}</p></body></html>`;
    expect(clean(page, 'a.html')).toMatchObject({
      article: { text: `${ONE}\n\n${TWO}\n\n${TWO.replace('June', 'July')}` },
    });
  });
});

describe('upToEndMark', () => {
  it.each([
    ['a mark behind most of the text', 'One two three four\n###\nfive', 'One two three four\n'],
    ['a mark as the last line', 'One two three four\n-30-', 'One two three four\n'],
    ['a mark near the beginning', 'One\n###\ntwo three four five six', 'One\n###\ntwo three four five six'],
    ['a heading of Markdown', 'One two\n### Three', 'One two\n### Three'],
    ['no line feed', 'ENDS', 'ENDS'],
  ])('with %s', (_, text, expected) => {
    expect(upToEndMark(text)).toBe(expected);
  });
});

describe('character references in plain text', () => {
  it('are decoded when there are several', () => {
    expect(withoutReferences('&quot;Dam &amp; mill&quot;, it&#8217;s &copy; &nosuch;')).toBe(
      '"Dam & mill", it’s © &nosuch;',
    );
    expect(withoutReferences('The sign for & is written &amp; there.')).toBe('The sign for & is written &amp; there.');
    expect(withoutReferences('AT&T; R&D;')).toBe('AT&T; R&D;');
  });

  it('may hide a page', () => {
    const page = `<p>${ONE}</p><p>${TWO}</p><p>${ABOUT}</p>`.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(clean(page)).toMatchObject({ article: { text: `${ONE}\n\n${TWO}\n\n${ABOUT}` } });
    const twice = page.replaceAll('&', '&amp;');
    expect(clean(twice)).toMatchObject({ kind: 'article' });
  });
});

describe('a page that somebody escaped inside JSON', () => {
  it('is read as a page', () => {
    const body = `&lt;p&gt;${ONE}&lt;/p&gt;&lt;p&gt;${TWO}&lt;/p&gt;`;
    expect(clean(JSON.stringify({ title: 'Dam is safe', body }), 'a.json')).toMatchObject({
      article: { text: `${ONE}\n\n${TWO}` },
    });
  });
});

describe('a text without line feeds', () => {
  it('is no comment policy for its words', () => {
    const text =
      `${ONE} ${TWO} In a forum some readers left comments that the council called respectful; a report on the discussion, which was moderated, will be posted by Friday under its terms of use. ${`${ONE} ${TWO} `.repeat(3)}`.trim();
    expect(clean(text)).toMatchObject({ article: { text } });
  });
});
