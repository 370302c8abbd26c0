// Claims of whole passages, construction by construction, and what holds for every text.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { MOST_ASSERTIONS } from '../../../functions/extract/assertions.ts';
import { type ExtractInput, extract, extractClaims } from '../../../functions/extract/extract.ts';
import { type ExtractedClaim, ExtractedClaimSchema } from '../../../shared/records/claim.ts';

const PUBLISHED = '2024-03-14';

function attributed(text: string, input: Partial<ExtractInput> = {}): ExtractedClaim[] {
  return extractClaims({ text, publishedAt: PUBLISHED, ...input }).filter((claim) => claim.kind === 'attributed');
}

/** Speaker name (else the mention), cue and text of each attributed claim. */
function brief(text: string): [string | null, string | null, string][] {
  return attributed(text).map((claim) => [
    claim.speaker.name ?? claim.speaker.mention?.exact ?? null,
    claim.cue?.exact ?? null,
    claim.text,
  ]);
}

describe('constructions of reported speech', () => {
  test.each<[string, string, [string | null, string | null, string][]]>([
    [
      'a clause with "that"',
      'Ines Halm said that the bridge was safe.',
      [['Ines Halm', 'said', 'the bridge was safe']],
    ],
    ['a clause without "that"', 'Ines Halm said the bridge was safe.', [['Ines Halm', 'said', 'the bridge was safe']]],
    ['a quotation before its cue', '“It held,” Ines Halm said.', [['Ines Halm', 'said', 'It held']]],
    ['an inverted cue', '“It held,” said engineer Ines Halm.', [['Ines Halm', 'said', 'It held']]],
    [
      'an inverted cue after plain words',
      'The deck was sound, said Ines Halm.',
      [['Ines Halm', 'said', 'The deck was sound']],
    ],
    [
      'a cue at the end',
      'The deck was sound, the roads office said.',
      [['roads office', 'said', 'The deck was sound']],
    ],
    ['a quotation after a colon', 'Ines Halm wrote: “It held.”', [['Ines Halm', 'wrote', 'It held.']]],
    [
      'a quotation broken by its cue',
      '“It held,” Ines Halm said, “and it will hold.”',
      [['Ines Halm', 'said', 'It held and it will hold.']],
    ],
    [
      'a quotation that goes on after its cue',
      '“It held,” said Ines Halm. “Go home.”',
      [['Ines Halm', 'said', 'It held. Go home.']],
    ],
    ['a quotation that asks', '“Is it safe?” Ines Halm asked.', [['Ines Halm', 'asked', 'Is it safe?']]],
    [
      'an addressee',
      'Ines Halm told reporters in Orsk on Monday that the bridge was safe.',
      [['Ines Halm', 'told', 'the bridge was safe']],
    ],
    [
      'an addressee without "that"',
      'Ines Halm told the Orsk Courier she was sure.',
      [['Ines Halm', 'told', 'she was sure']],
    ],
    [
      'according to, in front',
      'According to the roads office, the bridge was safe.',
      [['roads office', 'According to', 'the bridge was safe']],
    ],
    [
      'according to, behind',
      'The bridge was safe, according to the roads office.',
      [['roads office', 'according to', 'The bridge was safe']],
    ],
    [
      'as reported',
      'As the Orsk Courier reported, the bridge was safe.',
      [['Orsk Courier', 'reported', 'the bridge was safe']],
    ],
    [
      'an adverb and a time between',
      'Vireo Works last month also said that it had left.',
      [['Vireo Works', 'said', 'it had left']],
    ],
    ['an infinitive', 'Vireo Works promised to plant 40 trees.', [['Vireo Works', 'promised', 'to plant 40 trees']]],
    ['a gerund', 'Ines Halm denied taking the money.', [['Ines Halm', 'denied', 'taking the money']]],
    ['was quoted as saying', 'Ines Halm was quoted as saying that it held.', [['Ines Halm', 'saying', 'it held']]],
    ['a participle', 'Ines Halm closed the bridge, saying it was old.', [['Ines Halm', 'saying', 'it was old']]],
    [
      'a second cue for one speaker',
      'Ines Halm said it held and added that it was old.',
      [
        ['Ines Halm', 'said', 'it held'],
        ['Ines Halm', 'added', 'it was old'],
      ],
    ],
    [
      'two speakers in one sentence',
      'Ines Halm said it held, but Otto Venn warned that it was old.',
      [
        ['Ines Halm', 'said', 'it held'],
        ['Otto Venn', 'warned', 'it was old'],
      ],
    ],
    [
      'an accusation',
      'The union accused Vireo Works of hiding reports.',
      [['union', 'accused', 'Vireo Works of hiding reports']],
    ],
    [
      'a passive accusation',
      'Vireo Works was accused by the union of hiding reports.',
      [['union', 'accused', 'hiding reports']],
    ],
    [
      'an impersonal report',
      'It is understood that the mill was sold.',
      [[null, 'It is understood', 'the mill was sold']],
    ],
    ['is said to', 'The mill is said to be for sale.', [[null, 'is said to', 'The mill is said to be for sale']]],
    [
      'dialogue with a dash',
      '— The water came in, Mrs Tarn recalls, and then it left.',
      [['Tarn', 'recalls', 'The water came in and then it left']],
    ],
    [
      'a dateline',
      'ORSK (Courier) – The bridge was safe, the roads office said.',
      [['roads office', 'said', 'The bridge was safe']],
    ],
    ['doubled single marks', "''It held,'' said Ines Halm.", [['Ines Halm', 'said', 'It held']]],
    ['single marks with an apostrophe', '‘We can’t stay,’ said Ines Halm.', [['Ines Halm', 'said', 'We can’t stay']]],
    ['guillemets', '«It held,» said Ines Halm.', [['Ines Halm', 'said', 'It held']]],
    [
      'an announcement before a paragraph',
      'Ines Halm declared:\n\n“It held all night.”',
      [['Ines Halm', 'declared', 'It held all night.']],
    ],
    [
      'a claim denied behind its noun',
      'Vireo Works denied claims that its pumps leaked.',
      [['Vireo Works', 'denied', 'its pumps leaked']],
    ],
  ])('%s', (_name, text, expected) => {
    expect(brief(text)).toEqual(expected);
  });
});

