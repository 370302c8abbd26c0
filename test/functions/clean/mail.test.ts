// Mail and saved pages: what they hold, and texts that only begin alike.
import { describe, expect, it } from 'vitest';
import { cleanDocument } from '../../../functions/clean/clean.ts';
import { forwardedMail, readMail, withoutAnswered, withoutSignature } from '../../../functions/clean/mail.ts';

const ONE =
  'The dam above Orsa is safe, engineers said on Friday, after they had measured it for nine days and nine nights.';
const TWO =
  'The council will publish the report in June. Until then nobody may fish from the wall, as forty people did.';
const TEXT = `${ONE}\n\n${TWO}\n\n${ONE.replace('dam', 'mill')}`;
const PAGE = `<html lang="en"><head><title>Dam is safe</title></head><body><h1>Dam is safe</h1><p>${ONE}</p><p>${TWO}</p></body></html>`;
const lines = (...parts: string[]) => Buffer.from(parts.join('\r\n'));
const clean = (bytes: Buffer) => cleanDocument({ bytes, name: 'a.eml' });
const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');

describe('readMail', () => {
  it('reads a message, its title from the subject, its author from the sender', () => {
    const mail = lines(
      'Return-Path: <ada@orsa.example>',
      'Received: from a.example by b.example;',
      '\tTue, 7 May 2024 10:00:01 +0200',
      'Received: from c.example',
      'From: "Poe, Ada" <ada@orsa.example>, Ben Roe <ben@orsa.example>',
      'Subject: Fwd: =?utf-8?Q?Dam_above_=C3=96rsa?= =?utf-8?B?IGlzIHNhZmU=?=',
      'Date: Tue, 7 May 2024 09:59:00 +0200',
      'Content-Transfer-Encoding: quoted-printable',
      'Content-Type: text/plain; charset=iso-8859-1',
      '',
      TEXT.replace('nine days', 'nin=\ne days=\n').replace('Orsa', '=D6rsa').replaceAll('\n', '\r\n'),
      '--',
      'Ada Poe, press officer of the council, who will not answer before Monday',
    );
    expect(clean(mail)).toMatchObject({
      article: {
        title: 'Dam above Örsa is safe',
        authors: ['Ada Poe', 'Ben Roe'],
        publishedAt: { value: '2024-05-07T09:59:00+02:00' },
        text: TEXT.replace('Orsa', 'Örsa'),
      },
    });
  });

  const multipart = (...parts: string[]) =>
    lines(
      'From: Ada Poe <a@x.example>',
      'Subject: Dam is safe',
      'Date: Tue, 7 May 2024 09:59:00 +0200',
      'Content-Type: multipart/alternative; boundary="b1"',
      '',
      'This is a message in parts.',
      ...parts,
      '--b1--',
      'afterword',
    );

  it.each([
    [
      'the plain part',
      [
        '--b1',
        'Content-Type: text/plain',
        'Content-Transfer-Encoding: base64',
        '',
        base64(TEXT),
        '--b1',
        'Content-Type: text/html',
        '',
        PAGE,
      ],
      TEXT,
    ],
    [
      'the page when the plain part only points to it',
      ['--b1', '', 'Open in a browser.', '--b1', 'Content-Type: text/html; charset=utf-8', '', PAGE],
      `${ONE}\n\n${TWO}`,
    ],
    ['a part without headers', ['--b1', '', TEXT], TEXT],
    [
      'a part inside a part',
      [
        '--b1',
        'Content-Type: multipart/mixed; boundary=b2',
        '',
        '--b2',
        'Content-Type: image/png',
        '',
        'x',
        '--b2',
        'Content-Type: text/plain',
        '',
        TEXT,
        '--b2--',
      ],
      TEXT,
    ],
  ])('chooses %s', (_, parts, text) => {
    expect(clean(multipart(...parts))).toMatchObject({ article: { title: 'Dam is safe', text } });
  });

  it('reads a page that a browser saved, and does not date it by the saving', () => {
    const saved = (page: string) =>
      lines(
        'From: <Saved by Blink>',
        'Subject: Saved',
        'Date: Tue, 7 May 2024 09:59:00 -0000',
        'MIME-Version: 1.0',
        'Content-Type: multipart/related; type="text/html"; boundary="b1"',
        '',
        '--b1',
        'Content-Type: text/html',
        'Content-Location: https://orsa.example/dam',
        '',
        page,
        '--b1--',
      );
    expect(clean(saved(PAGE))).toMatchObject({
      article: {
        title: 'Dam is safe',
        authors: [],
        url: 'https://orsa.example/dam',
        publishedAt: { source: 'http-header' },
      },
    });
    const dated = PAGE.replace('<p>', '<time datetime="2024-05-01">1 May</time><p>');
    expect(clean(saved(dated))).toMatchObject({ article: { publishedAt: { value: '2024-05-01' } } });
  });

  it('reads headers that somebody pasted, and a mailbox', () => {
    const pasted = Buffer.from(`From: Desk\nTo: all\nSubject: Dam is safe\nSent: 7 May 2024\n\n${TEXT}`);
    expect(clean(pasted)).toMatchObject({
      article: { title: 'Dam is safe', authors: [], publishedAt: { value: '2024-05-07' }, text: TEXT },
    });
    const mailbox = Buffer.from(
      `From ada@x.example Tue May 7 2024\nSubject: Dam is safe\nTo: all\n\nDam is safe\n\n${TEXT}`,
    );
    expect(clean(mailbox)).toMatchObject({ article: { title: 'Dam is safe', publishedAt: null, text: TEXT } });
  });

  it('takes title and author from the text where the headers have none', () => {
    const text = `Received: from a\nMessage-ID: <1@a>\nSubject:\nFrom: Ben Roe <b@x.example>\n\nDam above Orsa is safe\n\nBy Ada Poe\n\n${TEXT}`;
    expect(clean(Buffer.from(text))).toMatchObject({
      article: { title: 'Dam above Orsa is safe', authors: ['Ada Poe'] },
    });
    const page = lines(
      'Subject: Saved dam',
      'MIME-Version: 1.0',
      'Content-Type: multipart/related; boundary="b1"',
      '',
      '--b1',
      'Content-Type: text/html',
      'Content-Location: https://orsa.example/dam',
      '',
      `<p>${ONE}</p><p>${TWO}</p>`,
      '--b1--',
    );
    expect(clean(page)).toMatchObject({ article: { title: 'Saved dam' } });
  });

  it.each([
    ['a scene', `Ada: Where is it?\nBen: I do not know.\n\n${TEXT}`],
    ['a letter', `From: the mayor\nTo: the people\n\n${TEXT}`],
    ['a text about a subject', `Subject: the dam\n\n${TEXT}`],
    ['headers and something else', `Subject: a\nFrom: b\nnot a header\n\n${TEXT}`],
    ['headers without end', `Subject: a\nFrom: b`],
    ['an empty line', `\n\n${TEXT}`],
    ['a message of pictures', 'Subject: a\nFrom: b\nContent-Type: image/png\n\nx'],
    ['parts without a boundary', 'Subject: a\nFrom: b\nContent-Type: multipart/mixed\n\nx'],
    ['parts that are not there', 'Subject: a\nFrom: b\nContent-Type: multipart/mixed; boundary=c\n\nx'],
    ['parts that are cut off', 'Subject: a\nFrom: b\nContent-Type: multipart/mixed; boundary=c\n\n--c\nbroken part'],
  ])('is not one: %s', (_, text) => {
    expect(readMail(Buffer.from(text))).toBeNull();
  });

  it('opens parts to a depth that mail has', () => {
    let part = `Content-Type: text/plain\n\n${TEXT}`;
    for (let i = 0; i < 9; i++) part = `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n${part}\n--b${i}--`;
    expect(readMail(Buffer.from(`Subject: a\nFrom: b\n${part}`))).toBeNull();
  });
});

