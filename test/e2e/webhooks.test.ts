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
import { patience } from '../support/patience.ts';
import { startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

let desk: Desk;
let reseller: Reseller;
let admin: DeskClient;
const receivers: WebhookReceiver[] = [];

beforeAll(async () => {
  desk = await sharedDesk();
  reseller = await foundReseller(desk);
  admin = await reseller.as('admin');
});
afterAll(() => {
  for (const receiver of receivers) receiver.close();
});

async function receiving(answer?: (id: string) => number): Promise<WebhookReceiver> {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  return receiver;
}

async function ask(): Promise<string> {
  const operator = await reseller.as('operator');
  const body = wishFor(reseller, await newCustomer(desk));
  return (await expectOk(operator.createLinkRequest({ body }))).json.linkRequest.id;
}

const idOf = (webhook: { id: string }) => ({ webhookId: webhook.id as `whk_${string}` });

describe('a webhook of the deployed desk', () => {
  test('B20: a receiver verifies the events of a link; a replay delivers the same id', async () => {
    const { url, taken, known } = await receiving(() => 200);
    const webhook = (await expectOk(admin.createWebhook({ body: { url, types: ['link_request.created.v1'] } }))).json;
    known.secret = webhook.secret ?? '';
    const params = idOf(webhook);
    const request = await ask();
    await vi.waitFor(
      () => expect(taken).toMatchObject([{ message: { type: 'link_request.created.v1' }, status: 200 }]),
      patience,
    );
    const log = async () => (await expectOk(admin.listWebhookDeliveries({ params }))).json.items;
    const [delivery] = await vi.waitFor(async () => {
      const items = await log();
      expect(items).toMatchObject([{ status: 'delivered', tries: [{ status: 200 }] }]);
      return items;
    }, patience);
    const auditor = await reseller.as('auditor');
    const timeline = (await expectOk(auditor.auditTimeline({ params: { recordId: request } }))).json.items;
    expect(delivery?.eventId).toBe(timeline.find(({ type }) => type === 'link_request.created')?.id);

    const { secret } = (await expectOk(admin.rotateWebhookSecret({ params, ifMatch: webhook.version }))).json;
    known.secret = secret ?? '';
    const again = { ...params, deliveryId: delivery?.id as `dlv_${string}` };
    await expectOk(admin.replayWebhookDelivery({ params: again }));
    const beat = beatDueWork(desk);
    try {
      await vi.waitFor(() => expect(taken).toHaveLength(2), patience);
    } finally {
      await beat.end();
    }
    expect(taken.map(({ id }) => id)).toEqual([delivery?.eventId, delivery?.eventId]);
    expect(taken[1]).toMatchObject({ status: 200 });
  });

  test('comes again to a receiver that was in trouble, and its log says so', async () => {
    const ids = new Set<string>();
    // in trouble the first time that it hears of something
    const { url, taken, known } = await receiving((id) => (ids.size === ids.add(id).size ? 200 : 500));
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
      }, patience);
    } finally {
      await beat.end();
    }
    const message = { type: 'webhook.test.v1', data: { id: test.eventId, subject: webhook.id } };
    expect(taken).toMatchObject([
      { id: test.eventId, status: 500, message },
      { id: test.eventId, status: 200, message },
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
