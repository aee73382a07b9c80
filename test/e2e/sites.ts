import { vi } from 'vitest';
import type * as z from 'zod';
import type { LinkWish as Wish } from '../../functions/links/wish.ts';
import type { PolicyTerms } from '../../functions/parties/index.ts';
import type { Site } from '../../functions/providers/provider.ts';
import { type Desk, foundReseller, newCustomer, type Reseller, wishFor } from '../support/desk.ts';
import { alibabaInternational } from './alibaba-site.ts';
import { tencentChina } from './china-site.ts';
import { huaweiInternational } from './huawei-site.ts';

export type LinkWish = z.input<typeof Wish>;

/** An account at the provider that can become a customer. */
export type Account = { readonly uin: string; readonly name: string; readonly email: string };
/** A refusal as the provider words it. */
export type Refusal = { readonly code: string | null; readonly message: string };
/** What an operator ticks at the end of the run sheet. */
export type InvitedByHand = {
  readonly choice: 'invited' | 'refused';
  readonly time: string;
  readonly condition?: string;
};
/** What the desk must make of a refusal. */
export type Refused = { readonly stage: string; readonly code: string; readonly raw: Refusal };

/**
 * What the scenarios need of a site: a reseller with an account there, and what customers and the provider do on its
 * side. Another provider is another row of `sites`.
 */
export type SiteBench = {
  readonly site: Site;
  /** What an operator sends to link this customer. */
  wish(reseller: Reseller, customer: Account): LinkWish;
  reseller(terms?: PolicyTerms): Promise<Reseller>;
  customer(): Promise<Account>;
  /** Where an operator invites: does so in the provider's console, and tells what its run sheet asks for. */
  inviteByHand?(reseller: Reseller, customer: Account): Promise<InvitedByHand>;
  /** Somebody opens the invitation that went to `invited` and applies, with that account or another one. */
  apply(invited: Account, as?: Account): Promise<void>;
  /** The customer is linked without the desk's doing, as a colleague can do in the provider's console. */
  linkAside(reseller: Reseller, customer: Account): Promise<void>;
  /** The provider will refuse the next invitation, in words that no transport may change. */
  refuseInvitation(reseller: Reseller): Promise<Refused>;
  /** Somebody applies whom nobody invited. */
  applyUnasked(reseller: Reseller, customer: Account): Promise<void>;
  /** The customer's account is one that the provider does not accept until the customer has mended it. Where it decides. */
  hinder(customer: Account): Promise<void>;
  /** The customer has mended what the provider did not accept. */
  mend(customer: Account): Promise<void>;
  /** The customer's account is one that the provider never accepts. */
  refuseForGood(customer: Account): Promise<Refused>;
  /** What the provider's own examination of this customer's application will come to, where it examines: pass, unless said. */
  audit(customer: Account, verdict: 'refuse' | 'never'): void;
  /** Invitations, decisions and preparations that the provider has been asked for, in order. */
  effects(reseller: Reseller): Promise<readonly string[]>;
};

const noExamination = (): never => {
  throw new Error('the provider examines nothing there');
};

function tencentInternational(desk: Desk): SiteBench {
  const { tencent } = desk.cloud;
  return {
    site: 'tencent-intl',
    wish: wishFor,
    reseller: (terms) => foundReseller(desk, terms),
    customer: () => newCustomer(desk),
    apply: async (invited, as = invited) => {
      const invitation = await vi.waitFor(async () => {
        const { invitations } = await tencent.readState();
        const found = invitations.find(({ email }) => email === invited.email);
        if (!found) throw new Error(`no invitation to ${invited.email}`);
        return found;
      });
      await tencent.submitByLink({ token: invitation.token, uin: as.uin, name: as.name, email: as.email });
    },
    linkAside: async ({ partner }, { uin }) => {
      await tencent.setCustomer({ uin, reseller: partner });
    },
    refuseInvitation: async ({ partner }) => {
      const raw = {
        code: 'FailedOperation.UinNotReseller',
        message: ' The UIN is “not” a reseller — 非经销商.\r\n\t<b>100 %</b> \\u0041 ',
      };
      await tencent.addFault({
        action: 'CreateAndSendClientInvitationMail',
        account: partner,
        fault: { kind: 'error', ...raw },
      });
      return { stage: 'submission', code: 'partner_barred', raw };
    },
    hinder: async ({ uin }) => {
      await tencent.setCustomer({ uin, organisation: 'member' });
    },
    mend: async ({ uin }) => {
      await tencent.setCustomer({ uin, organisation: 'none' });
    },
    refuseForGood: async ({ uin }) => {
      await tencent.setCustomer({ uin, keyAccount: true });
      return {
        stage: 'approval',
        code: 'account_is_key_account',
        raw: { code: 'FailedOperation.UinAlreadyKA', message: 'A key account cannot become a sub-customer.' },
      };
    },
    audit: noExamination,
    applyUnasked: async ({ partner }, { uin, name, email }) => {
      await tencent.applyUnasked({ partner, uin, name, email });
    },
    effects: async ({ partner }) => {
      const { calls } = await tencent.listCalls({ account: partner });
      return calls.flatMap(({ action }) => effectActions[action] ?? []);
    },
  };
}

const effectActions: Readonly<Record<string, string>> = {
  CreateAndSendClientInvitationMail: 'invite',
  ApproveClientApply: 'decide',
};

/** A row for each site that the desk has an adapter for. */
export const sites = {
  'tencent-intl': tencentInternational,
  'alibaba-intl': alibabaInternational,
  'huawei-intl': huaweiInternational,
  'tencent-cn': tencentChina,
} as const satisfies Partial<Record<Site, (desk: Desk) => SiteBench>>;
