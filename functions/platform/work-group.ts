import type { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { asError } from '../kernel/result.ts';
import { DueItem, due, failedOnceMore } from './due.ts';
import { type CountTrouble, troubleCounter } from './due-measures.ts';
import type { Tables } from './tables.ts';

/**
 * One message of a queue. Throwing makes a due item due again after a pause that grows; any other message is given back
 * to the queue, and after five times to its dead-letter queue.
 */
export type Work = (message: unknown) => Promise<void>;

/** What a group that serves a queue needs besides its work: the desk table to write to, for what is due again. */
export type WorkDeps = {
  readonly tables: Pick<Tables, 'transact'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly stage: string;
};

/** Whether an event of a group comes from its queue. */
export const QueueEvent = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });
type QueueEvent = z.infer<typeof QueueEvent>;

/** Serves a queue as one Lambda. Each message succeeds or fails by itself: a bad one never holds back its neighbours. */
export function workGroup(work: Work, deps: WorkDeps) {
  const serve = queueServer(work, deps);
  return middy<SQSEvent, SQSBatchResponse>().handler(async (event, context: Context) => {
    deps.logger.addContext(context);
    deps.logger.resetKeys();
    return serve(event, context);
  });
}

export type ServeQueue = (
  event: QueueEvent,
  context: Pick<Context, 'getRemainingTimeInMillis'>,
) => Promise<SQSBatchResponse>;

/** From this failure on somebody has to look: the pauses until then add up to seven and a half minutes. */
const STUCK_AFTER = 5;
/** Milliseconds kept for making work due again, once its time is over. */
const CLOSING_TIME = 5_000;

/** The messages of a batch are worked on side by side, so that one that hangs costs the others nothing but its share. */
export function queueServer(work: Work, deps: WorkDeps, count: CountTrouble = troubleCounter(deps.stage)): ServeQueue {
  return async ({ Records }, context) => {
    const failed = await Promise.all(Records.map((message) => handle(message, context.getRemainingTimeInMillis())));
    return { batchItemFailures: failed.flat() };
  };

  async function handle({ messageId, body }: QueueEvent['Records'][number], left: number) {
    try {
      await withinTime(work(parsed(body)), left - CLOSING_TIME);
      return [];
    } catch (error) {
      const again = await dueAgain(body, error);
      return again ? [] : [{ itemIdentifier: messageId }];
    }
  }

  /** Whether the failure is taken care of. */
  async function dueAgain(body: string, thrown: unknown): Promise<boolean> {
    const error = asError(thrown);
    const found = DueItem.safeParse(parsed(body));
    if (!found.success) {
      deps.logger.error('work failed', { error });
      return false;
    }
    const item = failedOnceMore(found.data, deps.clock.now());
    const { kind, org, id, at, tries } = item;
    const stuck = tries >= STUCK_AFTER;
    deps.logger[stuck ? 'error' : 'warn'](stuck ? 'due work is stuck' : 'due work failed', {
      kind,
      org,
      id,
      tries,
      again: at,
      error,
    });
    count('DueWorkFailed', kind);
    if (stuck) count('DueWorkStuck', kind);
    try {
      await deps.tables.transact([due(item)]);
      return true;
    } catch (lost) {
      deps.logger.error('could not be made due again', { kind, org, id, error: asError(lost) });
      return false;
    }
  }
}

/** @throws when the work is not done in time. It may go on in a later call of this worker, as if it were a second one. */
async function withinTime(work: Promise<void>, milliseconds: number): Promise<void> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`not done after ${milliseconds} ms`)), milliseconds);
  try {
    await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is no JSON goes to the work as it is, which refuses it. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
