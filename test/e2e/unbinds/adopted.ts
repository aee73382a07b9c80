import { expectOk, type Reseller } from '../../support/desk.ts';
import { eventually } from './eventually.ts';
import type { Customer } from './sites.ts';

/** Has the customers that the provider lists linked, as an organisation does that comes to the desk with them (R142). */
export async function adopted(reseller: Reseller, customers: readonly Customer[]): Promise<void> {
  const operator = await reseller.as('operator');
  const params = { accountId: reseller.accountId as `acc_${string}` };
  await expectOk(operator.startAdoption({ params }));
  await eventually('adopted links', async () => {
    const { items } = (await expectOk(operator.listLinks({ query: { limit: 100 } }))).json;
    const linked = items.map(({ customer }) => customer.accountId);
    return customers.every(({ uin }) => linked.includes(uin)) || undefined;
  });
}
