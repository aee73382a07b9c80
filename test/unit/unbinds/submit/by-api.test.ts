import { describe, expect, test } from 'vitest';
import { Money } from '../../../../functions/kernel/money.ts';
import { capabilitiesOf } from '../../../../functions/providers/capabilities.ts';
import type { Scripted } from '../../../support/scripted-provider.ts';
import { unbindDesk } from '../../../support/unbind-desk.ts';

/** A site that takes applications by a call, as none does today: the day one does, only its table changes. */
async function setup(...how: Scripted[]) {
  const desk = await unbindDesk();
  const site = capabilitiesOf('tencent-intl');
  if (!site) throw new Error('no site');
  const { steps } = site.unbind;
  const submission = { ...steps.submission, mode: 'api' } as const;
  const byCall = { ...site.methods.readCustomer, needsAllowlist: false };
  Object.assign(desk.provider.site, {
    unbind: { ...site.unbind, steps: { ...steps, submission } },
    methods: { ...site.methods, submitUnbind: byCall, readUnbind: byCall },
  });
  desk.provider.will('submitUnbind', ...how);
  const link = await desk.activeLink();
  const { accountId } = link.customer;
  const customer = desk.provider.customers.get(accountId);
  if (customer) desk.provider.customers.set(accountId, { ...customer, creditAvailable: Money.of('0', 'USD') });
  const id = await desk.startUnbind({ submits: 'api' }, link);
  await desk.pass(60);
  const approver = await desk.member('approver');
  await desk.call(id, '/second-person', { verdict: 'agree' }, { member: approver, rights: 'approver' });
  await desk.pass(900);
  return { ...desk, id, submitted: () => desk.provider.callsOf('submitUnbind').length };
}

describe('submitting by the provider’s API', () => {
  test('R087: accepted, the provider’s reference is kept and the customer is waited for', async () => {
    const { unbind, id, submitted } = await setup();
    expect(unbind(id)).toMatchObject({
      status: 'awaiting_customer_confirmation',
      reference: 'theirs-unbind-1',
      facts: [{ kind: 'submitted', observedBy: 'api' }],
    });
    expect(submitted()).toBe(1);
  });

  test('R087: refused, the condition is named; mended, it is submitted once more', async () => {
    const desk = await setup({ refused: 'uninterrupted_service' });
    expect(desk.unbind(desk.id)).toMatchObject({ status: 'awaiting_remedy', blocker: 'uninterrupted_service' });
    await desk.call(desk.id, '/check');
    await desk.pass(300);
    expect(desk.unbind(desk.id).status).toBe('awaiting_customer_confirmation');
    expect(desk.submitted()).toBe(2);
  });

  test('an answer that was lost is found in the provider’s record, and nothing is submitted twice', async () => {
    const { unbind, id, submitted } = await setup('lost_done');
    expect(unbind(id)).toMatchObject({ status: 'awaiting_customer_confirmation', reference: 'theirs-unbind-1' });
    expect(submitted()).toBe(1);
  });

  test('a call of which nobody knows what it came to is handed to an operator, not made again', async () => {
    const { unbind, id, submitted } = await setup('lost');
    expect(unbind(id)).toMatchObject({ status: 'awaiting_submission', submits: 'operator' });
    expect(submitted()).toBe(1);
  });

  test.each(['throttled', 'not_sent'] as const)('a call that was %s is made again', async (how) => {
    const { unbind, id, submitted } = await setup(how);
    expect(unbind(id).status).toBe('awaiting_customer_confirmation');
    expect(submitted()).toBe(2);
  });

  test('a worker that dies before the provider took it leaves it to be read back, and then to an operator', async () => {
    const desk = await setup('never');
    await desk.pass(3600);
    expect(desk.unbind(desk.id)).toMatchObject({ status: 'awaiting_submission', submits: 'operator' });
    expect(desk.submitted()).toBe(1);
  });

  test('a worker that dies after the provider took it leaves it to be found in the provider’s record', async () => {
    const desk = await setup('never_done');
    await desk.pass(3600);
    expect(desk.unbind(desk.id)).toMatchObject({
      status: 'awaiting_customer_confirmation',
      reference: 'theirs-unbind-1',
    });
    expect(desk.submitted()).toBe(1);
  });

  test('what nobody can tell after a worker has died goes on by hand: an operator submits it, once', async () => {
    const desk = await setup('never');
    await desk.pass(3600);
    await desk.observe(desk.id, 'submitted', { reference: 'UB-1' });
    expect(desk.unbind(desk.id)).toMatchObject({ status: 'awaiting_customer_confirmation', reference: 'UB-1' });
    expect(desk.submitted()).toBe(1);
  });
});