describe('what looks like reported speech and is none', () => {
  test.each([
    ['a refusal to comment', 'Vireo Works declined to comment on Monday.'],
    ['no answer', 'Vireo Works did not respond to a request for comment.'],
    ['a nickname in quotation marks', 'The worm, known as “Bluebell”, spreads by mail.'],
    ['scare quotes', 'The “ghost train” runs once a week.'],
    ['add in its other sense', 'The chain added 40 stores in 2023 and now runs 312.'],
    ['a participle as an adjective', 'The said device was found in a drawer.'],
    ['recall of goods', 'Vireo Works recalled 4,000 pumps on Monday.'],
    ['a charge in court', 'Otto Venn was charged with arson and was denied bail.'],
    ['a hypothesis', 'If the mayor says that it is over, people will go home.'],
    ['a plain question', 'Did the mayor say that it was over?'],
    ['a wish', 'People wanted to say that it was over.'],
  ])('%s', (_name, text) => {
    expect(brief(text)).toEqual([]);
  });
});

describe('speakers', () => {
  test.each<[string, string, number, string | null]>([
    ['an apposition with a doctor in it', 'Hugh Marl, a doctor, said the ward was full.', 0, 'Hugh Marl'],
    ['a role with its name behind', 'The owner, Pia Kron, said the boat was sound.', 0, 'Pia Kron'],
    ['a relative clause', 'Hugh Marl, who ran the ward, according to the Courier, said it was full.', 0, 'Hugh Marl'],
    ['titles are left out', 'Army spokesman Colonel Idris Vale said nobody had fled.', 0, 'Idris Vale'],
    [
      'a long role with capitals',
      'Council Coordinator for Public Works Ada Quist said it was late. Quist left.',
      0,
      'Ada Quist',
    ],
    ['a surname', 'Hugh Marl runs the ward. It is full, Marl said.', 0, 'Hugh Marl'],
    ['an acronym', 'The National Water Board (NWB) met. The NWB said the river was clean.', 0, 'National Water Board'],
    ['a pronoun', 'Hugh Marl runs the ward. He said it was full.', 0, 'Hugh Marl'],
    ['a pronoun that agrees in gender', 'Mrs Ada Quist met Mr Hugh Marl. She said it was late.', 0, 'Ada Quist'],
    ['it for an institution', 'The Ostran army moved overnight. It said nine villages were safe.', 0, 'Ostran army'],
    ['the official', '“It held,” said Hugh Marl.\n\nThe official also said that it was old.', 1, 'Hugh Marl'],
    [
      'the mayor by role',
      'Mayor Ada Quist opened the bridge. Rain fell. The mayor said it would last.',
      0,
      'Ada Quist',
    ],
    ['unnamed officials', 'Two officials said the river was clean.', 0, null],
    ['a carried speaker', 'Hugh Marl saw it. “The hill came down,” he said.\n\n“We ran for the road.”', 1, 'Hugh Marl'],
  ])('%s', (_name, text, index, name) => {
    expect(attributed(text)[index]?.speaker.name).toBe(name);
  });

  test('a quotation over paragraphs is one claim, each paragraph opening with a mark and only the last closing', () => {
    const text =
      '“I have two things to say,” Ada Quist told the council. “The first is thanks.\n\n“The second is that I will go.”';
    const claims = attributed(text);
    expect(claims).toHaveLength(1);
    expect(claims[0]?.content.map((span) => span.exact)).toEqual([
      'I have two things to say',
      'The first is thanks.',
      'The second is that I will go.',
    ]);
  });

  test('a next paragraph in its own marks is a claim of its own with the speaker carried over', () => {
    const [, second] = attributed('“It held,” said Hugh Marl.\n\n“It is an old bridge.”');
    expect(second).toMatchObject({ cue: null, speaker: { mention: null, name: 'Hugh Marl', resolvedBy: 'carried' } });
    expect(second?.speaker.mentionRef?.exact).toBe('Hugh Marl');
  });

  test('the role is kept beside the name', () => {
    expect(attributed('Hugh Marl, a doctor at Orsk hospital, said it was full.')[0]?.speaker.role).toBe(
      'doctor at Orsk hospital',
    );
  });
});

