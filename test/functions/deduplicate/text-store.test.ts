// What the article item keeps of a text.
import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { textStore } from '../../../functions/deduplicate/text-store.ts';

const store = textStore(new S3Client({ region: 'eu-west-1' }));

test('an inline text is kept compressed, and comes back as it was', async () => {
  const text = { kind: 'inline', text: 'The ferry sails again. '.repeat(100) } as const;
  const packed = await store.pack(text);
  expect(packed.kind === 'gzip' && packed.data.length < 200).toBe(true);
  expect(await store.unpack(packed)).toEqual(text);
});

test('a text in the texts bucket stays there', async () => {
  const object = { kind: 'object', bucket: 'texts', key: 'a/b', bytes: 70_000 } as const;
  expect(await store.pack(object)).toEqual(object);
  expect(await store.unpack(object)).toEqual(object);
});
