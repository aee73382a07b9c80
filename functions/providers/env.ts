import * as z from 'zod';
import type { ProviderId } from './provider.ts';

const Endpoints = z.partialRecord(
  z.enum(['tencent', 'alibaba', 'huawei'] as const satisfies readonly ProviderId[]),
  z.url(),
);

/** What a group that calls clouds is told. */
export const providerVars = {
  /** Partner accounts' credentials are the secrets `<prefix>/<organisation>/<account>`. */
  SECRET_PREFIX: z.string(),
  /** Where the partner APIs are, by provider, as JSON; absent on AWS, where the SDKs know. On stage `local` simulators. */
  PROVIDER_ENDPOINTS: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(Endpoints)
    .optional(),
};