describe('polarity and certainty', () => {
  test.each<[string, string, string, string | null]>([
    ['Ada Quist said it was late.', 'affirmed', 'certain', null],
    ['Ada Quist denied that it was late.', 'denied', 'certain', null],
    ['Ada Quist rejected reports that it was late.', 'denied', 'certain', null],
    ['Ada Quist said it was not late.', 'affirmed', 'certain', null],
    ['Ada Quist does not believe that it was late.', 'denied', 'hedged', 'speaker'],
    ['Ada Quist doubted that it was late.', 'denied', 'hedged', 'speaker'],
    ['Ada Quist did not say whether it was late.', 'questioned', 'hedged', 'speaker'],
    ['Ada Quist declined to confirm that it was late.', 'questioned', 'hedged', 'speaker'],
    ['The Blues would neither confirm nor deny that Quist was ill.', 'questioned', 'hedged', 'speaker'],
    ['Ada Quist believes it was late.', 'affirmed', 'hedged', 'speaker'],
    ['Ada Quist alleged that it was late.', 'affirmed', 'hedged', 'author'],
    ['Ada Quist reportedly said that it was late.', 'affirmed', 'hedged', 'author'],
    ['Ada Quist said it might be late.', 'affirmed', 'hedged', 'speaker'],
    ['Ada Quist warned that it could break.', 'affirmed', 'hedged', 'speaker'],
    ['Ada Quist said she could see the sea.', 'affirmed', 'certain', null],
    ['Ada Quist said about 40 people were late.', 'affirmed', 'certain', null],
  ])('%s', (text, polarity, level, by) => {
    expect(attributed(text)[0]).toMatchObject({ polarity, certainty: { level, by } });
  });

  test('hedges are kept as written', () => {
    expect(attributed('Ada Quist said it would probably hold, or perhaps not.')[0]?.certainty.hedges).toEqual([
      'probably',
      'perhaps',
    ]);
  });

  test('manner words are kept with their place', () => {
    const text = 'The army is secretly buying shells, Ada Quist said.';
    expect(attributed(text)[0]?.modifiers).toEqual([{ text: 'secretly', start: 12, end: 20 }]);
  });
});

