// Claims as lines for readers: “speaker — cue — claim (date, certainty)”, grouped by article.
import type { Claim } from '../shared/records/claim.ts';
import type { Column, Page } from './output.ts';
import { displayWidth, printable, wrap } from './style.ts';

export interface ClaimGroup {
  source: Claim['source'];
  claims: Claim[];
}

/** Claims by article: articles in the order in which they first come, claims in the order of the text. */
export function groupByArticle(claims: Iterable<Claim>): ClaimGroup[] {
  const groups = new Map<string, ClaimGroup>();
  for (const claim of claims) {
    const group = groups.get(claim.source.articleId);
    if (group) group.claims.push(claim);
    else groups.set(claim.source.articleId, { source: claim.source, claims: [claim] });
  }
  for (const group of groups.values()) group.claims.sort((a, b) => a.content[0]!.start - b.content[0]!.start);
  return [...groups.values()];
}

/** Who says it: the name; the article's words where nobody could be named; for an assertion, the outlet. */
export function speakerLabel(claim: Claim): string {
  const { name, mention, type } = claim.speaker;
  if (name !== null) return name;
  if (mention !== null) return type === 'unnamed' ? mention.exact : `${mention.exact} (unresolved)`;
  return claim.kind === 'assertion' ? (claim.source.outlet ?? 'the article') : 'speaker unknown';
}

/** What is claimed; a quote in its marks, with a gap shown where its cue interrupts it. */
function claimLabel({ quoteType, content, text }: Claim): string {
  if (quoteType !== 'direct') return text;
  return `“${content.length === 1 ? text : content.map((piece) => piece.exact).join(' … ')}”`;
}

/** When it was said as far as known: the day the text gives the saying, else the publication day, else nothing. */
export function claimDate(claim: Claim): string | null {
  return claim.saidOn?.iso ?? claim.source.publishedAt?.slice(0, 10) ?? null;
}

/** How sure and in which sense: `denied, hedged: may`. */
export function certaintyLabel(claim: Claim): string {
  const { level, hedges } = claim.certainty;
  const certainty = hedges.length > 0 ? `${level}: ${hedges.join(', ')}` : level;
  return claim.polarity === 'affirmed' ? certainty : `${claim.polarity}, ${certainty}`;
}

/** Indent of a claim below its article, and of its further lines. */
const INDENT = '  ';
const HANGING_INDENT = '      ';

/** One claim as lines; `withId` adds its id on a line of its own. */
export function claimLines(claim: Claim, page: Page, withId = false): string[] {
  const { style } = page;
  const speaker = printable(speakerLabel(claim));
  const cue = printable(claim.cue?.exact ?? claim.kind);
  const text = printable(claimLabel(claim));
  const note = printable(`(${claimDate(claim) ?? 'undated'}, ${certaintyLabel(claim)})`);
  const paintNote = claim.polarity === 'affirmed' ? style.dim : style.yellow;
  // Broken into lines before it is painted: a colour must not run over a line's end into the indent of the next.
  const lead = displayWidth(`${speaker} — ${cue} — `);
  const room = page.columns - HANGING_INDENT.length;
  const lines = wrap(text, room, lead);
  const last = lines.length - 1;
  const lastWidth = displayWidth(lines[last]!) + (last === 0 ? lead : 0);
  if (lastWidth + 1 + displayWidth(note) <= room) lines[last] = `${lines[last]} ${paintNote(note)}`;
  else lines.push(...wrap(note, room).map((line) => paintNote(line)));
  lines[0] = `${style.bold(speaker)} — ${style.cyan(cue)} — ${lines[0]}`;
  if (withId) lines.push(style.dim(claim.claimId));
  return lines.map((line, i) => (i === 0 ? INDENT : HANGING_INDENT) + line);
}

/** An article's title line, its address, and its claims. */
export function groupLines({ source, claims }: ClaimGroup, page: Page, withIds = false): string[] {
  const { style } = page;
  const published = source.publishedAt?.slice(0, 10) ?? 'undated';
  const title = printable(source.title ?? source.url ?? `article ${source.articleId}`);
  const place = printable(source.outlet === null ? published : `${source.outlet}, ${published}`);
  return [
    ...wrap(title, page.columns).map((line) => style.bold(line)),
    style.dim(`${INDENT}${place}`),
    // Without a title, this stands in its place.
    ...(source.title === null ? [] : [style.dim(`${INDENT}${printable(source.url ?? `article ${source.articleId}`)}`)]),
    ...(withIds && source.url !== null ? [style.dim(`${INDENT}article ${source.articleId}`)] : []),
    ...claims.flatMap((claim) => claimLines(claim, page, withIds)),
  ];
}

/** All groups, one blank line between articles. */
export function claimListLines(claims: Iterable<Claim>, page: Page, withIds = false): string[] {
  return groupByArticle(claims).flatMap((group, i) => [...(i === 0 ? [] : ['']), ...groupLines(group, page, withIds)]);
}

/** The CSV of claims: one line each, spans left out but for where the content begins and ends. */
export const CLAIM_COLUMNS: readonly Column<Claim>[] = [
  { title: 'articleId', value: (claim) => claim.source.articleId },
  { title: 'claimId', value: (claim) => claim.claimId },
  { title: 'storyId', value: (claim) => claim.source.storyId },
  { title: 'publishedAt', value: (claim) => claim.source.publishedAt },
  { title: 'outlet', value: (claim) => claim.source.outlet },
  { title: 'title', value: (claim) => claim.source.title },
  { title: 'url', value: (claim) => claim.source.url },
  { title: 'kind', value: (claim) => claim.kind },
  { title: 'quoteType', value: (claim) => claim.quoteType },
  { title: 'speaker', value: (claim) => claim.speaker.name },
  { title: 'speakerMention', value: (claim) => claim.speaker.mention?.exact ?? null },
  { title: 'speakerRole', value: (claim) => claim.speaker.role },
  { title: 'speakerType', value: (claim) => claim.speaker.type },
  { title: 'cue', value: (claim) => claim.cue?.exact ?? null },
  { title: 'text', value: (claim) => claim.text },
  { title: 'polarity', value: (claim) => claim.polarity },
  { title: 'certainty', value: (claim) => claim.certainty.level },
  { title: 'hedges', value: (claim) => claim.certainty.hedges.join('; ') },
  { title: 'saidOn', value: (claim) => claim.saidOn?.iso ?? null },
  { title: 'entities', value: (claim) => [...new Set(claim.entities.map((entity) => entity.text))].join('; ') },
  { title: 'start', value: (claim) => claim.content[0]!.start },
  { title: 'end', value: (claim) => claim.content.at(-1)!.end },
  { title: 'textVersion', value: (claim) => claim.textVersion },
  { title: 'checkworthiness', value: (claim) => claim.checkworthiness },
  { title: 'confidence', value: (claim) => claim.confidence },
];
