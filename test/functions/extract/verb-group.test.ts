// The words around a reporting verb: negation, silence and carriers.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('auxiliaries, negation and carriers', () => {
  test.each<[string, string[]]>([
    ["The firm's said to be broke.", []],
    ['The mayor went on to say that the port was shut.', ['The mayor | say | the port was shut']],
    ['The mayor goes on to suggest that the port was shut.', ['The mayor | suggest | the port was shut']],
    ['The mayor was on to say that the port was shut.', []],
    [
      'The mayor failed to mention that the port was shut.',
      ['The mayor | failed to mention | the port was shut (denied)'],
    ],
    [
      'The mayor declined to confirm or deny that the port was shut.',
      ['The mayor | declined to confirm or deny | the port was shut (questioned)'],
    ],
    [
      'The mayor could neither confirm nor deny that the port was shut.',
      ['The mayor | could neither confirm nor deny | the port was shut (questioned)'],
    ],
    [
      'The mayor neither confirmed nor denied that the port was shut.',
      ['The mayor | neither confirmed nor denied | the port was shut (questioned)'],
    ],
    [
      'The mayor wanted to say that the port was shut.',
      ['The mayor | wanted | to say that the port was shut (stance)'],
    ],
    ['The mayor could say that the port was shut.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
