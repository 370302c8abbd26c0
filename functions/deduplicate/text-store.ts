// Texts on their way between messages, the texts bucket and the article item.
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { textOf } from '../../shared/aws/text-objects.ts';
import type { TextStore } from './deduplicate.ts';

const gzipAsync = promisify(gzip);
const gunzipAsync = promisify(gunzip);

/**
 * Texts as the article item keeps them: what a message carries inline (up to 64 KB, gzipped about a third of that) goes
 * into the item; what lies in the texts bucket stays there, where it costs nothing more.
 */
export function textStore(client: S3Client): TextStore {
  return {
    read: (carrier) => textOf(client, carrier),
    async pack(carrier) {
      if (carrier.kind === 'object') return carrier;
      return { kind: 'gzip', data: new Uint8Array(await gzipAsync(carrier.text)) };
    },
    async unpack(text) {
      if (text.kind === 'object') return text;
      return { kind: 'inline', text: (await gunzipAsync(text.data)).toString('utf8') };
    },
  };
}
