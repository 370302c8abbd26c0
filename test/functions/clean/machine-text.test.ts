// Texts of programs, and prose that shares their signs.
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { machineText } from '../../../functions/clean/machine-text.ts';

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

describe('machineText', () => {
  it.each([
    ['rules for robots (robots.txt)', 'User-agent: *\nDisallow: /admin/\n\nSitemap: https://a.example/s.xml'],
    ['a log file', lines(9, (i) => `2024-05-07T06:0${i}:11Z INFO [worker] processed batch ${i}`)],
    ['a log file', lines(9, (i) => `192.0.2.${i} - - [07/May/2024:06:0${i}:11 +0000] "GET / HTTP/1.1" 200`)],
    ['a log file', lines(9, (i) => `May  7 06:0${i}:11 host sshd[4${i}]: session opened`)],
    ['subtitles', lines(9, (i) => `${i}\n00:00:0${i},000 --> 00:00:0${i},900\nHello there.\n`)],
    [
      'a calendar or an address card',
      'BEGIN:VCALENDAR\nVERSION:2.0\nDTSTART;TZID=Europe/Oslo:20240507\n SUMMARY\nEND:VCALENDAR',
    ],
    ['statements of SQL', lines(4, (i) => `INSERT INTO articles VALUES (${i}, 'Dam');`)],
    ['code', lines(9, (i) => `  const a${i} = b(${i});`)],
    ['code', '.a{color:#fff;margin:0 auto}'.repeat(20)],
    [
      'code',
      `${lines(2, (i) => `Two long comments on what this is for do not make an article of code, and this is one of them: ${i}.`)}\n${lines(20, (i) => `  const a${i} = b(${i});`)}`,
    ],
    [
      'code',
      `${lines(5, (i) => `The port is closed, and the ferry is not to sail until ${i}.`)}\n${lines(30, (i) => `  const a${i} = b(${i});`)}`,
    ],
    ['a table', `name,town,amount\n${lines(9, (i) => `Ada Poe,Orsa,${i}`)}`],
    ['a table', `name\ttown\tamount\n${lines(9, (i) => `Ada Poe\tOrsa\t${i}`)}`],
  ])('is %s', (name, text) => {
    expect(machineText(text)).toBe(name);
    expect(cleanDocument({ bytes: Buffer.from(text), name: 'a' })).toEqual({
      kind: 'rejected',
      reason: 'not-an-article-type',
      detail: `reading a: expected prose, got ${name}`,
    });
  });

  it.each([
    [
      'prose',
      'The dam above Orsa is safe, engineers said on Friday, after they had measured it (for nine days).\n'.repeat(9),
    ],
    ['a ticker with times', lines(9, (i) => `06:0${i}:00 The ferry has left the harbour with all its passengers.`)],
    ['a few rows', 'a,b,c\nd,e,f'],
    [
      'rows of long fields',
      lines(9, (i) => `${'One long clause after another '.repeat(2)}${i}, ${'and then one '.repeat(4)}, and the last.`),
    ],
    ['rows of two fields', lines(9, (i) => `Ada Poe, ${i}`)],
    ['rows of any length', lines(9, (i) => 'a, b, c, d, e'.slice(0, 3 + i))],
    [
      'an article that a page left its programs in',
      `${lines(4, (i) => `The ferry had been out of order for ${i} days when its owners sent for an engineer from the other shore of the lake.`)}\n${lines(30, (i) => `  window.ads[${i}] = load({ slot: ${i} });`)}`,
    ],
    [
      'an article with the style of its page in one line',
      `${lines(4, (i) => `“The ferry had been out of order for ${i} days,” said its owner, who had sent for an engineer from the other shore.`)}\n${'.a{color:#fff;margin:0 auto}'.repeat(60)}`,
    ],
    ['one line in braces', '{a}'],
    ['nothing', ''],
  ])('is not %s', (_, text) => {
    expect(machineText(text)).toBeNull();
  });
});
