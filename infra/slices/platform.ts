import { Duration } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DueEnv, PlatformPublicEnv, RelayEnv } from '../../functions/platform/groups-env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { machineArnOf } from '../constructs/desk-machine.ts';
import type { DeskQueue } from '../constructs/desk-queue.ts';
import { DeskSchedule } from '../constructs/desk-schedule.ts';

type PlatformProps = Surroundings & {
  /** The bucket for timeline entries that could not be relayed. */
  readonly unrelayedArn: string;
  /** The queues of due work. */
  readonly queues: {
    readonly linksWork: DeskQueue;
    readonly linksProvider: DeskQueue;
    readonly decisionsWork: DeskQueue;
    readonly verification: DeskQueue;
    readonly notices: DeskQueue;
    readonly webhooks: DeskQueue;
    readonly receiptsWork: DeskQueue;
    readonly unbindsWork: DeskQueue;
    readonly unbindsProvider: DeskQueue;
    readonly rebatesWork: DeskQueue;
  };
};

/** What serves all slices: the event bus, the relay to it, the minutely worker, health. */
export class Platform extends Construct {
  readonly bus: EventBus;
  readonly public: DeskFunction;
  readonly relay: DeskFunction;
  readonly due: DeskFunction;

  constructor(scope: Construct, { unrelayedArn, queues, ...shared }: PlatformProps) {
    super(scope, 'platform');
    const { stage, data } = shared;
    this.bus = new EventBus(this, 'bus', { eventBusName: `${stage.name}-desk` });
    this.public = new DeskFunction(this, {
      ...shared,
      group: 'platform-public',
      env: PlatformPublicEnv,
      vars: {},
      tables: {},
    });

    const linkMachineArn = machineArnOf(this, stage, 'link');
    const unbindMachineArn = machineArnOf(this, stage, 'unbind');
    const rebateMachineArn = machineArnOf(this, stage, 'rebate-sync');
    this.relay = new DeskFunction(this, {
      ...shared,
      group: 'relay',
      env: RelayEnv,
      vars: {
        EVENT_BUS: this.bus.eventBusName,
        LINK_MACHINE_ARN: linkMachineArn,
        UNBIND_MACHINE_ARN: unbindMachineArn,
        REBATE_MACHINE_ARN: rebateMachineArn,
      },
      tables: {},
      may: [
        { actions: ['events:PutEvents'], on: [this.bus.eventBusArn] },
        { actions: ['states:StartExecution'], on: [linkMachineArn, unbindMachineArn, rebateMachineArn] },
        { actions: ['s3:PutObject'], on: [`${unrelayedArn}/*`], because: 'Lambda names the objects.' },
        { actions: ['s3:ListBucket'], on: [unrelayedArn] },
      ],
      seconds: 60,
    });
    data.timeline.streamTo(this.relay, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      filters: [FilterCriteria.filter({ eventName: FilterRule.isEqual('INSERT') })],
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      // An outage of the bus is waited out; the stream itself keeps a day.
      maxRecordAge: Duration.hours(23),
      // The bucket's own grant would let it read and delete, too.
      onFailure: { bind: () => ({ destination: unrelayedArn }) },
    });

    const {
      linksWork,
      linksProvider,
      decisionsWork,
      receiptsWork,
      verification,
      webhooks,
      notices,
      unbindsWork,
      unbindsProvider,
      rebatesWork,
    } = queues;
    this.due = new DeskFunction(this, {
      ...shared,
      group: 'due',
      env: DueEnv,
      vars: {
        LINKS_WORK_QUEUE: linksWork.queue.queueUrl,
        LINKS_PROVIDER_QUEUE: linksProvider.queue.queueUrl,
        DECISIONS_WORK_QUEUE: decisionsWork.queue.queueUrl,
        VERIFICATION_QUEUE: verification.queue.queueUrl,
        NOTICES_QUEUE: notices.queue.queueUrl,
        WEBHOOKS_QUEUE: webhooks.queue.queueUrl,
        RECEIPTS_WORK_QUEUE: receiptsWork.queue.queueUrl,
        UNBINDS_WORK_QUEUE: unbindsWork.queue.queueUrl,
        UNBINDS_PROVIDER_QUEUE: unbindsProvider.queue.queueUrl,
        REBATES_WORK_QUEUE: rebatesWork.queue.queueUrl,
      },
      tables: { desk: ['query', 'update', 'delete'] },
      may: [{ actions: ['sqs:SendMessage'], on: Object.values(queues).map(({ queue }) => queue.queueArn) }],
      seconds: 55,
    });
    // A minute that failed is not repeated: the next one finds the same work.
    new DeskSchedule(this, 'every-minute', {
      stage,
      invokes: this.due,
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
    });
  }
}
