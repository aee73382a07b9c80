import { err, ok } from '../../kernel/result.ts';
import { raced } from '../../parties/version.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { webhooksWrite } from '../contract.ts';
import type { WriteDeps } from '../ports.ts';
import { etag, webhookView } from '../views.ts';
import { deleteWebhook, readWebhook } from '../webhook.ts';

/** Deleting one that is deleted already is answered as the first time. */
export const createDeleteWebhook =
  ({ tables, clock, newId }: WriteDeps): HttpHandler<typeof webhooksWrite.deleteWebhook> =>
  async ({ params, caller }) => {
    const deleted = await change(
      tables,
      () => readWebhook(tables, caller.org, params.webhookId),
      (webhook) =>
        webhook
          ? ok(deleteWebhook(webhook, { by: caller, at: clock.now(), newId }))
          : err({ kind: 'not_found' as const, params: { what: 'webhook' } }),
    );
    if (!deleted.ok) return raced(deleted);
    return ok({ status: 200, json: webhookView(deleted.value, caller), headers: etag(deleted.value) });
  };