describe('dates of a claim', () => {
  test.each<[string, string | null, string[]]>([
    ['The bridge held, Ada Quist said on Monday.', '2024-03-11', []],
    ['The bridge held, Ada Quist said on Thursday.', '2024-03-14', []],
    ['Last Tuesday Ada Quist told staff that the bridge held.', '2024-03-12', []],
    ['The bridge was shut on Monday, and Ada Quist said it would fall.', null, []],
    ['On Monday morning and evening, Ada Quist said the bridge held.', '2024-03-11', []],
    ['One storm on Monday, and Ada Quist said the bridge was lost.', '2024-03-11', []],
    ['Ada Quist said the bridge would open on Monday.', null, ['2024-03-18']],
    ['Ada Quist said the bridge fell on Monday.', null, ['2024-03-11']],
    ['Ada Quist, who visited on Monday, said the bridge held.', null, []],
    ['The bridge held, according to a survey published by the roads office on Monday.', '2024-03-11', []],
    ['Vireo Works closed the mill last week, saying it was old.', '2024-W10', []],
    ['Vireo Works ordered the closure last week, saying it was old.', '2024-W10', []],
    ['The bridge held, Ada Quist said in May, adding that it was old.', '2023-05', []],
    ['Ada Quist hopes to play in June, but said the bridge held.', null, []],
    ['Ada Quist opened the fair on Monday and said the bridge held.', null, []],
    ['Ada Quist on Tuesday shut the fair, but said the bridge held.', '2024-03-12', []],
    ['On Tuesday Ada Quist shut the fair and said the bridge held.', '2024-03-12', []],
    ['Ada Quist on Tuesday said the bridge held.', '2024-03-12', []],
    ['Ada Quist said in the 1990s that the bridge held.', null, []],
    ['Ada Quist said the bridge fell on 31 June.', null, []],
    ['Ada Quist said the bridge was rusty as early as 2019.', null, ['2019']],
    ['Ada Quist said the bridge had as many as 2019 bolts.', null, []],
    ['Ada Quist said the bridge fell on a Sunday.', null, []],
    ['Ada Quist said the bridge fell on a Sunday morning.', null, []],
    ['Ada Quist said on a Monday call that the bridge fell.', '2024-03-11', []],
    ['Ada Quist said in a Monday interview that the bridge fell.', '2024-03-11', []],
    ['Ada Quist said the lock will soon open in July.', null, ['2024-07']],
    ['Ada Quist said the lock will not open in July.', null, ['2024-07']],
    ['Ada Quist said the lock will have closed by July.', null, ['2024-07']],
    ['Ada Quist said boats may have left in July.', null, ['2023-07']],
    ['Ada Quist said that in July boats may have left.', null, ['2023-07']],
    ['Ada Quist said the lock had to close in July.', null, ['2023-07']],
    ['Ada Quist said it wanted to close in July.', null, ['2023-07']],
    ['Vireo Works threatened to strike in July.', null, ['2024-07']],
    ['To leave in July, Ada Quist said, would be wrong.', null, ['2024-07']],
    ['Ada Quist said the lock was set up in July.', null, ['2023-07']],
    ['Ada Quist said the lock was due in July.', null, ['2024-07']],
  ])('%s', (text, saidOn, events) => {
    const claim = attributed(text)[0];
    expect(claim?.saidOn?.iso ?? null).toBe(saidOn);
    expect(claim?.eventTime.map((time) => time.iso)).toEqual(events);
  });

  test.each<[string, string[]]>([
    ['The bridge is shut until Friday, the port said.', ['2024-05-17']],
    ['The bridge was shut until Monday, the port said.', ['2024-05-13']],
    ['A deal was possible by Friday, the port said.', ['2024-05-17']],
    ['The bridge was shut on Friday, the port said.', ['2024-05-10']],
    ['Fares to rise in June - council leader', ['2024-06']],
    ['Fares rose in June - council leader', ['2023-06']],
  ])('in the content: %s', (text, times) => {
    const [claim] = extractClaims({ text, lang: 'en', publishedAt: '2024-05-15' });
    expect(claim?.eventTime.map(({ iso }) => iso)).toEqual(times);
  });

  test('of the main clause are not those of one behind "after"', () => {
    const text = 'Tolls will fall, the ministry said on Monday, after drivers complained that they were too high.';
    const claims = extractClaims({ text, lang: 'en', publishedAt: '2024-05-15' });
    expect(claims.map(({ saidOn }) => saidOn?.iso ?? null)).toEqual(['2024-05-13', null]);
  });

  test('a date inside what is said first is not when more was added', () => {
    const claims = attributed('A ship sank on Tuesday, Ada Quist said, adding that nobody was hurt.');
    expect(claims.map(({ text, saidOn }) => [text, saidOn])).toEqual([
      ['A ship sank on Tuesday', null],
      ['nobody was hurt', null],
    ]);
  });

  test('of a participle in front is another deed’s', () => {
    const text = 'Having left on Monday, Ada Quist says the mill is shut.';
    const [claim] = extractClaims({ text, lang: 'en', publishedAt: '2024-05-15' });
    expect(claim?.saidOn).toBeNull();
  });

  test('a date behind a preposition that ends the line before', () => {
    const text = 'The results for the\n4 March 2024 count of Orsk held 12 seats.';
    const times = extractClaims({ text, lang: 'en', publishedAt: '2024-03-05' }).map(({ eventTime }) => eventTime);
    expect(times.map(([time]) => time?.iso)).toEqual(['2024-03-04']);
  });

  test('without a publication date only full dates are resolved', () => {
    const [claim] = attributed('Ada Quist said on Monday that it fell on 4 March 2019.', { publishedAt: null });
    expect(claim?.saidOn).toBeNull();
    expect(claim?.eventTime.map((time) => time.iso)).toEqual(['2019-03-04']);
  });
});

