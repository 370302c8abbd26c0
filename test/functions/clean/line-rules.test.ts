// Furniture of scraped pages, line by line: what each rule takes and what it must leave.
import { describe, expect, it } from 'vitest';
import { readByline } from '../../../functions/clean/byline.ts';
import { LINE_RULES, ruleFor } from '../../../functions/clean/line-rules.ts';
import { endsSentence, isDateLine, isListItem } from '../../../functions/clean/line-shape.ts';

/** For every rule: lines it takes, and lines of articles that look alike. */
const CASES: Record<string, { takes: string[]; leaves: string[] }> = {
  'no-letters': { takes: ['* * *', '—', '…'], leaves: ['42 people came.'] },
  ticker: {
    takes: ['Ferry line grows Read more Dam repaired Read more School wins prize Read more'],
    leaves: ['She told pupils to read more books.'],
  },
  'caption-toggle': {
    takes: ['show caption', 'Hide captions', 'toggle caption'],
    leaves: ['The show caption read “Home”.'],
  },
  'caption-label': {
    takes: ['Image caption: The harbour at dawn', 'Photo credit: Mara Lind'],
    leaves: ['The caption said nothing about the fire.'],
  },
  'caption-credit': {
    takes: [
      'Prime minister Olen Marsh greets workers at the port of Velden on Monday. (Mara Lind, Pool Photo via AP)',
      'A crane at the port. [Ivo Stern/Reuters]',
      'The old bridge, seen from the east. (Photo by Mara Lind)',
      'The old bridge, seen from the east. (Mara Lind for Reuters)',
    ],
    leaves: [
      '“It rained on all of us.”)',
      'The Velden Port Authority (VPA)',
      'The union counted 400 members (up from 320 in May).',
      'The agency said so on Monday (local time), officials added.',
    ],
  },
  'photo-line': {
    takes: ['Photo: Mara Lind', 'Photograph by Ivo Stern', 'Фото: Мара Линд', '写真：佐藤'],
    leaves: ['Photos of the fire spread quickly through the town.', 'Фото пожара быстро разошлись по городу.'],
  },
  photographer: {
    takes: [
      'Olen Marsh leaves the port on Monday. Photograph: Mara Lind/Velden Press',
      'Le pont date de 1934. Photo Le Messager / Ivo Stern',
      'Der Hafen am Montag. © Mara Lind',
    ],
    leaves: [
      'The label said “Made in Velden”. Photo: unclear. Nobody knew who took it.',
      'She found it at home. Photographs of the fire lay beside it',
      'The port is open. Photo opportunities are rare',
    ],
  },
  slug: {
    takes: ['BC-VELDEN-PORT/UPDATE 2 (PIX)', 'LORVANE-FERRY/'],
    leaves: ['COVID-19 CASES RISE', 'BBC-run stations closed', '2024-05-06'],
  },
  'agency-credit': {
    takes: ['Ivo Stern/Getty Images', 'Mara Lind | Reuters'],
    leaves: ['Reuters could not confirm the report.'],
  },
  'scraper-field': {
    takes: ['date 2022-01-01 Harbour master Olen Marsh', 'published: 2024-05-06', 'url https://example.org/a'],
    leaves: ['Date palms grow along the river.', 'Published in 2022, the book sold well.'],
  },
  share: {
    takes: ['Share this article', 'Tweet', 'Share on Facebook', 'Copy link', 'Print'],
    leaves: ['Share prices fell by a tenth on Monday.', 'Print runs were doubled.'],
  },
  print: {
    takes: ['Print Friendly and PDF', 'Printer-friendly version'],
    leaves: ['The poster was printed in a friendly red.'],
  },
  'related-heading': {
    takes: [
      'Más información',
      '관련기사',
      '関連記事',
      '相关新闻：',
      'اقرأ أيضا',
      'Read also',
      'Related articles',
      'Most read',
      'You may also like',
      'Lire aussi :',
      'Read more:',
    ],
    leaves: ['Most readers agreed with the mayor.', 'More than forty people came.'],
  },
  teaser: {
    takes: ['Read more: Ferry line to grow next year', 'Also read: Dam repaired'],
    leaves: ['Readers wrote in from all over the valley.'],
  },
  advert: {
    takes: ['Advertisement', 'Story continues below advertisement', 'Sponsored content'],
    leaves: ['Advertising revenue fell by a third.'],
  },
  'skip-link': {
    takes: ['Skip to main content', 'Menu', 'Sign in', 'fbpx', 'Load more'],
    leaves: ['Home prices rose again.', 'Search teams found the boat.'],
  },
  newsletter: {
    takes: [
      'Sign up for our daily newsletter and get the news in your inbox.',
      'Sign up for the Courier’s free daily newsletter.',
      'The news of the islands. Get the free daily newsletter.',
      'The daily email newsletter to subscribe to',
    ],
    leaves: [
      'The party told its members in a newsletter that each would receive a free ticket.',
      'The ministry said the daily emails were delivered to an inbox that nobody read.',
      'The club printed a newsletter for its members.',
      'He sent the email to the ministry on Monday.',
    ],
  },
  subscribe: {
    takes: [
      'Subscribe to continue reading',
      'Already a subscriber? Log in',
      'Read every story today: subscribe.',
      'Please enable cookies',
      'You have 2 free articles left this month.',
    ],
    leaves: [
      'The service has two million subscribers.',
      'The union said on Monday that the digital service had only two million subscribers now, although its owners had told the members of the council in March that three million households would access it each day.',
    ],
  },
  'subscribe-elsewhere': {
    takes: [
      'Jetzt kostenlos abonnieren',
      'Réservé aux abonnés',
      'Abonnez-vous pour 1 € le premier mois',
      'Suscríbete para leer sin límites',
      'Подписывайтесь на наш канал',
      'この記事は有料会員限定です',
    ],
    leaves: ['Jetzt abonnierende Leser sparen nichts.', 'Assinei o contrato ontem, disse ela.', 'Receitas caíram.'],
  },
  'mail-frame': {
    takes: [
      'View this email in your browser: https://x.example',
      'You are receiving this email because you signed up.',
      'Forwarded this email? Subscribe here',
      'Unsubscribe | Manage preferences',
      'Se désabonner',
    ],
    leaves: ['View from the port: nothing but fog.', 'You are receiving less for the same money, she told them.'],
  },
  follow: {
    takes: [
      'Follow us on Twitter and Facebook',
      'Email the author at desk@example.org or on Twitter',
      'Follow Courier News on Instagram and YouTube.',
      'Share it. Follow Courier News on Instagram.',
      'Mara Lind writes about ports. You can follow her on Twitter.',
      'Find Courier on Facebook',
    ],
    leaves: [
      '“Follow me on Twitter,” she told the crowd.',
      'Platforms like Facebook and Instagram were fined on Monday, the ministry said.',
      'The alerts reach residents through WhatsApp and by telephone.',
      'The minister asked voters to follow him on Telegram, where he speaks each day.',
    ],
  },
  'comment-policy': {
    takes: [
      'All comments should be relevant. By posting you agree to our Privacy Policy. Abusive comments are removed by moderators.',
    ],
    leaves: ['The minister’s comments were relevant to the case, the judge said.'],
  },
  comments: {
    takes: [
      '12 Comments',
      'Discussion (10)',
      'Leave a reply',
      'No comments yet',
      'Your email address will not be published.',
    ],
    leaves: ['Comments by the governor moved the market.', 'Discussion', 'Discussion (of the plan)'],
  },
  cookies: {
    takes: [
      'We use cookies and similar means to improve your experience. Accept?',
      'Wir und unsere 742 Partner speichern Informationen in Cookies.',
      'Utilizamos cookies propias y de terceros.',
    ],
    leaves: ['She baked cookies for the whole street.', 'Die Firma verkauft Cookies aus Hafer.'],
  },
  'embed-consent': {
    takes: [
      'Allow content from X?',
      'Allow Instagram content?',
      'This article includes content provided by X. We ask for your permission before anything is loaded.',
      'Empfohlener redaktioneller Inhalt',
    ],
    leaves: ['This article includes a list of all the winners.', 'Allow content to settle, the recipe says.'],
  },
  copyright: {
    takes: [
      'Copyright ⓒ 벨덴일보.',
      '벨덴일보 무단전재 및 재배포 금지',
      '© 2024 Velden Courier',
      '© Mara Lind',
      'All rights reserved.',
      'Privacy Policy',
      'Copyright 2023 The Courier',
    ],
    leaves: ['Copyright law is about to change, lawyers say.'],
  },
  affiliate: {
    takes: ['We may earn a commission when you buy through links on our site.'],
    leaves: ['The commission will report to parliament in May.'],
  },
  'reading-time': {
    takes: ['4 min read', 'Reading time: 3 minutes', '5 minutes'],
    leaves: ['Five minutes later the siren went off.'],
  },
  byline: {
    takes: ['By Mara Lind', 'By Mara Lind and Ivo Stern', 'Von Mara Lind'],
    leaves: ['By Monday the water had gone.', 'By noon, nobody was left.'],
  },
  tags: { takes: ['Tags: harbour, strike', 'Filed under: Economy'], leaves: ['Tags on the sheep were yellow.'] },
  'report-error': {
    takes: ['Report a typo', 'Did you spot an error? Write to us.'],
    leaves: ['Reports of errors reached the council.'],
  },
  javascript: {
    takes: [
      'Something went wrong, please try again later.',
      'Please enable JavaScript to see this page',
      'This video cannot be played',
    ],
    leaves: ['She teaches JavaScript at the town’s college.'],
  },
};

