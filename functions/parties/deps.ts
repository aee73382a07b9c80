import type * as z from 'zod';
import { runtime } from '../platform/runtime.ts';
import { secretsManagerCredentials } from './adapters/credentials-secrets-manager.ts';
import { cognitoIdentities } from './adapters/identities-cognito.ts';
import type { PartiesWriteEnv } from './env.ts';

/** What the group that changes things stands on; the others need no more than the store. */
export function partiesWriteDeps(env: z.output<typeof PartiesWriteEnv>) {
  return {
    ...runtime(env, 'parties-write'),
    credentials: secretsManagerCredentials(env.SECRET_PREFIX),
    identities: cognitoIdentities(env.USER_POOL_ID),
  };
}
