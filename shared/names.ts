// Names that infra, the functions and the local cloud must agree on. Imports nothing, so that synth-time code may read it.

/** Environment variables of the functions. Each function gets only the ones its stage names in shared/pipeline.ts. */
export const ENV = {
  articlesBucket: 'ARTICLES_BUCKET',
  textsBucket: 'TEXTS_BUCKET',
  articlesTable: 'ARTICLES_TABLE',
  storiesTable: 'STORIES_TABLE',
  claimsTable: 'CLAIMS_TABLE',
  feedsTable: 'FEEDS_TABLE',
  /** Queue the function reads, for retry backoff and for continuing an archive. */
  ownQueueUrl: 'OWN_QUEUE_URL',
  nextQueueUrl: 'NEXT_QUEUE_URL',
  eventBusName: 'EVENT_BUS_NAME',
  /** Mail or web address under which owners of sites reach whoever runs this; sent with every request to a site. */
  contact: 'FEEDS_CONTACT',
} as const;

/** Sent to sites in place of a contact where whoever runs this has given none. */
export const NO_CONTACT = 'no contact given';

/** Only objects below this prefix enter the pipeline; nothing in the pipeline writes below it but feed ingestion. */
export const INCOMING_PREFIX = 'incoming/';

/** Pages fetched for feeds: `incoming/feeds/<host>/<page id>`. */
export const FEEDS_PREFIX = `${INCOMING_PREFIX}feeds/`;

/** Cleaned texts above the inline limit, in the texts bucket, named by their SHA-256. */
export const TEXTS_PREFIX = 'texts/';

/** What the sort keys of claims begin with; the claims table holds postings as well. */
export const CLAIM_PREFIX = 'CLAIM#';

/** Namespace of the CloudWatch metrics that the functions emit. */
export const METRICS_NAMESPACE = 'claimwire';

/** `source` of the events on the event bus. */
export const EVENT_SOURCE = 'claimwire';

/** Names of the secondary indexes. */
export const INDEX = {
  claimsBySpeaker: 'by-speaker',
  claimsByHash: 'by-claim-hash',
  articlesByStory: 'by-story',
  feedsByDue: 'by-due',
} as const;
