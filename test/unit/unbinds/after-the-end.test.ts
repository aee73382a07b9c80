import { describe, expect, test } from 'vitest';
import { readStored } from '../../../functions/kernel/stored.ts';
import { measuresOf } from '../../../functions/platform/measures.ts';
import { timelineEntryShape } from '../../../functions/timeline/index.ts';
import { DAY } from '../../support/link-desk.ts';
import { seldom, unbindDesk } from '../../support/unbind-desk.ts';

/** A case that was withdrawn after its time was over. */
async function expired() {
  const desk = await unbindDesk({}, seldom);
  const id = await desk.startUnbind({ agreed: true });
  await desk.settle();
  await desk.observe(id, 'submitted', { reference: 'UB-1' });
  await desk.pass(15 * DAY);
  await desk.observe(id, 'withdrawn');
  if (desk.unbind(id).status !== 'expired') throw new Error(desk.unbind(id).status);
  const alarms = () =>
    desk.tables
      .items('timeline')
      .flatMap((item) => measuresOf(readStored(timelineEntryShape, item)))
      .filter(({ name }) => name === 'UnbindsReopened').length;
  return { ...desk, id, alarms };
}

describe('what turns up of a case that had ended', () => {
  test('R140: a late confirmation takes it up again under an execution of its own, holds the customer, and alarms', async () => {
    const { id, observe, unbind, passed, lockOf, alarms, told } = await expired();
    expect([alarms(), (await lockOf(unbind(id)))?.unbind]).toEqual([0, undefined]);
    await observe(id, 'customer_confirmed');
    expect(unbind(id)).toMatchObject({
      status: 'awaiting_withdrawal',
      leaving: 'expired',
      live: true,
      attempt: 2,
      flags: expect.arrayContaining(['after_end']),
      waitingOn: { party: 'operator', for: 'withdrawal_at_provider' },
    });
    expect(unbind(id).endedAt).toBeUndefined();
    expect(passed(id, 2)).toEqual(['LoadUnbind', 'AwaitWithdrawal']);
    expect((await lockOf(unbind(id)))?.unbind).toBe(id);
    expect(told(id)).toContain('unbind.reopened');
    expect(alarms()).toBe(1);
  });

  test('R140: an approver may let it go on then, to its completion', async () => {
    const { id, observe, unbind, ...desk } = await expired();
    await observe(id, 'customer_confirmed');
    const approver = await desk.member('approver');
    const resumed = await desk.call(id, '/resume', { reason: 'a day late' }, { member: approver, rights: 'approver' });
    expect(resumed.status).toBe(202);
    await desk.settle();
    expect(unbind(id).status).toBe('awaiting_initiator');
    await observe(id, 'completed', { observedBy: 'api' });
    expect(unbind(id).status).toBe('completed');
  });

  test('old news of it, and a stranger’s statement, are kept and take up nothing', async () => {
    const { id, observe, unbind, alarms } = await expired();
    await observe(id, 'submitted', { reference: 'UB-1', observedBy: 'api' });
    await observe(id, 'customer_confirmed', { observedBy: 'customer' });
    await observe(id, 'card_bound', { observedBy: 'customer' });
    expect(unbind(id).status).toBe('expired');
    expect(
      unbind(id)
        .facts.map(({ kind }) => kind)
        .slice(-3),
    ).toEqual(['submitted', 'customer_confirmed', 'card_bound']);
    expect(unbind(id)).toMatchObject({ cardKnown: true, reference: 'UB-1' });
    expect(alarms()).toBe(0);
  });

  test('is kept and alarms, but takes nothing up, while another case has the customer in hand', async () => {
    const { id, observe, unbind, startUnbind, link, lockOf, alarms, settle } = await expired();
    const next = await startUnbind({ agreed: true }, await link(unbind(id).link));
    await settle();
    await observe(id, 'customer_confirmed');
    expect(unbind(id)).toMatchObject({ status: 'expired', flags: expect.arrayContaining(['after_end']) });
    expect(unbind(id).facts.at(-1)).toMatchObject({ kind: 'customer_confirmed' });
    expect((await lockOf(unbind(id)))?.unbind).toBe(next);
    expect(alarms()).toBe(1);
  });

  test('a case cancelled before anything was submitted is to be withdrawn when an application shows up', async () => {
    const desk = await unbindDesk({}, seldom);
    const id = await desk.startUnbind({ agreed: true });
    await desk.settle();
    await desk.call(id, '/cancel', { reason: 'they stay' });
    await desk.settle();
    await desk.observe(id, 'submitted', { reference: 'UB-9' });
    expect(desk.unbind(id)).toMatchObject({ status: 'awaiting_withdrawal', leaving: 'cancelled', reference: 'UB-9' });
  });

  test('R090: another application after the distributor’s no begins its course anew', async () => {
    const desk = await unbindDesk({}, seldom);
    const id = await desk.startUnbind({ agreed: true, distributorReviews: true });
    await desk.settle();
    await desk.observe(id, 'submitted', { reference: 'UB-1' });
    await desk.observe(id, 'distributor_refused', { reason: 'their bills are open' });
    expect(desk.unbind(id)).toMatchObject({ status: 'rejected_by_distributor', reason: 'their bills are open' });
    await desk.observe(id, 'submitted', { reference: 'UB-2' });
    expect(desk.unbind(id)).toMatchObject({ reached: 'submitted', reference: 'UB-2', live: true });
  });
});
