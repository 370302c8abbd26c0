// Which texts are prints of one piece of writing: examples of each rule on both sides of its threshold.
import { describe, expect, test } from 'vitest';
import { factsOf } from '../../../functions/deduplicate/facts.ts';
import { hashWords, smallestShingles, WRITINGS } from '../../../functions/deduplicate/shingles.ts';
import {
  decodeSignature,
  INDEX_KEYS,
  LOOKUP_KEYS,
  type Signature,
  signText,
} from '../../../functions/deduplicate/signature.ts';
import { decodeSketch, encodeSketch } from '../../../functions/deduplicate/sketch.ts';
import {
  compareSignatures,
  MIN_CONTAINMENT,
  MIN_CONTAINMENT_OF_SMALL_PART,
  MIN_FOUND,
  MIN_JACCARD_OF_SHORT,
  MIN_JACCARD_WITH_FACTS,
  MIN_SHARED_SHINGLES,
  SMALL_PART,
} from '../../../functions/deduplicate/verify.ts';
import { filler } from '../../support/articles.ts';

const compare = (a: string, b: string) => compareSignatures(signText(a).signature, signText(b).signature);

/** A signature with exact numbers of shingles: `from`..`to` of an endless list of them. */
function shinglesOf(from: number, to: number, facts = ''): Extract<Signature, { kind: 'sketch' }> {
  const words = Array.from({ length: to - from + 2 }, (_, i) => `w${from + i}`).join(' ');
  return {
    kind: 'sketch',
    writing: WRITINGS.words,
    sketch: decodeSketch(encodeSketch(hashWords(words), 50_000)),
    facts: factsOf(facts, WRITINGS.words),
  };
}

describe('long texts are copies by containment', () => {
  test.each([
    { name: 'at the threshold', shared: 44, match: true },
    { name: 'just below it', shared: 43, match: false },
  ])('$name', ({ shared, match }) => {
    const similarity = compareSignatures(shinglesOf(0, 100), shinglesOf(100 - shared, 300 - shared));
    expect(similarity === null).toBe(!match);
    if (match) expect(similarity!.similarity).toBeCloseTo(MIN_CONTAINMENT, 10);
  });

  test('and say how much of the first text the second covers', () => {
    expect(compareSignatures(shinglesOf(0, 100), shinglesOf(0, 400))).toEqual({ similarity: 1, covered: 1 });
    expect(compareSignatures(shinglesOf(0, 400), shinglesOf(0, 100))).toEqual({ similarity: 1, covered: 0.25 });
  });
});

describe('what is a small part of the longer text has to be most of the shorter', () => {
  test.each([
    { name: 'at the threshold', shared: 60, longer: 301, match: true },
    { name: 'just below it', shared: 59, longer: 296, match: false },
    { name: 'no small part', shared: 59, longer: 295, match: true },
  ])('$name', ({ shared, longer, match }) => {
    expect(60 / 100).toBe(MIN_CONTAINMENT_OF_SMALL_PART);
    expect(59 / 295).toBe(SMALL_PART);
    const [short, long] = [shinglesOf(0, 100), shinglesOf(100 - shared, 100 - shared + longer)];
    expect(compareSignatures(short, long) !== null).toBe(match);
    expect(compareSignatures(long, short) !== null).toBe(match);
  });

  test('a sentence quoted from a long article makes none of a short one', () => {
    const quoted =
      'the harbour office had known about the cracks in the outer wall since the winter before last and had asked three ' +
      'times for the money to close them, each time in writing and each time without an answer from the people whose task ' +
      'it is to read such letters before the next storm comes in from the west';
    const long = `${filler(3, 300)} The engineer said ${quoted}. ${filler(4, 300)}`;
    const short = `${filler(5, 55)} In the view of the engineer, ${quoted}.`;
    expect(compare(short, long)).toBeNull();
  });
});

