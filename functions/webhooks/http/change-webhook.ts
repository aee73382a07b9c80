import { ok } from '../../kernel/result.ts';
import { asRead, raced } from '../../parties/version.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { webhooksWrite } from '../contract.ts';
import type { WriteDeps } from '../ports.ts';
import { etag, webhookView } from '../views.ts';
import { changeWebhook, readWebhook } from '../webhook.ts';
import { checkedUrl } from './checked-url.ts';

export const createChangeWebhook =
  (deps: WriteDeps): HttpHandler<typeof webhooksWrite.changeWebhook> =>
  async ({ params, body, ifMatch, caller }) => {
    const { tables, clock, newId } = deps;
    const read = () => readWebhook(tables, caller.org, params.webhookId);
    const there = asRead(await read(), ifMatch, 'webhook');
    if (!there.ok) return there;
    const url = body.url === undefined ? ok(undefined) : await checkedUrl(body.url, deps);
    if (!url.ok) return url;
    const asked = { ...body, url: url.value };
    const changed = await change(tables, read, (found) => {
      const webhook = asRead(found, ifMatch, 'webhook');
      return webhook.ok ? changeWebhook(webhook.value, asked, { by: caller, at: clock.now(), newId }) : webhook;
    });
    if (!changed.ok) return raced(changed);
    return ok({ status: 200, json: webhookView(changed.value, caller), headers: etag(changed.value) });
  };
