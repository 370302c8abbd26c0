// Puts files into the local cloud's bucket and waits until every document has its outcome.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { documentIdOf } from '../../shared/keys.ts';
import { INCOMING_PREFIX } from '../../shared/names.ts';
import type { LedgerEntry } from '../../shared/records/ledger.ts';
import { fileProblem } from '../file-problem.ts';
import type { LocalCloud } from '../local/cloud.ts';
import type { ObjectVersion } from '../local/object-version.ts';
import type { InputFile } from './collect-files.ts';
import type { RunState } from './run-state.ts';

/** One file as a document of the pipeline. */
export interface IngestedFile {
  file: InputFile;
  key: string;
  versionId: string | null;
  documentId: string;
}

export interface Ingested {
  files: IngestedFile[];
  /** Files that could not be read. */
  problems: { path: string; reason: string }[];
  /** Documents of an interrupted run that were sent through the pipeline again. */
  resumed: number;
}

/** Content types by which S3 clients store files; a file of another name is sent without one, and told by its content. */
const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
  '.json': 'application/json',
  '.ndjson': 'application/x-ndjson',
  '.gz': 'application/gzip',
  '.zip': 'application/zip',
};

const keyOf = (file: InputFile) => `${INCOMING_PREFIX}${file.name}`;

/** As S3 makes it of an object that was put in one piece. */
const eTagOf = (body: Buffer) => createHash('md5').update(body).digest('hex');

/**
 * The versions that are what the first files would be put as. They must be the last that were stored: below something newer a
 * file that was changed back, or comes in another order now, would lose to what is older.
 */
async function takenUp(
  files: readonly InputFile[],
  stored: readonly ObjectVersion[],
  interrupted: RunState,
): Promise<ObjectVersion[]> {
  const keys = new Set(files.map(keyOf));
  // Feeds are polled in between.
  const versions = stored.filter(({ key, eventTime }) => keys.has(key) && eventTime >= interrupted.startedAt);
  const first: string[] = [];
  for (const file of files) {
    if (first.length === versions.length) break;
    // A file that can't be read is put by no run.
    const body = await readFile(file.path).catch(() => null);
    if (body) first.push(`${keyOf(file)}\n${eTagOf(body)}`);
  }
  const last = versions.map(({ key, eTag }) => `${key}\n${eTag}`);
  let from = last.length - first.length;
  for (let place = 0; from + place < last.length; place++) {
    if (last[from + place] === first[place]) continue;
    from++;
    place = -1;
  }
  return versions.slice(from);
}

/**
 * Puts the files into the bucket, one after another in their order, so that of two texts of one article the later file is
 * the newer. What an interrupted run had put there already is not put again, if its last files are the first of these:
 * its documents keep their ids, and those without an outcome get their event again.
 *
 * @param interrupted the state of a run that did not end, or null
 * @param ledger the ledger as it stands, by document id
 */
export async function ingestFiles(
  cloud: LocalCloud,
  files: readonly InputFile[],
  interrupted: RunState | null,
  ledger: ReadonlyMap<string, LedgerEntry>,
  onStored: (count: number) => void,
): Promise<Ingested> {
  const bucket = cloud.resources.buckets.articles;
  const stored = cloud.objects(bucket).filter((version) => version.eventName !== 'DeleteMarker');
  const idOf = (version: { key: string; versionId: string | null; sequencer: string }) =>
    documentIdOf({ bucket, key: version.key, versionId: version.versionId, sequencer: version.sequencer, entry: null });

  let resumed = 0;
  for (const version of stored) {
    const outcome = ledger.get(idOf(version))?.outcome;
    if (outcome !== undefined && outcome.state !== 'failed') continue;
    cloud.reemit(bucket, version.key, version.versionId);
    resumed++;
  }

  const taken = interrupted === null ? [] : await takenUp(files, stored, interrupted);
  const ingested: Ingested = { files: [], problems: [], resumed };
  for (const file of files) {
    const key = keyOf(file);
    let body: Buffer;
    try {
      body = await readFile(file.path);
    } catch (error) {
      ingested.problems.push({ path: file.path, reason: fileProblem(error) });
      continue;
    }
    const before = taken[ingested.files.length];
    // What was changed since, this moment or before, is put like all that follows.
    if (before && before.key === key && before.eTag === eTagOf(body)) {
      ingested.files.push({ file, key, versionId: before.versionId, documentId: idOf(before) });
    } else {
      taken.length = 0;
      const contentType = CONTENT_TYPES[extname(file.name).toLowerCase()];
      const { VersionId: versionId = null } = await cloud.clients.s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: body,
          ...(contentType && { ContentType: contentType }),
        }),
      );
      ingested.files.push({
        file,
        key,
        versionId,
        documentId: documentIdOf({ bucket, key, versionId, sequencer: null, entry: null }),
      });
    }
    onStored(ingested.files.length);
  }
  return ingested;
}