describe('beside a very long text, so many shingles have to be found', () => {
  /** A sample of `sampled` shingles below a small limit, of a text of `total`. */
  const sampleOf = (from: number, sampled: number, total: number): Signature => {
    const signature = shinglesOf(0, 100);
    const hashes = Uint32Array.from({ length: sampled }, (_, i) => from + i);
    return { ...signature, sketch: { total, limit: 1000, hashes } };
  };

  test.each([
    { name: 'as many as that', found: MIN_FOUND, match: true },
    { name: 'one less, though all that are compared', found: MIN_FOUND - 1, match: false },
  ])('$name', ({ found, match }) => {
    const [short, long] = [sampleOf(0, found, 300), sampleOf(0, 300, 50_000)];
    expect(compareSignatures(short, long) !== null).toBe(match);
    expect(compareSignatures(long, short) !== null).toBe(match);
  });

  test('a text that says one thing over and over has no more to find', () => {
    const slogan = 'Vote for Orsk! '.repeat(50);
    expect(compare(slogan, `${slogan} Vote for Orsk!`)).toEqual({ similarity: 1, covered: 1 });
    expect(compare(slogan, 'Vote for Velm! '.repeat(50))).toBeNull();
  });

  test('articles that each share a sentence with it are no copies of it', () => {
    const numbered = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `w${from + i}`).join(' ');
    const long = numbered(0, 50_000);
    for (let i = 0; i < 200; i++) {
      const own = 100_000 + 1000 * i;
      const article = `${numbered(own, own + 150)} ${numbered(200 * i, 200 * i + 20)} ${numbered(own + 200, own + 350)}`;
      expect(compare(article, long)).toBeNull();
    }
    expect(compare(numbered(7000, 8200), long)).not.toBeNull();
  });
});

describe('texts that share little are copies only when nearly the same as a whole', () => {
  test.each([
    { name: 'enough shared shingles need no more', a: [0, MIN_SHARED_SHINGLES], b: [0, 60], match: true },
    { name: 'one less, in a longer text, is not enough', a: [0, MIN_SHARED_SHINGLES - 1], b: [0, 60], match: false },
    { name: 'short texts with Jaccard at the threshold', a: [0, 20], b: [0, 25], match: true },
    { name: 'short texts just below it', a: [0, 20], b: [0, 26], match: false },
  ])('$name', ({ a, b, match }) => {
    expect(20 / 25).toBe(MIN_JACCARD_OF_SHORT);
    expect(compareSignatures(shinglesOf(a[0]!, a[1]!), shinglesOf(b[0]!, b[1]!)) !== null).toBe(match);
  });
});

describe('what is measured in words is as many characters where words are not set apart', () => {
  const least = Math.ceil(MIN_SHARED_SHINGLES * WRITINGS.ideographs.perWord);
  test.each([
    { name: 'enough of them', shared: least, match: true },
    { name: 'one less', shared: least - 1, match: false },
  ])('$name', ({ shared, match }) => {
    const inIdeographs = (from: number, to: number): Signature => ({
      ...shinglesOf(from, to),
      writing: WRITINGS.ideographs,
    });
    expect(compareSignatures(inIdeographs(0, 100), inIdeographs(100 - shared, 200)) !== null).toBe(match);
  });
});

