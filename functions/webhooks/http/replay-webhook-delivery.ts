import { err, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { webhooksWrite } from '../contract.ts';
import { readDelivery, replayDelivery, replayRefusal } from '../delivery.ts';
import type { WriteDeps } from '../ports.ts';
import { deliveryView } from '../views.ts';
import { inactiveRefusal, readWebhook } from '../webhook.ts';

export const createReplayWebhookDelivery =
  ({ tables, clock }: WriteDeps): HttpHandler<typeof webhooksWrite.replayWebhookDelivery> =>
  async ({ params, caller, idempotency }) => {
    const at = clock.now();
    const ref = { org: caller.org, webhook: params.webhookId, id: params.deliveryId };
    const replayed = await change(
      tables,
      async () => ({
        webhook: await readWebhook(tables, ref.org, ref.webhook),
        found: await readDelivery(tables, ref),
      }),
      ({ webhook, found }) => {
        if (!webhook || !found) return err({ kind: 'not_found' as const, params: { what: 'webhook delivery' } });
        const refusal = inactiveRefusal(webhook) ?? replayRefusal(found);
        if (refusal) return err(refusal);
        const { delivery, intents } = replayDelivery(found, at, idempotency.key);
        const answer = { status: 202, json: deliveryView(delivery, webhook, caller) } as const;
        return ok({ intents: [idempotencyIntent(caller.org, idempotency, answer, at), ...intents], value: answer });
      },
    );
    return replayed.ok
      ? ok(replayed.value)
      : refusedOrReplayed(tables, webhooksWrite.replayWebhookDelivery, caller.org, idempotency, replayed.error);
  };
