import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { type TimelineEntry, timelineEntryShape } from '../../timeline/index.ts';
import { readEnv } from '../env.ts';
import { RelayEnv } from '../groups-env.ts';
import { type DeskEvent, type RelayDeps, relayEntries } from '../relay.ts';

const env = readEnv(RelayEnv);
const logger = new Logger({ serviceName: 'relay' });
const bus = new EventBridgeClient({});
const machines = new SFNClient({});
const machineArns = { link: env.LINK_MACHINE_ARN };

/** The bus takes ten events a call. */
const EVENTS_A_CALL = 10;

const metrics = new Metrics({
  namespace: 'reseller-desk',
  serviceName: 'relay',
  defaultDimensions: { stage: env.STAGE },
});

const deps: RelayDeps = {
  measure(measures) {
    for (const { name, unit, value, site } of measures) {
      const one = metrics.singleMetric();
      one.addDimension('site', site);
      one.addMetric(name, unit, value);
    }
  },
  async publish(events) {
    const missed = new Set<string>();
    for (let from = 0; from < events.length; from += EVENTS_A_CALL) {
      for (const id of await put(events.slice(from, from + EVENTS_A_CALL))) missed.add(id);
    }
    return missed;
  },
  async start({ machine, name, input }) {
    try {
      const stateMachineArn = machineArns[machine];
      await machines.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      return ok();
    } catch (error) {
      // an execution of this name has run and ended: it was started before
      if (error instanceof Error && error.name === 'ExecutionAlreadyExists') return ok();
      logger.warn('start failed', { name, error: error instanceof Error ? error : new Error(String(error)) });
      return err({ kind: 'failed' });
    }
  },
};

async function put(events: readonly DeskEvent[]): Promise<readonly string[]> {
  const answer = await bus.send(
    new PutEventsCommand({
      Entries: events.map((event) => ({
        EventBusName: env.EVENT_BUS,
        Source: 'reseller-desk',
        DetailType: event.type,
        Detail: JSON.stringify(event),
        Time: new Date(event.occurredAt),
      })),
    }),
  );
  return events.filter((_, position) => answer.Entries?.[position]?.ErrorCode).map(({ id }) => id);
}

export const handler = middy<DynamoDBStreamEvent, DynamoDBBatchResponse>().handler(async ({ Records }) => {
  const read = Records.flatMap(({ dynamodb, eventName }) => {
    if (eventName !== 'INSERT' || !dynamodb?.NewImage || !dynamodb.SequenceNumber) return [];
    const entry = readEntry(dynamodb.NewImage);
    return entry ? [{ entry, sequenceNumber: dynamodb.SequenceNumber }] : [];
  });
  const failed = new Set(
    await relayEntries(
      deps,
      read.map(({ entry }) => entry),
    ),
  );
  const itemIdentifiers = read.flatMap(({ entry, sequenceNumber }) => (failed.has(entry.id) ? [sequenceNumber] : []));
  return { batchItemFailures: itemIdentifiers.map((itemIdentifier) => ({ itemIdentifier })) };
});

/** An entry that this code can't read stays in the timeline and must not hold back those behind it; the error alarms. */
function readEntry(image: object): TimelineEntry | undefined {
  try {
    return readStored(timelineEntryShape, unmarshall(asAttributes(image)));
  } catch (error) {
    metrics.singleMetric().addMetric('EntriesUnreadable', 'Count', 1);
    logger.error('unreadable timeline entry', { error: error instanceof Error ? error : new Error(String(error)) });
    return undefined;
  }
}

/** The event's own type says the same as the SDK's with other names. */
function asAttributes(image: object): Record<string, AttributeValue> {
  return { ...image };
}
