// Gives the emulator's objects versions, sequencers, events, conditional writes and, with a folder, a life beyond the
// process. Every write passes through here together with the request that asked for it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { fileProblem } from '../file-problem.ts';
import type { S3ErrorClass, S3Object, S3Store } from './fauxqs.ts';
import type { ObjectFiles } from './object-files.ts';
import { makeSequencers, type ObjectVersion } from './object-version.ts';
import type { Notifications } from './shim/notifications.ts';
import { checkPreconditions } from './shim/preconditions.ts';

/** The request that is being answered, as far as objects are concerned. */
interface S3Call {
  method: string;
  headers: IncomingHttpHeaders;
  query: Record<string, string | undefined>;
  setHeader(name: string, value: string): void;
}

export interface Objects {
  /** Runs the rest of a request, so that the writes in it know which request they belong to. */
  during(call: S3Call, rest: () => void): void;
  setVersioning(bucket: string, enabled: boolean): void;
  isVersioned(bucket: string): boolean;
  /** Brings back what the files hold: same versions, sequencers and times, and no events. */
  restore(): void;
  /** Every stored version of a bucket, oldest first, without delete markers. */
  list(bucket: string): ObjectVersion[];
  /** Sends the event of a stored version once more. @throws Error when there is no such version. */
  reemit(bucket: string, key: string, versionId: string | null): void;
}

/** Headers that S3 keeps with an object and gives back; fauxqs 1.9 keeps only Content-Type. */
const SYSTEM_HEADERS = ['content-encoding', 'cache-control', 'content-disposition', 'content-language', 'expires'];

/** Random bytes of a version id: 24 give 32 URL-safe characters, as S3's have. */
const VERSION_ID_BYTES = 24;

