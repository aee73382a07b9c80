import type { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';

/** One message of a queue; throwing gives it back to be tried again, and after five times to the dead-letter queue. */
export type Work = (message: unknown) => Promise<void>;

/** Whether an event of a group comes from its queue. */
export const QueueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

/** Serves a queue as one Lambda. Each message succeeds or fails by itself: a bad one never holds back its neighbours. */
export function workGroup(work: Work, logger: Logger) {
  return middy<SQSEvent, SQSBatchResponse>().handler(async (event, context: Context) => {
    logger.addContext(context);
    logger.resetKeys();
    return runWork(work, event, logger);
  });
}

export async function runWork(
  work: Work,
  { Records }: z.infer<typeof QueueEvent>,
  logger: Logger,
): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { messageId, body } of Records) {
    try {
      await work(JSON.parse(body));
    } catch (error) {
      logger.error('work failed', { messageId, error: error instanceof Error ? error : new Error(String(error)) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