describe('line rules', () => {
  it('are all covered here', () => {
    expect(LINE_RULES.map((rule) => rule.id).sort()).toEqual(Object.keys(CASES).sort());
  });

  for (const [id, { takes, leaves }] of Object.entries(CASES)) {
    const rule = LINE_RULES.find((candidate) => candidate.id === id);
    it.each(takes)(`${id} takes %j`, (line) => {
      expect(rule?.test(line)).toBe(true);
      expect(ruleFor(line)).not.toBeNull();
    });
    it.each(leaves)(`no rule takes %j, which looks like ${id}`, (line) => {
      expect(ruleFor(line)?.id ?? null).toBeNull();
    });
  }

  it('are linear on a long line', () => {
    // Quadratic behaviour on a megabyte takes minutes, and the runner's deadline ends it.
    expect(ruleFor('comments (Photo by '.repeat(50_000))).toBeNull();
  });
});

it.each([
  ['It rained.', true],
  ['“It rained.”', true],
  ['It rained,” he said', false],
  ['Did it rain?', true],
  ['雨が降った。', true],
  ['It rained.)', true],
  ['Weather', false],
])('tells whether %j ends a sentence', (line, expected) => {
  expect(endsSentence(line)).toBe(expected);
});

it.each([
  ['• One', true],
  ['- One', true],
  ['3. Three', true],
  ['One', false],
  ['-5 degrees', false],
])('tells whether %j is a list entry', (line, expected) => {
  expect(isListItem(line)).toBe(expected);
});

