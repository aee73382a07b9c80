import type { HttpHandlers } from '../../platform/http.ts';
import type { webhooksWrite } from '../contract.ts';
import type { WriteDeps } from '../ports.ts';
import { createChangeWebhook } from './change-webhook.ts';
import { createCreateWebhook } from './create-webhook.ts';
import { createDeleteWebhook } from './delete-webhook.ts';
import { createReplayWebhookDeliveries } from './replay-webhook-deliveries.ts';
import { createReplayWebhookDelivery } from './replay-webhook-delivery.ts';
import { createRotateWebhookSecret } from './rotate-webhook-secret.ts';
import { createTestWebhook } from './test-webhook.ts';

/** What the group `webhooks-write` serves. */
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
