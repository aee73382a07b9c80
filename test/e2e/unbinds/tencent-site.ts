import { expect } from 'vitest';
import { defaultTerms } from '../../../functions/parties/index.ts';
import { seedLinkedCustomers } from '../../../local/seed/linked-customers.ts';
import { type Desk, foundReseller, newCustomer } from '../../support/desk.ts';
import type { UnbindSite } from './sites.ts';

/** Tencent Cloud International: refuses by its conditions, asks for a card, completes by itself, has a clock over reviews. */
export function tencentInternational(desk: Desk): UnbindSite {
  const { tencent } = desk.cloud;
  const organisation = (uin: string, is: 'member' | 'none') => tencent.setCustomer({ uin, organisation: is });
  return {
    site: 'tencent-intl',
    // linked in the past, when there was time
    reseller: ({ tier, under }) => {
      const role = under !== undefined ? 'second_level_reseller' : tier === 'reseller' ? tier : 'distributor';
      return foundReseller(desk, defaultTerms, undefined, role, under);
    },
    customer: () => newCustomer(desk),
    link: async ({ org, accountId, partner }, customers) => {
      const boundAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
      for (const { uin } of customers) await tencent.setCustomer({ uin, reseller: partner, boundAt });
      const { customers: all } = await tencent.readState();
      const linked = customers.flatMap(({ uin }) => all[uin] ?? []);
      const account = { id: accountId, partnerId: partner };
      await seedLinkedCustomers(desk.tables, { org, operator: 'desk', account }, linked);
    },
    knowsContact: true,
    submit: async ({ reseller, customer }) => {
      const application = { by: reseller.partner, uin: customer.uin, noticeAccepted: true };
      return (await tencent.submitUnbinding(application)).number;
    },
    answer: async ({ customer: { uin } }, answer) => {
      await tencent.answerUnbinding({ uin, answer, ...(answer === 'reject' && { reason: 'We stay' }) });
    },
    bindCard: async ({ customer: { uin } }) => {
      await tencent.bindCard({ uin });
    },
    hasCard: async ({ customer: { uin } }) => {
      await tencent.setCustomer({ uin, cardBound: true, detailsComplete: true });
    },
    finish: async () => undefined,
    takeBack: async ({ reseller }, number) => {
      await tencent.withdrawUnbinding({ number, by: reseller.partner });
    },
    release: async ({ customer }) => {
      await tencent.unbind(customer.uin);
    },
    migrate: async ({ customer: { uin } }) => {
      const other = `2000${uin.slice(-8)}`;
      await tencent.setAccount({ uin: other, name: 'Another reseller', role: 'reseller' });
      await tencent.migrate(uin, other);
    },
    redden: async ({ customer: { uin } }) => {
      await tencent.setCustomer({ uin, creditRemaining: '-0.01' });
    },
    hinder: async (u) => {
      await organisation(u.customer.uin, 'member');
      const refusal = await tencent
        .submitUnbinding({ by: u.reseller.partner, uin: u.customer.uin, noticeAccepted: true })
        .catch((thrown: Error) => thrown);
      expect(refusal).toMatchObject({ code: 'conditions_unmet' });
      return 'The sub-customer is a member of a group';
    },
    mend: async ({ customer }) => {
      await organisation(customer.uin, 'none');
    },
    startByCustomer: async ({ reseller, customer }, inSeconds) => {
      const { number, deadline } = await tencent.startUnbinding(customer.uin);
      const { csv } = await tencent.exportUnbindings(reseller.partner);
      const soon = new Date(Date.now() + inSeconds * 1000).toISOString();
      const list = csv.replace(shown(deadline ?? ''), shown(soon));
      expect(list).toContain(shown(soon));
      return { number, list };
    },
    review: async ({ reseller }, number, decision) => {
      await tencent.reviewUnbinding({ number, by: reseller.partner, decision, reason: 'By the contract' });
    },
  };
}

const shown = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
