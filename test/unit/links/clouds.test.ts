import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CustomerRecord, customerRecordShape } from '../../../functions/customers/customer-record.ts';
import { customerKey } from '../../../functions/customers/keys.ts';
import { toStored } from '../../../functions/kernel/stored.ts';
import { type Cloud, cloudsOf, type Facts, type Held } from '../../../functions/links/clouds/clouds.ts';
import { type LinkDesk, linkDesk } from '../../support/link-desk.ts';

const sites = ['alibaba-intl', 'huawei-intl', 'tencent-intl'] as const;
const customer = {
  reference: 'C-1042',
  name: 'Wren Hollow Games Pte. Ltd.',
  environment: 'production',
  accounts: [
    { site: 'tencent-intl', accountId: '200098765432' },
    { site: 'alibaba-intl', accountId: '5113766248601929' },
  ],
} as const satisfies Facts['customer'];

const held = (more: Partial<Held> = {}): Held => ({
  site: 'tencent-intl',
  accountId: '200098765432',
  name: 'Wren Hollow Games Private Limited',
  reference: 'c-1042',
  environment: 'production',
  link: { id: 'link_01k9x3m6f2e8ts5c0v9w1y3z5a', verified: 'effective' },
  ...more,
});
const facts = (...more: readonly Held[]): Facts => ({ customer, workedAt: sites, held: [held(), ...more] });
const stateAt = (clouds: readonly Cloud[], site: string) => clouds.find((one) => one.site === site)?.state;

describe('B23: one customer at three clouds', () => {
  test('stands at each as its accounts do; where the reseller works and it is not linked, there is a gap', () => {
    const { clouds, gaps, conflicts } = cloudsOf(facts());
    expect(clouds.map(({ site, state }) => [site, state])).toEqual([
      ['alibaba-intl', 'free'],
      ['huawei-intl', 'no_account'],
      ['tencent-intl', 'linked'],
    ]);
    expect(gaps).toEqual([
      { site: 'alibaba-intl', code: 'not_linked' },
      { site: 'huawei-intl', code: 'no_account' },
    ]);
    expect(conflicts).toEqual([]);
  });

  test('is in the middle of linking where a request is open, which is no gap', () => {
    const request = { id: 'lreq_01k9x3m6f2e8ts5c0v9w1y3z5a', status: 'awaiting_operator' } as const;
    const huawei = held({ site: 'huawei-intl', accountId: '06ffbcd4', link: undefined, request });
    const { clouds, gaps, conflicts } = cloudsOf(facts(huawei));
    expect(stateAt(clouds, 'huawei-intl')).toBe('linking');
    expect(gaps.map(({ site }) => site)).toEqual(['alibaba-intl']);
    expect(conflicts).toEqual([{ site: 'huawei-intl', accountId: '06ffbcd4', code: 'account_not_on_record' }]);
  });

  test.each<readonly [string, Partial<Held>]>([
    ['account_not_on_record', { accountId: '200011112222' }],
    ['other_customer', { reference: 'C-7' }],
    ['name_differs', { name: 'Wren Hollow Holdings Ltd' }],
    ['environment_differs', { environment: 'sandbox' }],
    ['link_broken', { link: { id: 'link_01k9x3m6f2e8ts5c0v9w1y3z5a', verified: 'broken' } }],
  ])('has the conflict %s, and no other', (code, more) => {
    const alone: Facts = { ...facts(), held: [held(more)] };
    expect(cloudsOf(alone).conflicts.map((one) => one.code)).toEqual([code]);
  });

  test('has a conflict for each of several accounts that are linked at one site', () => {
    const { conflicts } = cloudsOf(facts(held({ accountId: '200011112222' })));
    expect(conflicts.filter(({ code }) => code === 'several_accounts_linked')).toHaveLength(2);
  });

  test('loses no account and tells of none twice, whatever is held', () => {
    const account = fc.record({
      site: fc.constantFrom(...sites),
      accountId: fc.constantFrom('1', '2', '3'),
      linked: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(account), fc.array(account), (onRecord, holders) => {
        const named = (one: { site: string; accountId: string }) => `${one.site} ${one.accountId}`;
        const distinct = [...new Map(holders.map((one) => [named(one), one])).values()];
        const all = distinct.map(({ site, accountId, linked }) =>
          held({ site, accountId, ...(!linked && { link: undefined }) }),
        );
        const accounts = [...new Map(onRecord.map((one) => [named(one), one])).values()];
        const { clouds } = cloudsOf({ customer: { ...customer, accounts }, workedAt: sites, held: all });
        const told = clouds.flatMap((cloud) => cloud.accounts.map(named));
        expect(told.toSorted()).toEqual([...new Set([...accounts, ...all].map(named))].toSorted());
      }),
    );
  });
});

function enter({ tables, org, admin }: LinkDesk, entered: Facts['customer']): void {
  const record: CustomerRecord = {
    ...entered,
    accounts: [...entered.accounts],
    org,
    importId: 'cimp_01kb8q3y7tf4mx6z9w1c5v8r0z',
    importedAt: '2026-11-01T00:00:00.000Z',
    importedBy: admin,
  };
  tables.seed('desk', { ...customerKey(org, entered.reference), ...toStored(customerRecordShape, record) });
}

describe('GET /v1/customers/{reference}/clouds', () => {
  test('B23: answers a customer with the link that its number and its account lead to, in one line', async () => {
    const desk = await linkDesk();
    enter(desk, { ...customer, name: desk.wish.customer.name, accounts: customer.accounts.slice(0, 1) });
    const id = await desk.ask();
    const path = 'GET /v1/customers/{reference}/clouds';
    const open = await desk.request(path, { params: { reference: 'C-1042' }, rights: 'operator' });
    expect(open.json.clouds).toMatchObject([{ site: 'tencent-intl', state: 'linking', accounts: [{ requestId: id }] }]);
    expect(open.json.line).toContain('tencent-intl linking');
    const unknown = await desk.request(path, { params: { reference: 'C-1' }, rights: 'operator' });
    expect(unknown.status).toBe(404);
  });
});
