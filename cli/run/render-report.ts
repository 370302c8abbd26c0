// A run's report as lines for a reader: outcomes, stories, revisions, rejections, claims by article.
import type { Claim } from '../../shared/records/claim.ts';
import type { FinalState } from '../../shared/records/ledger.ts';
import type { Page } from '../output.ts';
import { groupByArticle, groupLines } from '../render-claims.ts';
import { printable, truncate } from '../style.ts';
import type { DocumentReport, RunReport, StoryMember } from './report.ts';

/** Claims shown of one article; the rest is counted and one command away. */
const CLAIMS_PER_ARTICLE = 6;

export interface ReportOptions {
  seconds: number;
  /** Show every claim. */
  all: boolean;
}

/** The outcomes in the order in which they are listed, each with what it means. */
const OUTCOMES: readonly [FinalState['state'], string][] = [
  ['extracted', 'their claims stand'],
  ['duplicate', 'the same text, or a near-duplicate of an article whose claims stand'],
  ['revision', 'a newer text of the article stands'],
  ['unpacked', 'archives; their entries are documents of their own'],
  ['rejected', 'not an article; reasons below'],
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

function outcomeLines(report: RunReport, { style }: Page, { seconds }: ReportOptions): string[] {
  const { documents, newClaims } = report;
  const lines = [
    '',
    style.bold(`${count(documents.length, 'document')} in ${seconds.toFixed(1)} s, ${count(newClaims, 'new claim')}`),
  ];
  for (const [state, meaning] of OUTCOMES) {
    const number = documents.filter((document) => document.entry?.outcome.state === state).length;
    if (number > 0) lines.push(`  ${state.padEnd(9)} ${String(number).padStart(4)}  ${style.dim(meaning)}`);
  }
  return lines;
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

function problemLines({ documents }: RunReport, { style }: Page): string[] {
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
      ? [`  ${printable(document.path)}\n    ${style.yellow(outcome.reason)}: ${printable(outcome.detail)}`]
      : [];
  });
  if (rejected.length > 0) lines.push('', style.bold('Rejected'), ...rejected);
  const failed = documents.flatMap((document) => {
    const outcome = stateOf(document);
    if (outcome === undefined)
      return [
        `  ${printable(document.path)}\n    ${style.red('no outcome')}: the pipeline gave no account of it; please report this`,
      ];
    if (outcome.state !== 'failed') return [];
    const where = outcome.deadLettered ? 'in the dead-letter queue' : 'not finished';
    return [
      `  ${printable(document.path)}\n    ${style.red(`failed, ${where}`)} after ${count(outcome.attempts, 'attempt')}: ${printable(outcome.error)}`,
    ];
  });
  if (failed.length > 0) lines.push('', style.bold('Failed'), ...failed);
  return lines;
}

function claimLines({ claims }: RunReport, page: Page, { all }: ReportOptions): string[] {
  const lines: string[] = [];
  for (const group of groupByArticle(claims)) {
    const shown = all ? group.claims : mostTelling(group.claims);
    lines.push('', ...groupLines({ ...group, claims: shown }, page));
    const rest = group.claims.length - shown.length;
    if (rest > 0) {
      lines.push(
        page.style.dim(`  … and ${count(rest, 'more claim')}: claimwire claims --article ${group.source.articleId}`),
      );
    }
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
