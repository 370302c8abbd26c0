// Which sentences rank high for checking, and which low.
import { expect, test } from 'vitest';
import { CHECKWORTHY_AT, scoreCheckworthiness } from '../../../functions/extract/checkworthiness.ts';
import { tokenize } from '../../../functions/extract/tokens.ts';

const score = (sentence: string): number => scoreCheckworthiness(tokenize(sentence));

test.each([
  'Unemployment fell to 4.1 percent last year, the lowest rate since 1999.',
  'The state spent $40 million on roads in Orsk and cut taxes twice.',
])('worth a check: %s', (sentence) => {
  expect(score(sentence)).toBeGreaterThanOrEqual(CHECKWORTHY_AT);
});

test.each(['Thank you very much.', 'I think we should all try to be good.', 'What would you do?', 'We will see.'])(
  'not worth a check: %s',
  (sentence) => {
    expect(score(sentence)).toBeLessThan(CHECKWORTHY_AT);
  },
);

test('an empty sentence has a score', () => {
  expect(score('')).toBeLessThan(CHECKWORTHY_AT);
});
