import { ok } from '../../kernel/result.ts';
import { readStored } from '../../kernel/stored.ts';
import type { HttpHandler } from '../../platform/http.ts';
import { readPage } from '../../platform/read-page.ts';
import type { webhooksRead } from '../contract.ts';
import type { ReadDeps } from '../ports.ts';
import { webhookView } from '../views.ts';
import { webhookShape, webhooksOf } from '../webhook.ts';

export const createListWebhooks =
  ({ tables }: ReadDeps): HttpHandler<typeof webhooksRead.listWebhooks> =>
  async ({ caller, query }) => {
    const page = await readPage(tables, { table: 'desk', index: 'list', pk: webhooksOf(caller.org) }, query);
    if (!page.ok) return page;
    const items = page.value.items.map((item) => webhookView(readStored(webhookShape, item), caller));
    return ok({ status: 200, json: { ...page.value, items } });
  };
