// Opens the S3 and SQS emulator with its stores in hand, so that the repairs beside this file can work on them directly.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { buildApp } from 'fauxqs';
import { takeAllCharacters } from './shim/message-characters.ts';

type Stores = NonNullable<NonNullable<Parameters<typeof buildApp>[0]>['stores']>;
export type S3Store = Stores['s3Store'];
export type SqsStore = Stores['sqsStore'];
export type S3Object = ReturnType<S3Store['getObject']>;
export type SqsQueue = NonNullable<ReturnType<SqsStore['getQueueByName']>>;

/** An error that the emulator answers in S3's own XML form. */
export type S3ErrorClass = new (code: string, message: string, statusCode: number) => Error & { toXml(): string };

export interface Fauxqs {
  buildApp: typeof buildApp;
  stores: Stores;
  S3Error: S3ErrorClass;
  /** Makes a message as SendMessage would. */
  createMessage: (body: string, attributes?: object) => Parameters<SqsQueue['enqueue']>[0];
}

/**
 * Loads fauxqs and makes its three stores.
 *
 * The package exports only its app, and the app keeps its stores to itself, so their files are imported by path. That
 * is safe while package.json pins the version, and it is what keeps the repairs small: they see every write in the tick
 * in which it happens, instead of guessing from HTTP traffic.
 */
export async function openFauxqs(): Promise<Fauxqs> {
  const folder = (createRequire(import.meta.url).resolve.paths('fauxqs') ?? [])
    .map((modules) => join(modules, 'fauxqs', 'dist'))
    .find((candidate) => existsSync(candidate));
  if (!folder) throw new Error('starting the local cloud: the package "fauxqs" is not installed; run npm ci');
  const load = (file: string) => import(pathToFileURL(join(folder, file)).href);
  const [app, s3, sqs, sns, errors, sqsTypes] = await Promise.all([
    load('app.js'),
    load('s3/s3Store.js'),
    load('sqs/sqsStore.js'),
    load('sns/snsStore.js'),
    load('common/errors.js'),
    load('sqs/sqsTypes.js'),
  ]);
  takeAllCharacters(sqsTypes.INVALID_MESSAGE_BODY_CHAR);
  return {
    buildApp: app.buildApp,
    stores: { s3Store: new s3.S3Store(), sqsStore: new sqs.SqsStore(), snsStore: new sns.SnsStore() },
    S3Error: errors.S3Error,
    createMessage: sqs.SqsStore.createMessage,
  };
}
