// A run's report as lines for a reader: outcomes, stories, revisions, rejections, claims by article.
import type { Claim } from '../../shared/records/claim.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';
import type { Page } from '../output.ts';
import { groupByArticle, groupLines } from '../render-claims.ts';
import { displayWidth, printable, truncate, wrap } from '../style.ts';
import type { DocumentReport, RunReport, StoryMember } from './report.ts';

/** Claims shown of one article; the rest is counted and one command away. */
const CLAIMS_PER_ARTICLE = 6;

/** Articles whose claims are shown: some screens, of which the first still says what came of the documents. */
const ARTICLES_SHOWN = 50;

export interface ReportOptions {
  seconds: number;
  /** Paths that could not be read, which are no documents. */
  unread: number;
  /** The call of claimwire that reads where the report was read. */
  commandFor(args: readonly string[]): string;
  /** Show every claim. */
  all: boolean;
}

/** The outcomes in the order in which they are listed, each with what it means. */
const OUTCOMES: readonly [LedgerEntry['outcome']['state'], string][] = [
  ['extracted', 'their claims stand'],
  ['duplicate', 'the same text or nearly, of an article whose claims stand'],
  ['revision', 'a newer text of the article stands'],
  ['unpacked', 'archives; their entries are documents of their own'],
  ['rejected', 'not an article; reasons below'],
  ['failed', 'not worked off; reasons below'],
];

