import { Duration } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import {
  RebatesNightsEnv,
  RebatesProviderEnv,
  RebatesReadEnv,
  RebatesTasksEnv,
  RebatesWorkEnv,
  RebatesWriteEnv,
} from '../../functions/rebates/env.ts';
import { DeskFunction, type Right, type Surroundings } from '../constructs/desk-function.ts';
import { DeskMachine, describeExecutions, machineArnOf } from '../constructs/desk-machine.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';
import { DeskSchedule } from '../constructs/desk-schedule.ts';
import { accountSecretPrefixOf, onAccountSecrets } from '../secrets.ts';

type RebatesProps = Surroundings & {
  /** The bucket of snapshots, originals and plans. */
  readonly rebates: { readonly name: string; readonly arn: string };
};

/** One call reads, compares or applies as much as Lambda lets it, on a whole processor. */
const longest = { seconds: 900, memory: 1769 } as const;

/** Rebates: their API, the nights, and the machine of a sync with the tasks that it calls. */
export class Rebates extends Construct {
  readonly read: DeskFunction;
  readonly write: DeskFunction;
  /** Asks a cloud: the only one that holds its keys. */
  readonly provider: DeskFunction;
  readonly tasks: DeskFunction;
  readonly nights: DeskFunction;
  readonly work: DeskFunction;
  readonly workQueue: DeskQueue;

  constructor(scope: Construct, { rebates, ...shared }: RebatesProps) {
    super(scope, 'rebates');
    const { stage } = shared;
    const onObjects = (action: 's3:GetObject' | 's3:PutObject', what: string): Right => ({
      actions: [action],
      on: [`${rebates.arn}/*${what}`],
      because: 'Objects lie under the organisation, the partner account, what they are, and the hash of their bytes.',
    });
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'rebates-read',
      env: RebatesReadEnv,
      vars: { REBATES_BUCKET: rebates.name },
      tables: { desk: ['get', 'getMany', 'query'] },
      indexes: ['list', 'customer'],
      // who is given a signed address of a file may do no more with it than the one who signed it
      may: [onObjects('s3:GetObject', '')],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'rebates-write',
      env: RebatesWriteEnv,
      vars: { REBATES_BUCKET: rebates.name },
      tables: {
        desk: ['get', 'getMany', 'query', 'put', 'update', 'check'],
        timeline: ['put'],
        private: ['put'],
      },
      may: [onObjects('s3:GetObject', '/originals/*'), onObjects('s3:PutObject', '/originals/*')],
    });
    this.provider = new DeskFunction(this, {
      ...shared,
      ...longest,
      group: 'rebates-provider',
      env: RebatesProviderEnv,
      vars: {
        REBATES_BUCKET: rebates.name,
        SECRET_PREFIX: accountSecretPrefixOf(stage),
        ...(stage.simulated && { PROVIDER_ENDPOINTS: JSON.stringify(stage.simulated.endpoints) }),
      },
      tables: { desk: ['get', 'put', 'update', 'delete'], timeline: ['put'] },
      may: [onAccountSecrets(this, stage, 'GetSecretValue'), onObjects('s3:PutObject', '/originals/*')],
    });
    this.tasks = new DeskFunction(this, {
      ...shared,
      ...longest,
      group: 'rebates-tasks',
      env: RebatesTasksEnv,
      vars: { REBATES_BUCKET: rebates.name },
      tables: { desk: ['get', 'getMany', 'query', 'put', 'update', 'delete', 'check'], timeline: ['put'] },
      indexes: ['list'],
      may: [
        onObjects('s3:GetObject', ''),
        onObjects('s3:PutObject', '/snapshots/*'),
        onObjects('s3:PutObject', '/rows/*'),
        onObjects('s3:PutObject', '/plans/*'),
      ],
    });
    this.nights = new DeskFunction(this, {
      ...shared,
      group: 'rebates-nights',
      env: RebatesNightsEnv,
      vars: {},
      tables: { desk: ['get', 'query', 'put', 'update'], timeline: ['put'] },
      seconds: 240,
    });
    this.work = new DeskFunction(this, {
      ...shared,
      group: 'rebates-work',
      env: RebatesWorkEnv,
      vars: {
        REBATE_MACHINE_ARN: machineArnOf(this, stage, 'rebate-sync'),
        RESTART_AFTER_SECONDS: stage.restartAfterSeconds,
      },
      tables: { desk: ['get', 'query', 'put', 'update', 'delete'], timeline: ['put'] },
      may: [describeExecutions(this, stage, 'rebate-sync')],
      // a reminder counts the open lines of a whole period
      seconds: 240,
    });

    this.workQueue = new DeskQueue(this, { stage, consumer: this.work, workers: 5 });
    new DeskMachine(this, {
      stage,
      name: 'rebate-sync',
      groups: { 'rebates-tasks': this.tasks, 'rebates-provider': this.provider },
    });
    // an hour that failed is not repeated: the next one finds the same nights
    new DeskSchedule(this, 'every-hour', {
      stage,
      invokes: this.nights,
      schedule: ScheduleExpression.rate(Duration.hours(1)),
      retryAttempts: 0,
      maxEventAge: Duration.minutes(30),
    });
    // best effort on AWS, so never the only way: each sync's watch finds a dead execution, too, later
    new Rule(this, 'dead-executions', {
      ruleName: `${stage.name}-desk-dead-rebate-executions`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [machineArnOf(this, stage, 'rebate-sync')],
        },
      },
      targets: [new SqsQueue(this.workQueue.queue, { deadLetterQueue: this.workQueue.dead })],
    });
  }
}
