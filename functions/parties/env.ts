import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

export const PartiesReadEnv = BaseEnv;
export const PartiesWriteEnv = BaseEnv.extend({
  /** Partner accounts' credentials are the secrets `<prefix>/<organisation>/<account>`. */
  SECRET_PREFIX: z.string(),
  /** Where persons sign in and machine clients get their tokens. */
  USER_POOL_ID: z.string(),
});
/** Puts organisation and rights into access tokens. */
export const PreTokenEnv = BaseEnv;
