import { type EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { NoticesEnv } from '../../functions/notices/env.ts';
import { noticeEvents } from '../../functions/notices/routes.ts';
import { DeskFunction, type Surroundings } from '../constructs/desk-function.ts';
import { DeskQueue } from '../constructs/desk-queue.ts';

type NoticesProps = Surroundings & {
  readonly bus: EventBus;
  /** Where people reach the desk, without a trailing slash. */
  readonly deskUrl: string;
};

/** Mail about events on the bus. It may be late or fail without harm to anything else. */
export class Notices extends Construct {
  readonly mail: DeskFunction;
  readonly queue: DeskQueue;

  constructor(scope: Construct, { bus, deskUrl, ...shared }: NoticesProps) {
    super(scope, 'notices');
    const { stage } = shared;
    const sender = new EmailIdentity(this, 'sender', { identity: Identity.domain(domainOf(stage.mailFrom)) });
    this.mail = new DeskFunction(this, {
      ...shared,
      group: 'notices',
      env: NoticesEnv,
      vars: { DESK_URL: deskUrl, MAIL_FROM: stage.mailFrom },
      tables: { desk: ['get', 'put', 'update'], timeline: ['put'], private: ['get', 'put'] },
      may: [
        {
          actions: ['ses:SendEmail'],
          on: [sender.emailIdentityArn],
          when: { StringEquals: { 'ses:FromAddress': stage.mailFrom } },
        },
      ],
      seconds: 60,
    });
    this.queue = new DeskQueue(this, { stage, consumer: this.mail, workers: 5 });
    new Rule(this, 'events', {
      ruleName: `${stage.name}-desk-notices`,
      eventBus: bus,
      eventPattern: { detailType: [...noticeEvents] },
      targets: [new SqsQueue(this.queue.queue, { deadLetterQueue: this.queue.dead })],
    });
  }
}

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);
