import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { GroupName } from '../groups.ts';
import type { Stage } from '../stage.ts';
import type { DeskFunction } from './desk-function.ts';

type DeskQueueProps = {
  readonly stage: Stage;
  readonly consumer: DeskFunction;
  /** How many run at once, so that a flood of work leaves concurrency to people's requests. */
  readonly workers: number;
};

/**
 * Work for one group, at least once, in any order: the queue `<stage>-desk-<group>`. Due work that fails is made due
 * again by its group; any other message waits after five failures in `<stage>-desk-<group>-dead`, which has an alarm.
 */
export class DeskQueue extends Construct {
  readonly group: GroupName;
  readonly queue: Queue;
  readonly dead: Queue;

  constructor(scope: Construct, { stage, consumer, workers }: DeskQueueProps) {
    super(scope, `${consumer.group}-queue`);
    this.group = consumer.group;
    const queueName = `${stage.name}-desk-${consumer.group}`;
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true, retentionPeriod: Duration.days(14) };
    this.dead = new Queue(this, 'dead', { ...common, queueName: `${queueName}-dead` });
    this.queue = new Queue(this, 'work', {
      ...common,
      queueName,
      // Six times the consumer's time, as AWS advises: throttled batches are tried again before others see them.
      visibilityTimeout: Duration.seconds(6 * consumer.seconds),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: 5 },
    });
    consumer.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, maxConcurrency: workers, reportBatchItemFailures: true }),
    );
  }
}
