import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { troubleCounter } from '../due-measures.ts';
import { type HandedOut, handOutDueWork } from '../due-worker.ts';
import { readEnv } from '../env.ts';
import { DueEnv } from '../groups-env.ts';
import { runtime } from '../runtime.ts';

const env = readEnv(DueEnv);
const { tables, clock, stage, logger } = runtime(env, 'due');
// by the region's endpoint, as all other services are called, rather than by each queue's address
const queues = new SQSClient({ useQueueUrlAsEndpoint: false });
const count = troubleCounter(stage);

/** Runs every minute. @throws when a call broke, after everything else is handed out, so that the alarm tells. */
export const handler = middy<unknown, HandedOut>().handler(async (_event, context) => {
  const done = await handOutDueWork({
    tables,
    clock,
    logger,
    count,
    timeLeft: () => context.getRemainingTimeInMillis(),
    async send(queue, items) {
      const Entries = items.map((item, index) => ({ Id: String(index), MessageBody: JSON.stringify(item) }));
      const { Failed = [] } = await queues.send(new SendMessageBatchCommand({ QueueUrl: env[queue], Entries }));
      const refused = new Set(Failed.map(({ Id }) => Id));
      return items.filter((_, index) => refused.has(String(index)));
    },
  });
  logger.info('handed out due work', { ...done });
  if (done.failed > 0) throw new Error(`${done.failed} calls for due work failed: the log has them`);
  return done;
});