describe('reports of one template with other facts are not copies', () => {
  const place = (i: number) => ['red', 'green', 'blue', 'grey', 'pink', 'black', 'white', 'brown'][i]!;
  /** `values` at places that two calls share. */
  const facts = (values: number[]) => values.map((value, i) => `then ${place(i)} ${value} boxes went away`).join(' ');

  test.each([
    { name: 'all facts differ', others: [11, 12, 13, 14, 15, 16, 17, 18], match: false },
    { name: 'three of eight differ', others: [1, 2, 3, 4, 5, 16, 17, 18], match: false },
    { name: 'two of eight differ: a later filing', others: [1, 2, 3, 4, 5, 6, 17, 18], match: true },
    { name: 'one of three differs: a correction', others: [1, 2, 13], match: true },
    { name: 'two of three differ', others: [1, 12, 13], match: false },
    { name: 'the only fact differs: too little to tell', others: [11], match: true },
    { name: 'none differs', others: [1, 2, 3, 4, 5, 6, 7, 8], match: true },
  ])('long: $name', ({ others, match }) => {
    const mine = facts(others.map((_, i) => i + 1));
    expect(compareSignatures(shinglesOf(0, 100, mine), shinglesOf(1, 101, facts(others))) !== null).toBe(match);
  });

  test.each([
    {
      name: 'one fact differs and none is the same, of two to be expected',
      other: '12 crates',
      facts: 3,
      match: false,
    },
    { name: 'the same, of fewer to be expected', other: '12 crates', facts: 2, match: true },
    { name: 'one is the same', other: '1 crates', facts: 3, match: true },
    { name: 'no place is in common', other: '12 barrels', facts: 3, match: true },
  ])('with other words around the facts: $name', ({ other, facts: count, match }) => {
    const own = (side: string) =>
      Array.from({ length: count - 1 }, (_, i) => `${side} ${place(i)} ${i} rose`).join(' ');
    const one = shinglesOf(0, 100, `${own('up')} they sold 1 crates`);
    const two = shinglesOf(10, 110, `${own('down')} they sold ${other}`);
    expect(compareSignatures(one, two) !== null).toBe(match);
  });

  test('unless every word of one is in the other: then only capitals differ', () => {
    const mine = facts([1, 2, 3]);
    const others = facts([11, 12, 13]);
    expect(compareSignatures(shinglesOf(0, 100, mine), shinglesOf(0, 100, others))).not.toBeNull();
    expect(compareSignatures(shinglesOf(0, 100, mine), shinglesOf(0, 200, others))).not.toBeNull();
    const article = filler(8, 200).replace(/\. /g, ', Orsk said, Velm agreed. ');
    expect(compare(article, article.toUpperCase())).toEqual({ similarity: 1, covered: 1 });
    const edited = article.replace(/Velm agreed/g, 'Velm disagreed').toUpperCase();
    expect(compare(article, edited)).not.toBeNull();
  });

  test('a brief is not a part of a very long text of its template, of which a few shingles only are compared', () => {
    const report = (n: number, words: number) =>
      `The council approved plan ${n} for the harbour wall after a debate of ${(n % 7) + 2} hours. “We waited ${n % 30} years for plan ${n}, and it is the one that we can pay for,” said its chair, who leads the committee. Nobody denied that the cost of ${n % 90} million crowns had been hidden. ${filler(n, words)}`;
    const long = [7001, 7002, 7003].map((n) => report(n, 11_500));
    for (let n = 100; n < 140; n++) {
      for (const text of long) expect(compare(report(n, 60), text)).toBeNull();
    }
  });

  test('short: one other fact is enough to tell them apart', () => {
    expect(compareSignatures(shinglesOf(0, 30, facts([1])), shinglesOf(0, 30, facts([2])))).toBeNull();
    expect(compareSignatures(shinglesOf(0, 30, facts([1])), shinglesOf(0, 30, facts([1])))).not.toBeNull();
  });

  test('a sale of another house in the same words', () => {
    const sale = (street: string, month: string, price: string, feet: string, year: string) =>
      `The detached house at ${street} has found a new owner. The sale was finalised on ${month} for $${price}, which ` +
      `comes to a price of $${feet} per square foot. The property, built in ${year}, offers a garage, a garden and a ` +
      `cellar. Homes in this part of town have become more expensive over the past twelve months, according to the ` +
      `county register. This item was written by a program that reads public records, and was checked by an editor.`;
    const one = sale('12 Larch Way', 'May 3', '310,000', '188', '1974');
    expect(compare(one, sale('77 Alder Row', 'June 19', '455,500', '231', '1991'))).toBeNull();
    expect(compare(one, `OSTWICK (Courier) - ${one} Read more in our property section.`)).not.toBeNull();
  });
});

describe('briefs with a few words changed are copies when their facts bear it out', () => {
  const facts = (count: number) =>
    ['the 3rd of', 'by 41 votes', 'near 60 houses'].slice(0, count).join(' while some others ');

  test.each([
    { name: 'two equal facts', a: [0, 20], b: [0, 50], count: 2, match: true },
    { name: 'one, which may be what every report is about', a: [0, 20], b: [0, 50], count: 1, match: false },
    { name: 'less in common', a: [0, 20], b: [0, 51], count: 3, match: false },
  ])('$name', ({ a, b, count, match }) => {
    expect(20 / 50).toBe(MIN_JACCARD_WITH_FACTS);
    const [one, other] = [shinglesOf(a[0]!, a[1]!, facts(count)), shinglesOf(b[0]!, b[1]!, facts(count))];
    expect(compareSignatures(one, other) !== null).toBe(match);
  });

  test.each([
    [
      'a reprint',
      'Heavy snow closed the Arlen Pass on Tuesday night, stranding 60 truck drivers. Authorities opened a gymnasium in ' +
        'the village of Tarn as an emergency shelter.',
      'Heavy snow closed the Arlen Pass late on Tuesday, stranding 60 truck drivers. The authorities opened a gymnasium in ' +
        'the village of Tarn as an emergency shelter.',
      true,
    ],
    [
      'another accident in the same words',
      'A man, 62, died on Sunday when his car left Route 9 near Dale and hit a tree, state police said. He was alone in the ' +
        'vehicle and was not wearing a seat belt.',
      'A man, 23, died on Friday when his car left Route 31 near Oxbow and hit a tree, state police said. He was alone in ' +
        'the vehicle and was not wearing a seat belt.',
      false,
    ],
  ])('%s', (_, a, b, match) => {
    expect(compare(a, b) !== null).toBe(match);
  });
});

