import * as z from 'zod';
import { epochSeconds, Instant, plusSeconds } from '../kernel/clock.ts';
import { type Id, idSchema } from '../kernel/ids.ts';
import type { Problem } from '../kernel/problems.ts';
import { readStored, storedShape, toStored } from '../kernel/stored.ts';
import { isNew, type Key, type WriteIntent } from '../kernel/write.ts';
import { type DueItem, due, dueKey } from '../platform/due.ts';
import type { DeskEvent } from '../platform/relay.ts';
import type { Tables } from '../platform/tables.ts';

/** How long a delivery can be read and replayed. DynamoDB deletes it some time after. */
const KEPT_SECONDS = 30 * 24 * 60 * 60;
/** A message larger than this is sent without the event's own data, which its record has. EventBridge takes 256 KB. */
const MOST_BODY_BYTES = 64 * 1024;
/** Tries that are remembered; there are at most eight in a series, and any number of replays. */
const REMEMBERED_TRIES = 30;

/** What a try came to. Our code, never the receiver's text. */
export const outcomes = [
  'delivered',
  'refused_status',
  'redirect_refused',
  'gone',
  'timeout',
  'unreachable',
  'tls_refused',
  'address_refused',
  'webhook_off',
] as const;

export const Try = z.object({
  at: Instant,
  outcome: z.enum(outcomes).describe('what it came to'),
  status: z.int().optional().describe('the HTTP status that the receiver answered'),
  milliseconds: z.int().nonnegative().describe('how long the receiver took'),
});
export type Try = z.infer<typeof Try>;

/** One event on its way to one receiver. Its id is the event's with another prefix, so that a repeat is the same. */
export const Delivery = z.object({
  org: z.string(),
  webhook: idSchema('webhook'),
  id: idSchema('webhookDelivery'),
  eventId: z.string().describe('the id of the event, sent as webhook-id with every try and every replay'),
  type: z.string().describe('the event'),
  occurredAt: Instant.describe('when the event happened'),
  /** What is signed and sent, byte for byte the same every time. */
  body: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']).describe('failed: no try follows by itself'),
  /** Raised by every replay, so that work that is due for an earlier series is stale. */
  series: z.int().nonnegative(),
  /** Tries of this series. */
  tried: z.int().nonnegative(),
  tries: z.array(Try).describe('the latest ones, oldest first'),
  nextTryAt: Instant.optional().describe('when the next try is due; the minutely worker makes it up to a minute later'),
  /** Which request replayed it last, so that the same request replays it once. */
  replayedBy: z.string().optional(),
  ttl: z.int(),
});
export type Delivery = z.infer<typeof Delivery>;

export const deliveryShape = storedShape({ name: 'webhook delivery', version: 1, schema: Delivery, upcasts: {} });

/** What names a delivery. */
export type DeliveryRef = { readonly org: string; readonly webhook: string; readonly id: string };

/** In the partition of its webhook; ids sort by the time of the event. */
export function deliveryKey({ org, webhook, id }: DeliveryRef): Key {
  return { pk: `ORG#${org}#${webhook}`, sk: `${deliveries}${id}` };
}
export const deliveries = 'DELIVERY#';

export async function readDelivery(tables: Pick<Tables, 'get'>, ref: DeliveryRef): Promise<Delivery | undefined> {
  const item = await tables.get('desk', deliveryKey(ref));
  return item && readStored(deliveryShape, item);
}

/** The id of an event's delivery: the event's own 26 characters. */
export function deliveryIdOf(eventId: string): Id<'webhookDelivery'> {
  return `dlv_${eventId.slice(eventId.indexOf('_') + 1)}`;
}

