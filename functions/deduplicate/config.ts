// Environment of stage deduplicate.
import * as z from 'zod';
import { ENV } from '../../shared/names.ts';
import { retryFields } from '../../shared/stage/config.ts';

/**
 * Days that an article stays in the near-duplicate index. Reprints follow within days, weekly and monthly papers within
 * four weeks; each further day costs storage and brings candidates that only share standing text.
 */
const DEFAULT_WINDOW_DAYS = 30;

export const ConfigSchema = z
  .object({
    [ENV.articlesTable]: z.string().min(1),
    [ENV.storiesTable]: z.string().min(1),
    [ENV.ownQueueUrl]: z.string().min(1),
    ...retryFields,
    [ENV.nextQueueUrl]: z.string().min(1),
    STORY_WINDOW_DAYS: z.coerce.number().int().min(1).default(DEFAULT_WINDOW_DAYS),
  })
  .transform((environment) => ({
    articlesTable: environment[ENV.articlesTable],
    storiesTable: environment[ENV.storiesTable],
    ownQueueUrl: environment[ENV.ownQueueUrl],
    retryBaseSeconds: environment.RETRY_BASE_SECONDS,
    nextQueueUrl: environment[ENV.nextQueueUrl],
    windowDays: environment.STORY_WINDOW_DAYS,
  }));