describe('nesting', () => {
  test('a claim inside a claim points to it', () => {
    const claims = attributed('Ada Quist says Otto Venn told her that the tower was haunted.');
    expect(claims.map((claim) => [claim.speaker.name, claim.parent])).toEqual([
      ['Ada Quist', null],
      ['Otto Venn', 0],
    ]);
  });

  test('her own belief inside what she says is no second claim', () => {
    expect(attributed('Ada Quist said she believed that the tower was haunted.')).toHaveLength(1);
  });
});

describe('assertions of the article itself', () => {
  const plain = 'The mill in Orsk produced 4,200 tonnes of paper in 2023, 12 percent more than in 2022.';

  test('a checkable sentence outside every attribution is kept', () => {
    const [claim] = extractClaims({ text: plain, publishedAt: PUBLISHED });
    expect(claim).toMatchObject({
      kind: 'assertion',
      text: plain,
      cue: null,
      quoteType: null,
      speaker: { type: 'outlet' },
    });
    expect(claim?.checkworthiness).toBeGreaterThan(0.5);
  });

  test('opinion and talk about oneself is not', () => {
    expect(extractClaims({ text: 'We should all love this wonderful old mill more than we do.' })).toEqual([]);
  });

  test('a refusal to comment is not', () => {
    expect(
      extractClaims({ text: 'The 40 owners of the mill in Orsk had not responded to a request for comment in 2023.' }),
    ).toEqual([]);
  });

  test('only the highest ranked are kept, in reading order', () => {
    const text = Array.from(
      { length: 30 },
      (_, i) => `The mill in Orsk produced ${i + 2},200 tonnes of paper in ${1990 + i}, ${i + 2} percent more.`,
    ).join('\n\n');
    const claims = extractClaims({ text, publishedAt: PUBLISHED });
    expect(claims).toHaveLength(MOST_ASSERTIONS);
    expect(claims.map((claim) => claim.sentence.start)).toEqual(
      claims.map((claim) => claim.sentence.start).sort((a, b) => a - b),
    );
  });
});

describe('other languages', () => {
  test.each([
    ['told by the tag', 'de', 'Ada Quist said that it was late.'],
    [
      'told by the words',
      null,
      '„Die Brücke hält“, sagte Ada Quist am Montag in der Stadt und fügte hinzu, dass niemand verletzt worden sei.',
    ],
  ])('%s: nothing rather than something wrong', (_name, lang, text) => {
    expect(extract({ text, lang })).toEqual({ claims: [], attributions: [] });
  });
});

describe('content', () => {
  test('a quotation inside the content keeps its marks', () => {
    expect(attributed('Ada Quist said “it held” all night.')).toMatchObject([
      { text: '“it held” all night', quoteType: 'mixed' },
    ]);
  });

  test.each(['Ada Quist said: “…”', 'Ada Quist said, “—”.', '“…”, Ada Quist said.', 'Ada Quist said: “”.'])(
    'none without a letter or digit: %s',
    (text) => {
      expect(attributed(text)).toEqual([]);
    },
  );

  test.each([
    'Ada Quist declared:\n\n“It held.”',
    'In a speech, she declared:\n\n“It held.”',
    'Stated Quist:\n\n“It held.”',
  ])('the next paragraph alone where it is announced: %j', (text) => {
    expect(attributed(text)[0]?.content.map((span) => span.exact)).toEqual(['It held.']);
  });

  test('a name that the content cuts is no entity of it', () => {
    const [claim] = attributed('Otto Venn reminds readers of Guests Who Left Orsk.');
    expect(claim).toMatchObject({ text: 'Who Left Orsk', entities: [] });
  });
});

