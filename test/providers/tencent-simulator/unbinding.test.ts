import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createTencentControl } from '../../../local/simulators/tencent/control-client.ts';
import { distributor, reseller, secondLevel, startBench } from '../../support/tencent-bench.ts';

const uin = '200099990001';
const withCard = { cardBound: true, detailsComplete: true };

/** A bench with a customer of `owner`, and the application for it. */
async function setup(owner = reseller, state: object = {}) {
  const bench = await startBench();
  await bench.linked(uin, owner, state);
  const submit = (by = owner) => bench.control.submitUnbinding({ by, uin, noticeAccepted: true });
  const answer = (said: 'confirm' | 'reject' = 'confirm') => bench.control.answerUnbinding({ uin, answer: said });
  const read = async (number: string) => {
    const { records } = await bench.control.listUnbindings();
    return records.find((record) => record.number === number);
  };
  const customer = async () => (await bench.control.readState()).customers[uin];
  return { ...bench, submit, answer, read, customer };
}

const refused = (code: string) => expect.objectContaining({ status: 409, code });

describe('an unbinding', () => {
  test('of a direct customer goes from the submission over confirmation and card to the release', async () => {
    const { control, submit, answer, customer } = await setup();
    await control.moveClock({ set: '2026-03-04T16:30:00.000Z' });
    expect(await submit()).toMatchObject({
      number: 'UB202603050001',
      uin,
      origin: 'reseller',
      reseller,
      distributor: null,
      submittedBy: reseller,
      submittedAt: '2026-03-04T16:30:00.000Z',
      status: 'customer_confirmation',
      deadline: null,
    });
    expect(await answer()).toMatchObject({ status: 'card_binding' });
    expect(await customer()).toMatchObject({ reseller });
    await control.bindCard({ uin });
    const { records } = await control.listUnbindings({ uin });
    expect(records).toMatchObject([{ status: 'completed' }]);
    expect(records[0]?.steps.map(({ by, status }) => `${by} ${status}`)).toEqual([
      'submitter customer_confirmation',
      'customer provider_check',
      'provider card_binding',
      'provider completed',
    ]);
    expect(await customer()).toMatchObject({ reseller: null, boundAt: null, formerResellers: [reseller] });
  });

  test('asks for no card where one is bound and the details are complete', async () => {
    const { submit, answer } = await setup(reseller, withCard);
    await submit();
    expect((await answer()).steps.map(({ status }) => status)).toEqual([
      'customer_confirmation',
      'provider_check',
      'completed',
    ]);
  });

  test('waits for complete details, too', async () => {
    const { control, submit, answer, read } = await setup();
    const { number } = await submit();
    await answer();
    await control.bindCard({ uin, completeDetails: false });
    expect(await read(number)).toMatchObject({ status: 'card_binding' });
    expect(await control.recheckUnbinding(number)).toMatchObject({ status: 'card_binding' });
    await control.setCustomer({ uin, detailsComplete: true });
    expect(await control.recheckUnbinding(number)).toMatchObject({ status: 'completed' });
  });

  test('ends when the customer rejects, and may be submitted anew', async () => {
    const { control, submit } = await setup();
    const { number } = await submit();
    expect(await control.answerUnbinding({ uin, answer: 'reject', reason: 'not agreed' })).toMatchObject({
      number,
      status: 'rejected_by_customer',
      steps: [{}, { by: 'customer', reason: 'not agreed' }],
    });
    await expect(control.answerUnbinding({ uin, answer: 'confirm' })).rejects.toEqual(refused('nothing_to_confirm'));
    expect(await submit()).toMatchObject({ status: 'customer_confirmation' });
  });

  test.each([secondLevel, distributor])(
    'of a second level’s customer is reviewed by the distributor, though %s submitted it',
    async (by) => {
      const { control, submit, answer } = await setup(secondLevel, withCard);
      const { number } = await submit(by);
      await expect(answer()).rejects.toEqual(refused('out_of_order'));
      expect(await control.reviewUnbinding({ number, by: distributor, decision: 'approve' })).toMatchObject({
        status: 'customer_confirmation',
      });
      expect(await answer()).toMatchObject({ status: 'completed' });
    },
  );

  test('of the distributor’s own customer goes to the customer directly', async () => {
    const { submit } = await setup(distributor);
    expect(await submit()).toMatchObject({ distributor: null, status: 'customer_confirmation' });
  });

  test('ends with its reason when the distributor refuses', async () => {
    const { control, submit, answer } = await setup(secondLevel);
    const { number } = await submit();
    const refusal = { number, by: distributor, decision: 'refuse' as const, reason: 'contract open' };
    expect(await control.reviewUnbinding(refusal)).toMatchObject({
      status: 'refused_by_distributor',
      steps: [{}, { by: 'distributor', reason: 'contract open' }],
    });
    await expect(answer()).rejects.toEqual(refused('nothing_to_confirm'));
  });

  test.each(['distributor_review', 'customer_confirmation', 'card_binding', 'conditions_unmet'])(
    'is withdrawn by whoever submitted it while it is at %s',
    async (status) => {
      const { control, submit, answer, read, customer } = await setup(
        status === 'distributor_review' ? secondLevel : reseller,
      );
      const { number, submittedBy } = await submit();
      if (status === 'conditions_unmet') await control.setCustomer({ uin, ...withCard, force: 2 });
      if (status === 'card_binding' || status === 'conditions_unmet') await answer();
      expect(await read(number)).toMatchObject({ status });
      expect(await control.withdrawUnbinding({ number, by: submittedBy })).toMatchObject({ status: 'withdrawn' });
      await control.bindCard({ uin });
      expect(await customer()).toMatchObject({ reseller: submittedBy });
    },
  );

  test('can be neither withdrawn, reviewed, confirmed nor checked once it is completed', async () => {
    const { control, submit, answer } = await setup(reseller, withCard);
    const { number } = await submit();
    await answer();
    await expect(control.withdrawUnbinding({ number, by: reseller })).rejects.toEqual(refused('out_of_order'));
    await expect(control.reviewUnbinding({ number, by: reseller, decision: 'refuse' })).rejects.toEqual(
      refused('out_of_order'),
    );
    await expect(control.recheckUnbinding(number)).rejects.toEqual(refused('out_of_order'));
    await expect(answer('reject')).rejects.toEqual(refused('nothing_to_confirm'));
    await expect(submit()).rejects.toEqual(refused('not_linked'));
  });

  test('is completed by the provider when the link is ended by hand, and void when the customer migrates', async () => {
    const byHand = await setup();
    const { number } = await byHand.submit();
    await byHand.control.unbind(uin);
    expect(await byHand.read(number)).toMatchObject({ status: 'completed' });

    const migrated = await setup();
    const record = await migrated.submit();
    await migrated.control.migrate(uin, distributor);
    expect(await migrated.read(record.number)).toMatchObject({ status: 'revoked_by_relation' });
    await expect(migrated.answer()).rejects.toEqual(refused('nothing_to_confirm'));
    expect(await migrated.customer()).toMatchObject({ reseller: distributor, formerResellers: [reseller] });
  });
});

