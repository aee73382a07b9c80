import * as z from 'zod';
import { Instant } from '../kernel/clock.ts';
import { Action, action } from '../parties/index.ts';
import type { Caller } from '../platform/contract.ts';
import { Delivery, replayRefusal } from './delivery.ts';
import { deletedRefusal, inactiveRefusal, switchRefusal, Webhook } from './webhook.ts';

/** What the API shows: everything but secrets, the organisation's own keys and the timeline's head. */
export const WebhookView = z.strictObject({
  ...Webhook.omit({ org: true, timelineSeq: true, timelineHead: true, secrets: true }).shape,
  failures: Webhook.shape.failures.describe('tries that failed since the last that did not'),
  version: z.int().positive().describe('send it back as If-Match when you change this'),
  oldSecretUntil: Instant.optional().describe('after a rotation: until then the secret before signs as well'),
  actions: z.array(Action),
});

export function webhookView(webhook: Webhook, caller: Pick<Caller, 'rights'>): z.input<typeof WebhookView> {
  const { org: _org, timelineSeq: _seq, timelineHead: _head, secrets, ...shown } = webhook;
  const oldSecretUntil = secrets[1]?.until;
  return { ...shown, ...(oldSecretUntil !== undefined && { oldSecretUntil }), actions: actionsOf(webhook, caller) };
}

/** The one answer that shows a signing secret. */
export const WebhookWithSecret = z.strictObject({
  ...WebhookView.shape,
  secret: z
    .string()
    .optional()
    .describe(
      'signs what you are sent; shown this once. The answer to a repeated request leaves it out: rotate it then.',
    ),
});

export const DeliveryView = z.strictObject({
  ...Delivery.omit({ org: true, webhook: true, body: true, series: true, tried: true, replayedBy: true, ttl: true })
    .shape,
  replays: z.int().nonnegative().describe('how often it was replayed'),
  actions: z.array(Action),
});

export function deliveryView(
  delivery: Delivery,
  webhook: Pick<Webhook, 'status'>,
  caller: Pick<Caller, 'rights'>,
): z.input<typeof DeliveryView> {
  const {
    org: _org,
    webhook: _id,
    body: _body,
    series,
    tried: _tried,
    replayedBy: _by,
    ttl: _ttl,
    ...shown
  } = delivery;
  const refusal = inactiveRefusal(webhook) ?? replayRefusal(delivery);
  return { ...shown, replays: series, actions: [action('replay', ['admin'], caller, refusal)] };
}

export function etag({ version }: Pick<Webhook, 'version'>) {
  return { etag: `"${version}"` };
}

function actionsOf(webhook: Webhook, caller: Pick<Caller, 'rights'>): Action[] {
  const off = deletedRefusal(webhook);
  return [
    action('change', ['admin'], caller, off),
    action('disable', ['admin'], caller, off ?? switchRefusal(webhook, true)),
    action('enable', ['admin'], caller, off ?? switchRefusal(webhook, false)),
    action('rotateSecret', ['admin'], caller, off),
    action('test', ['admin'], caller, inactiveRefusal(webhook)),
    action('replay', ['admin'], caller, inactiveRefusal(webhook)),
    action('delete', ['admin'], caller, off),
  ];
}