describe('attributions', () => {
  test('keep "that" with the content, and stances that are no claims', () => {
    const { claims, attributions } = extract({
      text: 'Ada Quist said that it was late. Otto Venn supports the new plan.',
    });
    expect(claims.filter((claim) => claim.kind === 'attributed')).toHaveLength(1);
    expect(attributions.map((a) => [a.source?.text, a.cue?.text, a.content.map((span) => span.text)])).toEqual([
      ['Ada Quist', 'said', ['that it was late']],
      ['Otto Venn', 'supports', ['the new plan']],
    ]);
  });

  test('carry the fields of their claims, flat; what is not known is null, and a stance has none', () => {
    const { attributions } = extract({
      text:
        'Ada Quist told reporters on Monday that the port may have secretly moved 40 crates in May. ' +
        '“It is late,” a spokesman said. Otto Venn supports the new plan.',
      publishedAt: '2024-06-13',
    });
    expect(attributions.map(({ source, cue, content, type, ...fields }) => fields)).toEqual([
      {
        polarity: 'affirmed',
        certainty: 'hedged',
        said_on: '2024-06-10',
        event_date: '2024-05',
        speaker: 'Ada Quist',
        quantities: ['40 crates'],
        manner: 'secretly',
      },
      {
        polarity: 'affirmed',
        certainty: 'certain',
        said_on: null,
        event_date: null,
        speaker: 'a spokesman',
        quantities: [],
        manner: null,
      },
      {},
    ]);
  });
});

const FRAGMENTS = [
  'Ada Quist',
  'the ministry',
  'He',
  'said',
  'told reporters',
  'denied',
  'that',
  'on Monday',
  'it was late',
  '“It held,”',
  '"',
  '“',
  '”',
  "'",
  '’',
  ',',
  '.',
  '?',
  ':',
  ';',
  '—',
  '(',
  ')',
  '\n\n',
  '\n',
  'according to',
  'by',
  'was accused',
  'of',
  '12 percent',
  '$3.2bn',
  'who',
  'and',
  'saying',
  'may',
  '4 March 2024',
  'between 2 and 5 million',
  "''",
  '«',
  '»',
  'U.S.',
  'a.m.',
  '😀',
  '\u0000',
  'é',
];
const prose = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 60 }).map((parts) => parts.join(' '));
const anything = fc.oneof(
  prose,
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

describe('any text', () => {
  property.prop([anything], { numRuns: 400 })(
    'gives records of the schema whose spans stand in the text, the same each time',
    (text) => {
      const input = { text, lang: 'en', publishedAt: PUBLISHED };
      const { claims, attributions } = extract(input);
      for (const claim of claims) {
        ExtractedClaimSchema.parse(claim);
        const spans = [...claim.content, claim.cue, claim.speaker.mention, claim.speaker.mentionRef].filter(
          (span) => span !== null,
        );
        for (const span of spans) expect(text.slice(span.start, span.end)).toBe(span.exact);
        for (const part of [...claim.modifiers, ...claim.quantities, ...claim.entities, ...claim.eventTime]) {
          expect(text.slice(part.start, part.end)).toBe(part.text);
        }
        expect(text.slice(claim.content[0]!.start - claim.prefix.length, claim.content[0]!.start)).toBe(claim.prefix);
        if (claim.parent !== null) expect(claims[claim.parent]).toBeDefined();
      }
      for (const { source, cue, content } of attributions) {
        for (const span of [source, cue, ...content])
          if (span) expect(text.slice(span.start, span.end)).toBe(span.text);
      }
      expect(extract(input)).toEqual({ claims, attributions });
    },
  );

  test.each([
    ['marks', '“'],
    ['open quotations', '“a '],
    ['single marks', " 'a"],
    ['low marks', ' ‚a'],
    ['commas', ', '],
    ['one word without end', 'x'],
    ['one sentence without end', 'the man said that he '],
    ['brackets', 'Marl (a) said, '],
    ['quotations that go on', '‘It held.\n\n'],
    ['institutions', 'The Dam Safety Board met. The board said it was so. It said it was so. '],
    ['verbs that may be nouns', 'the union claims the '],
  ])(
    '100,000 characters of %s are read without failing',
    (_name, unit) => {
      const text = unit.repeat(Math.ceil(100_000 / unit.length));
      expect(() => extractClaims({ text, lang: 'en' })).not.toThrow();
    },
    60_000,
  );
});
