// What `claimwire run --json` prints, as tests read it.
import type { Claim } from '../../shared/records/claim.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';

export interface PrintedReport {
  seconds: number;
  newClaims: number;
  documents: {
    path: string;
    documentId: string;
    title: string | null;
    stage: string | null;
    outcome: LedgerEntry['outcome'] | null;
  }[];
  stories: {
    storyId: string;
    members: {
      articleId: string;
      title: string | null;
      paths: string[];
      isFirst: boolean;
      similarity: number | null;
    }[];
  }[];
  claims: Claim[];
}
