import type * as z from 'zod';
import { systemClock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { BaseEnv } from '../platform/env.ts';
import { dynamoTables } from '../platform/tables-dynamo.ts';
import { secretsManagerCredentials } from './adapters/credentials-secrets-manager.ts';
import { cognitoIdentities } from './adapters/identities-cognito.ts';
import type { PartiesReadEnv, PartiesWriteEnv, PreTokenEnv } from './env.ts';
import type { ReadDeps, WriteDeps } from './ports.ts';

export function partiesReadDeps(env: z.output<typeof PartiesReadEnv>): ReadDeps {
  return { tables: tablesOf(env) };
}

export function partiesWriteDeps(env: z.output<typeof PartiesWriteEnv>): WriteDeps {
  return {
    tables: tablesOf(env),
    clock: systemClock(env.CLOCK_OFFSET_SECONDS),
    newId,
    credentials: secretsManagerCredentials(env.SECRET_PREFIX),
    identities: cognitoIdentities(env.USER_POOL_ID),
  };
}

export function preTokenDeps(env: z.output<typeof PreTokenEnv>): ReadDeps {
  return { tables: tablesOf(env) };
}

function tablesOf({ DESK_TABLE, TIMELINE_TABLE, PRIVATE_TABLE }: z.output<typeof BaseEnv>) {
  return dynamoTables({ desk: DESK_TABLE, timeline: TIMELINE_TABLE, private: PRIVATE_TABLE });
}
