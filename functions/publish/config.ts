// Environment of stage publish.
import * as z from 'zod';
import { ENV } from '../../shared/names.ts';

export const ConfigSchema = z
  .object({ [ENV.eventBusName]: z.string().min(1) })
  .transform((environment) => ({ eventBusName: environment[ENV.eventBusName] }));
