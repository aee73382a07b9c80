import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../platform/idempotency.ts';
import { webhooksWrite } from '../contract.ts';
import type { WriteDeps } from '../ports.ts';
import { newSigningSecret } from '../signature.ts';
import { etag, webhookView } from '../views.ts';
import { enterWebhook, MOST_WEBHOOKS, readWebhooks } from '../webhook.ts';
import { checkedUrl } from './checked-url.ts';

/** The answer that is kept for a repeat holds no secret: in the clear it is nowhere but in the first answer. */
export const createCreateWebhook =
  (deps: WriteDeps): HttpHandler<typeof webhooksWrite.createWebhook> =>
  async ({ body, caller, idempotency }) => {
    const { tables, clock, newId, seal } = deps;
    const { createWebhook } = webhooksWrite;
    const url = await checkedUrl(body.url, deps);
    if (!url.ok) return url;
    if ((await readWebhooks(tables, caller.org)).length >= MOST_WEBHOOKS) {
      const full = { kind: 'too_many', params: { what: 'webhooks', limit: MOST_WEBHOOKS } } as const;
      return refusedOrReplayed(tables, createWebhook, caller.org, idempotency, full);
    }
    const at = clock.now();
    const secret = newSigningSecret();
    const id = newId('webhook');
    const sealed = await seal(secret, { org: caller.org, webhook: id });
    const entered = enterWebhook({ ...body, url: url.value, id, sealed }, { by: caller, at, newId });
    const headers = { ...etag(entered.value), location: `/v1/webhooks/${id}` };
    const kept = { status: 201, json: webhookView(entered.value, caller), headers } as const;
    const written = await tables.transact([idempotencyIntent(caller.org, idempotency, kept, at), ...entered.intents]);
    if (written.ok) return ok({ ...kept, json: { ...kept.json, secret } });
    return refusedOrReplayed(tables, createWebhook, caller.org, idempotency, written.error);
  };
