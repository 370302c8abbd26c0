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
    [
      'The mayor has not confirmed that the port was shut.',
      ['The mayor | has not confirmed | the port was shut (questioned)'],
    ],
    ['The firm has never disclosed what it paid.', ['The firm | has never disclosed | what it paid (questioned)']],
    ['The firm did not find that the port was shut.', ['The firm | did not find | the port was shut (denied)']],
    ['The witness was not told that the dam was weak.', []],
    [
      'The firm has yet to confirm whether the port was shut.',
      ['The firm | has yet to confirm | the port was shut (questioned)'],
    ],
    [
      'The mayor is yet to say why the port was shut.',
      ['The mayor | is yet to say | why the port was shut (questioned)'],
    ],
    ['The firm has yet to prove that the port was shut.', []],
    ['The mayor has yet to comment.', []],
    ['The mayor was quick to point out that the port was shut.', ['The mayor | point out | the port was shut']],
    ['The mayor would be quick to point out that the port was shut.', []],
    ['The mayor is likely to point out that the port was shut.', []],
    ['The mayor took to Facebook to say that the port was shut.', ['The mayor | say | the port was shut']],
    [
      'The mayor had taken to social media on Monday to deny that the port was shut.',
      ['The mayor | deny | the port was shut (denied)'],
    ],
    ['The mayor wrote to parents to say that the port was shut.', ['The mayor | say | the port was shut']],
    ['The letters written to parents to say that the port was shut were lost.', []],
    ['The mayor took a boat to see that the port was shut.', []],
    ['The mayor took the train to Lund to say that the port was shut.', []],
    ['The mayor took to the sea to prove that the port was shut.', []],
    ['Halm likes to say that the sea is patient.', ['Halm | say | the sea is patient']],
    ['Halm would like to say that the sea is patient.', []],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
