// From extracted claims to the items of the claims table: the claims themselves and the postings they are found by.
//
// They are put together by Object.assign: an object literal with several spreads takes Node 20 ten to fifty times as long,
// which is noticed at thirty items an article.
import { claimHashOf, claimIdOf, claimKey, dayPostingKey, entityPostingKey, nameKeyOf } from '../../shared/keys.ts';
import {
  CLAIM_SCHEMA_VERSION,
  type Claim,
  ClaimSchema,
  type Entity,
  type ExtractedClaim,
  type Quantity,
} from '../../shared/records/claim.ts';
import type { DayPosting, EntityPosting } from '../../shared/records/posting.ts';

/** What all claims of one text share. */
export interface ClaimContext {
  articleId: string;
  storyId: string;
  documentId: string;
  textVersion: string;
  lang: string | null;
  url: string | null;
  title: string | null;
  outlet: string | null;
  publishedAt: string | null;
  /** When the object was created; the day posting falls back to it, and says so. */
  receivedAt: string;
  extractor: { name: string; version: string };
  extractedAt: string;
}

export interface TableKey {
  pk: string;
  sk: string;
}
export type ClaimItem = Claim & TableKey & { gsi1pk?: string; gsi1sk?: string; gsi2pk?: string; gsi2sk?: string };
export type PostingItem = (EntityPosting | DayPosting) & TableKey;

/**
 * Entities of one article that get a posting, those of most claims first. With its day's, that is 25: what one
 * BatchWriteItem takes. An article's claims name 14 on average.
 */
export const MAX_ENTITY_POSTINGS = 24;

/**
 * Claims that a posting lists. An id takes 33 bytes of an item: the list has 330 KB then, and the item stays below
 * DynamoDB's 400 KB. Only texts of a megabyte of speech have more claims.
 */
export const MAX_LISTED_CLAIMS = 10_000;

/**
 * Numbers that every reader of the table reads as they are: beyond these JavaScript's libraries refuse an item or give
 * another type, DynamoDB takes none above 10^126 or below 10^-130, and JSON has none without an end.
 */
const isStorable = ({ value }: Quantity) =>
  Math.abs(value) <= Number.MAX_SAFE_INTEGER && (value === 0 || Math.abs(value) >= 1e-130);

/** Claims of fewer words are no statement that two articles share by more than chance; they get no claim hash. */
const MIN_HASHED_WORDS = 4;

/** The claims as records, with ids and parents resolved. */
export function claimRecords(extracted: readonly ExtractedClaim[], context: ClaimContext): Claim[] {
  const ids = extracted.map((claim) => claimIdOf(context.articleId, context.textVersion, claim.content));
  const seen = new Set<string>();
  return extracted.flatMap(({ parent, ...claim }, index) => {
    const claimId = ids[index]!;
    // Two claims over the same spans are one item of the table; the first is the extractor's better one.
    if (seen.has(claimId)) return [];
    seen.add(claimId);
    return ClaimSchema.parse(
      Object.assign(claim, {
        schemaVersion: CLAIM_SCHEMA_VERSION,
        quantities: claim.quantities.filter(isStorable),
        claimId,
        parentClaimId: parent === null ? null : ids[parent]!,
        textVersion: context.textVersion,
        lang: context.lang,
        source: {
          articleId: context.articleId,
          storyId: context.storyId,
          documentId: context.documentId,
          url: context.url,
          title: context.title,
          outlet: context.outlet,
          publishedAt: context.publishedAt,
          receivedAt: context.receivedAt,
        },
        extractor: context.extractor,
        extractedAt: context.extractedAt,
      }),
    );
  });
}

/** A claim under its keys: its article's, and where they apply its speaker's and its wording's. */
export function claimItem(claim: Claim): ClaimItem {
  const { articleId, publishedAt, receivedAt } = claim.source;
  const date = claim.saidOn?.iso ?? publishedAt ?? receivedAt;
  const words = claim.text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const item: ClaimItem = Object.assign(claimKey(articleId, claim.claimId), claim);
  if (claim.speaker.key !== null) {
    item.gsi1pk = `SPEAKER#${claim.speaker.key}`;
    item.gsi1sk = `${date}#${claim.claimId}`;
  }
  if (claim.kind === 'attributed' && words >= MIN_HASHED_WORDS) {
    item.gsi2pk = `CLAIMHASH#${claimHashOf(claim.text)}`;
    item.gsi2sk = `${publishedAt ?? receivedAt}#${articleId}`;
  }
  return item;
}

/** The postings of one article: its day, and one for each entity that its claims name. */
export function postingItems(claims: readonly Claim[], context: ClaimContext): PostingItem[] {
  if (claims.length === 0) return [];
  // A month alone names no day, and nobody would look for it under one.
  const published = /^\d{4}-\d{2}-\d{2}/.exec(context.publishedAt ?? '')?.[0];
  const day = published ?? context.receivedAt.slice(0, 10);
  const shared = {
    articleId: context.articleId,
    storyId: context.storyId,
    title: context.title,
    url: context.url,
    outlet: context.outlet,
    day,
    textVersion: context.textVersion,
    dayOf: published === undefined ? ('received' as const) : ('published' as const),
  };
  const named = new Map<string, { entity: string; type: Entity['type'] | 'speaker'; claimIds: string[] }>();
  const note = (name: string, type: Entity['type'] | 'speaker', claimId: string) => {
    const key = nameKeyOf(name);
    if (key === '') return;
    const entry = named.get(key) ?? { entity: name, type, claimIds: [] };
    // The names of one claim come one after the other.
    if (entry.claimIds.at(-1) !== claimId) entry.claimIds.push(claimId);
    named.set(key, entry);
  };
  for (const claim of claims) {
    if (claim.speaker.name !== null) note(claim.speaker.name, 'speaker', claim.claimId);
    for (const entity of claim.entities) note(entity.text, entity.type, claim.claimId);
  }
  const entities = [...named]
    .sort(([, a], [, b]) => b.claimIds.length - a.claimIds.length)
    .slice(0, MAX_ENTITY_POSTINGS);
  return [
    Object.assign(dayPostingKey(day, context.articleId, context.textVersion), shared, {
      kind: 'day-posting' as const,
      claimIds: claims.slice(0, MAX_LISTED_CLAIMS).map((claim) => claim.claimId),
    }),
    ...entities.map(([key, { entity, type, claimIds }]) =>
      Object.assign(entityPostingKey(key, day, context.articleId, context.textVersion), shared, {
        kind: 'entity-posting' as const,
        entityKey: key,
        entity,
        type,
        claimIds: claimIds.slice(0, MAX_LISTED_CLAIMS),
      }),
    ),
  ];
}

/** True when a stored item says the same as a new one; the time of extraction is no content. */
export function sameContent(stored: object, fresh: object): boolean {
  return canonicalJson({ ...stored, extractedAt: null }) === canonicalJson({ ...fresh, extractedAt: null });
}

/** JSON with sorted keys: DynamoDB keeps no order of attributes. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
