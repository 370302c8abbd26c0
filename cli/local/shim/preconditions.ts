// Repair of fauxqs: conditional writes (If-None-Match: *, If-Match). Remove with fauxqs 2.6 or later, which has them.
import type { IncomingHttpHeaders } from 'node:http';
import type { S3ErrorClass, S3Object } from '../fauxqs.ts';

/**
 * Compares the conditions of a PutObject or CompleteMultipartUpload with the object that now stands under the key. Must
 * be called in the same tick as the write, so that of several racing writers exactly one wins
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html).
 * @throws S3Error PreconditionFailed, or NoSuchKey for If-Match on nothing.
 */
export function checkPreconditions(
  headers: IncomingHttpHeaders,
  current: S3Object | undefined,
  S3Error: S3ErrorClass,
): void {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifMatch !== undefined && !current) throw new S3Error('NoSuchKey', 'The specified key does not exist.', 404);
  const failed =
    (ifMatch !== undefined && unquoted(ifMatch) !== unquoted(current!.etag)) || (ifNoneMatch !== undefined && current);
  if (failed) {
    throw new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
}

const unquoted = (etag: string) => etag.replaceAll('"', '');
