import type { HttpHandlers } from '../platform/http.ts';
import type { webhooksRead, webhooksWrite } from './contract.ts';
import { createChangeWebhook } from './http/change-webhook.ts';
import { createCreateWebhook } from './http/create-webhook.ts';
import { createDeleteWebhook } from './http/delete-webhook.ts';
import { createListWebhookDeliveries } from './http/list-webhook-deliveries.ts';
import { createListWebhooks } from './http/list-webhooks.ts';
import { createReadWebhook } from './http/read-webhook.ts';
import { createReplayWebhookDeliveries } from './http/replay-webhook-deliveries.ts';
import { createReplayWebhookDelivery } from './http/replay-webhook-delivery.ts';
import { createRotateWebhookSecret } from './http/rotate-webhook-secret.ts';
import { createTestWebhook } from './http/test-webhook.ts';
import type { ReadDeps, WriteDeps } from './ports.ts';

/** Which handler serves which operation, by group. */
export function webhooksReadHandlers(deps: ReadDeps): HttpHandlers<typeof webhooksRead> {
  return {
    listWebhooks: createListWebhooks(deps),
    readWebhook: createReadWebhook(deps),
    listWebhookDeliveries: createListWebhookDeliveries(deps),
  };
}

export function webhooksWriteHandlers(deps: WriteDeps): HttpHandlers<typeof webhooksWrite> {
  return {
    createWebhook: createCreateWebhook(deps),
    changeWebhook: createChangeWebhook(deps),
    rotateWebhookSecret: createRotateWebhookSecret(deps),
    deleteWebhook: createDeleteWebhook(deps),
    testWebhook: createTestWebhook(deps),
    replayWebhookDelivery: createReplayWebhookDelivery(deps),
    replayWebhookDeliveries: createReplayWebhookDeliveries(deps),
  };
}