/** Puts versions, conditions, files and events around the store. Without `files`, all versions stay in memory. */
export function watchObjects(
  s3: S3Store,
  S3Error: S3ErrorClass,
  notifications: Notifications,
  files: ObjectFiles | null,
): Objects {
  const calls = new AsyncLocalStorage<S3Call>();
  const sequencers = makeSequencers();
  const versioned = new Set<string>();
  const versionOf = new WeakMap<S3Object, ObjectVersion>();
  /** By bucket, then by sequencer in order of age. */
  const stored = new Map<string, Map<string, ObjectVersion>>();
  const byVersionId = new Map<string, S3Object>();
  const uploads = new Map<string, { bucket: string; key: string; systemHeaders: Record<string, string> }>();

  const store = {
    put: s3.putObject.bind(s3),
    get: s3.getObject.bind(s3),
    remove: s3.deleteObject.bind(s3),
    createUpload: s3.createMultipartUpload.bind(s3),
    completeUpload: s3.completeMultipartUpload.bind(s3),
  };

  function current(bucket: string, key: string): S3Object | undefined {
    try {
      return store.get(bucket, key);
    } catch {
      return undefined;
    }
  }

  function remember(version: ObjectVersion, object: S3Object | null): void {
    const ofBucket = stored.get(version.bucket) ?? new Map<string, ObjectVersion>();
    stored.set(version.bucket, ofBucket.set(version.sequencer, version));
    if (!object) return;
    versionOf.set(object, version);
    if (version.versionId !== null) byVersionId.set(placeOf(version.bucket, version.key, version.versionId), object);
    // The files hold the bytes; memory need not.
    if (files) Object.defineProperty(object, 'body', { get: () => files.read(version) });
  }

  function forget(object: S3Object | undefined): void {
    const version = object && versionOf.get(object);
    if (!version || version.versionId !== null) return;
    stored.get(version.bucket)?.delete(version.sequencer);
    files?.remove(version);
  }

  function describe(
    bucket: string,
    object: S3Object,
    eventName: ObjectVersion['eventName'],
    systemHeaders: Record<string, string>,
  ): ObjectVersion {
    return {
      bucket,
      key: object.key,
      versionId: versioned.has(bucket) ? randomBytes(VERSION_ID_BYTES).toString('base64url') : null,
      sequencer: sequencers.next(),
      eventTime: object.lastModified.toISOString(),
      eventName,
      size: object.contentLength,
      eTag: object.etag.replaceAll('"', ''),
      contentType: object.contentType,
      metadata: object.metadata,
      systemHeaders,
    };
  }

  function created(version: ObjectVersion, object: S3Object, replaced: S3Object | undefined): S3Object {
    try {
      files?.save(version, object.body);
    } catch (error) {
      // Anything else than S3's own form of an error would reach the client as one that it cannot read.
      throw new S3Error('InternalError', `keeping ${version.key}: ${fileProblem(error)}`, 500);
    }
    remember(version, object);
    forget(replaced);
    if (version.versionId !== null) calls.getStore()?.setHeader('x-amz-version-id', version.versionId);
    notifications.emit(version);
    return object;
  }

  s3.putObject = (bucket, key, body, contentType, metadata) => {
    const call = calls.getStore();
    const copied = call?.headers['x-amz-copy-source'] !== undefined;
    const before = current(bucket, key);
    if (call && !copied) checkPreconditions(call.headers, before, S3Error);
    const object = store.put(bucket, key, body, contentType, metadata);
    const eventName = copied ? 'ObjectCreated:Copy' : 'ObjectCreated:Put';
    return created(describe(bucket, object, eventName, systemHeaders(call)), object, before);
  };

  s3.createMultipartUpload = (bucket, key, contentType, metadata) => {
    const uploadId = store.createUpload(bucket, key, contentType, metadata);
    uploads.set(uploadId, { bucket, key, systemHeaders: systemHeaders(calls.getStore()) });
    return uploadId;
  };

  s3.completeMultipartUpload = (uploadId, parts) => {
    const upload = uploads.get(uploadId);
    if (!upload) throw new S3Error('NoSuchUpload', 'The specified multipart upload does not exist.', 404);
    const before = current(upload.bucket, upload.key);
    checkPreconditions(calls.getStore()?.headers ?? {}, before, S3Error);
    const object = store.completeUpload(uploadId, parts);
    uploads.delete(uploadId);
    const eventName = 'ObjectCreated:CompleteMultipartUpload';
    return created(describe(upload.bucket, object, eventName, upload.systemHeaders), object, before);
  };

  s3.getObject = (bucket, key) => {
    const call = calls.getStore();
    const reading = call?.method === 'GET' || call?.method === 'HEAD';
    const wanted = reading ? call.query.versionId : undefined;
    const object = wanted === undefined ? store.get(bucket, key) : byVersionId.get(placeOf(bucket, key, wanted));
    if (!object) throw new S3Error('NoSuchVersion', 'The specified version does not exist.', 404);
    const version = versionOf.get(object);
    if (reading && version) {
      if (version.versionId !== null) call.setHeader('x-amz-version-id', version.versionId);
      for (const [name, value] of Object.entries(version.systemHeaders)) call.setHeader(name, value);
    }
    return object;
  };

  s3.deleteObject = (bucket, key) => {
    const call = calls.getStore();
    if (call?.query.versionId !== undefined) {
      throw new S3Error('NotImplemented', 'The local cloud deletes no single versions.', 501);
    }
    const before = current(bucket, key);
    store.remove(bucket, key);
    if (before && versioned.has(bucket)) {
      const marker = { ...describe(bucket, before, 'DeleteMarker', {}), size: 0, eventTime: new Date().toISOString() };
      files?.save(marker, Buffer.alloc(0));
      remember(marker, null);
      call?.setHeader('x-amz-delete-marker', 'true');
    } else {
      forget(before);
    }
  };

  return {
    during: (call, rest) => calls.run(call, rest),
    setVersioning: (bucket, enabled) => {
      if (enabled) versioned.add(bucket);
      else versioned.delete(bucket);
    },
    isVersioned: (bucket) => versioned.has(bucket),
    restore: () => {
      for (const version of files?.list() ?? []) {
        sequencers.seen(version.sequencer);
        s3.createBucket(version.bucket);
        if (version.eventName === 'DeleteMarker') {
          store.remove(version.bucket, version.key);
          remember(version, null);
          continue;
        }
        const { bucket, key, contentType, metadata } = version;
        const object = store.put(bucket, key, Buffer.alloc(0), contentType, metadata);
        Object.assign(object, {
          contentLength: version.size,
          etag: `"${version.eTag}"`,
          lastModified: new Date(version.eventTime),
        });
        remember(version, object);
      }
    },
    list: (bucket) => [...(stored.get(bucket)?.values() ?? [])].filter(({ eventName }) => eventName !== 'DeleteMarker'),
    reemit: (bucket, key, versionId) => {
      const object = versionId === null ? current(bucket, key) : byVersionId.get(placeOf(bucket, key, versionId));
      const version = object && versionOf.get(object);
      if (!version) {
        throw new Error(
          `sending the event of ${bucket}/${key} again: expected a stored version ${versionId ?? 'without id'}, found none`,
        );
      }
      notifications.emit(version);
    },
  };
}

/** Version ids are random, but a version is only found under its own key. */
const placeOf = (bucket: string, key: string, versionId: string) => `${bucket}/${versionId}/${key}`;

function systemHeaders(call: S3Call | undefined): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of SYSTEM_HEADERS) {
    const value = call?.headers[name];
    if (typeof value === 'string' && value !== '') kept[name] = value;
  }
  return kept;
}
