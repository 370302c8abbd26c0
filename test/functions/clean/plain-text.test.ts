// Plain text as mail programs and terminals print it: wrapped lines, quoted lines, and what stands around the article.
import { describe, expect, test } from 'vitest';
import { cleanPlainText, measureText } from '../../../functions/clean/plain-text.ts';

const HEADLINE = 'Velden port opens again after strike of eleven days';
const BODY = [
  'The port of Velden opened again on Tuesday after a strike of eleven days that had stopped all ferries to the islands.',
  '“We are glad that the ships sail again,” said harbour master Olen Marsh, who had spent the night in talks with the union.',
  'Under the agreement, the 400 dock workers will receive four percent more pay from July, the port authority said.',
  'Union leader Mara Lind denied that the strike had been illegal. She said the members would vote on the offer next week.',
  'Shops on the islands reported that flour, milk and fuel had run short, although the army flew in supplies on Sunday.',
  'The ministry of transport said that it would pay for the flights, and that the next ferries would sail without passengers.',
];

/** The words of a paragraph in lines of at most so many characters, each full. */
function wrap(text: string, width: number): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) as string;
    if (line === '') lines[lines.length - 1] = word;
    else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}

describe('lines wrapped at a width', () => {
  test.each([34, 45, 60, 72, 100])('of %i characters are joined', (width) => {
    const wrapped = BODY.map((text) => wrap(text, width)).join('\n\n');
    expect(cleanPlainText(wrapped).paragraphs).toEqual(BODY);
  });

  test('are joined under a headline that is longer than they are', () => {
    const headline = `${HEADLINE}, as the dock workers and the port authority agree on more pay`;
    const wrapped = BODY.map((text) => wrap(text, 34)).join('\n\n');
    expect(cleanPlainText(`${headline}\n\n${wrapped}`)).toMatchObject({ title: headline, paragraphs: BODY });
  });

  test('are joined where their paragraphs have no blank line between them, unless the last is full', () => {
    const wrapped = BODY.map((text) => wrap(text, 72)).join('\n');
    expect(cleanPlainText(wrapped).paragraphs).toEqual(BODY);
  });

  test('are not joined with an entry of a list', () => {
    const entries = ['- flour, milk and fuel for the islands of Orm and Sund, said the army.'];
    const wrapped = `${wrap(BODY.slice(0, 3).join(' '), 72)}\n${entries.join('\n')}`;
    expect(cleanPlainText(wrapped).paragraphs.filter((text) => text.includes(entries[0] as string))).not.toContainEqual(
      expect.stringMatching(/\S - flour/),
    );
  });

  test('of a script without spaces are joined without one', () => {
    const text =
      '港口在罢工十一天之后于周二重新开放，通往各岛的渡轮此前全部停航。工会表示成员将在下周就该提议进行表决。'.repeat(
        6,
      );
    const wrapped = (text.match(/.{1,40}/gu) as string[]).join('\n');
    expect(cleanPlainText(wrapped).paragraphs).toEqual([text]);
  });
});

describe('words that were parted at the end of a line', () => {
  /** Lines of at most so many characters, long words parted where they do not fit. */
  function parted(text: string, width: number): string {
    const lines = [''];
    for (const word of text.split(' ')) {
      const line = lines.at(-1) as string;
      const room = width - line.length - 2;
      if (line === '') lines[lines.length - 1] = word;
      else if (line.length + 1 + word.length <= width) lines[lines.length - 1] = `${line} ${word}`;
      else if (/^\p{Ll}{6,}$/u.test(word) && room >= 2) {
        const at = Math.min(room, word.length - 2);
        lines[lines.length - 1] = `${line} ${word.slice(0, at)}-`;
        lines.push(word.slice(at));
      } else lines.push(word);
    }
    return lines.join('\n');
  }
  const text = BODY.join(' ');

  test.each([34, 40])('are whole again in lines of %i characters', (width) => {
    expect(parted(text, width)).toMatch(/\p{Ll}-\n\p{Ll}/u);
    expect(cleanPlainText(parted(text, width)).paragraphs).toEqual([text]);
  });

  test('keep a hyphen of their own, which stands elsewhere as well', () => {
    const compound = `${text} It was a long-term plan, the ministry said.`;
    const lines = `${parted(compound, 40)} It is a long-\nterm plan.`;
    expect(cleanPlainText(lines).paragraphs.join(' ')).toContain('It is a long-term plan.');
  });

  test('keep their hyphen where no program parted words', () => {
    const lines = `${wrap(text, 60)} They are all sea-\nbound ships.`;
    expect(cleanPlainText(lines).paragraphs.join(' ')).toContain('all sea-bound ships.');
  });
});

