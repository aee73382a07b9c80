import { vi } from 'vitest';
import { foundAlibabaReseller, newUid } from '../support/alibaba-reseller.ts';
import type { Desk } from '../support/desk.ts';
import { patience } from '../support/patience.ts';
import type { SiteBench } from './sites.ts';

const noExamination = (): never => {
  throw new Error('the provider examines nothing there');
};

/** Nobody is asked to approve there, so these are no ways of that site. */
const noDecision = (): Promise<never> => Promise.reject(new Error('nobody decides on applications there'));

/** Alibaba Cloud International: registered, invited with its terms, linked by its own form. */
export function alibabaInternational(desk: Desk): SiteBench {
  const { alibaba } = desk.cloud;
  return {
    site: 'alibaba-intl',
    wish: ({ accountId }, { uin, name, email }) => ({
      partnerAccountId: accountId as `acc_${string}`,
      purpose: 'onboarding',
      types: ['billing'],
      gathered: ['signatory', 'registration_details', 'country_covered', 'billing_terms'],
      team: 'onboarding',
      confirm: { customer: true, types: true },
      customer: { accountId: uin, accountIdAgain: uin, name, country: 'SG' },
      contact: { email, language: 'en' },
      terms: { limit: { amount: '2500', currency: 'USD' }, whenUsedUp: 'stop', newPurchases: 'allowed' },
      siteFields: { CustomerSource: 'Other', CustomerTrade: '01' },
    }),
    reseller: (terms) => foundAlibabaReseller(desk, terms),
    customer: async () => {
      const uin = newUid();
      return { uin, name: `Customer ${uin} Pte. Ltd.`, email: `it-${uin}@customer.example` };
    },
    apply: async (invited, as = invited) => {
      const invitation = await vi.waitFor(async () => {
        const { invitations } = await alibaba.readState();
        const found = invitations.find(({ email }) => email === invited.email);
        if (!found) throw new Error(`no invitation to ${invited.email}`);
        return found;
      }, patience);
      await alibaba.register({ invitation: invitation.id, uid: as.uin, name: as.name, email: as.email, country: 'SG' });
    },
    linkAside: async ({ partner }, { uin, name, email }) => {
      await alibaba.setCustomer({ uid: uin, partner, nickname: name, email, associatedAt: new Date().toISOString() });
    },
    refuseInvitation: async ({ partner }) => {
      const raw = { code: 'Error3015', message: 'The account is “not” a partner — 非合作伙伴. <b>100 %</b> \\u0041' };
      await alibaba.addFault({ action: 'InviteSubAccount', account: partner, fault: { kind: 'error', ...raw } });
      return { stage: 'submission', code: 'partner_barred', raw };
    },
    audit: noExamination,
    applyUnasked: noDecision,
    hinder: noDecision,
    mend: noDecision,
    refuseForGood: noDecision,
    effects: async ({ partner }) => {
      const { calls } = await alibaba.listCalls({ account: partner });
      return calls.flatMap(({ action }) => (action === 'InviteSubAccount' ? ['invite'] : []));
    },
  };
}
