// `claimwire articles`: lists articles, or shows one with its revisions, date evidence and appearances.
import {
  allArticles,
  articleById,
  articleIdFrom,
  articlesById,
  copiesOf,
  type ReadArticle,
  type ReadRevision,
  revisionsOf,
  storyById,
  textOfArticle,
} from '../article-queries.ts';
import { claimsOfArticle, type DayRange, postingsOfDays } from '../claim-queries.ts';
import { rangeOf } from '../day-range.ts';
import { OUTPUT_HELP, OUTPUT_OPTIONS, outputFormOf, pageFor, print, printRows, tableLines } from '../output.ts';
import { ARTICLE_COLUMNS, ARTICLE_TABLE, type ArticleRow, type ArticleView, articleLines } from '../render-articles.ts';
import { printableLines } from '../style.ts';
import { explained, type OpenTables, openTables, TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { countOf, parseCommand, UsageError } from '../usage.ts';

const OPTIONS = {
  article: { type: 'string' },
  text: { type: 'boolean' },
  story: { type: 'string' },
  day: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  ...TABLE_OPTIONS,
  ...OUTPUT_OPTIONS,
} as const;

const HELP = `claimwire articles: the articles behind the claims

Usage: claimwire articles [selector] [options]

Selectors (without one: every article, newest first; this reads the whole table, so mind its size in AWS):
  --article ID|URL      one article: where its date was read, its older texts, the copies of it at other addresses
  --text                with --article: its cleaned text and nothing else, which the offsets of its claims count in
  --day YYYY-MM-DD      articles of a day whose claims stand; --from DAY [--to DAY] of several, at most 366
  --story ID            the first article of a story, then its copies
  --limit N             at most N articles

${OUTPUT_HELP}
  With --article, --json gives one object; with --text too, the text is its field \`text\`.

${TABLE_HELP}

Examples:
  claimwire articles
  claimwire articles --article https://tidewater.example/ferry-pier
  claimwire articles --article https://tidewater.example/ferry-pier --text > pier.txt
  claimwire articles --day 2024-03-01 --csv
`;

type Values = ReturnType<typeof parseCommand<typeof OPTIONS>>;

/** Runs `claimwire articles …`. */
export async function run(args: string[]): Promise<number> {
  const values = parseCommand('articles', args, OPTIONS);
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const form = outputFormOf(values);
  const days = rangeOf(values);
  const limit = countOf(values.limit, 'limit');
  const selectors = [values.article, values.story, days ?? undefined].filter((selector) => selector !== undefined);
  if (selectors.length > 1) throw new UsageError('choose one of --article, --story and --day (or --from)');
  if (values.text && values.article === undefined) throw new UsageError('--text needs --article');
  if (values.text && (form === 'csv' || form === 'ndjson')) throw new UsageError(`--text does not go with --${form}`);
  const articleId = values.article === undefined ? null : articleIdFrom(values.article);

  const tables = await openTables(values);
  try {
    if (articleId !== null && form !== 'csv' && form !== 'ndjson') return await showOne(tables, articleId, values);
    const listed =
      articleId !== null
        ? articlesById(tables, [articleId])
        : values.story !== undefined
          ? articlesOfStory(tables, values.story)
          : days
            ? articlesOfDays(tables, days)
            : newestFirst(allArticles(tables));
    const rows = withoutTexts(listed, limit);
    let count = 0;
    if (form === 'text') {
      const all: ArticleRow[] = [];
      for await (const row of rows) all.push(row);
      count = all.length;
      if (count > 0) await print(`${tableLines(all, ARTICLE_TABLE, pageFor(values)).join('\n')}\n`);
    } else count = await printRows(rows, form, ARTICLE_COLUMNS);
    if (count === 0) process.stderr.write(`no articles match in ${tables.where}\n`);
    return 0;
  } catch (error) {
    throw error instanceof UsageError ? error : explained(error, `reading ${tables.where}`, tables.endpoint);
  } finally {
    await tables.close();
  }
}

async function showOne(tables: OpenTables, articleId: string, values: Values): Promise<number> {
  const stored = await articleById(tables, articleId);
  if (stored === null) {
    process.stderr.write(`no article ${values.article} in ${tables.where}\n`);
    return 0;
  }
  if (values.text && !values.json) {
    const text = await textOfArticle(tables, stored);
    await print(process.stdout.isTTY ? `${printableLines(text)}\n` : text);
    return 0;
  }
  const view: ArticleView = {
    ...withoutText(stored),
    claims: (await claimsOfArticle({ client: tables.client, name: tables.names.claims }, articleId)).length,
    revisions: (await revisionsOf(tables, articleId)).map(withoutText),
    appearances: await appearancesOf(tables, stored),
    ...(values.text && { text: await textOfArticle(tables, stored) }),
  };
  await print(values.json ? `${JSON.stringify(view)}\n` : `${articleLines(view, pageFor(values)).join('\n')}\n`);
  return 0;
}

/** Copies of an article, where it is the first of its story. */
async function appearancesOf(tables: OpenTables, { articleId, storyId }: ReadArticle): Promise<ArticleRow[]> {
  const story = await storyById(tables, storyId);
  const rows: ArticleRow[] = [];
  if (story?.firstArticleId !== articleId) return rows;
  for await (const copy of copiesOf(tables, story)) rows.push(withoutText(copy));
  return rows;
}

async function* articlesOfStory(tables: OpenTables, id: string): AsyncGenerator<ReadArticle> {
  const story = await storyById(tables, id);
  if (story === null) return;
  yield* articlesById(tables, [story.firstArticleId]);
  yield* copiesOf(tables, story);
}

async function* articlesOfDays(tables: OpenTables, days: DayRange): AsyncGenerator<ReadArticle> {
  const articleIds: string[] = [];
  for await (const { articleId } of postingsOfDays({ client: tables.client, name: tables.names.claims }, days)) {
    articleIds.push(articleId);
  }
  yield* articlesById(tables, articleIds);
}

/** By date of publication, or of arrival where there is none. */
async function* newestFirst(articles: AsyncIterable<ReadArticle>): AsyncGenerator<ArticleRow> {
  const rows: ArticleRow[] = [];
  for await (const article of articles) rows.push(withoutText(article));
  const dateOf = (row: ArticleRow) => row.article.publishedAt?.value ?? row.document.eventTime;
  yield* rows.sort((a, b) => (dateOf(a) < dateOf(b) ? 1 : -1));
}

async function* withoutTexts(
  articles: AsyncIterable<ReadArticle | ArticleRow>,
  limit: number | undefined,
): AsyncGenerator<ArticleRow> {
  let count = 0;
  for await (const article of articles) {
    yield withoutText(article);
    if (++count === limit) return;
  }
}

function withoutText<T extends ReadRevision | ArticleRow>(stored: T): Omit<T, 'text'> {
  return Object.fromEntries(Object.entries(stored).filter(([name]) => name !== 'text')) as Omit<T, 'text'>;
}
