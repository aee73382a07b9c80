import { plusSeconds } from '../../kernel/clock.ts';
import type { DeskEvent } from '../../platform/relay.ts';
import { newDelivery } from '../delivery.ts';
import { wants } from '../events.ts';
import type { DeliverDeps } from '../ports.ts';
import { readWebhooks, type Webhook } from '../webhook.ts';
import { tryDelivery } from './try-delivery.ts';

/** When due work looks whether a delivery was tried at all, in seconds: longer than a try and its notes take. */
const FIRST_LOOK = 60;

/**
 * Takes an event to the receivers of its organisation: one read finds them. Each has a delivery of its own, written
 * together with the due item that survives this worker, and is tried at once, side by side. An event that comes twice
 * finds its deliveries there.
 */
export async function takeEvent(deps: DeliverDeps, event: DeskEvent): Promise<void> {
  const webhooks = await readWebhooks(deps.tables, event.org);
  const wanting = webhooks.filter((webhook) => webhook.status === 'active' && isFor(webhook, event));
  const told = await Promise.allSettled(wanting.map((webhook) => deliverFirst(deps, webhook, event)));
  for (const one of told) if (one.status === 'rejected') throw one.reason;
}

/** A test is for the webhook that it was asked of, whatever that listens to. */
function isFor({ id, types }: Webhook, { type, subject }: DeskEvent): boolean {
  return type === 'webhook.test.v1' ? subject === id : wants(types, type);
}

async function deliverFirst(deps: DeliverDeps, webhook: Webhook, event: DeskEvent): Promise<void> {
  const now = deps.clock.now();
  const { delivery, intents } = newDelivery(webhook.id, event, now, plusSeconds(now, FIRST_LOOK));
  const written = await deps.tables.transact(intents);
  if (written.ok) await tryDelivery(deps, delivery);
}
