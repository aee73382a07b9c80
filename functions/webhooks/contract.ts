import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { idSchema } from '../kernel/ids.ts';
import { PageQuery } from '../kernel/paging.ts';
import { operations } from '../platform/contract.ts';
import { bodies, examples } from './contract-examples.ts';
import { Delivery } from './delivery.ts';
import { EventTypes } from './events.ts';
import { DeliveryView, WebhookView, WebhookWithSecret } from './views.ts';

/** As many deliveries as one call replays. */
export const MOST_REPLAYS = 1000;

const Url = z.string().max(2000).describe('https, port 443, a host on the public internet; checked again at every try');
const Description = z.string().trim().max(200);
const webhookParams = z.object({ webhookId: idSchema('webhook') });
const deliveryParams = z.object({ webhookId: idSchema('webhook'), deliveryId: idSchema('webhookDelivery') });
const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({ items: z.array(item), next: z.string().optional().describe('cursor of the next page') });

const EnterWebhook = z.strictObject({
  url: Url,
  types: EventTypes.describe('events by name (`link_request.completed.v1`), or all of a kind (`link_request.*`)'),
  description: Description.default(''),
});
const ChangeWebhook = z
  .strictObject({
    url: Url.optional(),
    types: EventTypes.optional(),
    description: Description.optional(),
    disabled: z.boolean().optional().describe('true switches it off, false on again'),
  })
  .refine((change) => Object.keys(change).length > 0, { error: 'name at least one thing to change' });
const ReplayRange = z
  .strictObject({
    since: Instant.describe('events that happened then or later'),
    until: Instant.describe('and before this'),
    of: z.enum(['failed', 'all']).default('failed').describe('only what failed, or what was delivered as well'),
  })
  .refine(({ since, until }) => since < until, { path: ['until'], error: 'an instant after "since"' });
const Replayed = z.strictObject({
  replayed: z.int().nonnegative().describe('how many are under way again'),
  more: z.boolean().describe(`whether there are others: one call replays at most ${MOST_REPLAYS}`),
});

export const webhooksRead = operations({
  listWebhooks: {
    route: 'GET /v1/webhooks',
    group: 'webhooks-read',
    access: ['admin', 'auditor'],
    summary: 'List webhooks',
    description: 'Receivers of your organisation’s events, oldest first, disabled ones included.',
    query: PageQuery,
    answers: {
      200: { description: 'A page of webhooks', json: pageOf(WebhookView), example: { items: [examples.webhook] } },
    },
    problems: [],
  },
  readWebhook: {
    route: 'GET /v1/webhooks/{webhookId}',
    group: 'webhooks-read',
    access: ['admin', 'auditor'],
    summary: 'Read a webhook',
    description: 'One webhook, how it fares, and what you may do with it. Its secret is never shown again.',
    params: webhookParams,
    answers: { 200: { description: 'The webhook', json: WebhookView, example: examples.webhook } },
    problems: ['not_found'],
  },
  listWebhookDeliveries: {
    route: 'GET /v1/webhooks/{webhookId}/deliveries',
    group: 'webhooks-read',
    access: ['admin', 'auditor'],
    summary: 'Read the delivery log',
    description:
      'What was sent or is to be sent, newest event first, with every try of the last 30 days. Of the receiver’s answers only the status is kept.',
    params: webhookParams,
    query: PageQuery.extend({ status: Delivery.shape.status.optional() }),
    answers: {
      200: { description: 'A page of deliveries', json: pageOf(DeliveryView), example: { items: [examples.delivery] } },
    },
    problems: ['not_found'],
  },
});