export function reportLines(report: RunReport, page: Page, options: ReportOptions): string[] {
  return [
    ...outcomeLines(report, page, options),
    ...storyLines(report, page),
    ...revisionLines(report, page),
    ...problemLines(report, page),
    ...claimLines(report, page, options),
  ];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function outcomeLines(report: RunReport, { style }: Page, { seconds, unread }: ReportOptions): string[] {
  const { documents, newClaims } = report;
  const rows = OUTCOMES.map(([state, meaning]) => {
    // Without an outcome, a document was lost: that is told among the failures.
    const number = documents.filter(({ entry }) => (entry?.outcome.state ?? 'failed') === state).length;
    return [state, number, meaning] as const;
  });
  const shown = [...rows, ['not read', unread, 'paths without a document; reasons above'] as const];
  const width = Math.max(4, ...shown.map(([, number]) => String(number).length));
  return [
    '',
    style.bold(`${count(documents.length, 'document')} in ${seconds.toFixed(1)} s, ${count(newClaims, 'new claim')}`),
    ...shown
      .filter(([, number]) => number > 0)
      .map(([name, number, meaning]) => `  ${name.padEnd(9)} ${String(number).padStart(width)}  ${style.dim(meaning)}`),
  ];
}

function storyLines({ stories }: RunReport, page: Page): string[] {
  if (stories.length === 0) return [];
  const lines = ['', page.style.bold('Stories')];
  for (const { members } of stories) {
    const [first] = members;
    lines.push(`  ${printable(first?.title ?? 'untitled')} ${page.style.dim(`(${count(members.length, 'article')})`)}`);
    for (const member of members) lines.push(memberLine(member, page));
  }
  return lines;
}

function memberLine(member: StoryMember, { style, columns }: Page): string {
  const place = [member.outlet, member.paths.join(', ') || 'from an earlier run']
    .filter((part) => part !== null)
    .join(', ');
  const role = member.isFirst
    ? 'first'
    : member.similarity === null
      ? 'copy'
      : `copy, ${Math.round(member.similarity * 100)} % alike`;
  return `    ${member.isFirst ? style.green('●') : '○'} ${truncate(printable(place), columns - role.length - 9)} ${style.dim(`(${role})`)}`;
}

const stateOf = (document: DocumentReport) => document.entry?.outcome;

function revisionLines({ documents }: RunReport, { style }: Page): string[] {
  const pathOf = new Map(documents.map((document) => [document.documentId, document.path]));
  const revisions = documents.flatMap((document) => {
    const outcome = stateOf(document);
    if (outcome?.state !== 'revision') return [];
    const newer = outcome.supersededBy.documentId;
    return [`  ${printable(document.path)} ${style.dim('→')} ${printable(pathOf.get(newer) ?? `document ${newer}`)}`];
  });
  return revisions.length === 0 ? [] : ['', style.bold('Revisions (older → the text that stands)'), ...revisions];
}

function problemLines({ documents }: RunReport, page: Page): string[] {
  const { style } = page;
  const lines: string[] = [];
  const sameText = documents.flatMap((document) => {
    const outcome = stateOf(document);
    return outcome?.state === 'duplicate' && outcome.relation === 'same-text' ? [document.path] : [];
  });
  if (sameText.length > 0) {
    lines.push('', style.bold('Same text again'), ...sameText.map((path) => `  ${printable(path)}`));
  }
  const rejected = documents.flatMap((document) => {
    const outcome = stateOf(document);
    return outcome?.state === 'rejected'
      ? troubleLines(document, outcome.reason, style.yellow, outcome.detail, page)
      : [];
  });
  if (rejected.length > 0) lines.push('', style.bold('Rejected'), ...rejected);
  const failed = documents.flatMap((document) => {
    const outcome = stateOf(document);
    if (outcome === undefined)
      return troubleLines(
        document,
        'no outcome',
        style.red,
        'the pipeline gave no account of it; please report this',
        page,
      );
    if (outcome.state !== 'failed') return [];
    const where = outcome.deadLettered ? 'in the dead-letter queue' : 'not finished';
    const what = `failed, ${where} after ${count(outcome.attempts, 'attempt')}`;
    return troubleLines(document, what, style.red, outcome.error, page);
  });
  if (failed.length > 0) lines.push('', style.bold('Failed'), ...failed);
  return lines;
}

/** A document, and below it what it suffers from and why, broken into lines that fit the page. */
function troubleLines(
  { path }: DocumentReport,
  what: string,
  paint: (text: string) => string,
  why: string,
  { columns }: Page,
): string[] {
  const indent = '    ';
  const [first, ...rest] = wrap(printable(why), columns - indent.length, displayWidth(`${what}: `));
  return [`  ${printable(path)}`, `${indent}${paint(what)}: ${first}`, ...rest.map((line) => indent + line)];
}

function claimLines({ claims }: RunReport, page: Page, { all, commandFor }: ReportOptions): string[] {
  const lines: string[] = [];
  const groups = groupByArticle(claims);
  for (const group of all ? groups : groups.slice(0, ARTICLES_SHOWN)) {
    const shown = all ? group.claims : mostTelling(group.claims);
    lines.push('', ...groupLines({ ...group, claims: shown }, page));
    const rest = group.claims.length - shown.length;
    if (rest > 0) {
      const more = `  … and ${count(rest, 'more claim')}:`;
      const command = commandFor(['claims', '--article', group.source.articleId]);
      const fits = displayWidth(`${more} ${command}`) <= page.columns;
      lines.push(...(fits ? [`${more} ${command}`] : [more, `      ${command}`]).map(page.style.dim));
    }
  }
  if (!all && groups.length > ARTICLES_SHOWN) {
    const rest = count(groups.length - ARTICLES_SHOWN, 'more article');
    lines.push('', page.style.dim(`… and ${rest} with claims: --all shows them, and ${commandFor(['articles'])}`));
  }
  return lines;
}

/** The claims to show of an article: somebody's words before the article's own, in the order of the text. */
function mostTelling(claims: Claim[]): Claim[] {
  const attributed = claims.filter((claim) => claim.kind === 'attributed');
  const others = claims.filter((claim) => claim.kind !== 'attributed');
  const chosen = new Set([...attributed, ...others].slice(0, CLAIMS_PER_ARTICLE));
  return claims.filter((claim) => chosen.has(claim));
}
