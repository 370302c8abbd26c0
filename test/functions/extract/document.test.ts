// A text as sentences, quotations with their reporting clauses kept whole.
import { expect, test } from 'vitest';
import { readDocument } from '../../../functions/extract/document.ts';

test.each<[string, string[]]>([
  ['It held. It is old! Is it safe?', ['It held.', 'It is old!', 'Is it safe?']],
  ['Mr. Venn met Dr. Roe at 5 p.m. They left.', ['Mr. Venn met Dr. Roe at 5 p.m.', 'They left.']],
  ['It left the U.S. The plan fell.', ['It left the U.S.', 'The plan fell.']],
  ['The U.S. Senate met.', ['The U.S. Senate met.']],
  ['“It held. Go home,” Halm said.', ['“It held. Go home,” Halm said.']],
  ['“Is it safe?” Halm asked.', ['“Is it safe?” Halm asked.']],
  ['“It held.” Halm said.', ['“It held.” Halm said.']],
  ['“It held.” Halm reported.', ['“It held.”', 'Halm reported.']],
  ['“It held.” Halm said it twice.', ['“It held.”', 'Halm said it twice.']],
  ['“It held.” Halm said', ['“It held.”', 'Halm said']],
  ['“It held.” Said by many.', ['“It held.”', 'Said by many.']],
  ['“It held.” Halm left. Venn said so.', ['“It held.”', 'Halm left.', 'Venn said so.']],
  ['“Go!” A pause. “Now!” she said.', ['“Go!”', 'A pause.', '“Now!” she said.']],
  ['“Go!” Later: “Now!” she said.', ['“Go!”', 'Later: “Now!” she said.']],
  ['It fell at dawn 🚒 The crew left.', ['It fell at dawn 🚒', 'The crew left.']],
  ['We 🚒 Orsk very much.', ['We 🚒 Orsk very much.']],
  ['It fell 🚒 and the crew left.', ['It fell 🚒 and the crew left.']],
  ['The mill closed\n\nIt was old.', ['The mill closed', 'It was old.']],
  ['It held.\u2028\u00ad\u2028\u00ad', ['It held.', '\u00ad', '\u00ad']],
  ['Well '.repeat(301).trim(), ['Well '.repeat(300).trim(), 'Well']],
  ['', []],
])('%s', (text, expected) => {
  expect(readDocument(text).sentences.map(({ start, end }) => text.slice(start, end))).toEqual(expected);
});
