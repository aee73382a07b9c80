import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { MOST_REPLAYS, webhooksWrite } from '../contract.ts';
import type { WriteDeps } from '../ports.ts';
import { replayRange } from '../replay-range.ts';
import { inactiveRefusal, readWebhook } from '../webhook.ts';

/** The answer is kept last: a call that breaks before is gone on with by its repeat. */
export const createReplayWebhookDeliveries =
  ({ tables, clock }: WriteDeps): HttpHandler<typeof webhooksWrite.replayWebhookDeliveries> =>
  async ({ params, body, caller, idempotency }) => {
    const { org } = caller;
    const webhook = await readWebhook(tables, org, params.webhookId);
    if (!webhook) return err({ kind: 'not_found', params: { what: 'webhook' } });
    const refusal = inactiveRefusal(webhook);
    const again = webhooksWrite.replayWebhookDeliveries;
    if (refusal) return refusedOrReplayed(tables, again, org, idempotency, refusal);
    const at = clock.now();
    const by = `${idempotency.caller} ${idempotency.key} ${idempotency.bodyHash}`;
    const done = await replayRange(tables, { org, webhook: webhook.id }, body, { at, by, most: MOST_REPLAYS });
    const answer = { status: 202, json: done } as const;
    const written = await tables.transact([idempotencyIntent(org, idempotency, answer, at)]);
    return written.ok ? ok(answer) : refusedOrReplayed(tables, again, org, idempotency, written.error);
  };
