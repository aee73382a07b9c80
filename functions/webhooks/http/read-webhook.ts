import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { webhooksRead } from '../contract.ts';
import type { ReadDeps } from '../ports.ts';
import { etag, webhookView } from '../views.ts';
import { readWebhook } from '../webhook.ts';

export const createReadWebhook =
  ({ tables }: ReadDeps): HttpHandler<typeof webhooksRead.readWebhook> =>
  async ({ caller, params }) => {
    const webhook = await readWebhook(tables, caller.org, params.webhookId);
    if (!webhook) return err({ kind: 'not_found', params: { what: 'webhook' } });
    return ok({ status: 200, json: webhookView(webhook, caller), headers: etag(webhook) });
  };
