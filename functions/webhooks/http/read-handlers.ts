import type { HttpHandlers } from '../../platform/http.ts';
import type { webhooksRead } from '../contract.ts';
import type { ReadDeps } from '../ports.ts';
import { createListWebhookDeliveries } from './list-webhook-deliveries.ts';
import { createListWebhooks } from './list-webhooks.ts';
import { createReadWebhook } from './read-webhook.ts';

/** What the group `webhooks-read` serves. */
export function webhooksReadHandlers(deps: ReadDeps): HttpHandlers<typeof webhooksRead> {
  return {
    listWebhooks: createListWebhooks(deps),
    readWebhook: createReadWebhook(deps),
    listWebhookDeliveries: createListWebhookDeliveries(deps),
  };
}
