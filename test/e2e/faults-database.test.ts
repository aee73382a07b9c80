import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, expectOk, sharedDesk, wishFor } from '../support/desk.ts';
import { countCalls, heldToken, mentions } from '../support/desk-faults.ts';
import { follow } from './follow.ts';
import { sites } from './sites.ts';

let desk: Desk;

beforeAll(async () => {
  desk = await sharedDesk();
});
afterEach(() => desk.faults.reset());

const writes = { service: 'dynamodb', operation: 'TransactWriteItems' } as const;

/** A wish to link, as one request with its idempotency key. */
async function setup() {
  const followed = await follow(desk, sites['tencent-intl'](desk));
  const { operator, reseller, customer } = followed;
  const idempotencyKey = randomUUID();
  const create = () => operator.createLinkRequest({ body: wishFor(reseller, customer), idempotencyKey });
  const list = async () => (await expectOk(operator.listLinkRequests())).json.items;
  return { ...followed, create, list };
}

/** What comes of sending the same request again and again. */
async function sendTwice({ create, list }: Awaited<ReturnType<typeof setup>>) {
  const first = await expectOk(create());
  const again = await expectOk(create());
  return {
    status: first.status,
    isSameAnswer: JSON.stringify(again.json) === JSON.stringify(first.json),
    requests: (await list()).length,
  };
}

const madeOnce = { status: 201, isSameAnswer: true, requests: 1 };

describe('a request is made once', () => {
  test('while the database throttles reads and writes', async () => {
    const made = await setup();
    const error = { error: 'ProvisionedThroughputExceededException' };
    desk.faults.answer(
      { service: 'dynamodb', operation: 'GetItem', body: mentions(made.reseller.org), times: 2 },
      error,
    );
    desk.faults.answer({ ...writes, body: mentions(made.customer.uin), times: 2 }, error);
    expect(await sendTwice(made)).toEqual(madeOnce);
    expect(countCalls(desk, 'TransactWriteItems', made.customer.uin, made.reseller.accountId)).toBeGreaterThan(2);
  });

  test('when the connection breaks before the database has seen the write', async () => {
    const made = await setup();
    desk.faults.dropCall({ ...writes, body: mentions(made.customer.uin), times: 2 });
    expect(await sendTwice(made)).toEqual(madeOnce);
  });

  test('when the connection breaks after the database has done the write', async () => {
    const made = await setup();
    desk.faults.dropAnswer({ ...writes, body: mentions(made.customer.uin) });
    expect(await sendTwice(made)).toEqual(madeOnce);
  });

  test('when no answer of the database comes at all, and the caller asks again', async () => {
    const made = await setup();
    desk.faults.dropAnswer({ ...writes, body: mentions(made.customer.uin), times: 100 });
    expect(await made.create()).toMatchObject({ ok: false, error: { status: 500 } });
    desk.faults.reset();
    expect(await sendTwice(made)).toEqual(madeOnce);
  });
});

test('a step whose writes are done but never answered is not made twice', async () => {
  const followed = await setup();
  const { operator, reseller, requestId } = followed;
  desk.faults.dropAnswer({ ...writes, body: mentions(reseller.org, '"awaiting_customer"'), times: 100 });
  await followed.request();
  await heldToken(desk, { org: reseller.org, subject: requestId(), kind: 'customer', round: 1 });
  expect(countCalls(desk, 'TransactWriteItems', reseller.org, '"awaiting_customer"')).toBeGreaterThan(2);
  const params = { requestId: requestId() };
  const { items } = (await expectOk(operator.getLinkRequestTimeline({ params, query: { limit: 100 } }))).json;
  expect(items.filter(({ type }) => type === 'link_request.awaiting_customer')).toHaveLength(1);
});
