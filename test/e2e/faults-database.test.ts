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

/** The request was made once, and asking again gives the very same answer. */
async function expectMadeOnce({ create, list }: Awaited<ReturnType<typeof setup>>): Promise<void> {
  const first = await expectOk(create());
  const again = await expectOk(create());
  expect(first.status).toBe(201);
  expect(again.json).toEqual(first.json);
  expect((await list()).map(({ id }) => id)).toEqual([first.json.linkRequest.id]);
}

describe('a request is made once', () => {
  test('while the database throttles reads and writes', async () => {
    const made = await setup();
    const error = { error: 'ProvisionedThroughputExceededException' };
    desk.faults.answer(
      { service: 'dynamodb', operation: 'GetItem', body: mentions(made.reseller.org), times: 2 },
      error,
    );
    desk.faults.answer({ ...writes, body: mentions(made.customer.uin), times: 2 }, error);
    await expectMadeOnce(made);
    expect(countCalls(desk, 'TransactWriteItems', made.customer.uin, made.reseller.accountId)).toBeGreaterThan(2);
  });

  test('when the connection breaks before the database has seen the write', async () => {
    const made = await setup();
    desk.faults.dropCall({ ...writes, body: mentions(made.customer.uin), times: 2 });
    await expectMadeOnce(made);
  });

  test('when the connection breaks after the database has done the write', async () => {
    const made = await setup();
    desk.faults.dropAnswer({ ...writes, body: mentions(made.customer.uin) });
    await expectMadeOnce(made);
  });

  test('when no answer of the database comes at all, and the caller asks again', async () => {
    const made = await setup();
    desk.faults.dropAnswer({ ...writes, body: mentions(made.customer.uin), times: 100 });
    expect(await made.create()).toMatchObject({ ok: false, error: { status: 500 } });
    desk.faults.reset();
    await expectMadeOnce(made);
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
