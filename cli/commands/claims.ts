// `claimwire claims`: reads the claims table by every access pattern it has.

import { nameKeyOf } from '../../shared/keys.ts';
import { type Claim, ClaimSchema } from '../../shared/records/claim.ts';
import { articleIdFrom, storyById } from '../article-queries.ts';
import {
  allDayPostings,
  type ClaimTable,
  claimById,
  claimsByEntity,
  claimsBySpeaker,
  claimsOfArticle,
  claimsOfPostings,
  claimsOfSameWording,
  type DayRange,
  findClaim,
  postingsOfDays,
} from '../claim-queries.ts';
import { rangeOf } from '../day-range.ts';
import { OUTPUT_HELP, OUTPUT_OPTIONS, outputFormOf, pageFor, print, printRows } from '../output.ts';
import { CLAIM_COLUMNS, claimListLines } from '../render-claims.ts';
import { explained, type OpenTables, openTables, TABLE_HELP, TABLE_OPTIONS } from '../tables.ts';
import { countOf, oneOf, parseCommand, UsageError } from '../usage.ts';

const OPTIONS = {
  speaker: { type: 'string' },
  entity: { type: 'string' },
  day: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  article: { type: 'string' },
  story: { type: 'string' },
  same: { type: 'string' },
  id: { type: 'string' },
  polarity: { type: 'string' },
  kind: { type: 'string' },
  limit: { type: 'string' },
  ids: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  ...TABLE_OPTIONS,
  ...OUTPUT_OPTIONS,
} as const;

/** Claims shown to a reader who asked for nothing in particular: a few screens. */
const UNASKED_LIMIT = 100;

const HELP = `claimwire claims: who claims what

Usage: claimwire claims [selector] [filters] [options]

Selectors (without one: the newest days of the last local run, ${UNASKED_LIMIT} claims):
  --speaker NAME        what somebody says, newest first; case, accents and punctuation do not matter
  --entity NAME         claims that name somebody or something, newest article first
  --day YYYY-MM-DD      claims of the articles of a day (the day of publication as the article writes it; the day it
                        came in where it gives none)
  --from DAY [--to DAY] the same over several days, at most 366; --to is today unless given
  --article ID|URL      claims of an article
  --story ID            claims of a story: those of its first article, where they stand once for all copies
  --id CLAIM_ID         one claim
  --same CLAIM_ID       claims of the same wording, in all articles
  --speaker and --entity go with --day or --from; a speaker's days are those of the saying. They may also narrow down
  --article and --story. Without --article, --id and --same look through the whole table, and do so on local runs only.

Filters:
  --polarity affirmed|denied|questioned
  --kind attributed|assertion
  --limit N             at most N claims

${OUTPUT_HELP}
  --ids          with the readable text: ids of articles and claims

${TABLE_HELP}

Examples:
  claimwire claims
  claimwire claims --speaker "Mara Lind" --from 2024-03-01
  claimwire claims --entity "Port of Estermond" --polarity denied --csv > denied.csv
  claimwire claims --day 2024-03-01 --stack claimwire --ndjson
`;

/** Runs `claimwire claims …`. */
export async function run(args: string[]): Promise<number> {
  const values = parseCommand('claims', args, OPTIONS);
  if (values.help) {
    await print(HELP);
    return 0;
  }
  const form = outputFormOf(values);
  const selection = selectionOf(values);
  const filter = filterOf(values);
  const limit = countOf(values.limit, 'limit') ?? (selection.by === 'nothing' ? UNASKED_LIMIT : undefined);
  const tables = await openTables(values);
  try {
    refuseWholeTable(selection, tables);
    const claims = matching(selected(selection, tables), filter, limit);
    const count = form === 'text' ? await printText(claims, values) : await printRows(claims, form, CLAIM_COLUMNS);
    if (count === 0) process.stderr.write(`no claims match in ${tables.where}\n`);
    else if (count === limit && values.limit === undefined) {
      process.stderr.write(`the newest ${count} claims of ${tables.where}; --limit N shows more\n`);
    }
    return 0;
  } catch (error) {
    throw error instanceof UsageError ? error : explained(error, `reading ${tables.where}`, tables.endpoint);
  } finally {
    await tables.close();
  }
}

type Values = ReturnType<typeof parseCommand<typeof OPTIONS>>;

type Selection =
  | { by: 'nothing' }
  | { by: 'id' | 'same'; claimId: string; articleId: string | null }
  | { by: 'article'; articleId: string }
  | { by: 'story'; storyId: string }
  | { by: 'speaker' | 'entity'; key: string; days: DayRange | null }
  | { by: 'days'; days: DayRange };

