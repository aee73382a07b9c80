import { err, ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readFiltered } from '../../platform/read-page.ts';
import type { webhooksRead } from '../contract.ts';
import { deliveries, deliveryKey, deliveryShape } from '../delivery.ts';
import type { ReadDeps } from '../ports.ts';
import { deliveryView } from '../views.ts';
import { readWebhook } from '../webhook.ts';

export const createListWebhookDeliveries =
  ({ tables }: ReadDeps): HttpHandler<typeof webhooksRead.listWebhookDeliveries> =>
  async ({ caller, params, query }) => {
    const webhook = await readWebhook(tables, caller.org, params.webhookId);
    if (!webhook) return err({ kind: 'not_found', params: { what: 'webhook' } });
    const { pk } = deliveryKey({ org: caller.org, webhook: webhook.id, id: 'dlv_' });
    const { status } = query;
    const where = status === undefined ? [] : [[{ field: 'status', eq: status }]];
    const list = { table: 'desk', pk, begins: deliveries, descending: true, where } as const;
    const page = await readFiltered(tables, list, query);
    if (!page.ok) return page;
    const items = page.value.items.map((item) => deliveryView(readStored(deliveryShape, item), webhook, caller));
    return ok({ status: 200, json: { ...page.value, items } });
  };
