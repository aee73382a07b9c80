import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import middy from '@middy/core';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { asError } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import { type TimelineEntry, timelineEntryShape } from '../../timeline/index.ts';
import { readEnv } from '../env.ts';
import { eventBus } from '../event-bus.ts';
import { RelayEnv } from '../groups-env.ts';
import { type RelayDeps, relayEntries } from '../relay.ts';
import { startsExecutions } from '../start-execution.ts';

const env = readEnv(RelayEnv);
const logger = new Logger({ serviceName: 'relay' });

const metrics = new Metrics({
  namespace: 'reseller-desk',
  serviceName: 'relay',
  defaultDimensions: { stage: env.STAGE },
});

const deps: RelayDeps = {
  measure(measures) {
    for (const { name, unit, value, by } of measures) {
      const one = metrics.singleMetric();
      for (const [dimension, is] of Object.entries(by)) one.addDimension(dimension, is);
      one.addMetric(name, unit, value);
    }
  },
  publish: eventBus(new EventBridgeClient({}), env.EVENT_BUS),
  start: startsExecutions(
    new SFNClient({}),
    { link: env.LINK_MACHINE_ARN, unbind: env.UNBIND_MACHINE_ARN, 'rebate-sync': env.REBATE_MACHINE_ARN },
    (name, error) => logger.warn('start failed', { name, error }),
  ),
};

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
    logger.error('unreadable timeline entry', { error: asError(error) });
    return undefined;
  }
}

/** The event's own type says the same as the SDK's with other names. */
function asAttributes(image: object): Record<string, AttributeValue> {
  return { ...image };
}