describe('the marks of printed pages', () => {
  const at = (mark: string) => [...BODY.slice(0, 3), mark, ...BODY.slice(3)].join('\n\n');
  test.each(['Page 4', 'Seite 4 von 12', '- 4 -', 'VELDEN COURIER          Page 4', 'Velden\tp. 4'])(
    '%j is left out',
    (mark) => {
      expect(cleanPlainText(at(mark)).paragraphs).toEqual(BODY);
    },
  );

  test('heads that recur beside other numbers are left out', () => {
    const text = [
      BODY[0],
      'Annual note of the port     1',
      BODY[1],
      BODY[2],
      '2     Annual note of the port',
      ...BODY.slice(3),
    ];
    expect(cleanPlainText(text.join('\n\n')).paragraphs).toEqual(BODY);
  });

  test('the other head of two that take turns is left out by its number', () => {
    const [left, right] = ['Annual note of the port     11', '12     Velden and its ships'];
    const text = [
      BODY[0],
      left,
      BODY[1],
      right,
      BODY[2],
      left.replace('11', '13'),
      BODY[3],
      'Ferries of Orm     40',
      ...BODY.slice(4),
    ];
    expect(measureText(text.join('\n\n')).texts).toEqual([...BODY.slice(0, 4), 'Ferries of Orm 40', ...BODY.slice(4)]);
  });

  test('a paragraph that runs over a page is whole again', () => {
    const lines = [...BODY.slice(0, 4).map((text) => wrap(text, 60)), wrap(BODY.slice(4).join(' '), 60)]
      .join('\n\n')
      .split('\n');
    const cut = lines.length - 3;
    const text = [...lines.slice(0, cut), '', 'VELDEN COURIER          Page 4', '', ...lines.slice(cut)];
    expect(lines[cut]).toMatch(/^\p{Ll}/u);
    expect(cleanPlainText(text.join('\n')).paragraphs).toEqual([...BODY.slice(0, 4), BODY.slice(4).join(' ')]);
  });

  test('rows of a table are none', () => {
    const rows = [
      'Flour, milk and fuel for the islands of Orm     120',
      'Passengers and cars between Orm and Sund     340',
    ];
    const measured = measureText([...BODY, ...rows].join('\n'));
    expect(measured.texts).toEqual([...BODY, ...rows.map((row) => row.replace(/ {2,}/, ' '))]);
  });
});

describe('lines that no width explains', () => {
  test('stay apart when each begins with a capital, as headlines and verse do', () => {
    const lines = BODY.join(' ')
      .split(' ')
      .filter((word) => /^\p{L}{2,9}$/u.test(word))
      .map((word) => word[0]?.toUpperCase() + word.slice(1));
    const wrapped = wrap(`${lines.slice(0, 60).join(' ')}`, 40);
    const capitals = wrapped.replace(/ \p{Lu}/gu, (start) => start.toLowerCase());
    expect(cleanPlainText(`${capitals}\n\n${BODY[0]}`).paragraphs.join('\n')).not.toContain(
      capitals.split('\n').slice(0, 2).join(' '),
    );
  });

  test('stay paragraphs, although all are about equally long', () => {
    expect(cleanPlainText(BODY.join('\n')).paragraphs).toEqual(BODY);
  });

  test('stay paragraphs in a script without spaces', () => {
    const paragraphs = [
      '港口在罢工十一天之后于周二重新开放',
      '工会领袖否认罢工违法并表示将进行表决',
      '各岛商店报告面粉牛奶和燃料短缺',
    ].flatMap((text, i) => [
      `${text}，通往各岛的渡轮此前全部停航，${'军队周日运送了物资'.repeat(i + 1)}。`,
      `${text}，交通部表示将支付${'费用'.repeat(i + 2)}。`,
    ]);
    expect(cleanPlainText(paragraphs.join('\n')).paragraphs.every((text) => paragraphs.includes(text))).toBe(true);
  });

  test('stay apart when they are too few to tell', () => {
    const lines = wrap(BODY.slice(0, 2).join(' '), 72).split('\n');
    expect(lines).toHaveLength(4);
    expect(cleanPlainText(lines.join('\n')).paragraphs).not.toContain(BODY.slice(0, 2).join(' '));
  });
});

