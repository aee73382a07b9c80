import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { newId } from '../../../functions/kernel/ids.ts';
import type { DeskEvent } from '../../../functions/platform/relay.ts';
import { newDelivery } from '../../../functions/webhooks/delivery.ts';
import { expectOk } from '../../support/desk.ts';
import { type Bench, hand, type Probe } from './probe.ts';

type WebhookId = `whk_${string}`;

const types = ['link_request.completed.v1'];

const enter = async ({ admin }: Bench, url = 'http://127.0.0.1:9/') =>
  (await expectOk(admin.createWebhook({ body: { url, types } }))).json as { id: WebhookId; version: number };

const remove = ({ admin }: Bench, webhookId: WebhookId) => expectOk(admin.deleteWebhook({ params: { webhookId } }));

const happened = ({ reseller: { org } }: Bench): DeskEvent => ({
  id: newId('timelineEntry'),
  type: 'link_request.completed.v1',
  org,
  subject: 'lreq_1',
  seq: 1,
  occurredAt: new Date().toISOString(),
  correlationId: 'lreq_1',
  schemaVersion: 1,
  data: {},
});

/** A delivery that has failed, as the worker would have left it. */
async function failed(bench: Bench, webhook: WebhookId) {
  const event = happened(bench);
  const { delivery, intents } = newDelivery(webhook, event, event.occurredAt, event.occurredAt);
  const [put] = intents;
  if (put?.op !== 'put') throw new Error('a delivery is put first');
  const { nextTryAt: _none, ...fields } = put.fields;
  await expectOk(bench.desk.tables.transact([{ ...put, fields: { ...fields, status: 'failed' } }]));
  return delivery;
}

/** A receiver that says that it is gone: whoever sends to it has done everything that a sender does. */
async function withReceiver<T>(act: (url: string) => Promise<T>): Promise<T> {
  const server = createServer((_, response) => response.writeHead(410).end());
  const up = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', up.resolve);
  await up.promise;
  try {
    return await act(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Events that leave by webhooks. An organisation has room for twenty, so each probe clears up. */
export const webhooksProbes: readonly Probe[] = [
  {
    group: 'webhooks-write',
    does: 'enters, changes, tests and deletes a webhook, and rotates its secret',
    act: async (bench) => {
      const { id: webhookId, version } = await enter(bench);
      const params = { webhookId };
      const changed = await expectOk(
        bench.admin.changeWebhook({ params, ifMatch: version, body: { description: 'CRM' } }),
      );
      await expectOk(bench.admin.rotateWebhookSecret({ params, ifMatch: changed.json.version }));
      await expectOk(bench.admin.testWebhook({ params }));
      await remove(bench, webhookId);
    },
  },
  {
    group: 'webhooks-write',
    does: 'replays what failed',
    act: async (bench) => {
      const { id: webhookId } = await enter(bench);
      const { id: deliveryId, occurredAt } = await failed(bench, webhookId);
      await failed(bench, webhookId);
      await expectOk(bench.admin.replayWebhookDelivery({ params: { webhookId, deliveryId } }));
      const since = new Date(Date.parse(occurredAt) - 60_000).toISOString();
      const until = new Date(Date.parse(occurredAt) + 60_000).toISOString();
      const done = await expectOk(
        bench.admin.replayWebhookDeliveries({ params: { webhookId }, body: { since, until } }),
      );
      if (done.json.replayed !== 1) throw new Error(`${done.json.replayed} are replayed`);
      await remove(bench, webhookId);
    },
  },
  {
    group: 'webhooks-read',
    does: 'lists webhooks, and shows one with its log',
    act: async (bench) => {
      const { id: webhookId } = await enter(bench);
      await expectOk(bench.auditor.listWebhooks());
      await expectOk(bench.auditor.readWebhook({ params: { webhookId } }));
      await expectOk(bench.auditor.listWebhookDeliveries({ params: { webhookId } }));
      await remove(bench, webhookId);
    },
  },
  {
    group: 'webhooks',
    does: 'sends an event, notes the try, and switches off who is gone',
    act: (bench) =>
      withReceiver(async (url) => {
        const { id: webhookId } = await enter(bench, url);
        await hand(bench.desk, 'webhooks', { 'detail-type': types[0], detail: happened(bench) });
        const { status } = (await expectOk(bench.admin.readWebhook({ params: { webhookId } }))).json;
        await remove(bench, webhookId);
        if (status !== 'disabled') throw new Error(`the webhook is ${status}`);
      }),
  },
];