describe('two articles in the same furniture', () => {
  const furniture =
    'Sign up for our free newsletter and get the stories that matter to your inbox every morning. You can leave at any ' +
    'time by clicking the link at the bottom of each letter. We welcome your comments: please keep them civil and on ' +
    'topic, since personal attacks and links to shops are removed without notice. We aim to be accurate and fair. If you ' +
    'see a mistake, please write to the editors with the headline, the day and a short explanation, and we will look into ' +
    'it as soon as possible. By reading on you agree to the use of cookies for statistics, tailored content and adverts. ' +
    'You can change your settings at any time in the privacy centre.';
  const council =
    'The council of Millbrook voted 7-2 to close the pool for good, and Mayor Susan Ford, who had fought for it, said that ' +
    'Dale would take 40 children a day. Repairs would have cost 3.1 million, a report by Harlan Brothers had found, while ' +
    'the town spends 600,000 on all its parks. About 80 residents came, among them Tom Alvarez, who taught there.';
  const strike =
    'Workers at the port of Galen ended a strike of 9 days after a vote on Monday, when 611 of 840 agreed to a rise of 4 ' +
    'percent. In the harbour, more than 50 ships had waited, and the firm Ostra had moved 300 cars by train to Velm. The ' +
    'minister, Ana Lise, thanked both sides, while the leader of the union, Peter Lund, called it a truce until May.';

  /** Facts at places `from`..`to` of an endless list of them. */
  const facts = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => {
      const place = String.fromCharCode(97 + Math.floor((from + i) / 26), 97 + ((from + i) % 26));
      return `then ${place} ${from + i} boxes went away`;
    }).join(' ');

  // Both texts have 100 shingles; of `mine` and `others` facts they share `same`.
  test.each([
    { name: 'no fact, of twelve to be expected', shared: 60, mine: 20, others: 20, same: 0, match: false },
    { name: 'less than a tenth of them', shared: 60, mine: 20, others: 20, same: 1, match: false },
    { name: 'more than a tenth', shared: 60, mine: 20, others: 20, same: 2, match: true },
    { name: 'none, of twelve that one text lets expect', shared: 60, mine: 20, others: 1, same: 0, match: false },
    { name: 'none, of twelve beside a text without facts', shared: 60, mine: 20, others: 0, same: 0, match: true },
    { name: 'none, of more than four', shared: 60, mine: 7, others: 7, same: 0, match: false },
    { name: 'none, of less than four', shared: 60, mine: 6, others: 6, same: 0, match: true },
    { name: 'none, of fifteen, in three quarters of the text', shared: 75, mine: 20, others: 20, same: 0, match: true },
    { name: 'none, of fifteen, in a little less', shared: 74, mine: 20, others: 20, same: 0, match: false },
  ])('shared: $name', ({ shared, mine, others, same, match }) => {
    const one = shinglesOf(0, 100, facts(0, mine));
    const other = shinglesOf(100 - shared, 200 - shared, facts(mine - same, mine - same + others));
    expect(compareSignatures(one, other) !== null).toBe(match);
    expect(compareSignatures(other, one) !== null).toBe(match);
  });

  test('are none of each other, since what they share names hardly anyone', () => {
    expect(compare(`${council} ${furniture}`, `${strike} ${furniture}`)).toBeNull();
  });

  test('while one article with and without it is', () => {
    expect(compare(`${council} ${furniture}`, council)).not.toBeNull();
    expect(compare(`${council} ${furniture}`, `${furniture} ${council} ${strike}`)).not.toBeNull();
  });

  test.each([
    ['in one of them', `${filler(9, 60)} ${furniture}`, `${council} ${furniture}`],
    ['in both', `${filler(9, 60)} of Orsk ${furniture}`, `${filler(10, 60)} of Velm ${furniture}`],
  ])('and where few facts are to be expected %s, their lack tells nothing', (_, a, b) => {
    expect(compare(a, b)).not.toBeNull();
    expect(compare(b, a)).not.toBeNull();
  });
});

