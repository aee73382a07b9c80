import { describe, expect, test } from 'vitest';
import { Money } from '../../../../functions/kernel/money.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

const setup = async () => {
  const desk = await unbindDesk();
  const link = await desk.activeLink({ linkedAt: null });
  const { accountId } = link.customer;
  const customer = desk.provider.customers.get(accountId);
  if (!customer) throw new Error('no customer');
  const has = (credit: string | null, more: Partial<typeof customer> = {}) =>
    desk.provider.customers.set(accountId, {
      ...customer,
      creditAvailable: credit === null ? null : Money.of(credit, 'USD'),
      ...more,
    });
  has('0.00');
  return { ...desk, on: link, accountId, has };
};

describe('the look at the preconditions before a case goes on', () => {
  test('R082: 0.00 passes, and the case goes on to the second person', async () => {
    const desk = await setup();
    const id = await desk.startUnbind({}, desk.on);
    await desk.pass(120);
    const { status, preconditions, ready } = desk.unbind(id);
    expect({ status, ready }).toEqual({ status: 'awaiting_second_person', ready: true });
    expect(preconditions.find(({ name }) => name === 'credit_not_negative')).toMatchObject({
      mode: 'machine',
      result: 'pass',
      found: '0 USD',
    });
    expect(desk.provider.callsOf('readBill')).toHaveLength(12);
  });
});