describe('a submission is refused', () => {
  test.each([
    [{ organisation: 'admin' as const }, 'group administrator'],
    [{ organisation: 'member' as const }, 'group member'],
    [{ sharedUnit: 'created' as const }, 'created a savings plan shared unit'],
    [{ sharedUnit: 'joined' as const }, 'joined a savings plan shared unit'],
    [{ uninterruptedService: { prepaid: true, postpaid: false } }, 'privilege for prepaid services'],
    [{ uninterruptedService: { prepaid: false, postpaid: true } }, 'privilege for postpaid services'],
    [{ force: 2 as const }, 'frozen'],
    [{ accountStatus: '1' as const }, 'frozen'],
  ])('with the condition named for a customer with %o, and passes once that is mended', async (state, words) => {
    const { control, submit, customer } = await setup();
    const before = await customer();
    await control.setCustomer({ uin, ...state });
    await expect(submit()).rejects.toMatchObject({
      status: 409,
      code: 'conditions_unmet',
      message: expect.stringContaining(words),
    });
    expect((await control.listUnbindings()).records).toEqual([]);
    await control.setCustomer({ uin, ...before });
    expect(await submit()).toMatchObject({ status: 'customer_confirmation' });
  });

  test.each([
    ['credit below zero', { creditRemaining: '-0.01' }],
    ['arrears', { accountStatus: '2' }],
    ['active discounts', { discountsActive: true }],
    ['overdue payments', { bills: [{ ...line('2024-02', '7.00'), paid: false }] }],
  ])('not for %s: the notice only has these confirmed', async (_what, state) => {
    const { submit } = await setup(reseller, state);
    expect(await submit()).toMatchObject({ status: 'customer_confirmation' });
  });

  test('without the notice, by somebody else, for nobody, and a second time', async () => {
    const { control, submit } = await setup();
    const by = (account: string, more: object = {}) =>
      control.submitUnbinding({ by: account, uin, noticeAccepted: true, ...more });
    await expect(by(reseller, { noticeAccepted: false })).rejects.toEqual(refused('notice_not_accepted'));
    await expect(by(distributor)).rejects.toEqual(refused('not_your_customer'));
    await expect(by('200019999999')).rejects.toMatchObject({ status: 404, code: 'no_such_partner' });
    await expect(by(reseller, { uin: '200099990002' })).rejects.toMatchObject({ code: 'no_such_account' });
    await submit();
    await expect(submit()).rejects.toEqual(refused('already_open'));
    await expect(control.startUnbinding(uin)).rejects.toEqual(refused('already_open'));
  });
});

