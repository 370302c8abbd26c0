// Clauses: what is an object and what begins a clause of its own.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('an object before a clause of its own', () => {
  test.each<[string, string[]]>([
    [
      'She suggested a walk, and they took the long way.',
      ['She | suggested | a walk, and they took the long way (stance)'],
    ],
    ['He maintained the bridge until 1954, when the county took it over.', []],
    ['He maintained the bridge, and the county was glad.', []],
    ['She suggested a walk, but the county was glad.', ['She | suggested | a walk, but the county was glad (stance)']],
    [
      'The mayor said the dam, the quay, and the bridge are shut.',
      ['The mayor | said | the dam, the quay, and the bridge are shut'],
    ],
    ['The mayor said the “dam, and the quay” are shut.', ['The mayor | said | the “dam, and the quay” are shut']],
    ['The mayor said the dam, when full, is safe.', ['The mayor | said | the dam, when full, is safe']],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
