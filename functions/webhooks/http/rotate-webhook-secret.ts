import { ok } from '../../kernel/result.ts';
import { asRead, raced } from '../../parties/version.ts';
import { change } from '../../platform/change.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { webhooksWrite } from '../contract.ts';
import type { WriteDeps } from '../ports.ts';
import { newSigningSecret } from '../signature.ts';
import { etag, webhookView } from '../views.ts';
import { readWebhook, rotateSecret } from '../webhook.ts';

/** Under the version that was read, so that a call made twice rotates once. */
export const createRotateWebhookSecret =
  ({ tables, clock, newId, seal }: WriteDeps): HttpHandler<typeof webhooksWrite.rotateWebhookSecret> =>
  async ({ params, ifMatch, caller }) => {
    const read = () => readWebhook(tables, caller.org, params.webhookId);
    const there = asRead(await read(), ifMatch, 'webhook');
    if (!there.ok) return there;
    const secret = newSigningSecret();
    const sealed = await seal(secret, { org: caller.org, webhook: params.webhookId });
    const rotated = await change(tables, read, (found) => {
      const webhook = asRead(found, ifMatch, 'webhook');
      return webhook.ok ? rotateSecret(webhook.value, sealed, { by: caller, at: clock.now(), newId }) : webhook;
    });
    if (!rotated.ok) return raced(rotated);
    return ok({ status: 200, json: { ...webhookView(rotated.value, caller), secret }, headers: etag(rotated.value) });
  };
