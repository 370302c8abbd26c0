// The access patterns of the claims table, as docs/claims-table.md describes them to consumers.
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Item } from '../shared/aws/attributes.ts';
import { getItem } from '../shared/aws/get-item.ts';
import { claimKey, DAY_SHARDS } from '../shared/keys.ts';
import { CLAIM_PREFIX, INDEX } from '../shared/names.ts';
import type { Claim } from '../shared/records/claim.ts';
import { claimOfItem } from '../shared/records/claim-item.ts';
import {
  type DayPosting,
  DayPostingSchema,
  type EntityPosting,
  EntityPostingSchema,
} from '../shared/records/posting.ts';
import { getItems, queryItems, scanItems } from './dynamo-read.ts';

/** The claims table to read. */
export interface ClaimTable {
  client: DynamoDBClient;
  name: string;
}

/** Days from `from` to `to`, both included, YYYY-MM-DD. */
export interface DayRange {
  from: string;
  to: string;
}

/** Sorts after everything that begins with a day: a time of day, `#`, an interval's second half. */
const AFTER_DAY = '\uffff';

/** The claim in an item of the table. @throws Error naming the item when it is no claim record of this version */
function claimOf(item: Item): Claim {
  try {
    return claimOfItem(item);
  } catch (cause) {
    throw new Error(
      `reading claim ${String(item.sk)} of ${String(item.pk)}: expected a record of schemaVersion 1, got schemaVersion ${String(item.schemaVersion)} with other fields`,
      { cause },
    );
  }
}

/** One claim of an article, or null. */
export async function claimById(table: ClaimTable, articleId: string, claimId: string): Promise<Claim | null> {
  const item = await getItem(table.client, table.name, claimKey(articleId, claimId), { consistent: false });
  return item && claimOf(item);
}

/** A claim by its id alone: no index has it, so this reads the whole table. */
export async function findClaim(table: ClaimTable, claimId: string): Promise<Claim | null> {
  for await (const item of scanItems(table.client, {
    TableName: table.name,
    FilterExpression: 'sk = :claim',
    ExpressionAttributeValues: { ':claim': `${CLAIM_PREFIX}${claimId}` },
  })) {
    return claimOf(item);
  }
  return null;
}

/** The claims of an article, in the order of its text. */
export async function claimsOfArticle(table: ClaimTable, articleId: string): Promise<Claim[]> {
  const claims: Claim[] = [];
  for await (const item of queryItems(table.client, {
    TableName: table.name,
    KeyConditionExpression: 'pk = :article AND begins_with(sk, :claim)',
    ExpressionAttributeValues: { ':article': `ARTICLE#${articleId}`, ':claim': CLAIM_PREFIX },
  })) {
    claims.push(claimOf(item));
  }
  return claims.sort((a, b) => a.content[0]!.start - b.content[0]!.start);
}

/**
 * A speaker's claims, newest saying first. Dates compare as text: a saying dated only by its month or year is found by a
 * range that begins before that month or year.
 */
export async function* claimsBySpeaker(
  table: ClaimTable,
  speakerKey: string,
  days: DayRange | null,
): AsyncGenerator<Claim> {
  yield* wholeClaims(table, {
    TableName: table.name,
    IndexName: INDEX.claimsBySpeaker,
    KeyConditionExpression: `gsi1pk = :speaker${days ? ' AND gsi1sk BETWEEN :from AND :to' : ''}`,
    ExpressionAttributeValues: {
      ':speaker': `SPEAKER#${speakerKey}`,
      ...(days && { ':from': days.from, ':to': days.to + AFTER_DAY }),
    },
    ScanIndexForward: false,
  });
}

/** Claims of the same wording, in whichever article, newest first; the claim itself is among them. */
export async function* claimsOfSameWording(table: ClaimTable, claim: Claim): AsyncGenerator<Claim> {
  const key = claimKey(claim.source.articleId, claim.claimId);
  const item = await getItem(table.client, table.name, key, { consistent: false, attributes: 'gsi2pk' });
  // Assertions and claims of a few words have no hash.
  if (item?.gsi2pk === undefined) return;
  yield* wholeClaims(table, {
    TableName: table.name,
    IndexName: INDEX.claimsByHash,
    KeyConditionExpression: 'gsi2pk = :hash',
    ExpressionAttributeValues: { ':hash': item.gsi2pk },
    ScanIndexForward: false,
  });
}

