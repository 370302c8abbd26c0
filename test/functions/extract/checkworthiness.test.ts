// Which sentences rank high for checking, and which low, and what the score must not depend on.
import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import {
  CHECKWORTHY_AT,
  logOdds,
  readRankModel,
  scoreCheckworthiness,
  sentenceFeatures,
  TRAITS,
} from '../../../functions/extract/checkworthiness.ts';
import { CHECKWORTHINESS_MODEL } from '../../../functions/extract/checkworthiness-model.ts';
import { tokenize } from '../../../functions/extract/tokens.ts';

const score = (sentence: string): number => scoreCheckworthiness(tokenize(sentence));

test.each([
  'Unemployment fell to 4.1 percent last year, the lowest rate since 1999.',
  'The state spent $40 million on roads in Orsk and cut taxes twice.',
  'The bridge, which opened in 1931, carries 40,000 cars a day.',
  'The mill has cut 300 jobs since Otto Venn took over.',
])('worth a check: %s', (sentence) => {
  expect(score(sentence)).toBeGreaterThanOrEqual(CHECKWORTHY_AT);
});

test.each([
  'Thank you very much.',
  'I think we should all try to be good.',
  'What would you do?',
  'We will see.',
  'The weather was beautiful.',
  'The council will decide next week.',
  'Read more about this story here.',
  'It is hard to say whether this is a good idea.',
])('not worth a check: %s', (sentence) => {
  expect(score(sentence)).toBeLessThan(CHECKWORTHY_AT);
});

test('an empty sentence has a score', () => {
  expect(score('')).toBeLessThan(CHECKWORTHY_AT);
});

test.each([
  ['a statement above its question', 'Orsk has cut taxes twice.', 'Has Orsk cut taxes twice?'],
  ['a number above none', 'The mill cut 300 jobs.', 'The mill cut jobs.'],
  ['a share above a bare number', 'Crime fell by 30 percent in Orsk.', 'Crime fell by 30 in Orsk.'],
  ['a deed above a plan', 'The council cut taxes.', 'The council will cut taxes.'],
  ['a deed above a wish', 'The council cut taxes.', 'The council should cut taxes.'],
  ['a deed above a possibility', 'The mill closed its gates.', 'If it could, the mill might close its gates.'],
  ['a fact above an opinion about it', 'The mill lost its largest customer.', 'I think the mill is in a bad way.'],
  ['a sentence above its beginning', 'The company paid its workers less than the law asks for.', 'The company paid.'],
])('%s', (_, higher, lower) => {
  expect(score(higher)).toBeGreaterThan(score(lower));
});

describe('what a score does not depend on', () => {
  test.each([
    ['whom a sentence names', 'The state paid Ann Roe twice.', 'The state paid Otto Venn twice.'],
    ['which year it was', 'The mill burned down in 1931.', 'The mill burned down in 2022.'],
    ['the digits of a number', 'The mill cut 300 jobs.', 'The mill cut 412 jobs.'],
    ['the kind of apostrophe', "The mill didn't pay its workers.", 'The mill didn’t pay its workers.'],
  ])('%s', (_, one, other) => {
    expect(score(one)).toBe(score(other));
  });

  property.prop([fc.string({ unit: 'grapheme' })])('any text has one score from 0 to 1', (text) => {
    const first = score(text);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(first).toBeLessThanOrEqual(1);
    expect(score(text)).toBe(first);
  });
});

describe('features', () => {
  const traits = (sentence: string): Record<string, number> =>
    Object.fromEntries(
      sentenceFeatures(tokenize(sentence))
        .traits.map((value, i) => [TRAITS[i], value] as const)
        .filter(([, value]) => value > 0),
    );

  test.each([
    ['It cost $5.', '#money'],
    ['Prices rose 5 percent.', '#share'],
    ['It sold 2 million cars.', '#large'],
    ['It opened in 1931.', '#year'],
    ['It has three doors.', '#word'],
    ['It has 14 doors.', '#'],
  ])('the number of "%s" is of kind %s', (sentence, kind) => {
    const found = Object.keys(traits(sentence)).filter((trait) => trait.startsWith('#'));
    expect(found).toEqual([kind]);
    expect(sentenceFeatures(tokenize(sentence)).words).toContain(kind);
  });

  test.each([
    ['She had gone.', 'AUX-past', 'VERB-past'],
    ['She is watching.', 'AUX-s', 'VERB-ing'],
    ['He keeps bees.', 'VERB-s', 'NOUN'],
    ['They may keep bees.', 'AUX-base', 'VERB-base'],
  ])('the verbs of "%s" are %s and %s', (sentence, one, other) => {
    expect(traits(sentence)).toMatchObject({ [one]: 1, [other]: 1 });
  });

  test('a name of three words is one name', () => {
    expect(traits('They met Ada Maria Quist.').PROPN).toBe(1);
  });

  test('more than two of a kind are two', () => {
    expect(traits('Roads, bridges, canals and rails rot.').NOUN).toBe(2);
  });

  test.each([
    ['?', 'question'],
    ['!', 'exclamation'],
  ])('%s makes a trait %s', (mark, trait) => {
    expect(traits(`It has gone${mark}`)[trait]).toBe(1);
  });
});

describe('a model as text', () => {
  const none = TRAITS.map(() => '0').join(' ');
  const odds = (model: string, sentence: string): number =>
    logOdds(readRankModel(model), sentenceFeatures(tokenize(sentence)));

  test('the bias alone is what a sentence without a known word gets', () => {
    expect(odds(`-150\n${none}`, 'Bees hum.')).toBe(-1.5);
  });

  test('words, pairs and stems add to it', () => {
    const model = `0\n${none}\n100 tower|tow~\n50 tower was`;
    const tower = odds(model, 'The tower was old.');
    expect(tower).toBeGreaterThan(odds(model, 'That tower is old.'));
    expect(odds(model, 'That tower is old.')).toBeGreaterThan(0);
    expect(odds(model, 'The towers are old.')).toBeGreaterThan(0);
    expect(odds(model, 'The was tower old.')).toBe(odds(model, 'That tower is old.'));
  });

  test('a word that has a weight is not looked up by its stem', () => {
    expect(odds(`0\n${none}\n100 tow~\n-100 towers`, 'The towers are old.')).toBeLessThan(0);
  });

  test('a model of other traits is refused', () => {
    expect(() => readRankModel('0\n1 2 3')).toThrow(`expected ${TRAITS.length} traits, got 3`);
  });

  test('the shipped one knows no name, no year and no digit', () => {
    const names = CHECKWORTHINESS_MODEL.split('\n')
      .slice(2)
      .join('|')
      .replaceAll(/(?:^|\|)-?\d+ /g, '|');
    expect(names).not.toMatch(/[\p{Lu}\d]/u);
  });
});
