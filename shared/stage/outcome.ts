// What a stage decides about one document. Exactly one of these per document; an exception means "try again".
import type { Document, FinalState } from '../records/ledger.ts';

export type Outcome<Out> =
  /** Goes on to the next stage: one message, or several when an earlier decision must be corrected with it. */
  | {
      kind: 'forward';
      messages: readonly Out[];
      /**
       * What may happen only once the next stage has the messages: an entry in the ledger, or asking for the rest of the work.
       * Done before, it would be done again, or stand wrongly, whenever they can't be sent.
       */
      whenSent?: () => Promise<void>;
    }
  /** Ends here, in a final state of the ledger. `rejected` is `reject`. */
  | { kind: 'finish'; state: FinalState; title: string | null }
  /** Can't become claims, and never will: noted with its reason, acknowledged. */
  | {
      kind: 'reject';
      reason: string;
      detail: string;
      title?: string | null;
      /** Stands for an item that has no document of its own (a page that could not be fetched). */
      document?: Document;
    }
  /** Work that is no document (a poll, a fetch): done, counted under `what`, nothing to account for. */
  | { kind: 'done'; what: string; detail?: string }
  /** Not about a document at all (S3's test event, a deletion): acknowledged, nothing to account for. */
  | { kind: 'ignore'; why: string };

/**
 * The input can't be processed however often it is tried (a message that is no JSON, a document of a kind that no rule
 * knows). The frame writes it to the ledger as rejected and acknowledges it. Anything else that is thrown is retried.
 */
export class PermanentError extends Error {
  override name = 'PermanentError';
  /** Stable id of the reason, as in the ledger. */
  readonly reason: string;

  constructor(reason: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
