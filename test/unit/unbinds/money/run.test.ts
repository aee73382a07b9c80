import { expect, test } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
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
    gone: () => desk.provider.customers.delete(account),
    money: async () => {
      const money = await readMoney(desk.tables, desk.org, id);
      if (!money) throw new Error('no money');
      return money;
    },
    told: (type: string) => desk.timeline(id).filter((entry) => entry.type === type),
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
