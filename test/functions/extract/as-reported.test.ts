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