it.each([
  ['Nov 03, 2022 - 01:23 AM', true],
  ['Published 12 May 2024 at 14:05 GMT', true],
  ['Updated 2 hours ago', true],
  ['On 12 May 2024 the bridge opened to traffic.', false],
  ['No date here', false],
])('tells whether %j is a date line', (line, expected) => {
  expect(isDateLine(line)).toBe(expected);
});

describe('a byline', () => {
  it.each([
    ['By Rui Costa, political correspondent', 'By Rui Costa', null],
    ['By Rui Costa, Political Correspondent', 'By Rui Costa', null],
    ['By Rui Costa, Minister of the Interior', 'By Rui Costa', null],
    ['By Rui Costa in Lisbon', 'By Rui Costa', null],
    ['By Rui Costa for the Velden Courier', 'By Rui Costa', null],
    ['By Rui Costa @ruicosta', 'By Rui Costa', null],
    ['By Rui Costa (rui@courier.example)', 'By Rui Costa', null],
    ['By Rui Costa rui@courier.example', 'By Rui Costa', null],
    ['By Rui Costa - The Velden Courier - Thursday', 'By Rui Costa', null],
    ['By Rui Costa The Velden Courier', 'By Rui Costa', null],
    ['By Rui Costa Courier News', 'By Rui Costa', null],
    ['By Ana Gil and Rui Costa Staff Writer', 'By Ana Gil and Rui Costa', null],
    ['By Rui Costa and the Associated Press', 'By Rui Costa', null],
    ['By Ana Gil, Rui Costa and Mara Lind, Courier staff', 'By Ana Gil, Rui Costa and Mara Lind', null],
    ['Posted by Rui Costa on May 12, 2024', 'Posted by Rui Costa', 'May 12, 2024'],
    ['May 12, 2024 by Rui Costa', 'by Rui Costa', 'May 12, 2024'],
    ['By Rui Costa Updated May 12, 2024', 'By Rui Costa', 'Updated May 12, 2024'],
    ['By Rui CostaPublished: May 12, 2024', 'By Rui Costa', 'Published: May 12, 2024'],
    ['By Rui CostaMay 12, 2024', 'By Rui Costa', 'May 12, 2024'],
    ['By May Poe', 'By May Poe', null],
    ['Written by Rui Costa Jr.', 'Written by Rui Costa Jr.', null],
    ['Par Luc Moreau, à Perpignan', 'Par Luc Moreau', null],
    ['Par Luc Moreau (avec AFP)', 'Par Luc Moreau', null],
    ['Автор: Мария Петрова', 'Автор: Мария Петрова', null],
    ['Av Kari Moen', 'Av Kari Moen', null],
    ['di Rui Costa', 'di Rui Costa', null],
    ['Interview by Rui Costa', 'Interview by Rui Costa', null],
    ['Interview: Rui Costa', 'Interview: Rui Costa', null],
    ['정하윤 선임기자 | 2024.09.17', '정하윤 선임기자', '2024.09.17'],
    ['정하윤 기자', '정하윤 기자', null],
  ])('is %j', (line, names, date) => {
    expect(readByline(line)).toEqual({ names, date });
  });

  it.each([
    'By Rui Costa standards this was nothing',
    'Di Maio wins',
    'di nuovo in piazza',
    '정하윤 기자는 말했다.',
    '정하윤 기자단 출범',
    '정하윤 기자 (해솔) 말했다.',
    'By Rui Costa, the minister who fell last week',
    'By Rui Costa, Lisbon. Nobody else came.',
    'By Rui Costa and the union agreed to meet again',
    'By Monday in Lisbon',
    'By May 12, 2024',
    'By the river',
    'By Costa in Lisbon',
    'By Rui Costa last seen in Lisbon',
    'By New York in 2025, the fleet will be electric',
    'In the vote of 2024 by Rui Costa',
    'Text Messages Show Minister Knew',
    'Author Mara Quist Dies Aged Eighty',
    'Rui Costa, political correspondent',
    `By ${'Rui Costa, '.repeat(7)}Lisbon`,
    `By Rui Costa in Lisbon (${'for the Velden Courier, '.repeat(6)})`,
  ])('is not %j', (line) => {
    expect(readByline(line)).toBeNull();
  });
});