describe('a mail whose lines flow', () => {
  const flowing = (type: string, ...text: string[]) =>
    String(
      readMail(lines('Subject: a', 'From: b', `Content-Type: text/plain; format=flowed${type}`, '', ...text))?.body
        .bytes,
    );

  it('has its paragraphs in one line each', () => {
    expect(flowing('', 'One ', 'two.', '', ' > three ', 'four.', '-- ', 'Ada')).toBe(
      'One two.\n\n> three four.\n-- \nAda\n',
    );
    expect(flowing('; delsp=yes', 'Zwei ', 'teile.')).toBe('Zweiteile.\n');
  });
});

describe('a mail that was passed on', () => {
  const forward = (mark: string, ...headers: string[]) =>
    lines(
      'From: Cy Doe <cy@x.example>',
      'Subject: Fwd: Dam is safe',
      'Date: Wed, 8 May 2024 09:00:00 +0200',
      '',
      'See below.',
      '',
      mark,
      ...headers,
      '',
      TEXT,
    );

  it.each([
    [
      '---------- Forwarded message ---------',
      ['From: Ada Poe <ada@orsa.example>', 'Date: Tue, 7 May 2024 at 08:20', 'Subject: Fwd: Dam above Orsa is safe'],
    ],
    [
      'Begin forwarded message:',
      [
        '',
        '> *From:* Ada Poe <ada@orsa.example>',
        '> *Date:* 7 May 2024 at 08:20',
        '> *Subject:* Dam above Orsa is safe',
      ],
    ],
    [
      '-----Ursprüngliche Nachricht-----',
      ['Von: Ada Poe <ada@orsa.example>', 'Gesendet: 7. Mai 2024 08:20', 'Betreff: WG: Dam above Orsa is safe'],
    ],
  ])('is the one inside: %s', (mark, headers) => {
    expect(clean(forward(mark, ...headers))).toMatchObject({
      article: {
        text: TEXT,
        title: 'Dam above Orsa is safe',
        authors: ['Ada Poe'],
        publishedAt: { value: '2024-05-07T08:20' },
      },
    });
  });

  it('keeps subject and date of the outer one where the inner has none', () => {
    expect(clean(forward('Forwarded message', 'From: Ada Poe <ada@orsa.example>', 'To: Cy Doe'))).toMatchObject({
      article: { title: 'Dam is safe', authors: ['Ada Poe'], publishedAt: { value: '2024-05-08T09:00:00+02:00' } },
    });
  });

  it('is none without headers', () => {
    expect(forwardedMail(TEXT)).toBeNull();
    expect(forwardedMail(`Forwarded message\nFrom: Ada Poe\n${TEXT}`)).toBeNull();
  });
});

