import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import { WebhooksEnv, WebhooksReadEnv, WebhooksWriteEnv } from '../../functions/webhooks/env.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';

type WebhooksProps = Surroundings & {
  /** The key that signing secrets are sealed by: `write` can not open them, `worker` can not seal any. */
  readonly secretKeyArn: string;
};

/** Events that leave the desk by HTTPS, to addresses that its organisations name. */
export class Webhooks extends Construct {
  readonly read: DeskFunction;
  readonly write: DeskFunction;
  /** Calls hosts of strangers: it reads no table but desk's, and nothing else can be reached by its role. */
  readonly worker: DeskFunction;
  readonly queue: DeskQueue;
  private readonly stageName: string;

  constructor(scope: Construct, { secretKeyArn, ...shared }: WebhooksProps) {
    super(scope, 'webhooks');
    const { stage } = shared;
    this.stageName = stage.name;
    const vars = { SEALED_BY: secretKeyArn, WEBHOOK_REACH: stage.webhookReach };
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'webhooks-read',
      env: WebhooksReadEnv,
      vars: {},
      tables: { desk: ['get', 'query'] },
      indexes: ['list'],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'webhooks-write',
      env: WebhooksWriteEnv,
      vars,
      tables: { desk: ['get', 'query', 'put', 'update'], timeline: ['put'] },
      indexes: ['list'],
      may: [{ actions: ['kms:Encrypt'], on: [secretKeyArn] }],
    });
    this.worker = new DeskFunction(this, {
      ...shared,
      group: 'webhooks',
      env: WebhooksEnv,
      vars,
      tables: { desk: ['get', 'put', 'update', 'delete'], timeline: ['put'] },
      indexes: ['list'],
      may: [{ actions: ['kms:Decrypt'], on: [secretKeyArn] }],
      seconds: 60,
    });
    // Side by side ten times ten: a receiver that keeps us waiting has at most ten seconds of one place.
    this.queue = new DeskQueue(this, { stage, consumer: this.worker, workers: 10 });
  }

  /** All events of the desk: whose they are and who wants them is looked up by the worker. */
  listenTo(bus: EventBus): void {
    new Rule(this, 'events', {
      ruleName: `${this.stageName}-desk-webhooks`,
      eventBus: bus,
      eventPattern: { source: ['reseller-desk'] },
      targets: [new SqsQueue(this.queue.queue, { deadLetterQueue: this.queue.dead })],
    });
  }
}
