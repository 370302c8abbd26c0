// Texts that programs write and read: logs, tables, code. They have lines and words, but no article.
import { endsSentence } from './line-shape.ts';

/** Lines and characters looked at. */
const SAMPLE_LINES = 200;
const SAMPLE_CHARACTERS = 65_536;

interface MachineText {
  /** For a message: `got …`. */
  name: string;
  /** Fewer lines are no proof. */
  leastLines: number;
  /** Share of the lines that must look so. */
  share: number;
  line: RegExp;
}

const CODE = 'code';

/** What each line of a kind looks like. A line of prose that begins alike has no second sign of it. */
const KINDS: readonly MachineText[] = [
  {
    name: 'rules for robots (robots.txt)',
    leastLines: 2,
    share: 0.6,
    line: /^(?:user-agent|disallow|allow|sitemap|crawl-delay|host)\s{0,3}:/i,
  },
  {
    name: 'a log file',
    leastLines: 5,
    share: 0.6,
    line: /^(?=.{0,40}\d{2}:\d{2}:\d{2})(?:\S+ - - \[|.{0,80}(?:\b(?:INFO|DEBUG|WARN|WARNING|ERROR|FATAL|TRACE|NOTICE|info|debug|warn|error)\b|\w\[\d{1,7}\]|HTTP\/\d))/,
  },
  { name: 'subtitles', leastLines: 3, share: 0.2, line: /^(?:\d{1,2}:)?\d{2}:\d{2}[.,]\d{3} --> / },
  {
    name: 'statements of SQL',
    leastLines: 3,
    share: 0.5,
    line: /^(?:INSERT INTO|CREATE (?:TABLE|INDEX)|DROP TABLE|ALTER TABLE|SET |LOCK TABLES|UNLOCK TABLES|\(.{0,2000}\)[,;]$|--|\/\*!)/i,
  },
  {
    name: CODE,
    leastLines: 5,
    share: 0.6,
    line: /[{};]\s{0,9}$|^\s{0,99}(?:import |export |const |let |var |return\b|def |class |@\w|#include|<\?php|\/\/|\/\*|\* |\}|\))|(?:=>|\() ?$/,
  },
];

/** Signs of code; prose has one in some two hundred characters. */
const CODE_SIGN = /[{}();=<>[\]]/g;
const LEAST_SIGNS = 0.07;
const LEAST_CODE_CHARACTERS = 100;

const DELIMITERS = [',', '\t', ';', '|'];
const LEAST_ROWS = 5;
/** Columns of a table in most of its rows; fields are shorter than sentences. */
const LEAST_COLUMNS = 3;
const SAME_COLUMNS = 0.9;
const LONGEST_FIELD = 40;

function isTable(lines: readonly string[]): boolean {
  if (lines.length < LEAST_ROWS || lines.filter(endsSentence).length * 2 > lines.length) return false;
  return DELIMITERS.some((delimiter) => {
    const columns = (lines[0] as string).split(delimiter).length;
    if (columns < LEAST_COLUMNS) return false;
    const alike = lines.filter((line) => line.split(delimiter).length === columns);
    const characters = alike.reduce((total, line) => total + line.length, 0);
    return alike.length >= lines.length * SAME_COLUMNS && characters <= alike.length * columns * LONGEST_FIELD;
  });
}

/** Sentences of prose that make an article of a text, whatever code a page's programs left in it. */
const LEAST_PROSE_LINES = 3;
const LEAST_PROSE_CHARACTERS = 400;
const SHORTEST_PROSE = 60;

function holdsProse(lines: readonly string[]): boolean {
  const prose = lines.filter(
    (line) =>
      line.length >= SHORTEST_PROSE &&
      /^[\p{L}\p{N}“‘"'«„]/u.test(line) &&
      endsSentence(line) &&
      (line.match(CODE_SIGN)?.length ?? 0) < line.length * (LEAST_SIGNS / 3),
  );
  return (
    prose.length >= LEAST_PROSE_LINES && prose.reduce((total, line) => total + line.length, 0) >= LEAST_PROSE_CHARACTERS
  );
}

/** What kind of machine's text it is, for a message; null for any other text. */
export function machineText(text: string): string | null {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const lines = sample
    .split('\n', SAMPLE_LINES * 4)
    .map((line) => line.trimEnd().slice(0, 2000))
    .filter((line) => line !== '')
    .slice(0, SAMPLE_LINES);
  if (/^\s{0,9}BEGIN:V(?:CALENDAR|CARD)\s/.test(sample)) return 'a calendar or an address card';
  const isArticle = holdsProse(lines);
  for (const { name, leastLines, share, line } of KINDS) {
    if (lines.length < leastLines || (isArticle && name === CODE)) continue;
    if (lines.filter((one) => line.test(one)).length >= lines.length * share) return name;
  }
  if (isTable(lines)) return 'a table';
  const signs = sample.match(CODE_SIGN)?.length ?? 0;
  return !isArticle && sample.length >= LEAST_CODE_CHARACTERS && signs >= sample.length * LEAST_SIGNS ? CODE : null;
}