/** The indexes hold parts of a claim: reads the whole records, one batch of keys at a time. */
async function* wholeClaims(table: ClaimTable, query: Parameters<typeof queryItems>[1]): AsyncGenerator<Claim> {
  let keys: { pk: string; sk: string }[] = [];
  const drain = async function* () {
    for await (const item of getItems(table.client, table.name, keys)) yield claimOf(item);
    keys = [];
  };
  for await (const { pk, sk } of queryItems(table.client, query)) {
    keys.push({ pk: String(pk), sk: String(sk) });
    if (keys.length === WHOLE_BATCH) yield* drain();
  }
  yield* drain();
}

/** Records read ahead of a caller who may stop: half a second's reading for a person, one request for the table. */
const WHOLE_BATCH = 50;

/** Articles whose claims name an entity, newest first. */
async function* entityPostings(
  table: ClaimTable,
  entityKey: string,
  days: DayRange | null,
): AsyncGenerator<EntityPosting> {
  for await (const item of queryItems(table.client, {
    TableName: table.name,
    KeyConditionExpression: `pk = :entity${days ? ' AND sk BETWEEN :from AND :to' : ''}`,
    ExpressionAttributeValues: {
      ':entity': `ENTITY#${entityKey}`,
      ...(days && { ':from': days.from, ':to': days.to + AFTER_DAY }),
    },
    ScanIndexForward: false,
  })) {
    yield EntityPostingSchema.parse(withoutKeys(item));
  }
}

/** Claims that name an entity, newest article first. */
export async function* claimsByEntity(
  table: ClaimTable,
  entityKey: string,
  days: DayRange | null,
): AsyncGenerator<Claim> {
  for await (const { articleId, claimIds } of entityPostings(table, entityKey, days)) {
    const keys = claimIds.map((claimId) => claimKey(articleId, claimId));
    for await (const item of getItems(table.client, table.name, keys)) yield claimOf(item);
  }
}

/** Articles with claims of one day, over all its shards, in the order of their ids. */
async function dayPostings(table: ClaimTable, day: string): Promise<DayPosting[]> {
  const shards = await Promise.all(
    Array.from({ length: DAY_SHARDS }, async (_, shard) => {
      const postings: DayPosting[] = [];
      for await (const item of queryItems(table.client, {
        TableName: table.name,
        KeyConditionExpression: 'pk = :day',
        ExpressionAttributeValues: { ':day': `DAY#${day}#${shard}` },
      })) {
        postings.push(DayPostingSchema.parse(withoutKeys(item)));
      }
      return postings;
    }),
  );
  return shards.flat().sort((a, b) => (a.articleId < b.articleId ? -1 : 1));
}

/** Articles with claims, newest day first. Reads the whole table. */
export async function allDayPostings(table: ClaimTable): Promise<DayPosting[]> {
  const postings: DayPosting[] = [];
  for await (const item of scanItems(table.client, {
    TableName: table.name,
    FilterExpression: 'kind = :kind',
    ExpressionAttributeValues: { ':kind': 'day-posting' },
  })) {
    postings.push(DayPostingSchema.parse(withoutKeys(item)));
  }
  return postings.sort((a, b) => (a.day === b.day ? (a.articleId < b.articleId ? -1 : 1) : a.day < b.day ? 1 : -1));
}

/** Articles with claims of a range of days, newest day first. */
export async function* postingsOfDays(table: ClaimTable, days: DayRange): AsyncGenerator<DayPosting> {
  for (const day of daysBackwards(days)) yield* await dayPostings(table, day);
}

/** The claims of posted articles, article by article. */
export async function* claimsOfPostings(
  table: ClaimTable,
  postings: AsyncIterable<DayPosting> | Iterable<DayPosting>,
): AsyncGenerator<Claim> {
  for await (const { articleId } of postings) yield* await claimsOfArticle(table, articleId);
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** The days of a range, the last one first. */
function* daysBackwards({ from, to }: DayRange): Generator<string> {
  for (let time = Date.parse(to); time >= Date.parse(from); time -= DAY_MS)
    yield new Date(time).toISOString().slice(0, 10);
}

function withoutKeys({ pk: _pk, sk: _sk, expiresAt: _expiresAt, ...rest }: Item): Item {
  return rest;
}
