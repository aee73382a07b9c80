import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import {
  UnbindsProviderEnv,
  UnbindsReadEnv,
  UnbindsTasksEnv,
  UnbindsWorkEnv,
  UnbindsWriteEnv,
} from '../../functions/unbinds/env.ts';
import { DeskFunction, type Right, type Surroundings } from '../constructs/desk-function.ts';
import { answerWaits, DeskMachine, describeExecutions, machineArnOf } from '../constructs/desk-machine.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';
import { accountSecretPrefixOf, onAccountSecrets } from '../secrets.ts';

type UnbindsProps = Surroundings & {
  /** The bucket of files that prove what was seen at a provider. */
  readonly evidence: { readonly name: string; readonly arn: string };
};

/** Unbinding: its API, the unbind machine with the tasks that it calls, and its work queues. */
export class Unbinds extends Construct {
  readonly read: DeskFunction;
  readonly write: DeskFunction;
  readonly tasks: DeskFunction;
  /** Calls a cloud. */
  readonly provider: DeskFunction;
  readonly work: DeskFunction;
  readonly providerQueue: DeskQueue;
  readonly workQueue: DeskQueue;

  constructor(scope: Construct, { evidence, ...shared }: UnbindsProps) {
    super(scope, 'unbinds');
    const { stage } = shared;
    // who is given a signed address of a file may do no more with it than the one who signed it
    const onEvidence = (...actions: readonly string[]): Right => ({
      actions,
      on: [`${evidence.arn}/*`],
      because: 'Files lie under the organisation, the case and their own id.',
    });
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'unbinds-read',
      env: UnbindsReadEnv,
      vars: { EVIDENCE_BUCKET: evidence.name },
      tables: { desk: ['get', 'getMany'], timeline: ['query'] },
      indexes: ['list', 'waiting'],
      may: [onEvidence('s3:GetObject')],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'unbinds-write',
      env: UnbindsWriteEnv,
      vars: { EVIDENCE_BUCKET: evidence.name },
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'], private: ['get', 'put'] },
      indexes: ['list'],
      may: [answerWaits(this, stage), onEvidence('s3:PutObject', 's3:GetObject')],
    });
    this.tasks = new DeskFunction(this, {
      ...shared,
      group: 'unbinds-tasks',
      env: UnbindsTasksEnv,
      vars: {},
      tables: { desk: ['get', 'put', 'update', 'check'], timeline: ['put'], private: ['get', 'put'] },
      may: [answerWaits(this, stage)],
    });
    this.provider = new DeskFunction(this, {
      ...shared,
      group: 'unbinds-provider',
      env: UnbindsProviderEnv,
      vars: {
        SECRET_PREFIX: accountSecretPrefixOf(stage),
        EFFECT_LEASE_SECONDS: String(stage.providerSeconds + stage.effectLeaseMarginSeconds),
        ...(stage.simulated && { PROVIDER_ENDPOINTS: JSON.stringify(stage.simulated.endpoints) }),
      },
      tables: { desk: ['get', 'query', 'put', 'update', 'check'], timeline: ['put'] },
      indexes: ['list'],
      may: [onAccountSecrets(this, stage, 'GetSecretValue')],
      seconds: stage.providerSeconds,
    });
    this.work = new DeskFunction(this, {
      ...shared,
      group: 'unbinds-work',
      env: UnbindsWorkEnv,
      vars: {
        UNBIND_MACHINE_ARN: machineArnOf(this, stage, 'unbind'),
        RESTART_AFTER_SECONDS: stage.restartAfterSeconds,
      },
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'] },
      indexes: ['list'],
      may: [describeExecutions(this, stage, 'unbind')],
      seconds: 60,
    });

    this.providerQueue = new DeskQueue(this, { stage, consumer: this.provider, workers: 5 });
    this.workQueue = new DeskQueue(this, { stage, consumer: this.work, workers: 10 });
    new DeskMachine(this, {
      stage,
      name: 'unbind',
      groups: { 'unbinds-tasks': this.tasks, 'unbinds-provider': this.provider },
    });
    // best effort on AWS, so never the only way: each record's `watch` finds a dead execution, too, later
    new Rule(this, 'dead-executions', {
      ruleName: `${stage.name}-desk-dead-unbind-executions`,
      eventPattern: {
        source: ['aws.states'],
        detailType: ['Step Functions Execution Status Change'],
        detail: {
          status: ['FAILED', 'TIMED_OUT', 'ABORTED'],
          stateMachineArn: [machineArnOf(this, stage, 'unbind')],
        },
      },
      targets: [new SqsQueue(this.workQueue.queue, { deadLetterQueue: this.workQueue.dead })],
    });
  }
}
