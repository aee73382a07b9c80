import { expect, test } from 'vitest';
import { tencentCn } from '../../../functions/providers/tencent-cn/capabilities.ts';
import { DAY } from '../../support/link-desk.ts';
import { startChina } from '../../support/tencent-cn-port.ts';
import { unbindDesk } from '../../support/unbind-desk.ts';

/** A case whose application an operator has submitted in the console, at the China site of a simulator that keeps the desk's time. */
async function setup() {
  const desk = await unbindDesk();
  const site = await startChina();
  Object.assign(desk.provider.port, site.port);
  Object.assign(desk.provider.site, tencentCn);
  const keepTime = () => site.control.moveClock({ set: desk.now() });
  const link = await desk.activeLink();
  const uin = link.customer.accountId;
  await site.client(uin);
  const id = await desk.startUnbind({}, link);
  await desk.settle();
  await keepTime();
  await site.china.openUnbinding(uin);
  await desk.observe(id, 'submitted', { reference: 'T-1' });
  await desk.settle();
  const end = async (as: 'unbound' | 'revoked' | 'turned_down') => {
    await keepTime();
    await site.china.endUnbinding({ uin, as });
    await desk.pass(DAY);
  };
  return { desk, id, end, status: () => desk.unbind(id).status };
}

test.each([
  ['unbound', 'completed'],
  ['revoked', 'cancelled'],
  // by whom it was turned down the list does not tell; the desk has one word for a no on the way
  ['turned_down', 'rejected_by_customer'],
] as const)(
  'B03: an unbinding of which the provider’s list says %s is %s, by what the desk reads itself',
  async (as, status) => {
    const { end, status: now } = await setup();
    expect(now()).toMatch(/^awaiting_/);
    await end(as);
    expect(now()).toBe(status);
  },
);
