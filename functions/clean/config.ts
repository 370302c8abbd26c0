// Environment of stage clean.
import * as z from 'zod';
import { ENV } from '../../shared/names.ts';
import { retryFields } from '../../shared/stage/config.ts';

export const ConfigSchema = z
  .object({
    [ENV.articlesTable]: z.string().min(1),
    [ENV.textsBucket]: z.string().min(1),
    [ENV.ownQueueUrl]: z.string().min(1),
    ...retryFields,
    [ENV.nextQueueUrl]: z.string().min(1),
  })
  .transform((environment) => ({
    articlesTable: environment[ENV.articlesTable],
    textsBucket: environment[ENV.textsBucket],
    ownQueueUrl: environment[ENV.ownQueueUrl],
    retryBaseSeconds: environment.RETRY_BASE_SECONDS,
    nextQueueUrl: environment[ENV.nextQueueUrl],
  }));
