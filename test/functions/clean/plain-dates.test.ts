// The date of a plain text: what a line, a byline or a dateline states, and never what a caption or a sentence does.
import { describe, expect, test } from 'vitest';
import { readByline } from '../../../functions/clean/byline.ts';
import { cleanPlainText } from '../../../functions/clean/plain-text.ts';

const HEADLINE = 'Velden port opens again after strike of eleven days';
const LEAD =
  'The port of Velden opened again on Tuesday after a strike of eleven days that had stopped all ferries to the islands.';
const REST = [
  '“We are glad that the ships sail again,” said harbour master Olen Marsh, who had spent the night in talks with the union.',
  'Under the agreement, the 400 dock workers will receive four percent more pay from July, the port authority said.',
  'Shops on the islands reported that flour, milk and fuel had run short, although the army flew in supplies on Sunday.',
];
const cleaned = (...beforeRest: string[]) => cleanPlainText([HEADLINE, ...beforeRest, ...REST].join('\n\n'));
const dateOf = (...beforeRest: string[]) => {
  const { date } = cleaned(...beforeRest);
  return date && { value: date.read.value, source: date.source };
};

describe('a byline', () => {
  test.each([
    ['By Mara Quist, 7 May 2024', '2024-05-07', 'By Mara Quist'],
    ['By Mara Quist, May 7, 2024', '2024-05-07', 'By Mara Quist'],
    ['By Mara Quist and Ivo Stern, Tuesday, 7 May 2024, 18:20', '2024-05-07T18:20', 'By Mara Quist and Ivo Stern'],
    ['By Mara Quist | Published 7 May 2024', '2024-05-07', 'By Mara Quist'],
    ['By Mara Quist (7 May 2024)', '2024-05-07', 'By Mara Quist'],
    ['Von Mara Quist – 7. Mai 2024', '2024-05-07', 'Von Mara Quist'],
  ])('%j dates its article and names its authors', (line, value, names) => {
    const { date, byline, paragraphs } = cleaned(line, LEAD);
    expect(date).toMatchObject({ read: { value }, evidence: line, source: 'visible-text' });
    expect(byline).toBe(names);
    expect(paragraphs).toEqual([LEAD, ...REST]);
  });

  test.each([
    'By Monday, 7 May 2024',
    'By Mara Quist, Velden',
    'By Mara Quist, 7 May',
    'By the river, 7 May 2024',
    'By Mara Quist, who came to Velden on 7 May 2024',
    'Mara Quist, 7 May 2024',
    `By ${'Mara Quist, '.repeat(9)}7 May 2024`,
  ])('%j is none with a date', (line) => {
    expect(readByline(line)?.date ?? null).toBeNull();
  });

  test('that dates a change does not date the publication', () => {
    expect(dateOf('By Mara Quist, updated 9 May 2024', LEAD)).toBeNull();
  });
});

describe('a dateline', () => {
  const story = LEAD.replace('The', 'the');
  const long = `${LEAD} Nobody was hurt in the harbour.`;
  test.each([
    ['VELDEN, May 7, 2024 (Interwire) - ', LEAD],
    ['VELDEN, Lorvane, 7 May 2024 (Interwire) — ', LEAD],
    ['Velden, 7 May 2024 (Interwire) – ', LEAD],
    ['PORT VELDEN, 2024-05-07 -- ', long],
    ['ST. VELDEN, Lorvane, MAY 7, 2024 – ', long],
  ])('%j dates its article', (dateline, text) => {
    expect(dateOf(dateline + text)).toEqual({ value: '2024-05-07', source: 'dateline' });
  });

  test('may stand under a standfirst', () => {
    expect(
      dateOf('The harbour master is glad that the ships sail again after all.', `VELDEN, May 7, 2024 - ${long}`),
    ).toEqual({ value: '2024-05-07', source: 'dateline' });
  });

  test.each([
    ['without a year', `VELDEN, May 7 (Interwire) - ${long}`],
    ['without a date', `VELDEN (Interwire) - ${long}`],
    ['of a day that is none', `VELDEN, May 37, 2024 (Interwire) - ${long}`],
    ['in words', `Velden, 7 May 2024 – ${long}`],
    ['of a caption, with a colon', `VELDEN, LORVANE, MAY 7, 2024: ${long}`],
    ['of a caption, behind a dash', `VELDEN, LORVANE - MAY 7, 2024 - ${long}`],
    ['of a caption, short', 'VELDEN, May 7, 2024 - Ferries at the quay after the end of the strike.'],
    ['of an event', `On May 7, 2024 – the day that ${story} the port was full of people.`],
  ])('%s dates nothing', (_, text) => {
    expect(dateOf(text)).toBeNull();
  });

  test('deep in the article is a sentence like any other', () => {
    const { date } = cleanPlainText(
      [HEADLINE, LEAD, ...REST, `VELDEN, May 7, 2024 (Interwire) - ${long}`].join('\n\n'),
    );
    expect(date).toBeNull();
  });
});

