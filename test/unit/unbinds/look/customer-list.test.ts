import { expect, test, vi } from 'vitest';
import { instant } from '../../../../functions/kernel/clock.ts';
import type { PartnerAccountRef, ProviderPort } from '../../../../functions/providers/provider.ts';
import {
  type CustomerList,
  type ListCustomers,
  sharedLists,
} from '../../../../functions/unbinds/look/customer-list.ts';

const port = {} as ProviderPort;
const of = (account: string): PartnerAccountRef => ({
  org: 'org_1',
  account,
  site: 'tencent-intl',
  environment: 'production',
});

function setup(said: CustomerList = { ok: true, accounts: new Set(['200098765432']), complete: true }) {
  let now = Date.parse('2026-11-02T01:00:00.000Z');
  const list = vi.fn<ListCustomers>(async () => said);
  return {
    list,
    shared: sharedLists({ now: () => instant(now) }, list),
    pass: (seconds: number) => (now += seconds * 1000),
  };
}

test('the cases of an account that are looked at in one round share its list, and those of others have their own', async () => {
  const { list, shared } = setup();
  const lists = await Promise.all([shared(port, of('acc_1')), shared(port, of('acc_1')), shared(port, of('acc_2'))]);
  expect(list).toHaveBeenCalledTimes(2);
  expect(lists[0]).toBe(lists[1]);
});

test('the next round lists anew', async () => {
  const { list, shared, pass } = setup();
  await shared(port, of('acc_1'));
  pass(30);
  await shared(port, of('acc_1'));
  expect(list).toHaveBeenCalledTimes(2);
});

test('a list that failed is asked for again by the next case', async () => {
  const raw = { code: null, message: 'no answer' };
  const error = { kind: 'provider_down', stage: 'verification', raw, retryAfterSeconds: 5 } as const;
  const { list, shared } = setup({ ok: false, error });
  expect(await shared(port, of('acc_1'))).toMatchObject({ ok: false });
  await shared(port, of('acc_1'));
  expect(list).toHaveBeenCalledTimes(2);
});