describe('a step is refused', () => {
  test('by a partner whose turn it is not, or who does not see the record', async () => {
    const { control, submit } = await setup(secondLevel);
    const { number } = await submit();
    const approve = (by: string) => control.reviewUnbinding({ number, by, decision: 'approve' });
    await expect(approve(secondLevel)).rejects.toEqual(refused('not_your_review'));
    await expect(approve(reseller)).rejects.toMatchObject({ status: 404, code: 'no_such_record' });
    await expect(control.withdrawUnbinding({ number, by: distributor })).rejects.toEqual(
      refused('not_your_application'),
    );
  });

  test('before its turn', async () => {
    const { control, submit } = await setup();
    const { number } = await submit();
    await expect(control.recheckUnbinding(number)).rejects.toMatchObject({
      code: 'out_of_order',
      message: `Record ${number} can't be checked again now: its status is "Awaiting customer confirmation".`,
    });
    await expect(control.reviewUnbinding({ number, by: reseller, decision: 'approve' })).rejects.toEqual(
      refused('out_of_order'),
    );
    await control.bindCard({ uin });
    expect((await control.listUnbindings()).records).toMatchObject([{ status: 'customer_confirmation' }]);
  });
});

describe('the provider’s last check', () => {
  test.each([
    ['a restriction', { uninterruptedService: { prepaid: false, postpaid: true } }, 'postpaid'],
    ['overdue payments', { bills: [line('2024-02', '7.00')] }, '7.00 USD'],
    ['active discounts', { discountsActive: true }, 'discounts'],
  ])('keeps the record with %s named, and releases once that is mended', async (_what, state, words) => {
    const { control, submit, answer, customer } = await setup(reseller, withCard);
    const calm = await customer();
    const { number } = await submit();
    await control.setCustomer({ uin, ...state });
    expect(await answer()).toMatchObject({ status: 'conditions_unmet', unmet: [expect.stringContaining(words)] });
    expect(await control.recheckUnbinding(number)).toMatchObject({ status: 'conditions_unmet' });
    await control.setCustomer({ uin, ...calm });
    expect(await control.recheckUnbinding(number)).toMatchObject({ status: 'completed', unmet: [] });
  });

  test('passes with credit below zero and with the bill of the month that is not over', async () => {
    const { control, submit, answer } = await setup(reseller, { ...withCard, creditRemaining: '-0.01' });
    await control.addBill({ uin, amount: '4.00' });
    await submit();
    expect(await answer()).toMatchObject({ status: 'completed' });
  });
});

describe('after the release', () => {
  test('the customer is in no read of the partner any more', async () => {
    const { submit, answer, clientOf } = await setup(reseller, withCard);
    await submit();
    await answer();
    const client = await clientOf();
    expect(await client.request('QueryCustomersCredit', { FilterType: 'ClientUin', Filter: uin })).toMatchObject({
      Total: 0,
    });
    expect(await client.request('DescribeCustomerUin', { Page: 1, PageSize: 10 })).toMatchObject({ Total: '0' });
    await expect(client.request('DescribeCustomerInfo', { CustomerUin: [Number(uin)] })).rejects.toMatchObject({
      code: 'UnauthorizedOperation.UinNoAuth',
    });
    await expect(client.request('QueryCreditByUinList', { UinList: [Number(uin)] })).rejects.toMatchObject({
      code: 'UnauthorizedOperation.NotCustomerUin',
    });
  });

  test('bills are refused or, where the account is set so, late charges answered to whom they fall', async () => {
    const bench = await setup(reseller, { ...withCard, bills: [{ ...line('2026-02', '10.00'), paid: true }] });
    const { control, submit, answer, clientOf, passASecond } = bench;
    await control.moveClock({ set: '2026-03-31T15:00:00.000Z' });
    await submit();
    await answer();
    const client = await clientOf();
    const total = async (Month: string) => {
      passASecond();
      return client.request('DescribeCustomerBillSummary', { CustomerUin: Number(uin), Month });
    };
    await expect(total('2026-03')).rejects.toMatchObject({ code: 'UnauthorizedOperation.UinNoAuth' });

    await control.setAccount({ uin: reseller, releasedBills: 'answer' });
    expect(await total('2026-02')).toMatchObject({ TotalCost: 10 });
    expect(await total('2026-03')).toMatchObject({ TotalCost: 0 });
    expect((await control.addBill({ uin, amount: '3.21' })).bills.at(-1)).toMatchObject({
      month: '2026-03',
      chargedTo: reseller,
    });
    expect(await total('2026-03')).toMatchObject({ TotalCost: 3.21 });
  });

  test('a partner that takes the customer over does not see what fell to the one before', async () => {
    const { control, clientOf, passASecond } = await setup(reseller);
    await control.addBill({ uin, amount: '5.00' });
    await control.migrate(uin, distributor);
    await control.addBill({ uin, amount: '2.00' });
    const bill = { CustomerUin: Number(uin), Month: (await control.readState()).customers[uin]?.bills[0]?.month };
    expect(await (await clientOf(distributor)).request('DescribeCustomerBillSummary', bill)).toMatchObject({
      TotalCost: 2,
    });
    await control.setAccount({ uin: reseller, releasedBills: 'answer' });
    passASecond();
    expect(await (await clientOf()).request('DescribeCustomerBillSummary', bill)).toMatchObject({ TotalCost: 5 });
  });
});

