import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { webhooksWrite } from '../contract.ts';
import { deliveryIdOf } from '../delivery.ts';
import type { WriteDeps } from '../ports.ts';
import { askTest, inactiveRefusal, readWebhook } from '../webhook.ts';

export const createTestWebhook =
  ({ tables, clock, newId }: WriteDeps): HttpHandler<typeof webhooksWrite.testWebhook> =>
  async ({ params, caller, idempotency }) => {
    const at = clock.now();
    const asked = await change(
      tables,
      () => readWebhook(tables, caller.org, params.webhookId),
      (webhook) => {
        if (!webhook) return err({ kind: 'not_found' as const, params: { what: 'webhook' } });
        const refusal = inactiveRefusal(webhook);
        if (refusal) return err(refusal);
        const intents = askTest(webhook, { by: caller, at, newId });
        const eventId = entryIdIn(intents);
        const answer = { status: 202, json: { eventId, deliveryId: deliveryIdOf(eventId) } } as const;
        return ok({ intents: [idempotencyIntent(caller.org, idempotency, answer, at), ...intents], value: answer });
      },
    );
    return asked.ok
      ? ok(asked.value)
      : refusedOrReplayed(tables, webhooksWrite.testWebhook, caller.org, idempotency, asked.error);
  };

/** The event is the timeline entry that these writes make. */
function entryIdIn(intents: ReturnType<typeof askTest>): string {
  const [id] = intents.flatMap((intent) =>
    intent.op === 'put' && intent.table === 'timeline' ? [intent.fields['id']] : [],
  );
  if (typeof id !== 'string') throw new InvariantBroken('a test is a timeline entry');
  return id;
}
