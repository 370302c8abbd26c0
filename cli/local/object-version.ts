// What the local cloud knows of one stored version of an object: everything but its bytes.

export interface ObjectVersion {
  bucket: string;
  key: string;
  /** Null in a bucket without versioning. */
  versionId: string | null;
  /** Fixed-width hex that grows with every write, so that comparing strings compares ages. */
  sequencer: string;
  /** ISO 8601 in UTC with milliseconds. */
  eventTime: string;
  eventName: 'ObjectCreated:Put' | 'ObjectCreated:CompleteMultipartUpload' | 'ObjectCreated:Copy' | 'DeleteMarker';
  size: number;
  /** Without quotes, as events carry it. */
  eTag: string;
  contentType: string;
  /** User metadata, names without `x-amz-meta-`. */
  metadata: Record<string, string>;
  /** Content-Encoding and the like, by header name. */
  systemHeaders: Record<string, string>;
}

/** Digits of a sequencer, as many as S3's own have. */
const SEQUENCER_DIGITS = 18;

/** Bits below the millisecond, so that a million writes within one still differ. */
const COUNTER_BITS = 20n;

/**
 * Makes sequencers: each greater than all before and than those passed to `seen`, and near the clock otherwise, so that
 * they grow over restarts, too, even if the clock was set back in between.
 */
export function makeSequencers(now: () => number = Date.now): { next(): string; seen(sequencer: string): void } {
  let last = 0n;
  return {
    next: () => {
      const byClock = BigInt(now()) << COUNTER_BITS;
      last = byClock > last ? byClock : last + 1n;
      return last.toString(16).toUpperCase().padStart(SEQUENCER_DIGITS, '0');
    },
    seen: (sequencer) => {
      const value = BigInt(`0x${sequencer}`);
      if (value > last) last = value;
    },
  };
}