describe('of several dates', () => {
  const dateline = `VELDEN, May 6, 2024 (Interwire) - ${LEAD}`;
  test.each([
    [
      'the printed one comes before that of the byline',
      ['8 May 2024', 'By Mara Quist, 7 May 2024', dateline],
      '2024-05-08',
    ],
    ['that of the byline before the dateline', ['By Mara Quist, 7 May 2024', dateline], '2024-05-07'],
    [
      'that of publication before that of a change',
      ['Updated 9 May 2024', 'Published 7 May 2024', dateline],
      '2024-05-07',
    ],
    [
      'that of the publication behind one of a change',
      ['Updated 9 May 2024 - Published 7 May 2024', LEAD],
      '2024-05-07',
    ],
    ['the dateline before that of a change', ['Updated 9 May 2024', dateline], '2024-05-06'],
    ['that of a change for want of another', ['Updated 9 May 2024', LEAD], '2024-05-09'],
  ])('%s', (_, lines, value) => {
    expect(dateOf(...lines)?.value).toBe(value);
  });

  test('that of a change is trusted less', () => {
    const confidence = (line: string) => cleaned(line, LEAD).date?.confidence ?? 0;
    expect(confidence('Updated 9 May 2024')).toBeLessThan(confidence('9 May 2024'));
  });
});

describe('a line near the headline', () => {
  test.each([
    ['17 апреля 2024, 14:20', '2024-04-17T14:20'],
    ['12 Mayıs 2024', '2024-05-12'],
    ['12 mag 2024', '2024-05-12'],
    ['torsdag 9 maj 2024', '2024-05-09'],
    ['Publié le 15 mai 2024 à 12h04, mis à jour le 16 mai 2024 à 08h30', '2024-05-15T12:04'],
    ['Ada Poe · Courier News · Posted: May 12, 2024', '2024-05-12'],
    ['Courier News / 12 May 2024, 14:20', '2024-05-12T14:20'],
    ['مارا كويست 12 May 2024', '2024-05-12'],
  ])('%j dates the article and is no paragraph', (line, value) => {
    expect(dateOf(line, LEAD)).toEqual({ value, source: 'visible-text' });
    expect(cleaned(line, LEAD)).toMatchObject({ date: { evidence: line }, paragraphs: [LEAD, ...REST] });
  });

  test('is believed less when it names somebody, or dates a change', () => {
    expect(cleaned('12 May 2024', LEAD).date?.confidence).toBe(0.6);
    expect(cleaned('Ada Poe · 12 May 2024', LEAD).date?.confidence).toBe(0.5);
    expect(cleaned('Updated 14 May 2024', 'Ada Poe · 12 May 2024', LEAD).date?.read.value).toBe('2024-05-12');
    expect(cleaned('Courier News / Updated: 14 May 2024', LEAD).date).toMatchObject({
      read: { value: '2024-05-14' },
      confidence: 0.5,
    });
    expect(cleaned('Updated 14 May 2024', 'Courier News / Updated: 15 May 2024', LEAD).date?.read.value).toBe(
      '2024-05-14',
    );
  });

  test.each([
    'Ferries wait at the quay of Velden, 28 April 2024',
    'Ferries at the quay of Velden on 28 April 2024. (Photo by Ivo Stern)',
    'Photo: Ivo Stern, 28 April 2024',
    'Read more: Army flies flour to the islands, 28 April 2024',
    '- Army Flies Flour, 28 April 2024',
    'The army flew flour to the islands on 28 April 2024 and milk on the day after, said its spokesman in Velden.',
    'Army Flies Flour And Milk And Fuel To Orm And Sund, Courier Says, 28 April 2024',
    `Ada Poe · ${'Courier '.repeat(6)}· ${'.'.repeat(80)} 28 April 2024`,
    'Ada Poe · 28 April',
  ])('%j does not', (line) => {
    expect(dateOf(line, LEAD)).toBeNull();
  });

  test('dates the article from below a standfirst, not from further below', () => {
    const datedAfter = (count: number) =>
      cleanPlainText(
        [HEADLINE, LEAD, ...REST, ...REST.map((text) => `${text} So it is.`)]
          .toSpliced(count, 0, '12 May 2024')
          .join('\n\n'),
      ).date;
    expect(datedAfter(2)?.read.value).toBe('2024-05-12');
    expect(datedAfter(6)?.read.value).toBe('2024-05-12');
    expect(datedAfter(7)).toBeNull();
  });
});
