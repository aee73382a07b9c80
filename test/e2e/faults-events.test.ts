import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { mailKey } from '../../functions/notices/mail.ts';
import type { DeskEvent } from '../../functions/platform/relay.ts';
import { deployed } from '../../local/cloud.ts';
import { readInbox } from '../../local/front/inbox.ts';
import { type BusTap, tapBus } from '../support/bus-tap.ts';
import { type Desk, type DeskClient, expectOk, mailedLink, newCustomer, sharedDesk, wishFor } from '../support/desk.ts';
import { countCalls, killWorkers, mentions } from '../support/desk-faults.ts';
import { patience } from '../support/patience.ts';
import { follow } from './follow.ts';
import { sites } from './sites.ts';

let desk: Desk;
let bus: BusTap;

beforeAll(async () => {
  desk = await sharedDesk();
  bus = await tapBus(desk);
});
afterEach(() => desk.faults.reset());
afterAll(() => bus.close());

const begin = () => follow(desk, sites['tencent-intl'](desk));
const asks = 'link_request.awaiting_customer.v1';
const puts = { service: 'events', operation: 'PutEvents' } as const;

type RequestId = `lreq_${string}`;

async function entriesOf(operator: DeskClient, requestId: RequestId) {
  const { json } = await expectOk(operator.getLinkRequestTimeline({ params: { requestId }, query: { limit: 100 } }));
  return json.items;
}

/** Every entry of the timeline has come out as the event that carries its id, some perhaps more than once. */
async function expectAllTold(operator: DeskClient, requestId: RequestId): Promise<void> {
  await vi.waitFor(async () => {
    const told = new Map(bus.of(requestId).map(({ id, type }) => [id, type]));
    const entries = (await entriesOf(operator, requestId)).map(({ id, type }) => [id, `${type}.v1`]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(entries));
  }, patience);
}

/** The mailer has looked at the question twice: it claims the mail together with the link in it. */
async function untilAskedTwice(requestId: RequestId): Promise<void> {
  const claims = () => countCalls(desk, 'TransactWriteItems', requestId, 'MAIL#customer_question#1', 'TOKEN#');
  await vi.waitUntil(() => claims() > 1, patience);
}

/** What the relay has put on the bus, or tried to. */
function putEvents(org: string): string[] {
  const entries = desk.faults.calls
    .filter(({ operation }) => operation === 'PutEvents')
    .flatMap(({ body }) => (body as { Entries: { Detail: string }[] }).Entries);
  return entries.map(({ Detail }) => Detail).filter((detail) => detail.includes(org));
}

/** As a queue does: at least once. */
async function sendAgain(event: DeskEvent): Promise<void> {
  const entry = { EventBusName: deployed.bus, Source: 'reseller-desk', DetailType: event.type };
  await new EventBridgeClient(desk.cloud.aws).send(
    new PutEventsCommand({ Entries: [{ ...entry, Detail: JSON.stringify(event) }] }),
  );
}

async function mailsTo(address: string): Promise<number> {
  return (await readInbox(desk.cloud.engineUrl)).filter(({ to }) => to.includes(address)).length;
}

describe('events', () => {
  test('that the bus did not take come again, and none is lost', async () => {
    const followed = await begin();
    const { operator, reseller } = followed;
    const first = desk.faults.hold({ ...puts, body: mentions(reseller.org) });
    await followed.request();
    await first.arrived;
    const others = [await newCustomer(desk), await newCustomer(desk)];
    const made = await Promise.all(
      others.map((customer) => expectOk(operator.createLinkRequest({ body: wishFor(reseller, customer) }))),
    );
    const ids = [followed.requestId(), ...made.map(({ json }) => json.linkRequest.id as RequestId)];
    const refused = { ErrorCode: 'ThrottlingException', ErrorMessage: 'Rate exceeded' };
    const taken = { EventId: 'taken' };
    // the entries before the first refused one would be gone, so it is the first that is refused
    desk.faults.answer(
      { ...puts, body: (body) => (body as { Entries: unknown[] }).Entries.length > 1 && mentions(reseller.org)(body) },
      { error: '', status: 200, fields: { FailedEntryCount: 1, Entries: [refused, ...Array(9).fill(taken)] } },
    );
    first.release();
    for (const id of ids) await expectAllTold(operator, id);
    const put = putEvents(reseller.org);
    expect(put.length).toBeGreaterThan(new Set(put).size);
    for (const { email } of [followed.customer, ...others]) await mailedLink(desk, email);
  });

  test('that were taken without an answer come twice, with the same id, and the customer gets one mail', async () => {
    const followed = await begin();
    const { operator, reseller, customer, requestId } = followed;
    desk.faults.dropAnswer({ ...puts, body: mentions(reseller.org, asks) });
    await followed.request();
    const page = await mailedLink(desk, customer.email);
    await untilAskedTwice(requestId());
    await expectAllTold(operator, requestId());
    const twice = bus.of(requestId()).filter(({ type }) => type === asks);
    expect(twice).toHaveLength(2);
    expect(new Set(twice.map(({ id }) => id)).size).toBe(1);
    expect(await mailsTo(customer.email)).toBe(1);
    expect((await fetch(page)).status).toBe(200);
  });

  test('wait in the stream while the bus is out of reach', async () => {
    const followed = await begin();
    const { operator, reseller, customer, requestId } = followed;
    desk.faults.dropCall({ ...puts, body: mentions(reseller.org), times: 1000 });
    await followed.request();
    // the SDK tries three times, then the stream brings the entries again
    await vi.waitUntil(() => countCalls(desk, 'PutEvents', requestId()) > 9, patience);
    expect(bus.of(requestId())).toEqual([]);
    expect(await followed.until('awaiting_customer')).toMatchObject({ attempt: 1 });
    desk.faults.reset();
    await expectAllTold(operator, requestId());
    await mailedLink(desk, customer.email);
  });
});

describe('the mail to a customer', () => {
  test('that may have gone out when its worker was killed is not sent a second time by itself', async () => {
    const followed = await begin();
    const { operator, reseller, customer, requestId } = followed;
    const sending = desk.faults.hold({ service: 'ses', operation: 'SendEmail', body: mentions(customer.email) });
    await followed.request();
    await sending.arrived;
    await killWorkers(desk, 'notices');
    sending.cut();
    const event = await vi.waitUntil(() => bus.of(requestId()).find(({ type }) => type === asks), patience);
    await sendAgain(event);
    await untilAskedTwice(requestId());

    const name = 'customer_question#1';
    const mail = await desk.tables.get('desk', mailKey({ org: reseller.org, subject: requestId(), name }));
    expect(mail).toMatchObject({ status: 'claimed', claimedAt: expect.any(String) });
    expect(await mailsTo(customer.email)).toBe(0);
    expect((await entriesOf(operator, requestId())).map(({ type }) => type)).not.toContain('mail.sent');
    expect(await followed.look()).toMatchObject({ status: 'awaiting_customer', waitingOn: { party: 'customer' } });
  });
});