describe('a text quoted in a mail', () => {
  test('loses its marks before its lines are joined', () => {
    const wrapped = BODY.map((text) => wrap(text, 66)).join('\n\n');
    const quoted = wrapped.replace(/^/gm, '> ');
    expect(cleanPlainText(`The mayor of Orm wrote on Monday:\n\n${quoted}`).paragraphs.slice(-BODY.length)).toEqual(
      BODY,
    );
    expect(cleanPlainText(quoted.replace(/^/gm, '>')).paragraphs).toEqual(BODY);
  });

  test('is told from single lines with a mark', () => {
    const marked = [
      ...BODY.slice(0, 3),
      '> The islands have flour again, said the mayor of Orm in a speech on Monday.',
    ];
    expect(cleanPlainText([...marked, ...BODY.slice(3)].join('\n\n')).paragraphs).toContain(marked[3]);
  });
});

describe('the headline', () => {
  const titleOf = (...before: string[]) => cleanPlainText([...before, ...BODY].join('\n\n')).title;
  const OTHER = 'The strike of eleven days at the port of Velden that had stopped all ferries';

  test('is the line with a byline or a date below it, not the name of another story', () => {
    expect(titleOf('Home', OTHER, 'Sport', 'Culture', 'Weather', HEADLINE, '7 May 2024')).toBe(HEADLINE);
    expect(titleOf('Home', OTHER, 'Sport', 'Culture', 'Weather', HEADLINE, 'Economy', 'By Mara Quist')).toBe(HEADLINE);
  });

  test('is the first that fits where the date is as far from all', () => {
    expect(titleOf('Home', OTHER, 'Sport', HEADLINE)).toBe(OTHER);
    expect(titleOf('Home', OTHER, 'Sport', HEADLINE, 'One', 'Two', 'Three', 'Four', '7 May 2024')).toBe(OTHER);
  });

  test('may stand below the heading of a list', () => {
    expect(titleOf('Latest', 'Army', 'Sport', HEADLINE, 'By Mara Quist', '7 May 2024')).toBe(HEADLINE);
    expect(titleOf('Latest', 'Read more: Port strike stops all ferries', 'By Mara Quist')).toBeNull();
  });

  test('is found below short lines that read like the article', () => {
    const before = ['The islands wait for flour.', 'And for the ferries to sail.'];
    expect(titleOf(...before, HEADLINE, 'By Mara Quist', '7 May 2024')).toBe(HEADLINE);
  });
});

describe('a headline of which the text has no word', () => {
  const over = (...lines: string[]) => cleanPlainText([...lines, 'Share', ...BODY].join('\n')).title;
  test.each(['By Mara Quist', 'Tilda Quist and Per Roe | 12 May 2024'])('is the line over %s', (byline) => {
    expect(over('Home', 'News', 'Nobody knows what comes next', byline)).toBe('Nobody knows what comes next');
  });

  test.each([
    ['a sentence', 'Nobody knows what comes next.', 'By Mara Quist'],
    ['an entry of a list', '- Nobody knows what comes next', 'By Mara Quist'],
    ['a label', 'Latest news', 'By Mara Quist'],
    ['too long', 'nobody knows '.repeat(16), 'By Mara Quist'],
    ['over something else', 'Nobody knows what comes next', 'Mara Quist'],
    ['the last line', 'By Mara Quist', 'Nobody knows what comes next'],
  ])('is none that is %s', (_, line, next) => {
    expect(over('Home', line, next)).toBeNull();
  });

  test('goes with the names and the date below it', () => {
    const text = ['Nobody knows what comes next', 'Tilda Quist and Per Roe | 12 May 2024', 'Share', ...BODY].join('\n');
    expect(cleanPlainText(text)).toMatchObject({
      byline: 'Tilda Quist and Per Roe',
      date: { read: { value: '2024-05-12' } },
    });
  });
});

