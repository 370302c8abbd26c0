// Articles for readers: the columns of their lists, and one article with all that is known about it.
import { INCOMING_PREFIX } from '../shared/names.ts';
import type { DateEvidence } from '../shared/records/article.ts';
import type { ReadArticle, ReadRevision } from './article-queries.ts';
import type { Column, Page, TableColumn } from './output.ts';
import { printable, wrap } from './style.ts';

/** An article as it is printed: without its text. */
export type ArticleRow = Omit<ReadArticle, 'text'>;

/** An older text of an article, without the text. */
type RevisionRow = Omit<ReadRevision, 'text'>;

/** One article with all that belongs to it. */
export interface ArticleView extends ArticleRow {
  claims: number;
  revisions: RevisionRow[];
  /** Copies of it at other addresses. */
  appearances: ArticleRow[];
  text?: string;
}

export const ARTICLE_COLUMNS: readonly Column<ArticleRow>[] = [
  { title: 'articleId', value: (row) => row.articleId },
  { title: 'storyId', value: (row) => row.storyId },
  { title: 'role', value: (row) => row.role },
  { title: 'publishedAt', value: (row) => row.article.publishedAt?.value ?? null },
  { title: 'publishedSource', value: (row) => row.article.publishedAt?.source ?? null },
  { title: 'publishedConfidence', value: (row) => row.article.publishedAt?.confidence ?? null },
  { title: 'site', value: (row) => row.article.site },
  { title: 'title', value: (row) => row.article.title },
  { title: 'authors', value: (row) => row.article.authors.join('; ') },
  { title: 'lang', value: (row) => row.article.lang?.code ?? null },
  { title: 'url', value: (row) => row.article.url },
  { title: 'documentId', value: (row) => row.documentId },
  { title: 'key', value: (row) => row.document.key },
  { title: 'entry', value: (row) => row.document.entry },
  { title: 'receivedAt', value: (row) => row.document.eventTime },
  { title: 'textVersion', value: (row) => row.textVersion },
];

export const ARTICLE_TABLE: readonly TableColumn<ArticleRow>[] = [
  { title: 'published', value: (row) => row.article.publishedAt?.value.slice(0, 10) ?? 'undated' },
  { title: 'site', value: (row) => row.article.site, flexible: true },
  { title: 'title', value: (row) => row.article.title, flexible: true },
  { title: 'role', value: (row) => row.role },
  { title: 'article', value: (row) => row.articleId },
];

/** A document as a person would name it: its key below the incoming prefix, and its entry where it came in an archive. */
export function documentName({ key, entry }: { key: string; entry: string | null }): string {
  const name = key.startsWith(INCOMING_PREFIX) ? key.slice(INCOMING_PREFIX.length) : key;
  return entry === null ? name : `${name} › ${entry}`;
}

/** Columns of the names in front of an article's facts. */
const NAME_COLUMNS = 11;

/** One article for a reader. */
export function articleLines(view: ArticleView, page: Page): string[] {
  const { style } = page;
  const { article, document } = view;
  const fact = (name: string, value: string | null) =>
    value === null || value === ''
      ? []
      : wrap(printable(value), page.columns - NAME_COLUMNS - 2).map(
          (line, i) => `  ${style.dim((i === 0 ? name : '').padEnd(NAME_COLUMNS))}${line}`,
        );
  const rows = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `  ${style.dim(title)}`, ...lines.map((line) => `    ${printable(line)}`)];
  return [
    style.bold(printable(article.title ?? article.url ?? `article ${view.articleId}`)),
    ...fact('article', view.articleId),
    ...fact('url', article.url),
    ...fact('site', article.site),
    ...fact('authors', article.authors.join(', ')),
    ...fact('language', article.lang === null ? null : `${article.lang.code} (${article.lang.source})`),
    ...fact('published', dateLine(article.publishedAt)),
    ...fact('modified', article.modifiedAt === null ? null : dateLine(article.modifiedAt)),
    ...fact('document', `${documentName(document)}, received ${document.eventTime}`),
    ...fact('text', view.textVersion),
    ...fact('story', `${view.storyId} (${view.role})`),
    ...fact('claims', String(view.claims)),
    ...rows(
      'appearances',
      view.appearances.map((copy) => listed(copy, copy.article.url ?? copy.articleId)),
    ),
    ...rows(
      'older texts',
      view.revisions.map((revision) => listed(revision, documentName(revision.document))),
    ),
  ];
}

function listed(row: RevisionRow, where: string): string {
  return [row.article.publishedAt?.value ?? `received ${row.document.eventTime}`, row.article.title, where]
    .filter((part) => part !== null)
    .join('  ');
}

/** A date with its evidence; conflicts are told, not hidden. */
function dateLine(date: DateEvidence | null): string {
  if (date === null) return 'unknown: the document gives no date';
  const conflicts = date.conflicts.map((conflict) => `${conflict.value} (${conflict.source})`);
  return [
    `${date.value}, to the ${date.precision}, from ${date.source} “${date.evidence}”, confidence ${date.confidence}`,
    ...(conflicts.length > 0 ? [`other readings: ${conflicts.join(', ')}`] : []),
  ].join('; ');
}