/** A delivery that nobody has tried yet, due at `firstLook` in case that whoever made it does not get to it. */
export function newDelivery(webhook: Delivery['webhook'], event: DeskEvent, now: Instant, firstLook: Instant) {
  const delivery: Delivery = {
    org: event.org,
    webhook,
    id: deliveryIdOf(event.id),
    eventId: event.id,
    type: event.type,
    occurredAt: event.occurredAt,
    body: bodyOf(event),
    status: 'pending',
    series: 0,
    tried: 0,
    tries: [],
    nextTryAt: firstLook,
    ttl: epochSeconds(plusSeconds(now, KEPT_SECONDS)),
  };
  const put: WriteIntent = {
    op: 'put',
    table: 'desk',
    key: deliveryKey(delivery),
    fields: toStored(deliveryShape, delivery),
    expect: isNew,
    refusal: 'exists',
  };
  return { delivery, intents: [put, due(dueFor(delivery, firstLook))] };
}

/** Notes a try, and what follows: nothing, or the next one. Refused with `version` when another has noted one since. */
export function noteTry(
  delivery: Delivery,
  made: Try,
  status: Delivery['status'],
  next: Instant | undefined,
): { readonly delivery: Delivery; readonly intents: readonly WriteIntent[] } {
  const tried = delivery.tried + 1;
  const tries = [...delivery.tries, made].slice(-REMEMBERED_TRIES);
  return moved(delivery, { status, tried, tries }, next);
}

/** Puts a try off without counting one. */
export function putOff(delivery: Delivery, next: Instant): readonly WriteIntent[] {
  return moved(delivery, {}, next).intents;
}

/** @returns `not_allowed_now` while tries are still being made. */
export function replayRefusal({ status }: Pick<Delivery, 'status'>): Problem | undefined {
  return status === 'pending' ? { kind: 'not_allowed_now', params: { status } } : undefined;
}

/** The same message once more, under the same id, with a series of tries of its own. */
export function replayDelivery(delivery: Delivery, at: Instant, by: string) {
  const set = { status: 'pending', series: delivery.series + 1, tried: 0, replayedBy: by } as const;
  return moved(delivery, set, at);
}

/** Whether a piece of due work is about the delivery as it is now. */
export function isCurrent(delivery: Delivery | undefined, dueId: string): delivery is Delivery {
  return delivery?.status === 'pending' && dueIdOf(delivery) === dueId;
}

/** Which delivery a piece of due work is about. */
export function refIn({ org, id }: Pick<DueItem, 'org' | 'id'>): DeliveryRef {
  const [webhook = '', delivery = ''] = id.split('#');
  return { org, webhook, id: delivery };
}

/** The due item of the try that was to come goes with it: left there, it would be handed out for nothing. */
function moved(delivery: Delivery, set: Partial<Delivery>, next: Instant | undefined) {
  const { nextTryAt: before, ...rest } = delivery;
  const after: Delivery = { ...rest, ...set, ...(next !== undefined && { nextTryAt: next }) };
  const update: WriteIntent = {
    op: 'update',
    table: 'desk',
    key: deliveryKey(delivery),
    set: { ...set, nextTryAt: next },
    ...(next === undefined && { remove: ['nextTryAt'] }),
    expect: [{ series: { eq: delivery.series }, tried: { eq: delivery.tried }, status: { eq: delivery.status } }],
    refusal: 'version',
  };
  const over = before === undefined || before === next ? [] : [noLongerDue(dueFor(delivery, before))];
  return { delivery: after, intents: [update, ...over, ...(next === undefined ? [] : [due(dueFor(after, next))])] };
}

function noLongerDue(item: DueItem): WriteIntent {
  return { op: 'delete', table: 'desk', key: dueKey(item), expect: [], refusal: 'lock' };
}

function dueFor(delivery: Delivery, at: Instant): DueItem {
  return { kind: 'webhook.deliver', org: delivery.org, id: dueIdOf(delivery), at };
}

function dueIdOf({ webhook, id, series, tried }: Delivery): string {
  return `${webhook}#${id}#${series}.${tried}`;
}

/** The payload that the standard asks for: `type`, `timestamp`, `data`. Events name nobody, so neither does this. */
function bodyOf(event: DeskEvent): string {
  const message = { type: event.type, timestamp: event.occurredAt, data: event };
  const body = JSON.stringify(message);
  if (Buffer.byteLength(body) <= MOST_BODY_BYTES) return body;
  return JSON.stringify({ ...message, data: { ...event, data: {}, dataLeftOut: true } });
}