describe('the records', () => {
  test('are listed to those they concern, and exported as the page shows them', async () => {
    const { control, linked, url } = await setup(secondLevel, { name: 'Lantern, "North" & Co' });
    await linked('200099990002', reseller);
    await control.moveClock({ set: '2026-03-04T16:30:00.000Z' });
    await control.submitUnbinding({ by: secondLevel, uin, noticeAccepted: true });
    await control.startUnbinding('200099990002');
    const seen = async (account: string) =>
      (await control.listUnbindings({ account })).records.map(({ number }) => number);
    expect(await seen(secondLevel)).toEqual(['UB202603050001']);
    expect(await seen(distributor)).toEqual(['UB202603050001']);
    expect(await seen(reseller)).toEqual(['UB202603050002']);
    const { records } = await createTencentControl(url).listUnbindings({ status: 'reseller_review' });
    expect(records).toMatchObject([{ uin: '200099990002' }]);
    expect((await control.exportUnbindings(secondLevel)).csv).toBe(
      'Record Number,Customer UIN,Customer Name,Origin,Submitted At,Status,Deadline\r\n' +
        'UB202603050001,200099990001,"Lantern, ""North"" & Co",Reseller,2026-03-05 00:30:00,Under review by distributor,\r\n',
    );
    expect((await control.exportUnbindings(reseller)).csv).toContain(
      ',Customer,2026-03-05 00:30:00,Under review by reseller,2026-03-15 00:00:00\r\n',
    );
  });

  test('survive a restart, and a file from before there were any is read', async () => {
    const stateFile = join(await mkdtemp(join(tmpdir(), 'tencent-simulator-')), 'state.json');
    const first = await startBench({ stateFile });
    await first.linked(uin);
    await first.control.submitUnbinding({ by: reseller, uin, noticeAccepted: true });
    await first.simulator.close();
    const second = await startBench({ stateFile });
    expect((await second.control.listUnbindings()).records).toMatchObject([{ uin, status: 'customer_confirmation' }]);
    await second.simulator.close();

    const kept = JSON.parse(await readFile(stateFile, 'utf8'));
    delete kept.unbindings;
    for (const partner of Object.values<Record<string, unknown>>(kept.partners)) delete partner['releasedBills'];
    for (const field of [
      'uninterruptedService',
      'discountsActive',
      'cardBound',
      'detailsComplete',
      'formerResellers',
    ]) {
      delete kept.customers[uin][field];
    }
    await writeFile(stateFile, JSON.stringify(kept));
    const { control } = await startBench({ stateFile });
    expect((await control.listUnbindings()).records).toEqual([]);
    expect((await control.readState()).customers[uin]).toMatchObject({
      uninterruptedService: { prepaid: false, postpaid: false },
      cardBound: false,
      formerResellers: [],
    });
  });
});

test('a field of a customer stays as it was set while others change', async () => {
  const { control } = await setup(reseller, {
    ...withCard,
    discountsActive: true,
    firstBillAt: '2026-01-01T00:00:00Z',
  });
  expect(await control.setCustomer({ uin, remark: 'seen' })).toMatchObject({
    ...withCard,
    discountsActive: true,
    firstBillAt: '2026-01-01T00:00:00Z',
  });
});

function line(month: string, amount: string) {
  return { month, amount, payMode: 'postPay' as const, actionType: 'postpay_deduct_h', paid: false };
}