describe('withoutAnswered', () => {
  const quoted = '> The dam is old.\n>\n> Is it safe?';
  it.each<[string, string, string]>([
    ['quoted below', `It is safe.\n\nOn 1 May 2024, Ben wrote:\n${quoted}\n`, 'It is safe.\n'],
    [
      'quoted below a line of two',
      `It is safe.\n\nAm 1. Mai 2024 um 10:00\nschrieb Ben:\n\n${quoted}`,
      'It is safe.\n',
    ],
    ['of a long line', `It is safe.\nSo we think.\nAda\nBen a écrit :\n${quoted}`, 'It is safe.\nSo we think.'],
  ])('leaves out a mail %s', (_, text, own) => {
    expect(withoutAnswered(text)).toBe(own);
  });

  it.each([
    ['that is answered in between', `Ben wrote:\n${quoted}\nIt is.\n`],
    ['that nobody is said to have written', `It is safe.\n\n${quoted}`],
    ['that is all there is', `Ben wrote:\n${quoted}`],
    ['of which nothing is quoted', 'It is safe, Ben wrote:\n'],
  ])('keeps a mail %s', (_, text) => {
    expect(withoutAnswered(text)).toBe(text);
  });

  it('is used on what a mail says', () => {
    const bytes = Buffer.from(
      `From: ada@x.example (Ada Poe)\nSubject: Dam\nTo: all\n\n${TEXT}\n\nBen wrote:\n${quoted}\n`,
    );
    expect(cleanDocument({ bytes, name: 'a.eml' })).toMatchObject({ article: { text: TEXT, authors: ['Ada Poe'] } });
  });
});

describe('withoutSignature', () => {
  it('ends at the mark, unless that is the beginning', () => {
    expect(withoutSignature('One two three four.\n-- \nAda')).toBe('One two three four.');
    expect(withoutSignature('One.\n--\nTwo three four five six.')).toBe('One.\n--\nTwo three four five six.');
    expect(withoutSignature('One.')).toBe('One.');
  });
});
