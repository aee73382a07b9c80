import { expect, test } from 'vitest';
import { DAY } from '../../support/link-desk.ts';
import { noticesDesk } from './setup.ts';

/** What one piece of work asks of the store. */
const setup = async () => {
  const desk = await noticesDesk();
  const id = await desk.ask();
  const costOf = async (message: unknown) => {
    desk.tables.calls.splice(0);
    await desk.work.NOTICES_QUEUE(message);
    return desk.tables.calls.map(({ op }) => op);
  };
  return { desk, id, costOf };
};

test('a question costs two reads, its claim with the one-time link, one read, and its note with the timeline', async () => {
  const { desk, id, costOf } = await setup();
  await desk.machine.run(desk.machine.start(`${id}-1`, { org: desk.org, requestId: id }));
  const detail = { org: desk.org, subject: id, data: { waitingOn: { kind: 'customer', round: 1 } } };
  const event = { 'detail-type': 'link_request.awaiting_customer.v1', detail };
  expect(await costOf(event)).toEqual(['get', 'get', 'transact', 'get', 'transact']);
  expect(await costOf(event)).toEqual(['get', 'get', 'transact']);
});

test('a reminder costs three reads more; one that is stale costs one', async () => {
  const { desk, id, costOf } = await setup();
  await desk.settle();
  await desk.pass(8 * DAY);
  const item = { kind: 'notice.remind', org: desk.org, id: `${id}#customer#1#1`, at: desk.now() };
  const question = ['get', 'get', 'transact', 'get', 'transact'];
  expect(await costOf(item)).toEqual(['get', 'query', 'get', ...question]);
  await desk.cancel(id);
  await desk.settle();
  expect(await costOf(item)).toEqual(['get']);
});

test('a delivery costs four reads and a write', async () => {
  const { desk, costOf } = await setup();
  await desk.settle();
  const delivered = { eventType: 'Delivery', mail: { messageId: 'mail-1' } };
  expect(await costOf(delivered)).toEqual(['get', 'get', 'get', 'get', 'transact']);
  expect(await costOf(delivered)).not.toContain('transact');
});
