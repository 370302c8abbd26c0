// Repair of fauxqs: listings come in the order of the keys' bytes. fauxqs sorts by the locale but continues a page by code
// units, so a listing of several pages skips keys. Remove when listObjects no longer calls localeCompare.
import type { S3Store } from '../fauxqs.ts';

/** Replaces the store's listing by one whose pages, put together, hold every key once. */
export function listInByteOrder(s3: S3Store): void {
  const listAll = s3.listObjects.bind(s3);
  s3.listObjects = (bucket, { prefix = '', delimiter, maxKeys = 1000, startAfter, marker } = {}) => {
    const after = startAfter ?? marker ?? '';
    const all = listAll(bucket, { prefix, maxKeys: Number.POSITIVE_INFINITY }).objects.sort((one, other) =>
      Buffer.compare(Buffer.from(one.key), Buffer.from(other.key)),
    );
    const page: ReturnType<S3Store['listObjects']> = { objects: [], commonPrefixes: [], isTruncated: false };
    const isAfter = (name: string) => Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0;
    for (const object of all) {
      const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1;
      const folder = cut === -1 ? undefined : object.key.slice(0, cut + delimiter!.length);
      if (!isAfter(folder ?? object.key) || (folder !== undefined && folder === page.commonPrefixes.at(-1))) continue;
      if (page.objects.length + page.commonPrefixes.length >= maxKeys) {
        page.isTruncated = true;
        break;
      }
      if (folder === undefined) page.objects.push(object);
      else page.commonPrefixes.push(folder);
    }
    return page;
  };
}
