import type { Clock } from '../../kernel/clock.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import {
  effects,
  type PartnerAccountRef,
  type Proof,
  type ProofItem,
  type ProviderReads,
  type ReadFailure,
} from '../provider.ts';
import { actions } from './actions.ts';
import type { Calls, Receipt } from './calls.ts';
import { tencentIntl } from './capabilities.ts';
import { notYours } from './errors.ts';
import { billMonth, uinNumber } from './schema.ts';

type Proven = Result<Proof & { readonly receipts: readonly Receipt[] }, ReadFailure>;
const { stage } = effects.proveLink;

/**
 * Tries one item of the verification list by a real read on the customer's account. The provider's "not yours" is an
 * answer here: the link does not hold.
 */
export function createProofs(calls: Calls, clock: Clock): ProviderReads['proveLink'] {
  return async (ref, account, item) => {
    const proven = await tryItem(calls, clock, { ref, account, item });
    if (proven.ok) return proven;
    const { code, requestId = null } = proven.error.raw;
    if (code === null || !notYours.has(code)) return proven;
    return ok({
      holds: false,
      words: { Code: code },
      receipts: [{ action: tencentIntl.proofs[item].actions[0] ?? '', requestId }],
    });
  };
}

type Try = { readonly ref: PartnerAccountRef; readonly account: string; readonly item: ProofItem };

function tryItem(calls: Calls, clock: Clock, { ref, account, item }: Try): Promise<Proven> {
  switch (item) {
    case 'status':
      return status(calls, ref, account);
    case 'visibility':
      return visibility(calls, ref, account);
    case 'billing':
      return billing(calls, ref, account, billMonth(clock.now()));
    case 'delegated_action':
      return delegatedAction(calls, ref, account);
    case 'service':
    case 'audit_trace':
      throw new InvariantBroken(`tencent-intl has no read for ${item}`);
  }
}

/** Bound, and neither forced nor in arrears. */
async function status(calls: Calls, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const parameters = { CustomerUin: [uinNumber(account)] };
  const read = await calls.read({ ref, action: actions.describeCustomers, parameters, stage });
  if (!read.ok) return err(read.error);
  const info = read.value.answer.Data.find(({ CustomerUin }) => CustomerUin === account);
  const holds = info !== undefined && info.BindTime !== null && info.AccountStatus === '0';
  return ok({ holds, words: words({ AccountStatus: info?.AccountStatus }), receipts: read.value.receipts });
}

/** Among our customers. */
async function visibility(calls: Calls, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const parameters = { FilterType: 'ClientUin', Filter: account, Page: 1, PageSize: 100 };
  const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
  if (!read.ok) return err(read.error);
  const row = read.value.answer.Data.find(({ ClientUin }) => ClientUin === account);
  return ok({ holds: row !== undefined, words: words({ Type: row?.Type }), receipts: read.value.receipts });
}

/** This month's bill can be read; a sum of 0 is fine. */
async function billing(calls: Calls, ref: PartnerAccountRef, account: string, month: string): Promise<Proven> {
  const parameters = { CustomerUin: uinNumber(account), Month: month };
  const read = await calls.read({ ref, action: actions.sumBill, parameters, stage });
  if (!read.ok) return err(read.error);
  const { TotalCost } = read.value.answer;
  return ok({
    holds: TotalCost !== null,
    words: words({ TotalCost: TotalCost?.amount }),
    receipts: read.value.receipts,
  });
}

/** We are told the credit that is ours to allocate. */
async function delegatedAction(calls: Calls, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const parameters = { UinList: [uinNumber(account)] };
  const read = await calls.read({ ref, action: actions.readCredit, parameters, stage });
  if (!read.ok) return err(read.error);
  const row = read.value.answer.Data.find(({ Uin }) => Uin === account);
  const shown = words({ RemainingCredit: row?.RemainingCredit?.amount });
  return ok({ holds: row !== undefined, words: shown, receipts: read.value.receipts });
}

function words(told: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(told).flatMap(([name, word]) => (word ? [[name, word]] : [])));
}
