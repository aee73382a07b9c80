import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { handOutDueWork } from '../due-worker.ts';
import { readEnv } from '../env.ts';
import { DueEnv } from '../groups-env.ts';
import { runtime } from '../runtime.ts';

const env = readEnv(DueEnv);
const { tables, clock, logger } = runtime(env, 'due');
const queues = new SQSClient({});

/** Runs every minute. */
export const handler = middy<unknown, { handed: number }>().handler(async () => {
  const handed = await handOutDueWork({
    tables,
    clock,
    send: async (queue, item) => {
      await queues.send(new SendMessageCommand({ QueueUrl: env[queue], MessageBody: JSON.stringify(item) }));
    },
  });
  logger.info('handed out due work', { handed });
  return { handed };
});
