import * as z from 'zod';
import { BaseEnv } from '../platform/env.ts';

/** Reads at the provider what proves a link. */
export const VerificationEnv = BaseEnv.extend({
  /** Partner accounts' credentials are the secrets `<prefix>/<organisation>/<account>`. */
  SECRET_PREFIX: z.string(),
  /** Where the partner APIs are, by provider; absent on AWS, where the SDKs know. Stage `local` points at simulators. */
  TENCENT_ENDPOINT: z.url().optional(),
});
/** What people ask for and report. */
export const VerificationWriteEnv = BaseEnv;
