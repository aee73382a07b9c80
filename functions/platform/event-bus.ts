import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import type { DeskEvent, RelayDeps } from './relay.ts';

/** The bus takes ten events a call. */
const EVENTS_A_CALL = 10;

/** Puts events on a bus, in their order. */
export function eventBus(client: EventBridgeClient, name: string): RelayDeps['publish'] {
  return async (events) => {
    const missed = new Set<string>();
    for (let from = 0; from < events.length; from += EVENTS_A_CALL) {
      for (const id of await put(client, name, events.slice(from, from + EVENTS_A_CALL))) missed.add(id);
    }
    return missed;
  };
}

async function put(client: EventBridgeClient, name: string, events: readonly DeskEvent[]): Promise<readonly string[]> {
  const answer = await client.send(
    new PutEventsCommand({
      Entries: events.map((event) => ({
        EventBusName: name,
        Source: 'reseller-desk',
        DetailType: event.type,
        Detail: JSON.stringify(event),
        Time: new Date(event.occurredAt),
      })),
    }),
  );
  return events.filter((_, position) => answer.Entries?.[position]?.ErrorCode).map(({ id }) => id);
}
