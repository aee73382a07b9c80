import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { DeskEvent } from '../../functions/platform/relay.ts';
import { deployed } from '../../local/cloud.ts';
import type { Desk } from './desk.ts';

/** Whoever listens to the desk's bus, as another system of the reseller would: a rule and a queue. */
export type BusTap = {
  /** Events as they came, those that came twice twice. */
  readonly events: readonly DeskEvent[];
  of(subject: string): readonly DeskEvent[];
  close(): Promise<void>;
};

export async function tapBus({ cloud }: Desk): Promise<BusTap> {
  const name = `tap-${Date.now().toString(36)}`;
  const queues = new SQSClient(cloud.aws);
  const { QueueUrl = '' } = await queues.send(new CreateQueueCommand({ QueueName: name }));
  const bus = new EventBridgeClient(cloud.aws);
  const rule = { Name: name, EventBusName: deployed.bus, EventPattern: '{"source":["reseller-desk"]}' };
  await bus.send(new PutRuleCommand(rule));
  const Arn = `arn:aws:sqs:us-east-1:000000000000:${name}`;
  await bus.send(new PutTargetsCommand({ Rule: name, EventBusName: deployed.bus, Targets: [{ Id: 'tap', Arn }] }));

  const events: DeskEvent[] = [];
  const stop = new AbortController();
  const listening = listen();
  return {
    events,
    of: (subject) => events.filter((event) => event.subject === subject),
    close: async () => {
      stop.abort();
      await listening;
    },
  };

  async function listen(): Promise<void> {
    while (!stop.signal.aborted) {
      const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
      const { Messages = [] } = await queues.send(receive);
      events.push(...Messages.map(({ Body = '{}' }) => JSON.parse(Body).detail as DeskEvent));
      if (Messages.length === 0) continue;
      const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
      await queues.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
    }
  }
}
