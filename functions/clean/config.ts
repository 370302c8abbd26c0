// Environment of stage clean.
import * as z from 'zod';
import { ENV } from '../../shared/names.ts';

export const ConfigSchema = z.object({
  [ENV.articlesTable]: z.string().min(1),
  [ENV.textsBucket]: z.string().min(1),
  [ENV.ownQueueUrl]: z.url(),
  [ENV.nextQueueUrl]: z.url(),
});
