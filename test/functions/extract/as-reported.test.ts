// Reporting clauses with as.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('as somebody reported', () => {
  test.each<[string, string[]]>([
    ['As the Herald reported, the mill was never insured.', ['the Herald | reported | the mill was never insured']],
    ['The mill was never insured, as the Herald reported.', ['the Herald | reported | The mill was never insured']],
    ['The mill was never insured, as she has often alleged.', ['she | alleged | The mill was never insured']],
    ['A fine mess, as the Herald reported.', []],
    [
      'As they say about the northern line, “the next train is always the last one”.',
      ['they | say | “the next train is always the last one”'],
    ],
    [
      'The lights went out just as Vireo Works announced a new lamp in Orsk.',
      ['Vireo Works | announced | a new lamp in Orsk (stance)'],
    ],
    ['The crowd cheered as the mayor announced that the port was open.', ['the mayor | announced | the port was open']],
    [
      'Besides, as Nils Amundsen of the Herald observed, the ferry was late.',
      ['Nils Amundsen of the Herald | observed | the ferry was late'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});

describe('“as X put it” and “or so X says”', () => {
  test.each<[string, string[]]>([
    [
      'The budget, as Senator Whitlam put it, is “a wish list”.',
      ['Senator Whitlam | put it | The budget / is “a wish list”'],
    ],
    ['“A mess,” as she put it.', ['she | put it | “A mess,”']],
    ['As Quist put it, “nobody paid”.', ['Quist | put it | “nobody paid”']],
    ['You can hear the sea, or so the brochure says.', ['the brochure | says | You can hear the sea']],
    ['The budget, as Senator Whitlam put it, and the plan were late.', []],
    ['The budget, as Quist put it.', []],
    ['The budget was late, as Quist put it, and long.', []],
    ['As Quist put it, yes.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