/** @throws UsageError when the options contradict each other */
function selectionOf(values: Values): Selection {
  const days = rangeOf(values);
  const single = (['id', 'same', 'story'] as const).filter((name) => values[name] !== undefined);
  if (single.length > 1) throw new UsageError(`--${single[0]} does not go with --${single[1]}`);
  if (values.story !== undefined && values.article !== undefined) {
    throw new UsageError('--story does not go with --article');
  }
  if (days && (single.length > 0 || values.article !== undefined)) {
    throw new UsageError('--day, --from and --to go with --speaker or --entity, or stand alone');
  }
  const articleId = values.article === undefined ? null : articleIdFrom(values.article);
  for (const by of ['id', 'same'] as const) {
    const claimId = values[by];
    if (claimId !== undefined) return { by, claimId: claimIdFrom(claimId, by), articleId };
  }
  if (articleId !== null) return { by: 'article', articleId };
  if (values.story !== undefined) return { by: 'story', storyId: values.story };
  if (values.speaker !== undefined) return { by: 'speaker', key: keyFrom(values.speaker, 'speaker'), days };
  if (values.entity !== undefined) return { by: 'entity', key: keyFrom(values.entity, 'entity'), days };
  return days ? { by: 'days', days } : { by: 'nothing' };
}

function claimIdFrom(value: string, option: string): string {
  if (!/^[0-9a-f]{32}$/.test(value))
    throw new UsageError(`--${option} is a claim's id (32 hex digits), got "${value}"`);
  return value;
}

function keyFrom(name: string, option: string): string {
  const key = nameKeyOf(name);
  if (key === '') throw new UsageError(`--${option} needs a name with letters or digits, got "${name}"`);
  return key;
}

/** What a claim must be beside being selected. A name that selected has no more to say here. */
function filterOf(values: Values): (claim: Claim) => boolean {
  const polarity = oneOf(values.polarity, 'polarity', ClaimSchema.shape.polarity.options);
  const kind = oneOf(values.kind, 'kind', ClaimSchema.shape.kind.options);
  const speaker = values.speaker === undefined ? null : keyFrom(values.speaker, 'speaker');
  const entity = values.entity === undefined ? null : keyFrom(values.entity, 'entity');
  return (claim) =>
    (polarity === undefined || claim.polarity === polarity) &&
    (kind === undefined || claim.kind === kind) &&
    (speaker === null || claim.speaker.key === speaker) &&
    (entity === null || claim.speaker.key === entity || claim.entities.some(({ text }) => nameKeyOf(text) === entity));
}

async function* selected(selection: Selection, tables: OpenTables): AsyncGenerator<Claim> {
  const table: ClaimTable = { client: tables.client, name: tables.names.claims };
  switch (selection.by) {
    case 'nothing':
      yield* claimsOfPostings(table, await allDayPostings(table));
      return;
    case 'days':
      yield* claimsOfPostings(table, postingsOfDays(table, selection.days));
      return;
    case 'speaker':
      yield* claimsBySpeaker(table, selection.key, selection.days);
      return;
    case 'entity':
      yield* claimsByEntity(table, selection.key, selection.days);
      return;
    case 'article':
      yield* await claimsOfArticle(table, selection.articleId);
      return;
    case 'story': {
      const story = await storyById(tables, selection.storyId);
      if (story) yield* await claimsOfArticle(table, story.firstArticleId);
      return;
    }
    case 'id':
    case 'same': {
      const { articleId, claimId } = selection;
      const claim = articleId === null ? await findClaim(table, claimId) : await claimById(table, articleId, claimId);
      if (claim === null) return;
      if (selection.by === 'id') yield claim;
      else yield* claimsOfSameWording(table, claim);
    }
  }
}

/** @throws UsageError when a selection would read a whole table that is not on this machine */
function refuseWholeTable(selection: Selection, tables: OpenTables): void {
  if (tables.isLocalRun) return;
  if (selection.by === 'nothing') {
    throw new UsageError(
      `claimwire claims: reading ${tables.where} needs a selector, such as --day or --speaker; see \`claimwire claims --help\``,
    );
  }
  if ((selection.by === 'id' || selection.by === 'same') && selection.articleId === null) {
    throw new UsageError(`claimwire claims: --${selection.by} in ${tables.where} needs --article too`);
  }
}

async function* matching(
  claims: AsyncIterable<Claim>,
  filter: (claim: Claim) => boolean,
  limit: number | undefined,
): AsyncGenerator<Claim> {
  let count = 0;
  for await (const claim of claims) {
    if (!filter(claim)) continue;
    yield claim;
    if (++count === limit) return;
  }
}

/** Prints claims for a reader. @returns their number */
async function printText(claims: AsyncIterable<Claim>, values: Values): Promise<number> {
  const all: Claim[] = [];
  for await (const claim of claims) all.push(claim);
  for (const line of claimListLines(all, pageFor(values), values.ids)) await print(`${line}\n`);
  return all.length;
}
