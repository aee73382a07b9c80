import { type Clock, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { inBeijing } from '../beijing-time.ts';
import type { Calls, Receipt } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { effects, type PartnerAccountRef, type Proof, type ProofItem, type ProviderReads } from '../provider.ts';
import { actions, type Wire } from './actions.ts';
import { alibabaIntl } from './capabilities.ts';
import { standingOf } from './customer.ts';
import { saysNotOurs } from './errors.ts';
import { recordDays } from './spending.ts';

type Proven = Result<Proof & { readonly receipts: readonly Receipt[] }, ReadFailure>;
type Try = {
  readonly calls: Calls<Wire>;
  readonly ref: PartnerAccountRef;
  readonly account: string;
  readonly clock: Clock;
};
const { stage } = effects.proveLink;

/** How far back orders are asked for: whether the question is answered matters, not what was ordered. */
const ORDERS_OF_DAYS = 30;

/**
 * Tries one item of the verification list by a real read on the customer's account. The provider's "not yours" is an
 * answer here: the link does not hold.
 */
export function createProofs(calls: Calls<Wire>, clock: Clock): ProviderReads['proveLink'] {
  return async (ref, account, item) => {
    const proven = await tryItem({ calls, ref, account, clock }, item);
    if (proven.ok) return proven;
    const { code, requestId = null } = proven.error.raw;
    if (!saysNotOurs(code)) return proven;
    const receipts = [{ action: alibabaIntl.proofs[item].actions[0] ?? '', requestId }];
    return ok({ holds: false, because: 'not_ours', words: { Code: code }, receipts });
  };
}

function tryItem(what: Try, item: ProofItem): Promise<Proven> {
  switch (item) {
    case 'status':
      return status(what);
    case 'visibility':
      return visibility(what);
    case 'billing':
      return billing(what);
    case 'delegated_action':
      return delegatedAction(what);
    case 'audit_trace':
      return auditTrace(what);
    case 'service':
      throw new InvariantBroken('alibaba-intl has no read for service');
  }
}

/** In resale, and neither frozen nor in arrears. */
async function status({ calls, ref, account }: Try): Promise<Proven> {
  const read = await calls.read({ ref, action: actions.readCredit, parameters: { Uid: account }, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const { Data: credit } = answer;
  const told = words({ AccountStatus: credit?.AccountStatus, PAYGFreezeStatus: credit?.PAYGFreezeStatus });
  return credit && standingOf(credit) === 'active'
    ? ok({ holds: true, words: told, receipts })
    : ok({ holds: false, because: 'contradicted', words: told, receipts });
}

/** Among our customers. */
async function visibility({ calls, ref, account }: Try): Promise<Proven> {
  const parameters = { Uid: account, CurrentPage: 1, PageSize: 1 };
  const read = await calls.read({ ref, action: actions.readAccounts, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const row = answer.AccountInfoList?.AccountInfo.find(({ Uid }) => Uid === account);
  return row
    ? ok({ holds: true, words: words({ SubAccountType: row.SubAccountType }), receipts })
    : ok({ holds: false, because: 'not_ours', words: {}, receipts });
}

/** What the customer may spend on our bill is told; without a line nothing is billed through us yet. */
async function billing({ calls, ref, account }: Try): Promise<Proven> {
  const read = await calls.read({ ref, action: actions.readCredit, parameters: { Uid: account }, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const line = answer.Data?.CreditLine;
  return line
    ? ok({ holds: true, words: { CreditLine: line.amount }, receipts })
    : ok({ holds: false, because: 'nothing_yet', words: {}, receipts });
}

/** We are told the customer's orders, be there any or none. Another account's show that the filter was not applied. */
async function delegatedAction({ calls, ref, account, clock }: Try): Promise<Proven> {
  const now = clock.now();
  const parameters = {
    TimeType: '2',
    StartDate: inBeijing(plusSeconds(now, -ORDERS_OF_DAYS * 86_400)),
    EndDate: inBeijing(now),
    CustomerUid: account,
    PageNo: 1,
    PageSize: 1,
  };
  const read = await calls.read({ ref, action: actions.listOrders, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const told = words({ Total: answer.Total });
  return answer.Data.some(({ CustomerNo }) => CustomerNo !== account)
    ? ok({ holds: false, because: 'contradicted', words: told, receipts })
    : ok({ holds: true, words: told, receipts });
}

/** The creation of the customer's credit stands in the provider's own record of operations. */
async function auditTrace({ calls, ref, account, clock }: Try): Promise<Proven> {
  const created = { OperationType: 'quota_create', PageNo: 1, PageSize: 1 };
  const parameters = { EndUserPk: account, ...recordDays(clock.now()), ...created };
  const read = await calls.read({ ref, action: actions.listQuotaRecords, parameters, stage });
  if (!read.ok) return read;
  const { answer, receipts } = read.value;
  const row = answer.Data.find(({ OperationTypeCode }) => OperationTypeCode === 'quota_create');
  return row
    ? ok({
        holds: true,
        words: words({ OperationTypeCode: row.OperationTypeCode, OperationTime: row.OperationTime }),
        receipts,
      })
    : ok({ holds: false, because: 'nothing_yet', words: {}, receipts });
}

function words(told: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(told).flatMap(([name, word]) => (word ? [[name, word]] : [])));
}