describe('the beginning of a long text is found', () => {
  const article = filler(11, 1500);
  const beginning = article.split(' ').slice(0, 70).join(' ');

  test('by keys of its own', () => {
    const [whole, part] = [signText(article), signText(beginning)];
    expect(whole.keys.filter((key) => part.keys.includes(key))).toHaveLength(2);
    expect(whole.keys).toHaveLength(INDEX_KEYS);
    expect(compareSignatures(part.signature, whole.signature)).not.toBeNull();
  });

  test('while a short text has no other beginning', () => {
    const short = article.split(' ').slice(0, 60).join(' ');
    const { keys, lookupKeys } = signText(short);
    const smallest = smallestShingles(hashWords(short), 5, LOOKUP_KEYS);
    expect([...keys, ...lookupKeys]).toEqual(smallest.map((hash) => `1s${hash}`));
  });
});

describe('texts too short to sample', () => {
  test.each([
    ['the same words in other punctuation', 'Bridge closed until Monday', 'BRIDGE closed, until Monday!', true],
    ['another word', 'Bridge closed until Monday', 'Bridge closed until Tuesday', false],
    ['a word more', 'Bridge closed until Monday', 'Bridge closed until Monday evening', false],
  ])('are copies only word for word: %s', (_, a, b, match) => {
    expect(compare(a, b)).toEqual(match ? { similarity: 1, covered: 1 } : null);
    expect(signText(a).keys.join() === signText(b).keys.join()).toBe(match);
  });

  test('are never copies of long ones', () => {
    const long = filler(1, 40);
    expect(compare('Bridge closed until Monday', long)).toBeNull();
    expect(compare(long, 'Bridge closed until Monday')).toBeNull();
  });

  test.each([
    { words: 11, kind: 'exact', keys: 1, lookups: 0 },
    { words: 12, kind: 'sketch', keys: 8, lookups: 0 },
    { words: 20, kind: 'sketch', keys: INDEX_KEYS, lookups: LOOKUP_KEYS - INDEX_KEYS },
  ])('end at eleven words: $words words are $kind', ({ words, kind, keys, lookups }) => {
    const signed = signText(Array.from({ length: words }, (_, i) => `word${i}`).join(' '));
    expect(signed.signature.kind).toBe(kind);
    expect(signed.keys).toHaveLength(keys);
    expect(signed.lookupKeys).toHaveLength(lookups);
  });

  test('without a word are found under no key', () => {
    expect(signText(' … ').keys).toEqual([]);
  });
});

describe('a signature', () => {
  test.each([
    ['short', 'Bridge closed until Monday'],
    ['long', filler(2, 600)],
  ])('of a %s text is read back from its bytes', (_, text) => {
    const { signature, bytes } = signText(text);
    expect(decodeSignature(bytes)).toEqual(signature);
  });

  test('carries its version in every key, so that versions never meet', () => {
    const { keys, lookupKeys } = signText(filler(3, 100));
    for (const key of [...keys, ...lookupKeys]) expect(key).toMatch(/^1s[0-9a-f]{16}$/);
    expect(signText('Bridge closed').keys[0]).toMatch(/^1x[0-9a-f]{16}$/);
    expect(new Set([...keys, ...lookupKeys]).size).toBe(LOOKUP_KEYS);
  });
});

describe('copies as they are made', () => {
  const original = filler(4, 400);
  const words = original.split(' ');
  test.each([
    ['another typography', original.replace(/'/g, '’').replace(/\. /g, '.\n\n')],
    ['a dateline and a footer', `VELM (Courier) - ${original} Sign up for the morning letter.`],
    ['the first third', words.slice(0, 130).join(' ')],
    ['the middle cut out', [...words.slice(0, 130), ...words.slice(270)].join(' ')],
    ['as much other text appended', `${original} ${filler(5, 400)}`],
    ['every twelfth word changed', words.map((word, i) => (i % 12 === 5 ? `other${i}` : word)).join(' ')],
  ])('%s is a copy', (_, copy) => {
    expect(compare(original, copy)).not.toBeNull();
    expect(compare(copy, original)).not.toBeNull();
  });

  test.each([
    ['another text', filler(6, 400)],
    ['one with a paragraph in common', `${filler(7, 300)} ${words.slice(0, 100).join(' ')}`],
    ['one that changes every third word', words.map((word, i) => (i % 3 === 1 ? `other${i}` : word)).join(' ')],
  ])('%s is none', (_, other) => {
    expect(compare(original, other)).toBeNull();
  });
});
