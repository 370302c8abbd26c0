// UTF-8 read as windows-1252 and stored again, and texts that only look like it.
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../../functions/clean/decode.ts';
import { withoutMojibake } from '../../../functions/clean/mojibake.ts';

const latin1 = (text: string) => Buffer.from(text).toString('latin1');

describe('withoutMojibake', () => {
  it.each([
    ['accents', 'Le musée a rendu la porte à l’île, a déclaré René'],
    ['punctuation', '“We won’t go”, she said – “and they can’t make us”'],
    ['Cyrillic', 'Гул в долине не даёт спать'],
    ['Arabic', 'مكتبة عامة جديدة في المدينة'],
    ['emoji', 'One 😀 two 😀 three 😀'],
  ])('mends %s', (_, text) => {
    expect(withoutMojibake(latin1(text))).toBe(text);
  });

  it('mends what windows-1252 shows for the upper controls', () => {
    expect(withoutMojibake('Earthâ€™s air, we donâ€™t â€œknowâ€\u009D')).toBe('Earth’s air, we don’t “know”');
  });

  it.each([
    ['plain ASCII', 'Nothing to mend here.'],
    ['single letters', 'Café, naïve, Ärger, São Paulo, “quoted” – élan'],
    ['one accident', 'The sign said “CAFÉ” in red, “BAR” in blue.'],
    ['two of them', 'Ã© and Ã¨ are how é and è look when a page is misread.'],
    ['other scripts', 'Гул в долине. 海州港关闭。 مكتبة'],
    ['letters and signs that are no UTF-8', 'é“a” é“b” é“c” é“d”'],
    ['a few among many honest letters', `${'Ã© '.repeat(3)}${'é à ü '.repeat(9)}`],
    ['such letters beside others', 'Ã©中 Ã©中 Ã©中'],
  ])('leaves %s alone', (_, text) => {
    expect(withoutMojibake(text)).toBe(text);
  });

  it('is part of reading bytes', () => {
    const { text } = decodeText(Buffer.from(latin1('Le musée a été rouvert, a déclaré René')));
    expect(text).toBe('Le musée a été rouvert, a déclaré René');
  });
});