export const webhooksWrite = operations({
  createWebhook: {
    route: 'POST /v1/webhooks',
    group: 'webhooks-write',
    access: ['admin'],
    summary: 'Have events sent to you',
    description:
      'Events are posted to your address as the Standard Webhooks specification says, signed with the secret of this answer, which is shown once. Any 2xx within ten seconds takes a message; redirects are not followed. Messages come at least once, in any order: drop those whose webhook-id you know.',
    body: EnterWebhook.meta({ examples: [bodies.enter] }),
    idempotent: true,
    answers: {
      201: { description: 'Events are sent from now on', json: WebhookWithSecret, example: examples.entered },
    },
    problems: ['idempotency_key_missing', 'idempotency_key_reused', 'too_many'],
  },
  changeWebhook: {
    route: 'PATCH /v1/webhooks/{webhookId}',
    group: 'webhooks-write',
    access: ['admin'],
    summary: 'Change a webhook, disable or enable it',
    description: 'Counts for every try from now on, also of what is under way. A disabled webhook is sent nothing.',
    params: webhookParams,
    body: ChangeWebhook.meta({ examples: [bodies.change, bodies.disable] }),
    ifMatch: true,
    answers: { 200: { description: 'The webhook as it is now', json: WebhookView, example: examples.webhook } },
    problems: ['not_found', 'changed_meanwhile', 'not_allowed_now'],
  },
  rotateWebhookSecret: {
    route: 'POST /v1/webhooks/{webhookId}/secret-rotations',
    group: 'webhooks-write',
    access: ['admin'],
    summary: 'Rotate the signing secret',
    description:
      'A new secret signs from now on and is shown once. The one before signs beside it for 24 hours, so that receivers change over in that time.',
    params: webhookParams,
    ifMatch: true,
    answers: { 200: { description: 'The new secret', json: WebhookWithSecret, example: examples.rotated } },
    problems: ['not_found', 'changed_meanwhile', 'not_allowed_now'],
  },
  deleteWebhook: {
    route: 'DELETE /v1/webhooks/{webhookId}',
    group: 'webhooks-write',
    access: ['admin'],
    summary: 'Delete a webhook',
    description: 'Nothing more is sent, and its secrets are gone. Its log stays for 30 days, its timeline for good.',
    params: webhookParams,
    answers: { 200: { description: 'Deleted', json: WebhookView, example: examples.deleted } },
    problems: ['not_found'],
  },
  testWebhook: {
    route: 'POST /v1/webhooks/{webhookId}/test',
    group: 'webhooks-write',
    access: ['admin'],
    summary: 'Send a test',
    description: 'The event webhook.test.v1 goes to this webhook the way all events go. The log says what came of it.',
    params: webhookParams,
    idempotent: true,
    answers: {
      202: {
        description: 'It is on its way',
        json: z.strictObject({ eventId: z.string(), deliveryId: idSchema('webhookDelivery') }),
        example: examples.test,
      },
    },
    problems: ['idempotency_key_missing', 'idempotency_key_reused', 'not_found', 'not_allowed_now'],
  },
  replayWebhookDelivery: {
    route: 'POST /v1/webhooks/{webhookId}/deliveries/{deliveryId}/replays',
    group: 'webhooks-write',
    access: ['admin'],
    summary: 'Replay a delivery',
    description:
      'The same message under the same webhook-id, within a minute, with new tries as if it were the first time.',
    params: deliveryParams,
    idempotent: true,
    answers: { 202: { description: 'It is on its way again', json: DeliveryView, example: examples.replayed } },
    problems: ['idempotency_key_missing', 'idempotency_key_reused', 'not_found', 'not_allowed_now'],
  },
  replayWebhookDeliveries: {
    route: 'POST /v1/webhooks/{webhookId}/replays',
    group: 'webhooks-write',
    access: ['admin'],
    summary: 'Replay what happened in a span of time',
    description: `At most ${MOST_REPLAYS} deliveries, the oldest first, each under the webhook-id that it had. Those under way are left alone.`,
    params: webhookParams,
    body: ReplayRange.meta({ examples: [bodies.replays] }),
    idempotent: true,
    answers: {
      202: { description: 'They are on their way again', json: Replayed, example: { replayed: 214, more: false } },
    },
    problems: ['idempotency_key_missing', 'idempotency_key_reused', 'not_found', 'not_allowed_now'],
  },
});

/** Operations on webhooks. */
export const webhookOperations = { ...webhooksRead, ...webhooksWrite };
