import { describe, expect, test } from 'vitest';
import { days, distributor, reseller, secondLevel, startBench } from '../../support/tencent-bench.ts';

const uin = '200099990001';

/** A customer that started an unbinding at half past midnight in Shanghai, still the day before in UTC. */
async function setup(owner = reseller, state: object = { cardBound: true, detailsComplete: true }) {
  const bench = await startBench();
  await bench.linked(uin, owner, state);
  await bench.control.moveClock({ set: '2026-03-04T16:30:00.000Z' });
  const { number, ...started } = await bench.control.startUnbinding(uin);
  const read = async () => {
    const { records } = await bench.control.listUnbindings({ uin });
    return records[0];
  };
  const review = (by: string, decision: 'approve' | 'refuse' = 'approve') =>
    bench.control.reviewUnbinding({ number, by, decision });
  const until = (set: string) => bench.control.moveClock({ set });
  return { ...bench, number, started, read, review, until };
}

describe('an unbinding that the customer starts', () => {
  test('is reviewed by its reseller, and then needs no confirmation by the customer', async () => {
    const { started, review, control } = await setup();
    expect(started).toMatchObject({ origin: 'customer', submittedBy: uin, status: 'reseller_review' });
    await expect(control.answerUnbinding({ uin, answer: 'confirm' })).rejects.toMatchObject({ code: 'out_of_order' });
    expect(await review(reseller)).toMatchObject({ status: 'completed', deadline: null });
  });

  test('ends when the reseller refuses', async () => {
    const { review, read, until } = await setup();
    await review(reseller, 'refuse');
    await until('2026-05-01T00:00:00.000Z');
    expect(await read()).toMatchObject({ status: 'refused_by_reseller', deadline: null });
  });

  test('at a second-level reseller is reviewed by its distributor, too, within the same time', async () => {
    const { review, started, read } = await setup(secondLevel);
    await expect(review(distributor)).rejects.toMatchObject({ code: 'not_your_review' });
    expect(await review(secondLevel)).toMatchObject({ status: 'distributor_review', deadline: started.deadline });
    await review(distributor);
    expect(await read()).toMatchObject({ status: 'completed' });
  });

  test('is approved by the provider when the tenth calendar day in Shanghai is over, the first being its own', async () => {
    const { started, until, read } = await setup();
    expect(started.deadline).toBe('2026-03-14T16:00:00.000Z');
    await until('2026-03-14T15:59:59.000Z');
    expect(await read()).toMatchObject({ status: 'reseller_review' });
    await until('2026-03-14T16:00:00.000Z');
    expect(await read()).toMatchObject({
      status: 'completed',
      deadline: null,
      steps: [
        {},
        { at: '2026-03-14T16:00:00.000Z', by: 'provider', status: 'provider_check' },
        { at: '2026-03-14T16:00:00.000Z', by: 'provider', status: 'completed' },
      ],
    });
  });

  test('counts from another day when it is started half an hour earlier', async () => {
    const { control, linked } = await startBench();
    await linked(uin);
    await control.moveClock({ set: '2026-03-04T15:59:59.000Z' });
    expect((await control.startUnbinding(uin)).deadline).toBe('2026-03-13T16:00:00.000Z');
  });

  test('is approved also where only the distributor has not answered', async () => {
    const { control, review, read } = await setup(secondLevel);
    await review(secondLevel);
    await control.moveClock(days(10));
    expect(await read()).toMatchObject({ status: 'completed' });
  });

  test('is still checked after the approval: without a card it waits, with a broken condition it stays', async () => {
    const { control, number, read } = await setup(reseller, { organisation: 'member' });
    await control.moveClock(days(11));
    expect(await read()).toMatchObject({ status: 'card_binding' });
    await control.bindCard({ uin });
    expect(await read()).toMatchObject({
      status: 'conditions_unmet',
      unmet: [expect.stringContaining('group member')],
    });
    await control.setCustomer({ uin, organisation: 'none' });
    expect(await control.recheckUnbinding(number)).toMatchObject({ status: 'completed' });
  });

  test('can be withdrawn by the customer, and by nobody else', async () => {
    const { control, number, until, read } = await setup();
    await expect(control.withdrawUnbinding({ number, by: reseller })).rejects.toMatchObject({
      code: 'not_your_application',
    });
    await control.withdrawUnbinding({ number, by: uin });
    await until('2026-05-01T00:00:00.000Z');
    expect(await read()).toMatchObject({ status: 'withdrawn' });
  });

  test('is seen to be over by whoever calls next, though nobody asked for it', async () => {
    const bench = await setup();
    const client = await bench.clientOf();
    await bench.control.moveClock(days(10));
    expect(await client.request('DescribeCustomerUin', { Page: 1, PageSize: 10 })).toMatchObject({ Total: '0' });
    expect((await bench.control.readState()).customers[uin]).toMatchObject({ reseller: null });
  });

  test('can’t be started without a reseller', async () => {
    const { control } = await startBench();
    await control.setCustomer({ uin, name: 'Nobody’s', email: 'it@example.com' });
    await expect(control.startUnbinding(uin)).rejects.toMatchObject({ status: 409, code: 'not_linked' });
  });
});

test('what a partner submits has no clock: silence leaves it where it is', async () => {
  const { control, linked } = await startBench();
  await linked(uin, secondLevel);
  await control.submitUnbinding({ by: secondLevel, uin, noticeAccepted: true });
  await control.moveClock(days(400));
  expect((await control.listUnbindings()).records).toMatchObject([{ status: 'distributor_review', deadline: null }]);
});
