import type { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { asError, InvariantBroken } from '../kernel/result.ts';
import { QueueEvent, queueServer, type Work, type WorkDeps } from './work-group.ts';

/**
 * What every state hands over. `version` is that of the task's own input, so that a definition which still runs keeps
 * its meaning on newer code.
 */
export const TaskEnvelope = z.looseObject({
  task: z.string(),
  version: z.literal(1),
  org: z.string(),
  requestId: z.string(),
  execution: z.string(),
});
export type TaskEnvelope = z.infer<typeof TaskEnvelope>;

export type Task = (input: TaskEnvelope) => Promise<unknown>;
export type Tasks = Readonly<Record<string, Task>>;

/**
 * Serves the tasks of a machine as one Lambda. An error's name is what the machine's Retry and Catch match, so errors
 * pass through as they are.
 */
export function taskGroup(tasks: Tasks, logger: Logger) {
  return middy<unknown, unknown>().handler(async (event, context: Context) => {
    logger.addContext(context);
    logger.resetKeys();
    return runTask(tasks, event, logger);
  });
}

/** A group that serves both its machine and its queue. */
export function taskOrWorkGroup(tasks: Tasks, work: Work, deps: WorkDeps) {
  const { logger } = deps;
  const serve = queueServer(work, deps);
  return middy<unknown, unknown>().handler(async (event, context: Context) => {
    logger.addContext(context);
    logger.resetKeys();
    const queued = QueueEvent.safeParse(event);
    return queued.success ? serve(queued.data, context) : runTask(tasks, event, logger);
  });
}

async function runTask(tasks: Tasks, event: unknown, logger: Logger): Promise<unknown> {
  const input = TaskEnvelope.parse(event);
  const { task, org, requestId, execution } = input;
  logger.appendKeys({ task, org, request: requestId, execution });
  const run = tasks[task];
  if (!run) throw new InvariantBroken(`no task ${task}`);
  try {
    const answer = await run(input);
    logger.info('task done', { answer });
    return answer;
  } catch (error) {
    logger.warn('task threw', { error: asError(error) });
    throw error;
  }
}

/** A task whose input carries more than the envelope. */
export function taskOf<S extends z.ZodType>(schema: S, run: (input: z.output<S>) => Promise<unknown>): Task {
  return (input) => run(schema.parse(input));
}
