import { describe, expect, test } from 'vitest';
import { instant, plusSeconds } from '../../../functions/kernel/clock.ts';
import { Money } from '../../../functions/kernel/money.ts';
import { runEffect } from '../../../functions/providers/effects.ts';
import { effects } from '../../../functions/providers/provider.ts';
import { recordKey } from '../../../functions/timeline/index.ts';
import { memoryTables } from '../../support/memory-tables.ts';
import { scriptedProvider } from '../../support/scripted-provider.ts';

const ref = { org: 'org_1', account: 'acc_1', site: 'tencent-intl', environment: 'production' } as const;
const record = { org: 'org_1', id: 'ubd_1', execution: 'exec-1' };
const account = '200099990001';
const order = { account, amount: Money.of('0.01', 'USD'), mark: 'ubd_1-credit-1', remark: 'before unbinding' };

/** A site that unbinds by a call, with a linked customer; submissions and credit go through the ledger of effects. */
function setup() {
  const tables = memoryTables();
  let now = instant(Date.UTC(2026, 0, 5));
  const clock = { now: () => now };
  tables.seed('desk', { ...recordKey(record.org, record.id), execution: record.execution, status: 'submitting' });
  const provider = scriptedProvider(clock);
  provider.link(account);
  const { port } = provider;
  const deps = { tables, clock, leaseSeconds: 60 };
  return {
    port,
    provider,
    submit: (asked = 1) =>
      runEffect(deps, {
        record,
        method: 'submitUnbind',
        effect: effects.submitUnbind.effect,
        asked,
        call: () => port.submitUnbind(ref, { account }),
        confirmed: ({ reference, verdict }) => ({ answer: { reference, verdict } }),
      }),
    allocate: () =>
      runEffect(deps, {
        record,
        method: 'allocateCredit',
        effect: effects.allocateCredit.effect,
        asked: 1,
        call: () => port.allocateCredit(ref, order),
        confirmed: () => ({ answer: {} }),
      }),
    wait: (seconds: number) => void (now = plusSeconds(now, seconds)),
  };
}

describe('an unbinding that is submitted by a call', () => {
  test('is made once and keeps the provider’s reference', async () => {
    const { submit, provider } = setup();
    for (let n = 0; n < 2; n += 1) {
      expect(await submit()).toMatchObject({
        kind: 'confirmed',
        answer: { reference: 'theirs-unbind-1', verdict: 'accepted' },
      });
    }
    expect(provider.callsOf('submitUnbind')).toHaveLength(1);
  });

  test('without an answer is not made again; reading tells that it happened', async () => {
    const { submit, provider, port, wait } = setup();
    provider.will('submitUnbind', 'lost_done');
    expect(await submit()).toMatchObject({ kind: 'unknown' });
    wait(3600);
    expect(await submit()).toMatchObject({ kind: 'unknown' });
    expect(provider.callsOf('submitUnbind')).toHaveLength(1);
    expect(effects.submitUnbind.readBack).toEqual(['readUnbind']);
    expect(await port.readUnbind(ref, account)).toMatchObject({
      value: { unbind: { account, reference: 'theirs-unbind-1', state: 'awaiting_customer', startedBy: 'partner' } },
    });
  });

  test('that an unmet condition refuses is made again when asked again', async () => {
    const { submit, provider, port } = setup();
    provider.will('submitUnbind', { refused: 'account_frozen' });
    expect(await submit()).toMatchObject({ kind: 'refused', refusal: { code: 'account_frozen', stage: 'submission' } });
    expect(await port.readUnbind(ref, account)).toMatchObject({ value: { unbind: null } });
    expect(await submit()).toMatchObject({ kind: 'refused' });
    expect(await submit(2)).toMatchObject({ kind: 'confirmed' });
  });

  test('is listed beside what customers started, and a released customer is gone', async () => {
    const { submit, provider, port } = setup();
    await submit();
    provider.link('200099990002');
    provider.submitsUnbind('200099990002', 'customer');
    provider.unbindComesTo(account, 'released');
    expect(await port.listUnbinds(ref)).toMatchObject({
      value: { items: [{ state: 'released' }, { state: 'awaiting_reseller', startedBy: 'customer' }], total: 2 },
    });
    expect(await port.readCustomer(ref, account)).toMatchObject({ value: { customer: null } });
  });
});

describe('credit that is allocated', () => {
  test('without an answer is not allocated again; its mark tells that it was', async () => {
    const { allocate, provider, port, wait } = setup();
    provider.will('allocateCredit', 'lost_done');
    expect(await allocate()).toMatchObject({ kind: 'unknown' });
    wait(3600);
    expect(await allocate()).toMatchObject({ kind: 'unknown' });
    expect(provider.callsOf('allocateCredit')).toHaveLength(1);
    expect(effects.allocateCredit.readBack).toEqual(['listCreditAllocations']);
    expect(await port.listCreditAllocations(ref, account)).toMatchObject({ value: { items: [{ mark: order.mark }] } });
  });
});
