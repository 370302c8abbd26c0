// Environment of stage poll-feeds.
import * as z from 'zod';
import { allowsPrivate, shortestGapMs } from '../../shared/http/allow-private.ts';
import { ENV } from '../../shared/names.ts';
import { retryFields } from '../../shared/stage/config.ts';

export const ConfigSchema = z
  .looseObject({
    [ENV.articlesTable]: z.string().min(1),
    [ENV.feedsTable]: z.string().min(1),
    [ENV.ownQueueUrl]: z.string().min(1),
    [ENV.nextQueueUrl]: z.string().min(1),
    [ENV.contact]: z.string().min(1),
    ...retryFields,
  })
  .transform((environment) => ({
    articlesTable: environment[ENV.articlesTable],
    feedsTable: environment[ENV.feedsTable],
    ownQueueUrl: environment[ENV.ownQueueUrl],
    nextQueueUrl: environment[ENV.nextQueueUrl],
    contact: environment[ENV.contact],
    retryBaseSeconds: environment.RETRY_BASE_SECONDS,
    // Everything else of the environment is text.
    allowPrivate: allowsPrivate(environment as Record<string, string | undefined>),
    minGapMs: shortestGapMs(environment as Record<string, string | undefined>),
  }));
