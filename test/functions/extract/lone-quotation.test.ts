// Quotations that stand alone.
import { describe, expect, test } from 'vitest';
import { attributionLines } from './attribution-lines.ts';

describe('a quotation that is a sentence of its own', () => {
  test.each<[string, string[]]>([
    ['“It held,” said Ines Halm. “Go home now.”', ['Ines Halm | said | “It held,” / “Go home now.”']],
    [
      'Ines Halm said the shop was “a wreck”. “It burned in an hour.”',
      ['Ines Halm | said | the shop was “a wreck” / “It burned in an hour.”'],
    ],
    [
      'Ines Halm said the shop was closed. “It burned in an hour.”',
      ['Ines Halm | said | the shop was closed', 'Ines Halm | – | “It burned in an hour.”'],
    ],
    ['Pia Kronberg lost her shop. “It burned in an hour.”', ['Pia Kronberg | – | “It burned in an hour.”']],
    ['She lost her shop. “It burned in an hour.”', ['She | – | “It burned in an hour.”']],
    ['The owner lost her shop. “It burned in an hour.”', []],
    ['Out in the cold again. “It burned in an hour.”', []],
    ['Ines Halm declared:\n\n“It held all night.”', ['Ines Halm | declared | “It held all night.”']],
    [
      'Ines Halm said the shop was closed.\n\n“It burned in an hour.”',
      ['Ines Halm | said | the shop was closed', 'Ines Halm | – | “It burned in an hour.”'],
    ],
    ['“It held all night.”', []],
    [
      '“You learn to wait,” Halm says. She pauses. “Then you learn to stop.”',
      ['Halm | says | “You learn to wait,”', 'She | – | “Then you learn to stop.”'],
    ],
    [
      '“You learn to wait,” Halm says. A clock strikes. “Then you learn to stop.”',
      ['Halm | says | “You learn to wait,”'],
    ],
  ])('%s', (text, lines) => {
    expect(attributionLines(text)).toEqual(lines);
  });
});
