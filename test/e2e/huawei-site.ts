import { vi } from 'vitest';
import type { Desk } from '../support/desk.ts';
import { foundHuaweiReseller, newAccountId } from '../support/huawei-reseller.ts';
import { patience } from '../support/patience.ts';
import type { SiteBench } from './sites.ts';

const noExamination = (): never => {
  throw new Error('the provider examines nothing there');
};

/** Nobody is asked to approve there, so these are no ways of that site. */
const noDecision = (): Promise<never> => Promise.reject(new Error('nobody decides on applications there'));

/** Huawei Cloud International: invited by hand, found in the list of customers, frozen until its budget is set. */
export function huaweiInternational(desk: Desk): SiteBench {
  const { huawei } = desk.cloud;
  const refused = 'Associated with another partner';
  const refusing = new Set<string>();
  return {
    site: 'huawei-intl',
    wish: ({ accountId }, { uin, name, email }) => ({
      partnerAccountId: accountId as `acc_${string}`,
      purpose: 'onboarding',
      types: ['billing'],
      gathered: ['account_identifier', 'signatory', 'account_may_associate', 'billing_terms'],
      team: 'onboarding',
      confirm: { customer: true, types: true },
      customer: { accountId: uin, accountIdAgain: uin, name },
      contact: { email, language: 'en' },
      terms: { limit: { amount: '2500', currency: 'USD' }, whenUsedUp: 'stop', newPurchases: 'allowed' },
    }),
    reseller: (terms) => foundHuaweiReseller(desk, terms),
    customer: async () => {
      const id = newAccountId();
      const email = `it-${id.slice(0, 8)}@customer.example`;
      await huawei.setCustomer({ id, accountName: `customer-${id.slice(0, 8)}`, realName: `Customer ${id}`, email });
      return { uin: id, name: `Customer ${id.slice(0, 8)} Pte. Ltd.`, email };
    },
    inviteByHand: async ({ partner }, { email, name }) => {
      const time = new Date().toISOString();
      if (refusing.has(partner)) return { choice: 'refused', condition: refused, time };
      await huawei.sendInvitation({ partner, by: 'email', email, customerName: name });
      return { choice: 'invited', time };
    },
    apply: async (invited, as = invited) => {
      const invitation = await vi.waitFor(async () => {
        const { invitations } = await huawei.readState();
        const found = invitations.find(({ email }) => email === invited.email);
        if (!found) throw new Error(`no invitation to ${invited.email}`);
        return found;
      }, patience);
      await huawei.acceptInvitation(invitation.id, as.uin);
    },
    linkAside: async ({ partner }, { uin }) => {
      await huawei.setCustomer({ id: uin, partner, associatedAt: new Date().toISOString() });
    },
    refuseInvitation: async ({ partner }) => {
      refusing.add(partner);
      return { stage: 'submission', code: 'invitation_refused', raw: { code: null, message: refused } };
    },
    audit: noExamination,
    applyUnasked: noDecision,
    hinder: noDecision,
    mend: noDecision,
    refuseForGood: noDecision,
    effects: async ({ partner }) => {
      const { calls } = await huawei.listCalls({ account: partner });
      return calls.flatMap(({ action }) => (action === 'UpdateSubCustomerBudget' ? ['prepare'] : []));
    },
  };
}
