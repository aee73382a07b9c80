import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  type Desk,
  type DeskClient,
  expectOk,
  foundReseller,
  newCustomer,
  type Reseller,
  sharedDesk,
  wishFor,
} from '../support/desk.ts';
import { beatDueWork } from '../support/due-beat.ts';

type Taken = { readonly id: string; readonly status: number; readonly type: string };

let desk: Desk;
let reseller: Reseller;
let admin: DeskClient;
const servers: ReturnType<typeof createServer>[] = [];

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk);
  admin = await reseller.as('admin');
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A receiver on this machine, by the standard's own library. It answers what `answer` says to what verifies. */
async function receiver(answer: (type: string, id: string) => number) {
  const taken: Taken[] = [];
  const known = { secret: '' };
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const id = String(request.headers['webhook-id']);
    try {
      const headers = request.headers as Record<string, string>;
      const { type } = new Webhook(known.secret).verify(body, headers) as { type: string };
      const status = answer(type, id);
      taken.push({ id, status, type });
      response.writeHead(status).end();
    } catch {
      taken.push({ id, status: 401, type: 'not verified' });
      response.writeHead(401).end();
    }
  });
  servers.push(server);
  const up = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', up.resolve);
  await up.promise;
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk`, taken, known };
}

async function ask(): Promise<string> {
  const operator = await reseller.as('operator');
  const body = wishFor(reseller, await newCustomer(desk));
  return (await expectOk(operator.createLinkRequest({ body }))).json.linkRequest.id;
}

const soon = { timeout: 60_000, interval: 200 };
const idOf = (webhook: { id: string }) => ({ webhookId: webhook.id as `whk_${string}` });

describe('a webhook of the deployed desk', () => {
  test('B20: a receiver verifies the events of a link; a replay delivers the same id', async () => {
    const { url, taken, known } = await receiver(() => 200);
    const webhook = (await expectOk(admin.createWebhook({ body: { url, types: ['link_request.created.v1'] } }))).json;
    known.secret = webhook.secret ?? '';
    const params = idOf(webhook);
    const request = await ask();
    await vi.waitFor(() => expect(taken).toMatchObject([{ type: 'link_request.created.v1', status: 200 }]), soon);
    const log = async () => (await expectOk(admin.listWebhookDeliveries({ params }))).json.items;
    const [delivery] = await vi.waitFor(async () => {
      const items = await log();
      expect(items).toMatchObject([{ status: 'delivered', tries: [{ status: 200 }] }]);
      return items;
    }, soon);
    const auditor = await reseller.as('auditor');
    const timeline = (await expectOk(auditor.auditTimeline({ params: { recordId: request } }))).json.items;
    expect(delivery?.eventId).toBe(timeline.find(({ type }) => type === 'link_request.created')?.id);

    const { secret } = (await expectOk(admin.rotateWebhookSecret({ params, ifMatch: webhook.version }))).json;
    known.secret = secret ?? '';
    const again = { ...params, deliveryId: delivery?.id as `dlv_${string}` };
    await expectOk(admin.replayWebhookDelivery({ params: again }));
    const beat = beatDueWork(desk);
    try {
      await vi.waitFor(() => expect(taken).toHaveLength(2), soon);
    } finally {
      await beat.end();
    }
    expect(taken.map(({ id }) => id)).toEqual([delivery?.eventId, delivery?.eventId]);
    expect(taken[1]).toMatchObject({ status: 200 });
  });

  test('comes again to a receiver that was in trouble, and its log says so', async () => {
    const { url, taken, known } = await receiver((_type, id) => (taken.some((one) => one.id === id) ? 200 : 500));
    const webhook = (await expectOk(admin.createWebhook({ body: { url, types: ['link_request.created.v1'] } }))).json;
    known.secret = webhook.secret ?? '';
    const params = idOf(webhook);
    const { json: test } = await expectOk(admin.testWebhook({ params }));
    const beat = beatDueWork(desk);
    try {
      await vi.waitFor(async () => {
        const { items } = (await expectOk(admin.listWebhookDeliveries({ params }))).json;
        expect(items).toMatchObject([
          { eventId: test.eventId, status: 'delivered', tries: [{ status: 500 }, { status: 200 }] },
        ]);
      }, soon);
    } finally {
      await beat.end();
    }
    expect(taken.map(({ id, type }) => [id, type])).toEqual([
      [test.eventId, 'webhook.test.v1'],
      [test.eventId, 'webhook.test.v1'],
    ]);
  });

  test('leads nowhere but to this machine or a public host', async () => {
    const refused = await Promise.all(
      ['https://169.254.169.254/latest/', 'https://10.0.0.1/', 'http://192.168.1.1/', 'https://[fd00::1]/'].map((url) =>
        admin.createWebhook({ body: { url, types: ['link.*'] } }),
      ),
    );
    for (const answer of refused)
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', errors: [{ field: '/url' }] } });
  });
});
