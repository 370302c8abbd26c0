// Puts a page into the bucket of an embedded cloud, as a user would.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import type { LocalCloud } from '../cli/local/cloud.ts';
import { INCOMING_PREFIX } from '../shared/names.ts';

/** @param name of the object, below the prefix that starts the pipeline */
export async function uploadPage(cloud: LocalCloud, name: string, html: string): Promise<void> {
  await cloud.clients.s3.send(
    new PutObjectCommand({
      Bucket: cloud.resources.buckets.articles,
      Key: `${INCOMING_PREFIX}${name}`,
      Body: html,
      ContentType: 'text/html',
    }),
  );
}