describe('a headline in a script without spaces', () => {
  test('is not the dated line below it', () => {
    const body = Array.from(
      { length: 4 },
      (_, i) => `港口在罢工${i + 2}天之后于周二重新开放，通往各岛的渡轮此前全部停航，工会表示成员将在下周表决。`,
    );
    const text = [
      '青浦湾新建跨海大桥将于明年春天通车',
      '2024-11-13 10:26:08 来源: 青浦湾日报',
      '字号 A- A A+',
      ...body,
    ];
    expect(cleanPlainText(text.join('\n')).title).toBe(text[0]);
  });
});

describe('an interview', () => {
  test('keeps its short questions', () => {
    const lines = [
      HEADLINE,
      BODY[0] as string,
      'Do you still go there every day?',
      'Every morning. There are 114 steps, and my wife says that they are why I am late for breakfast.',
      'Will you miss it?',
      'Ask me in a year.',
    ];
    expect(cleanPlainText(lines.join('\n')).paragraphs).toEqual(lines.slice(1));
  });
});

describe('a release that waits', () => {
  test('is dated by its embargo', () => {
    const text = ['NEWS RELEASE', 'Embargoed until 00.01 on Monday 9 September 2024', HEADLINE, ...BODY].join('\n\n');
    expect(cleanPlainText(text).date?.read).toEqual({ value: '2024-09-09T00:01', precision: 'minute' });
    expect(cleanPlainText(text.replace('Embargoed', 'Waited')).date).toBeNull();
  });
});

describe('the byline', () => {
  const bylineOf = (...lines: string[]) => cleanPlainText(lines.join('\n\n'));

  test.each(['By Rui Costa, political correspondent', 'By Rui Costa in Lisbon', 'By Rui Costa Updated May 12, 2024'])(
    '%j names the author and is no paragraph',
    (line) => {
      expect(bylineOf(HEADLINE, line, ...BODY)).toMatchObject({ byline: 'By Rui Costa', paragraphs: BODY });
      expect(bylineOf(HEADLINE, BODY[0] as string, line, ...BODY.slice(1))).toMatchObject({
        byline: 'By Rui Costa',
        paragraphs: BODY,
      });
    },
  );

  test('may stand in two lines', () => {
    expect(bylineOf(HEADLINE, 'By', 'Rui Costa', ...BODY)).toMatchObject({ byline: 'By Rui Costa', paragraphs: BODY });
    expect(bylineOf(HEADLINE, 'By', 'the river', ...BODY).byline).toBeNull();
    expect(bylineOf(HEADLINE, 'Nearby', 'Rui Costa', ...BODY).byline).toBeNull();
  });

  test('is the one below the headline before one above it, and none far from both', () => {
    expect(bylineOf('By Ana Gil', HEADLINE, 'By Rui Costa', ...BODY).byline).toBe('By Rui Costa');
    expect(bylineOf('By Ana Gil', HEADLINE, ...BODY).byline).toBe('By Ana Gil');
    expect(bylineOf('By Ana Gil', 'Home', 'News', 'Sport', 'Culture', HEADLINE, ...BODY).byline).toBeNull();
    expect(bylineOf(HEADLINE, ...BODY, 'By Ana Gil').byline).toBeNull();
  });

  test('may be a name beside the date, if the text does not tell of its bearer', () => {
    expect(bylineOf(HEADLINE, 'Ana Gil', '12 May 2024', ...BODY).byline).toBe('Ana Gil');
    expect(bylineOf(HEADLINE, 'Ana Gil', ...BODY).byline).toBeNull();
    expect(bylineOf(HEADLINE, 'Getty Images', '12 May 2024', ...BODY).byline).toBeNull();
    expect(bylineOf(HEADLINE, 'Ana Gil', '12 May 2024', ...BODY, `${BODY[0]} Ana Gil agreed.`).byline).toBeNull();
  });
});
