import * as z from 'zod';
import { type Instant, instant } from '../../kernel/clock.ts';
import { Money } from '../../kernel/money.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { uinPattern } from '../tencent/formats.ts';
import { Count, listOf, Text, Time, Uin, Word } from '../tencent/values.ts';

/*
 * Answers of the partner API of the China site, partners 2018-03-21, as far as we read them: of each field only the forms
 * that its model or its samples show. Anything else ends the call as a malformed answer.
 */

/** A UIN as every request of this site wants it: text. */
export function uinText(account: string): string {
  if (!new RegExp(uinPattern).test(account)) throw new InvariantBroken('an account that is no UIN');
  return account;
}

/** A moment in seconds since 1970: a number by the model, text in the samples; nothing, 0 or empty for none. */
const UnixTime = z
  .union([z.int().nonnegative(), z.string().regex(/^\d{0,11}$/)])
  .nullish()
  .transform((seconds): Instant | null => (Number(seconds ?? 0) === 0 ? null : instant(Number(seconds) * 1000)));

/** Fen, a hundredth of a yuan, as a whole number; text in some samples. */
const Fen = z
  .union([z.int(), z.string().regex(/^(0|-?[1-9]\d{0,17})$/)])
  .nullish()
  .transform((fen): Money | null =>
    fen === null || fen === undefined ? null : Money.of(String(fen), 'CNY').times('0.01'),
  );

/** A name that is masked identifies nobody. */
const Name = Text.transform((name) => (name?.includes('*') ? null : name));

export const AgentClients = z.object({
  TotalCount: Count.nullish(),
  AgentClientSet: listOf(z.object({ ClientUin: Uin, ClientName: Name, ApplyTime: UnixTime, Status: Word })),
});
export type AgentClient = z.output<typeof AgentClients>['AgentClientSet'][number];

/** Another word than these leaves open what the decision did. */
export const Audited = z.object({ AuditResult: z.enum(['accept', 'reject', 'qcloudaudit']) });

export const AuditedClients = z.object({
  TotalCount: Count.nullish(),
  AgentClientSet: listOf(
    z.object({
      ClientUin: Uin,
      ClientName: Name,
      AgentTime: UnixTime,
      AuthType: Word,
      HasOverdueBill: Word,
      TransactionType: Word,
      ClientFlag: Word,
      ClientType: Word,
      ProjectType: Word,
    }),
  ),
});
export type AuditedClient = z.output<typeof AuditedClients>['AgentClientSet'][number];

/** `Balance` is what the customer can spend: cash and gifts, less what it owes and what is frozen. */
export const ClientBalance = z.object({ Balance: Fen, Cash: Fen });

export const AgentBills = z.object({
  TotalCount: Count.nullish(),
  AgentBillSet: listOf(z.object({ ClientUin: Uin, Amt: Fen })),
});

export const UnbindClients = z.object({
  TotalCount: Count.nullish(),
  UnbindClientList: listOf(z.object({ Uin: Uin, Status: Word, ApplyTime: Time, ActionTime: Time })),
});
export type UnbindClient = z.output<typeof UnbindClients>['UnbindClientList'][number];

/** Fields that nobody documents stay in the row: whether they matter, whoever reads the list decides. */
export const RebateInfos = z.object({
  TotalCount: Count.nullish(),
  RebateInfoSet: listOf(
    z.looseObject({
      Uin: Uin,
      RebateMonth: Text,
      Amt: Fen,
      MonthSales: Fen,
      QuarterSales: Fen,
      ExceptionFlag: Word,
    }),
  ),
});
export type RebateInfo = z.output<typeof RebateInfos>['RebateInfoSet'][number];
