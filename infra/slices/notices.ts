import { Stack } from 'aws-cdk-lib';
import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ConfigurationSet, EmailIdentity, EmailSendingEvent, EventDestination, Identity } from 'aws-cdk-lib/aws-ses';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { NoticesEnv, NoticesPublicEnv, NoticesReadEnv, NoticesWriteEnv } from '../../functions/notices/env.ts';
import { SENDING_SECONDS } from '../../functions/notices/mail.ts';
import { noticeEvents } from '../../functions/notices/routes.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';

type NoticesProps = Surroundings & {
  /** Where people reach the desk, without a trailing slash. */
  readonly deskUrl: string;
};

/** Mail about events on the bus. It may be late or fail without harm to anything else. */
export class Notices extends Construct {
  readonly mail: DeskFunction;
  readonly queue: DeskQueue;
  readonly read: DeskFunction;
  readonly write: DeskFunction;
  readonly public: DeskFunction;
  private readonly stageName: string;

  constructor(scope: Construct, { deskUrl, ...shared }: NoticesProps) {
    super(scope, 'notices');
    const { stage } = shared;
    this.stageName = stage.name;
    const sender = new EmailIdentity(this, 'sender', { identity: Identity.domain(domainOf(stage.mailFrom)) });
    const events = new ConfigurationSet(this, 'mail-events', { configurationSetName: `${stage.name}-desk` });
    const setArn = Stack.of(this).formatArn({
      service: 'ses',
      resource: 'configuration-set',
      resourceName: `${stage.name}-desk`,
    });
    this.mail = new DeskFunction(this, {
      ...shared,
      group: 'notices',
      env: NoticesEnv,
      vars: { DESK_URL: deskUrl, MAIL_FROM: stage.mailFrom, MAIL_EVENTS: events.configurationSetName },
      tables: { desk: ['get', 'query', 'put', 'update'], timeline: ['put'], private: ['get', 'put'] },
      indexes: ['list'],
      may: [
        {
          actions: ['ses:SendEmail'],
          on: [sender.emailIdentityArn, setArn],
          when: { StringEquals: { 'ses:FromAddress': stage.mailFrom } },
        },
      ],
      seconds: SENDING_SECONDS,
    });
    this.queue = new DeskQueue(this, { stage, consumer: this.mail, workers: 5 });
    this.tellFates(events, this.queue);
    this.read = new DeskFunction(this, {
      ...shared,
      group: 'notices-read',
      env: NoticesReadEnv,
      vars: {},
      tables: { desk: ['query'] },
      indexes: ['list'],
    });
    this.write = new DeskFunction(this, {
      ...shared,
      group: 'notices-write',
      env: NoticesWriteEnv,
      vars: {},
      tables: { desk: ['get', 'query', 'put', 'update'], timeline: ['put'] },
    });
    this.public = new DeskFunction(this, {
      ...shared,
      group: 'notices-public',
      env: NoticesPublicEnv,
      vars: {},
      tables: { desk: ['get', 'query', 'update'], timeline: ['put'], private: ['get'] },
    });
  }

  /** Mails what people outside have to know of what happens. */
  listenTo(bus: EventBus): void {
    new Rule(this, 'events', {
      ruleName: `${this.stageName}-desk-notices`,
      eventBus: bus,
      eventPattern: { detailType: [...noticeEvents] },
      targets: [new SqsQueue(this.queue.queue, { deadLetterQueue: this.queue.dead })],
    });
  }

  /**
   * What becomes of each mail, by SES’s word: by a topic to the queue, raw. By the bus of the account’s default it would take
   * a rule that hears the mail of every other stage as well.
   */
  private tellFates(events: ConfigurationSet, { queue, dead }: DeskQueue): void {
    const topic = new Topic(this, 'fates', { topicName: `${this.stageName}-desk-mail`, enforceSSL: true });
    topic.grantPublish(new ServicePrincipal('ses.amazonaws.com'));
    topic.addSubscription(new SqsSubscription(queue, { rawMessageDelivery: true, deadLetterQueue: dead }));
    events.addEventDestination('to-topic', {
      destination: EventDestination.snsTopic(topic),
      events: [
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
