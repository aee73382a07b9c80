import { expect, test } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
import { recordKey } from '../../../../functions/timeline/index.ts';
import { running } from '../../../../functions/unbinds/money/meter.ts';
import { readMoney } from '../../../../functions/unbinds/money/unbind-money.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

const DAY = 86_400_000;

/** A case on an account of its own whose application an operator saw at the provider on 2 November. */
async function setup() {
  const desk = await unbindDesk();
  const link = await desk.activeLink();
  const account = link.customer.accountId;
  const id = await desk.startUnbind({ ready: true, agreed: true }, link);
  await desk.settle();
  const later = async (days: number) => {
    desk.time.now += days * DAY;
    await desk.settle();
  };
  return {
    ...desk,
    id,
    later,
    /** What the customer's bill of a month comes to, in USD. */
    bills: (month: string, all: string) => desk.provider.owes(account, month, { all }),
    /** The provider has let the customer go, and answers no call of ours about it. */
    gone: () => {
      desk.provider.customers.delete(account);
      desk.provider.forgetsBills(account);
    },
    money: async () => {
      const money = await readMoney(desk.tables, desk.org, id);
      if (!money) throw new Error('no money');
      return money;
    },
    /** The entries of one type on the timeline of the case. */
    told: (type: string) =>
      desk.tables.items('timeline', recordKey(desk.org, id).pk).filter((entry) => entry['type'] === type),
  };
}

test('R097: the meter starts at the provider’s submission and is read once a day', async () => {
  const { observe, bills, id, later, money, time } = await setup();
  bills('2026-11', '1200.10');
  const submittedAt = instant(time.now - 3_600_000);
  await observe(id, 'submitted', { at: submittedAt });
  bills('2026-11', '1250.35');
  await later(1);
  const meter = await money();
  expect(meter).toMatchObject({ since: submittedAt, mode: 'api' });
  const sums = running(meter);
  expect(sums?.added.toJSON()).toEqual({ amount: '50.25', currency: 'USD' });
  expect(sums?.billed.toJSON()).toEqual({ amount: '1250.35', currency: 'USD' });
});

test('R097: a look without a sum takes nothing away, and says why there is none', async () => {
  const { observe, bills, id, later, money, gone } = await setup();
  bills('2026-11', '10.00');
  await observe(id, 'submitted');
  gone();
  await later(1);
  const { periods } = await money();
  expect(periods).toMatchObject([
    { period: '2026-11', last: { total: { amount: '10', currency: 'USD' } }, without: { because: 'not_ours' } },
  ]);
});

test('R097: a provider that does not answer is asked again after growing pauses, and what was read stays', async () => {
  const { observe, bills, id, pass, money, provider } = await setup();
  bills('2026-11', '10.00');
  await observe(id, 'submitted');
  provider.goDown();
  await pass(86_400);
  const down = await money();
  expect(down.notAnswering).toMatchObject({ because: 'provider_down' });
  expect(down.notAnswering?.times).toBeGreaterThan(0);
  expect(down.periods).toMatchObject([{ last: { total: { amount: '10' } } }]);
  provider.comeBack();
  await pass(86_400);
  expect((await money()).notAnswering).toBeUndefined();
});

test('R097: the meter of an application that was withdrawn stops, and counts anew for the next one', async () => {
  const { observe, bills, id, later, money, time } = await setup();
  bills('2026-11', '10.00');
  await observe(id, 'submitted');
  bills('2026-11', '15.00');
  await observe(id, 'withdrawn');
  await later(2);
  const stopped = await money();
  expect(stopped.nextAt).toBeUndefined();
  bills('2026-11', '40.00');
  const again = instant(time.now);
  await observe(id, 'submitted', { at: again, reference: 'second' });
  bills('2026-11', '41.50');
  await later(1);
  const anew = await money();
  expect(anew.since).toBe(again);
  expect(running(anew)?.added.toJSON()).toEqual({ amount: '1.5', currency: 'USD' });
});
