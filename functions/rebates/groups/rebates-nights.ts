import middy from '@middy/core';
import { readEnv } from '../../platform/env.ts';
import { runtime } from '../../platform/runtime.ts';
import { rebatesOf } from '../../providers/capabilities.ts';
import { RebatesNightsEnv } from '../env.ts';
import { nightsCounter } from '../nights/nights-measures.ts';
import { type NightsRun, runNights } from '../nights/run-nights.ts';

const env = readEnv(RebatesNightsEnv);
const { tables, clock, newId, stage, logger } = runtime(env, 'rebates-nights');
const count = nightsCounter(stage);

/** Runs every hour. @throws when an account failed, after all others are worked on, so that the alarm tells. */
export const handler = middy<unknown, NightsRun>().handler(async () => {
  const failed = (account: string, error: Error) => logger.error('no night for an account', { account, error });
  const run = await runNights({ tables, clock, newId, rebatesOf, failed });
  count(run);
  logger.info('began nights', { ...run });
  if (run.failed > 0) throw new Error(`${run.failed} accounts failed: the log has them`);
  return run;
});
