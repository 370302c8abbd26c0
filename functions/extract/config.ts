// Environment of stage extract.
import * as z from 'zod';
import { ENV } from '../../shared/names.ts';
import { retryFields } from '../../shared/stage/config.ts';

export const ConfigSchema = z
  .object({
    [ENV.articlesTable]: z.string().min(1),
    [ENV.storiesTable]: z.string().min(1),
    [ENV.claimsTable]: z.string().min(1),
    [ENV.ownQueueUrl]: z.string().min(1),
    ...retryFields,
  })
  .transform((environment) => ({
    articlesTable: environment[ENV.articlesTable],
    storiesTable: environment[ENV.storiesTable],
    claimsTable: environment[ENV.claimsTable],
    ownQueueUrl: environment[ENV.ownQueueUrl],
    retryBaseSeconds: environment.RETRY_BASE_SECONDS,
  }));
