import { foundAlibabaReseller, newUid } from '../../support/alibaba-reseller.ts';
import type { Desk } from '../../support/desk.ts';
import { adopted } from './adopted.ts';
import { handWrittenList } from './hand-written-list.ts';
import type { UnbindSite } from './sites.ts';

/**
 * Alibaba Cloud International. What it checks before a termination, whether it asks for a card, and whether a customer can
 * start one is not documented: there the channel manager says so, outside the console, and nothing stands in its way.
 */
export function alibabaInternational(desk: Desk): UnbindSite {
  const { alibaba } = desk.cloud;
  const outsideTheConsole = async (): Promise<void> => undefined;
  return {
    site: 'alibaba-intl',
    reseller: ({ tier, under }) => {
      if (tier !== 'reseller' || under !== undefined) throw new Error('who is below whom is not told there');
      return foundAlibabaReseller(desk, undefined, undefined, 'reseller');
    },
    customer: async () => {
      const uin = newUid();
      return { uin, name: `Customer ${uin} Pte. Ltd.`, email: `it-${uin}@customer.example` };
    },
    link: async (reseller, customers) => {
      const associatedAt = new Date(Date.now() - 40 * 86_400_000).toISOString();
      for (const { uin: uid, name: nickname, email } of customers)
        await alibaba.setCustomer({
          uid,
          nickname,
          email,
          partner: reseller.partner,
          associatedAt,
          creditLine: '2500.00',
          shutdownPolicy: 'immediatelyStop',
        });
      await adopted(reseller, customers);
    },
    knowsContact: false,
    submit: async ({ reseller, customer }) => {
      await alibaba.openTermination({ by: reseller.partner, uid: customer.uin });
      return `TICKET-${customer.uin}`;
    },
    answer: async ({ customer }, answer) => {
      await alibaba.answerTermination({ uid: customer.uin, answer });
    },
    bindCard: outsideTheConsole,
    hasCard: outsideTheConsole,
    finish: async ({ customer }) => {
      await alibaba.finishTermination(customer.uin);
    },
    takeBack: async ({ reseller, customer }) => {
      await alibaba.withdrawTermination({ by: reseller.partner, uid: customer.uin });
    },
    release: async ({ customer }) => {
      await alibaba.release(customer.uin);
    },
    migrate: async ({ customer: { uin: uid } }) => {
      const other = newUid();
      await alibaba.setAccount({ uid: other, name: 'Another partner' });
      await alibaba.release(uid);
      await alibaba.setCustomer({ uid, partner: other });
    },
    redden: async ({ customer }) => {
      await alibaba.setCustomer({ uid: customer.uin, shutdownPolicy: 'noStop' });
    },
    hinder: async () => 'The channel manager: a contract is running',
    mend: outsideTheConsole,
    startByCustomer: async ({ customer: { uin, name } }) => {
      const number = `TICKET-${uin}`;
      const startedAt = new Date(Date.now() - 60_000).toISOString();
      const row = { reference: number, account: uin, name, startedBy: 'Customer', startedAt } as const;
      return { number, list: handWrittenList([{ ...row, state: 'Awaiting partner' }]) };
    },
    review: async ({ customer }, _number, decision) => {
      if (decision === 'approve') await alibaba.release(customer.uin);
    },
  };
}
