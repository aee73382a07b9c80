import * as z from 'zod';
import type { Instant } from '../../kernel/clock.ts';
import { DecimalText, Money } from '../../kernel/money.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { inBeijing } from '../beijing-time.ts';
import { uinPattern } from './formats.ts';
import { Count, listOf, Text, Time, Uin, Word } from './values.ts';

/*
 * Answers of the partner API, intlpartnersmgt 2022-09-28, as far as we read them: only the named fields, and of each
 * only the forms that its model or its samples show. Anything else ends the call as a malformed answer.
 */

/** A UIN as requests want it: a number, of any size, since one beyond 2^53 would change on the way as a float. */
export function uinNumber(account: string): bigint {
  if (!new RegExp(uinPattern).test(account)) throw new InvariantBroken('an account that is no UIN');
  return BigInt(account);
}

/** A field that names an account once there is one: 0, an empty string or null before. */
const UinOnceKnown = z
  .union([z.literal([0, '0', '']).transform(() => null), Uin])
  .nullish()
  .transform((uin) => uin ?? null);

/** US dollars: a JSON number that the SDK has read as a float, or a decimal string. Refused where that is not exact. */
const Usd = z
  .union([z.number(), DecimalText])
  .nullish()
  .transform((amount, context): Money | null => {
    if (amount === null || amount === undefined) return null;
    try {
      return typeof amount === 'number' ? Money.fromProviderNumber(amount, 'USD') : Money.of(amount, 'USD');
    } catch {
      context.addIssue('not an exact amount');
      return null;
    }
  });

export const VoucherPool = z.object({ AccountType: Word });

/** What the link holds is learned when it is read, not here: an invitation that went out must not look as if it failed. */
export const InvitationMail = z.object({ InvitationLink: z.string().nullable().catch(null) });

export const InvitationInfo = z.object({
  InvitationInfo: listOf(
    z.object({
      InvitationToken: z.string(),
      CreateTime: Time,
      Status: Word,
      ClientUin: UinOnceKnown,
      ClientMail: Text,
      BindTime: Time,
    }),
  ),
});

export type InvitationRow = z.output<typeof InvitationInfo>['InvitationInfo'][number];

export const PendingClients = z.object({
  Total: Count.nullish(),
  Data: listOf(z.object({ ClientUin: Uin, Name: Text, ApplyTime: Time, Status: Word })),
});
export type PendingClient = z.output<typeof PendingClients>['Data'][number];

export const Approval = z.object({});

export const CustomersCredit = z.object({
  Total: Count.nullish(),
  Data: listOf(
    z.object({
      ClientUin: Uin,
      Name: Text,
      AssociationTime: Time,
      Credit: Usd,
      RemainingCredit: Usd,
      IdentifyType: Word,
      Force: Word,
      Type: Word,
    }),
  ),
});
export type CustomerCredit = z.output<typeof CustomersCredit>['Data'][number];

export const CustomerInfos = z.object({
  Data: listOf(
    z.object({ CustomerUin: Uin, Name: Text, BindTime: Time, AccountStatus: Word, AuthStatus: Word, AuthType: Word }),
  ),
});
export type CustomerInfo = z.output<typeof CustomerInfos>['Data'][number];

export const CreditByUin = z.object({ Data: listOf(z.object({ Uin: Uin, RemainingCredit: Usd })) });

export const BillSummary = z.object({ TotalCost: Usd });

export const SubAgents = z.object({ Data: listOf(z.object({ SubAgentUin: Uin, Name: Text })) });

export const CreditHistory = z.object({
  Total: Count.nullish(),
  History: listOf(
    z.object({ AllocatedTime: Time, Credit: Usd, AllocatedCredit: Usd, ClientCreditAfter: Usd, Remark: Text }),
  ),
});
export type CreditHistoryRow = z.output<typeof CreditHistory>['History'][number];

export const AllocatedCredit = z.object({ TotalCredit: Usd, RemainingCredit: Usd });

export const Forced = z.object({});

/**
 * US dollars as requests want them: a number, of which the shortest text is the amount again.
 * @throws InvariantBroken for another currency, fractions of a cent, or more digits than a float keeps
 */
export function usdNumber(amount: Money): number {
  if (!/^-?\d{1,13}(\.\d{1,2})?$/.test(amount.amount)) throw new InvariantBroken('no amount in whole cents');
  const number = Number(amount.amount);
  if (Money.fromProviderNumber(number, 'USD').compare(amount) !== 0) throw new InvariantBroken('not exact as a float');
  return number;
}

/** The month in which an instant falls where bills are made (UTC+8), as `YYYY-MM`. */
export function billMonth(at: Instant): string {
  return inBeijing(at).slice(0, 7);
}

/** The token in an invitation's link, by which its state is read (samples of both have the same form); null if none. */
export function tokenIn(link: string | null): string | null {
  if (!link || !URL.canParse(link)) return null;
  const url = new URL(link);
  const inFragment = new URLSearchParams(url.hash.slice(url.hash.indexOf('?') + 1));
  return url.searchParams.get('RegisterToken') ?? inFragment.get('RegisterToken');
}

/** DescribeRebateDownloadUrl. `DownloadUrl` is a signed address, so a secret; empty or absent while `Ready` is 0. */
export const RebateDownload = z.object({
  Ready: z.union([z.literal(0), z.literal(1)]),
  DownloadUrl: z.string().nullish(),
});
