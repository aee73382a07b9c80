import { Money } from '../../functions/kernel/money.ts';
import { noticeText } from '../../functions/unbinds/notice/notice-text.ts';
import { unbindWish } from '../../functions/unbinds/submit/examples.ts';
import { copyOf, unitsOf } from './request-units.ts';
import type { UnbindDesk } from './unbind-desk.ts';

/**
 * Unbinds one customer on a desk in memory, the straight way: asked for, agreed to, submitted, confirmed, taken up, card
 * bound, completed, each as soon as it can be. Says what the store charges for it, and for the asking alone.
 */
export async function completedUnbind(desk: UnbindDesk) {
  const link = await desk.activeLink();
  const { accountId } = link.customer;
  const customer = desk.provider.customers.get(accountId);
  if (customer) desk.provider.customers.set(accountId, { ...customer, creditAvailable: Money.of('0', 'USD') });
  // every link is read by night, whether it is unbound or not
  await desk.request('POST /v1/links/{linkId}/readiness-checks', { params: { linkId: link.id }, json: {} });
  await desk.pass(60);
  const approver = await desk.member('approver');
  const { version, language, sha256 } = noticeText('tencent-intl', 'en');
  const before = copyOf(desk.tables);
  desk.tables.calls.splice(0);

  const notice = { version, language, sha256 };
  const json = { ...unbindWish, linkId: link.id, notice, capacity: { as: 'holder' }, secondLevel: null };
  const answer = await desk.request('POST /v1/unbinds', { json });
  if (answer.status !== 201) throw new Error(answer.text);
  const asking = [...desk.tables.calls];
  const { id } = answer.json.unbind;
  await desk.settle();
  await desk.call(id, '/second-person', { verdict: 'agree' }, { member: approver, rights: 'approver' });
  await desk.settle();
  await desk.observe(id, 'submitted', { reference: 'UB-1' });
  await desk.observe(id, 'customer_confirmed', { reference: 'MSG-1' });
  await desk.call(id, '/take-up');
  await desk.settle();
  await desk.observe(id, 'card_bound', { reference: 'MSG-2' });
  await desk.observe(id, 'completed', { reference: 'MSG-3' });
  const calls = desk.tables.calls.splice(0);
  return {
    status: desk.unbind(id).status,
    states: desk.passed(id),
    asking,
    calls,
    units: await unitsOf(calls, before),
  };
}
