import { expect } from 'vitest';
import type { Desk } from '../../support/desk.ts';
import { foundHuaweiReseller, newAccountId } from '../../support/huawei-reseller.ts';
import { adopted } from './adopted.ts';
import { handWrittenList } from './hand-written-list.ts';
import type { UnbindSite } from './sites.ts';

/** Huawei Cloud International: an account check before each step, no card, released once both sides have approved. */
export function huaweiInternational(desk: Desk): UnbindSite {
  const { huawei } = desk.cloud;
  const notThere = (): Promise<never> => Promise.reject(new Error('no card is asked for there'));
  return {
    site: 'huawei-intl',
    reseller: ({ tier, under }) => {
      if (tier !== 'reseller' || under !== undefined) throw new Error('no row needs another one yet');
      return foundHuaweiReseller(desk);
    },
    customer: async () => {
      const uin = newAccountId();
      const short = uin.slice(0, 12);
      return { uin, name: `Customer ${short} Pte. Ltd.`, email: `it-${short}@customer.example` };
    },
    link: async (reseller, customers) => {
      const associatedAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
      const budget = { amount: '2500.00', used: '10.00', type: 'MONTHLY', freezesByItself: false } as const;
      for (const { uin: id, name: realName, email } of customers) {
        const accountName = `c-${id.slice(0, 12)}`;
        const { partner } = reseller;
        await huawei.setCustomer({ id, accountName, realName, email, partner, associatedAt, budget });
      }
      await adopted(reseller, customers);
    },
    knowsContact: false,
    submit: async ({ reseller, customer }) =>
      (await huawei.startByPartner({ by: reseller.partner, customer: customer.uin, reason: 'The contract has ended' }))
        .id,
    answer: async ({ customer: { uin } }, answer) => {
      await huawei.answerAsCustomer({ customer: uin, answer: answer === 'confirm' ? 'approve' : 'reject' });
    },
    bindCard: notThere,
    hasCard: async () => undefined,
    finish: async () => undefined,
    // nobody but the customer can end a request that is open
    takeBack: async ({ customer: { uin } }) => {
      await huawei.answerAsCustomer({ customer: uin, answer: 'reject', reason: 'Agreed with the partner' });
    },
    release: async ({ customer }) => {
      await huawei.release(customer.uin);
    },
    migrate: async ({ customer: { uin: id } }) => {
      const other = newAccountId();
      await huawei.setAccount({ id: other, accountName: `p-${other.slice(0, 12)}`, name: 'Another partner' });
      await huawei.release(id);
      await huawei.setCustomer({ id, partner: other });
    },
    redden: async ({ customer }) => {
      await huawei.spend(customer.uin, '2500.01');
    },
    hinder: async (u) => {
      await huawei.setCustomer({ id: u.customer.uin, reservedInstances: true });
      const refusal = await huawei
        .startByPartner({ by: u.reseller.partner, customer: u.customer.uin, reason: 'The contract has ended' })
        .catch((thrown: Error) => thrown);
      expect(refusal).toMatchObject({ code: 'conditions_unmet' });
      return 'It has a valid reserved instance';
    },
    mend: async ({ customer }) => {
      await huawei.setCustomer({ id: customer.uin, reservedInstances: false });
    },
    startByCustomer: async ({ customer: { uin, name } }) => {
      const { id: number, startedAt } = await huawei.startByCustomer({ customer: uin, reason: 'We leave' });
      const row = { reference: number, account: uin, name, startedBy: 'Customer', startedAt } as const;
      return { number, list: handWrittenList([{ ...row, state: 'Awaiting partner' }]) };
    },
    review: async ({ reseller, customer }, _number, decision) => {
      const answer = decision === 'approve' ? 'approve' : 'reject';
      await huawei.answerAsPartner({ by: reseller.partner, customer: customer.uin, answer, reason: 'By the contract' });
    },
  };
}
