import type { Clock } from '../../kernel/clock.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import type { Calls, Receipt } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { effects, type PartnerAccountRef, type Proof, type ProofItem, type ProviderReads } from '../provider.ts';
import { actions } from './actions.ts';
import { tencentIntl } from './capabilities.ts';
import { notYours } from './errors.ts';
import { billMonth, uinNumber } from './schema.ts';

type Proven = Result<Proof & { readonly receipts: readonly Receipt[] }, ReadFailure>;
const { stage } = effects.proveLink;

/**
 * Tries one item of the verification list by a real read on the customer's account. The provider's "not yours" is an
 * answer here: the link does not hold.
 */
export function createProofs(calls: Calls<null>, clock: Clock): ProviderReads['proveLink'] {
  return async (ref, account, item, aim = {}) => {
    const proven = await tryItem(calls, { ref, account, item, month: billMonth(aim.billOf ?? clock.now()) });
    if (proven.ok) return proven;
    const { code, requestId = null } = proven.error.raw;
    if (code === null || !notYours.has(code)) return proven;
    return ok({
      holds: false,
      because: 'not_ours',
      words: { Code: code },
      receipts: [{ action: tencentIntl.proofs[item].actions[0] ?? '', requestId }],
    });
  };
}

type Try = {
  readonly ref: PartnerAccountRef;
  readonly account: string;
  readonly item: ProofItem;
  readonly month: string;
};

function tryItem(calls: Calls<null>, { ref, account, item, month }: Try): Promise<Proven> {
  switch (item) {
    case 'status':
      return status(calls, ref, account);
    case 'visibility':
      return visibility(calls, ref, account);
    case 'billing':
      return billing(calls, ref, account, month);
    case 'delegated_action':
      return delegatedAction(calls, ref, account);
    case 'service':
    case 'audit_trace':
      throw new InvariantBroken(`tencent-intl has no read for ${item}`);
  }
}

/** Bound, and neither forced nor in arrears. */
async function status(calls: Calls<null>, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const parameters = { CustomerUin: [uinNumber(account)] };
  const read = await calls.read({ ref, action: actions.describeCustomers, parameters, stage });
  if (!read.ok) return err(read.error);
  const info = read.value.answer.Data.find(({ CustomerUin }) => CustomerUin === account);
  const { receipts } = read.value;
  const told = words({ AccountStatus: info?.AccountStatus });
  if (!info?.BindTime) return ok({ holds: false, because: 'not_ours', words: told, receipts });
  return info.AccountStatus === '0'
    ? ok({ holds: true, words: told, receipts })
    : ok({ holds: false, because: 'contradicted', words: told, receipts });
}

/** Among our customers. */
async function visibility(calls: Calls<null>, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const parameters = { FilterType: 'ClientUin', Filter: account, Page: 1, PageSize: 100 };
  const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
  if (!read.ok) return err(read.error);
  const row = read.value.answer.Data.find(({ ClientUin }) => ClientUin === account);
  const { receipts } = read.value;
  return row
    ? ok({ holds: true, words: words({ Type: row.Type }), receipts })
    : ok({ holds: false, because: 'not_ours', words: {}, receipts });
}

/** The month's bill can be read; a sum of 0 is fine, no sum is none yet. */
async function billing(calls: Calls<null>, ref: PartnerAccountRef, account: string, month: string): Promise<Proven> {
  const parameters = { CustomerUin: uinNumber(account), Month: month };
  const read = await calls.read({ ref, action: actions.sumBill, parameters, stage });
  if (!read.ok) return err(read.error);
  const { TotalCost } = read.value.answer;
  const { receipts } = read.value;
  return TotalCost
    ? ok({ holds: true, words: { Month: month, TotalCost: TotalCost.amount }, receipts })
    : ok({ holds: false, because: 'nothing_yet', words: { Month: month }, receipts });
}

/** We are told the credit that is ours to allocate. */
async function delegatedAction(calls: Calls<null>, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const parameters = { UinList: [uinNumber(account)] };
  const read = await calls.read({ ref, action: actions.readCredit, parameters, stage });
  if (!read.ok) return err(read.error);
  const row = read.value.answer.Data.find(({ Uin }) => Uin === account);
  const { receipts } = read.value;
  return row
    ? ok({ holds: true, words: words({ RemainingCredit: row.RemainingCredit?.amount }), receipts })
    : ok({ holds: false, because: 'not_ours', words: {}, receipts });
}

function words(told: Readonly<Record<string, string | null | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(told).flatMap(([name, word]) => (word ? [[name, word]] : [])));
}
