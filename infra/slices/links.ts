import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import {
  LinksLiveEnv,
  LinksProviderEnv,
  LinksReadEnv,
  LinksTasksEnv,
  LinksWorkEnv,
  LinksWriteEnv,
} from '../../functions/links/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { answerWaits, DeskMachine, describeExecutions, machineArnOf } from '../constructs/desk-machine.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';
import { accountSecretPrefixOf, mailLockSecretOf, onAccountSecrets, readMailLock } from '../secrets.ts';
import type { Stage } from '../stage.ts';

/** Linking: its API, the link machine with the tasks that it calls, and its work queues. */
export class Links extends Construct {
  readonly read: DeskFunction;
  readonly write: DeskFunction;
  /** Operations on links that exist; answers no machine. */
  readonly live: DeskFunction;
  readonly tasks: DeskFunction;
  /** Calls a cloud: the only group that reads the credentials of partner accounts. */
  readonly provider: DeskFunction;
  readonly work: DeskFunction;
  readonly providerQueue: DeskQueue;
  readonly workQueue: DeskQueue;

  constructor(scope: Construct, shared: Surroundings) {
    super(scope, 'links');
    const { stage } = shared;

    this.read = new DeskFunction(this, {
      ...shared,
      group: 'links-read',
      env: LinksReadEnv,
      vars: {},
      tables: { desk: ['get', 'getMany', 'query'], timeline: ['query'] },
      indexes: ['list', 'waiting'],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'links-write',
      env: LinksWriteEnv,
      vars: { MAIL_LOCK_SECRET: mailLockSecretOf(stage) },
      tables: {
        desk: ['get', 'getMany', 'put', 'update'],
        timeline: ['put'],
        private: ['get', 'put', 'delete'],
      },
      indexes: ['list'],
      may: [answerWaits(this, stage), readMailLock(this, stage)],
    });
    this.live = new DeskFunction(this, {
      ...shared,
      group: 'links-live',
      env: LinksLiveEnv,
      vars: {},
      tables: { desk: ['get', 'getMany', 'put', 'update'], timeline: ['put'], private: ['get', 'put'] },
      indexes: ['list'],
    });
    this.tasks = new DeskFunction(this, {
      ...shared,
      group: 'links-tasks',
      env: LinksTasksEnv,
      vars: {},
      tables: {
        desk: ['get', 'getMany', 'put', 'update', 'check'],
        timeline: ['put'],
        private: ['get', 'put'],
      },
      // who else could agree
      indexes: ['list'],
      may: [answerWaits(this, stage)],
    });
    this.provider = new DeskFunction(this, {
      ...shared,
      group: 'links-provider',
      env: LinksProviderEnv,
      vars: {
        SECRET_PREFIX: accountSecretPrefixOf(stage),
        EFFECT_LEASE_SECONDS: String(stage.providerSeconds + stage.effectLeaseMarginSeconds),
        ...(stage.simulated && { PROVIDER_ENDPOINTS: JSON.stringify(stage.simulated.endpoints) }),
      },
      tables: {
        desk: ['get', 'query', 'put', 'update', 'check'],
        timeline: ['put'],
        private: ['get', 'query', 'put'],
      },
      // whose applications the provider itself examines
      indexes: ['list', 'waiting'],
      may: [onAccountSecrets(this, stage, 'GetSecretValue'), answerWaits(this, stage)],
      seconds: stage.providerSeconds,
    });
    this.work = new DeskFunction(this, {
      ...shared,
      group: 'links-work',
      env: LinksWorkEnv,
      vars: {
        LINK_MACHINE_ARN: machineArnOf(this, stage, 'link'),
        RESTART_AFTER_SECONDS: stage.restartAfterSeconds,
      },
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'] },
      indexes: ['list'],
      may: [describeExecutions(this, stage, 'link')],
      seconds: 60,
    });

    this.providerQueue = new DeskQueue(this, { stage, consumer: this.provider, workers: 5 });
    this.workQueue = new DeskQueue(this, { stage, consumer: this.work, workers: 10 });
    new DeskMachine(this, {
      stage,
      name: 'link',
      groups: { 'links-tasks': this.tasks, 'links-provider': this.provider },
    });
    this.reportDeadExecutions(stage);
  }

  /** Best effort on AWS, so never the only way: each request's `watch` finds a dead execution, too, later. */
  private reportDeadExecutions(stage: Stage): void {
    new Rule(this, 'dead-executions', {
      ruleName: `${stage.name}-desk-dead-link-executions`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [machineArnOf(this, stage, 'link')],
        },
      },
      targets: [new SqsQueue(this.workQueue.queue, { deadLetterQueue: this.workQueue.dead })],
    });
  }
}
