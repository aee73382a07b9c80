import * as z from 'zod';
import { providers } from './registry.ts';

const Provider = z.string().refine((name) => providers.includes(name), { error: `one of ${providers.join(', ')}` });

/** The places that providers are called at instead of their own, by provider; stage `local` sets them. */
export const Endpoints = z.record(Provider, z.url());
export type Endpoints = z.output<typeof Endpoints>;

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
