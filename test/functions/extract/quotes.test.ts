// Pairs of quotation marks of every kind, over paragraphs, and marks that are none.
import { describe, expect, test } from 'vitest';
import { findParagraphs } from '../../../functions/extract/paragraphs.ts';
import { findQuotes } from '../../../functions/extract/quotes.ts';

function read(text: string): string[] {
  return findQuotes(text, findParagraphs(text)).map(
    ({ innerStart, innerEnd, closed, continues }) =>
      `${continues ? '+' : ''}${text.slice(innerStart, innerEnd)}${closed ? '' : '…'}`,
  );
}

describe('quotations', () => {
  test.each<[string, string, string[]]>([
    ['curly', 'He said “go” and “come”.', ['go', 'come']],
    ['straight', 'He said "go" and "come".', ['go', 'come']],
    ['single, apostrophes inside', '‘We can’t go,’ he said.', ['We can’t go,']],
    ['single, a plural possessive inside', '‘The workers’ pay fell,’ he said.', ['The workers’ pay fell,']],
    ['apostrophes alone are none', "The workers' pay wasn't late in the '90s.", []],
    ['single inside double belongs to the outer', '“She said ‘go’ twice”, he said.', ['She said ‘go’ twice']],
    ['nested curly', '“She said “go” twice”, he said.', ['She said “go” twice']],
    ['guillemets', 'He said «go».', ['go']],
    ['low marks', 'Er sagte „geh“.', ['geh']],
    ['doubled single marks', "''Go,'' he said.", ['Go,']],
    ['an inch mark is none', 'A 5" pipe and a 6" pipe.', []],
    ['an unclosed one ends with its paragraph', '“Go.\n\nHe went.', ['Go.…']],
    ['one that goes on in the next paragraph', '“Go.\n\n“Now.”', ['Go.…', '+Now.']],
    ['a closed one does not go on', '“Go.”\n\n“Now.”', ['Go.', 'Now.']],
    ['a bullet is none', '» Read more', []],
    ['reversed guillemets', 'Er sagte »geh«.', ['geh']],
    ['low single marks', 'Er sagte ‚geh‘ und ‹komm›.', ['geh', 'komm']],
    ['straight after a comma or colon', 'He said:"Go," and she,"Stay."', ['Go,', 'Stay.']],
    ['primes', 'He said ″go″.', ['go']],
    ['a straight one at the end opens nothing', 'He said "', []],
    ['an unclosed guillemet is none', '«Go home, he said. «Now, she said.', []],
    ['a lone single one is none', '‘Go home, he said.', []],
    ['a single one before another that opens is none', '‘We left, he said. ‘Go home,’ she said.', ['Go home,']],
    [
      'two plural possessives inside',
      '‘The workers’ pay and the owners’ gain fell.’',
      ['The workers’ pay and the owners’ gain fell.'],
    ],
    ['a possessive where no better mark follows', '‘Blame the workers’ she said.', ['Blame the workers']],
    ['single that goes on in the next paragraph', '‘Go.\n\n‘Now.’', ['Go.…', '+Now.']],
    ['single that breaks off does not go on', '‘Go, he said\n\n‘Now.’', ['Now.']],
    ['doubled single marks that go on', "''Go.\n\n''Now.''", ['Go.…', '+Now.']],
    ['doubled single marks that open nothing', "He left.'' She stayed.", []],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('paragraphs', () => {
  test.each<[string, string, string[]]>([
    ['blank lines', 'One.\n\nTwo.', ['One.', 'Two.']],
    ['single breaks after a sentence', 'One.\nTwo.', ['One.', 'Two.']],
    ['hard-wrapped lines are one', 'One goes\non here.\nTwo.', ['One goes\non here.', 'Two.']],
    ['a heading without a mark', 'Heading\nThe text.', ['Heading', 'The text.']],
    ['nothing', ' \n ', []],
  ])('%s', (_name, text, expected) => {
    expect(findParagraphs(text).map(({ start, end }) => text.slice(start, end))).toEqual(expected);
  });
});
