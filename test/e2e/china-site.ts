import { setTimeout as pause } from 'node:timers/promises';
import { foundChinaReseller, newChinaUin } from '../support/china-reseller.ts';
import type { Desk } from '../support/desk.ts';
import { patience } from '../support/patience.ts';
import type { SiteBench } from './sites.ts';

const notNamed = (): Promise<never> =>
  Promise.reject(new Error('the provider does not say there what is to be mended'));

/** Tencent Cloud's China site: the customer applies by a link that is handed over; the provider examines what was accepted. */
export function tencentChina(desk: Desk): SiteBench {
  const { tencent } = desk.cloud;
  const { china } = tencent;
  const noLink = '没有可用的链接';
  const withoutLink = new Set<string>();
  const verdicts = new Map<string, 'refuse' | 'never'>();
  const applyTo = async (partner: string, uin: string) => {
    await china.apply({ partner, uin });
    if (verdicts.get(uin) !== 'never') void examine(uin);
  };
  /** Ends the examination once there is one; gives up when the application is gone. */
  const examine = async (uin: string) => {
    for (const end = Date.now() + patience.timeout; Date.now() < end; await pause(500)) {
      const found = (await tencent.readState()).china.applications.find((one) => one.uin === uin);
      if (!found) return;
      if (found.status === 1) continue;
      await china.endAudit({ uin, verdict: verdicts.get(uin) === 'refuse' ? 'refuse' : 'pass' });
      return;
    }
  };
  const partners = new Map<string, string>();
  return {
    site: 'tencent-cn',
    wish: ({ accountId, partner }, { uin, name, email }) => {
      partners.set(uin, partner);
      return {
        partnerAccountId: accountId as `acc_${string}`,
        purpose: 'onboarding',
        types: ['billing'],
        gathered: ['account_identifier', 'signatory', 'billing_terms'],
        team: 'onboarding',
        confirm: { customer: true, types: true },
        customer: { accountId: uin, accountIdAgain: uin, name },
        contact: { email, language: 'zh-CN' },
      };
    },
    reseller: (terms) => foundChinaReseller(desk, terms),
    customer: async () => {
      const uin = newChinaUin();
      const customer = { uin, name: `客户 ${uin}`, email: `it-${uin}@customer.example` };
      await china.setClient({ uin, name: customer.name, mail: customer.email, flag: 'b' });
      return customer;
    },
    inviteByHand: async ({ partner }) => {
      const time = new Date().toISOString();
      return withoutLink.has(partner) ? { choice: 'refused', condition: noLink, time } : { choice: 'invited', time };
    },
    apply: (invited, as = invited) => applyTo(partners.get(invited.uin) ?? '', as.uin),
    linkAside: async ({ partner }, { uin }) => {
      await china.setClient({ uin, partner, associatedAt: new Date().toISOString() });
    },
    refuseInvitation: async ({ partner }) => {
      withoutLink.add(partner);
      return { stage: 'submission', code: 'invitation_refused', raw: { code: null, message: noLink } };
    },
    audit: ({ uin }, verdict) => void verdicts.set(uin, verdict),
    applyUnasked: ({ partner }, { uin }) => applyTo(partner, uin),
    hinder: notNamed,
    mend: notNamed,
    refuseForGood: async ({ uin }) => {
      const raw = { code: 'FailedOperation', message: '操作失败：该账号暂不支持' };
      const match = { ClientUin: uin };
      await tencent.addFault({ action: 'AuditApplyClient', match, fault: { kind: 'error', ...raw } });
      return { stage: 'approval', code: 'other', raw };
    },
    effects: async ({ partner }) => {
      const { calls } = await tencent.listCalls({ account: partner });
      return calls.flatMap(({ action }) => (action === 'AuditApplyClient' ? ['decide'] : []));
    },
  };
}
