import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { ok } from '../../kernel/result.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import { change } from '../../platform/change.ts';
import { type Delivery, noteTry, putOff, type Try } from '../delivery.ts';
import { isGivenUp, noteFailure, noteSuccess } from '../health.ts';
import type { Posted } from '../outbound/send.ts';
import type { DeliverDeps } from '../ports.ts';
import { nextTry, outcomeOf } from '../retry.ts';
import { secretsInForce } from '../secrets.ts';
import { signedHeaders } from '../signature.ts';
import { disableWebhook, readWebhook, type Webhook } from '../webhook.ts';

/** Seconds over which work that waited for a pause comes again. */
const SPREAD = 60;

/**
 * Makes one try of a delivery and notes what came of it together with what follows. A worker that dies in between
 * leaves the due item, so a receiver may get a message twice, under the same id, and never not at all.
 */
export async function tryDelivery(deps: DeliverDeps, delivery: Delivery): Promise<void> {
  const webhook = await readWebhook(deps.tables, delivery.org, delivery.webhook);
  const at = deps.clock.now();
  if (webhook?.status !== 'active') return noteOff(deps, delivery, at);
  if (webhook.pausedUntil !== undefined && webhook.pausedUntil > at) {
    const again = plusSeconds(webhook.pausedUntil, Math.ceil(SPREAD * deps.random()));
    return write(deps, putOff(delivery, again));
  }
  const posted = await post(deps, webhook, delivery, at);
  const now = deps.clock.now();
  const { outcome, status } = outcomeOf(posted);
  const milliseconds = Math.max(0, Date.parse(now) - Date.parse(at));
  const made: Try = { at, outcome, milliseconds, ...(status !== undefined && { status }) };
  const delivered = outcome === 'delivered';
  const next = delivered ? undefined : nextTry(delivery, posted, now, deps.random);
  const result = delivered ? 'delivered' : next === undefined ? 'failed' : 'pending';
  await write(deps, noteTry(delivery, made, result, next).intents);
  await noteHealth(deps, webhook, outcome, now);
  const { org, id } = delivery;
  deps.logger.info('tried a webhook', { org, webhook: webhook.id, delivery: id, outcome, status, result });
}

async function post(deps: DeliverDeps, webhook: Webhook, { eventId, body }: Delivery, at: Instant): Promise<Posted> {
  const secrets = await secretsInForce(deps.open, webhook, at);
  return deps.post({ url: webhook.url, body, headers: signedHeaders({ id: eventId, at, body }, secrets) });
}

/** Nothing is sent to a webhook that was switched off or deleted meanwhile; what waited can be replayed later. */
function noteOff(deps: DeliverDeps, delivery: Delivery, at: Instant): Promise<void> {
  const made: Try = { at, outcome: 'webhook_off', milliseconds: 0 };
  return write(deps, noteTry(delivery, made, 'failed', undefined).intents);
}

async function noteHealth(deps: DeliverDeps, webhook: Webhook, outcome: Try['outcome'], now: Instant): Promise<void> {
  if (outcome === 'delivered') return write(deps, noteSuccess(webhook));
  await write(deps, noteFailure(webhook, now));
  const because = outcome === 'gone' ? 'gone' : isGivenUp(webhook, now) ? 'failing' : undefined;
  if (!because) return;
  await change(
    deps.tables,
    () => readWebhook(deps.tables, webhook.org, webhook.id),
    (found) => ok(disableWebhook(found ?? webhook, because, { at: now, newId: deps.newId })),
  );
  deps.logger.warn('switched a webhook off', { org: webhook.org, webhook: webhook.id, because });
}

/** Refused where another worker was faster: its note stands, and this one adds nothing. */
async function write({ tables }: DeliverDeps, intents: readonly WriteIntent[]): Promise<void> {
  if (intents.length > 0) await tables.transact(intents);
}
