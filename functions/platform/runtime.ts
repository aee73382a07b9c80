import { Logger } from '@aws-lambda-powertools/logger';
import type * as z from 'zod';
import { systemClock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { BaseEnv } from './env.ts';
import { dynamoTables } from './tables-dynamo.ts';

/** What every group builds once at start-up: store, clock, ids, logger, and its stage's name. */
export function runtime(env: z.output<typeof BaseEnv>, serviceName: string) {
  const names = { desk: env.DESK_TABLE, timeline: env.TIMELINE_TABLE, private: env.PRIVATE_TABLE };
  return {
    tables: dynamoTables(names),
    clock: systemClock(env.CLOCK_OFFSET_SECONDS),
    newId,
    stage: env.STAGE,
    logger: new Logger({ serviceName }),
  };
}
