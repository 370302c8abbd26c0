// Builders of claims for tests.
import { type ClaimContext, claimRecords } from '../../functions/extract/claim-items.ts';
import type { Claim, ExtractedClaim } from '../../shared/records/claim.ts';

/** An attributed claim over `text`, which is taken to stand at the start of its article. */
export function extractedClaim(text: string, overrides: Partial<ExtractedClaim> = {}): ExtractedClaim {
  const span = { start: 0, end: text.length, exact: text };
  return {
    kind: 'attributed',
    quoteType: 'indirect',
    text,
    content: [span],
    prefix: '',
    suffix: '',
    sentence: { start: 0, end: text.length, index: 0, paragraph: 0 },
    speaker: {
      mention: null,
      name: 'Mara Lindqvist',
      key: 'mara-lindqvist',
      type: 'person',
      role: null,
      resolvedBy: 'self',
      mentionRef: null,
      confidence: 0.9,
    },
    cue: null,
    polarity: 'affirmed',
    certainty: { level: 'certain', hedges: [], by: null },
    modifiers: [],
    saidOn: null,
    eventTime: [],
    quantities: [],
    entities: [],
    checkworthiness: null,
    confidence: 0.8,
    parent: null,
    ...overrides,
  };
}

export const claimContext: ClaimContext = {
  articleId: 'a'.repeat(32),
  storyId: 'story-1',
  documentId: 'd'.repeat(32),
  textVersion: 't'.repeat(64),
  lang: 'en',
  url: 'https://harbour-post.example/a',
  title: 'The bridge',
  outlet: 'Harbour Post',
  publishedAt: '2024-03-01T08:00:00Z',
  receivedAt: '2024-03-02T00:00:00.000Z',
  extractor: { name: 'rules', version: '1.0.0' },
  extractedAt: '2024-03-02T00:00:01.000Z',
};

export function claimsOf(extracted: ExtractedClaim[], context: Partial<ClaimContext> = {}): Claim[] {
  return claimRecords(extracted, { ...claimContext, ...context });
}
