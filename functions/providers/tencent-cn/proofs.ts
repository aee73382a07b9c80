import type { Clock } from '../../kernel/clock.ts';
import { err, InvariantBroken, ok, type Result } from '../../kernel/result.ts';
import { inBeijing } from '../beijing-time.ts';
import type { Calls, Receipt } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { effects, type PartnerAccountRef, type Proof, type ProofItem, type ProviderReads } from '../provider.ts';
import { actions, window } from './actions.ts';
import { wordsOf } from './customer.ts';
import { uinText } from './schema.ts';

type Proven = Result<Proof & { readonly receipts: readonly Receipt[] }, ReadFailure>;
const { stage } = effects.proveLink;

/** Tries one item of the verification list by a real read on the customer's account. */
export function createProofs(calls: Calls<null>, clock: Clock): ProviderReads['proveLink'] {
  return async (ref, account, item, aim = {}) =>
    tryItem(calls, ref, uinText(account), item, inBeijing(aim.billOf ?? clock.now()).slice(0, 7));
}

function tryItem(
  calls: Calls<null>,
  ref: PartnerAccountRef,
  account: string,
  item: ProofItem,
  month: string,
): Promise<Proven> {
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
      throw new InvariantBroken(`tencent-cn has no read for ${item}`);
  }
}

/** Associated by a review that is over: there is a time of it. */
async function status(calls: Calls<null>, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const read = await rowOf(calls, ref, account);
  if (!read.ok) return read;
  const { row, receipts } = read.value;
  if (!row) return ok({ holds: false, because: 'not_ours', words: {}, receipts });
  const words = wordsOf(row);
  return row.AgentTime === null
    ? ok({ holds: false, because: 'contradicted', words, receipts })
    : ok({ holds: true, words: { ...words, AgentTime: row.AgentTime }, receipts });
}

/** Among our customers. */
async function visibility(calls: Calls<null>, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const read = await rowOf(calls, ref, account);
  if (!read.ok) return read;
  const { row, receipts } = read.value;
  return row
    ? ok({ holds: true, words: wordsOf(row), receipts })
    : ok({ holds: false, because: 'not_ours', words: {}, receipts });
}

/** The month's business has a row of the customer; without one it used nothing so far, or nothing of it is shown. */
async function billing(calls: Calls<null>, ref: PartnerAccountRef, account: string, month: string): Promise<Proven> {
  const parameters = { ClientUin: account, SettleMonth: month, ...window(1) };
  const read = await calls.read({ ref, action: actions.listBillRows, parameters, stage });
  if (!read.ok) return err(read.error);
  const { answer, receipts } = read.value;
  const rows = answer.AgentBillSet.filter(({ ClientUin }) => ClientUin === account);
  const words = { SettleMonth: month };
  return rows.length > 0
    ? ok({ holds: true, words: { ...words, TotalCount: String(answer.TotalCount ?? rows.length) }, receipts })
    : ok({ holds: false, because: 'nothing_yet', words, receipts });
}

/**
 * The balance is told of a partner's own customers only. By which code it is refused for another account is not
 * documented, so that a refusal proves nothing about the link and is told as what it is.
 */
async function delegatedAction(calls: Calls<null>, ref: PartnerAccountRef, account: string): Promise<Proven> {
  const read = await calls.read({ ref, action: actions.readBalance, parameters: { ClientUin: account }, stage });
  if (!read.ok) return err(read.error);
  const { answer, receipts } = read.value;
  return answer.Balance
    ? ok({ holds: true, words: { Balance: answer.Balance.amount }, receipts })
    : ok({ holds: false, because: 'contradicted', words: {}, receipts });
}

async function rowOf(calls: Calls<null>, ref: PartnerAccountRef, account: string) {
  const parameters = { ClientUin: account, ...window(1) };
  const read = await calls.read({ ref, action: actions.listCustomers, parameters, stage });
  if (!read.ok) return err(read.error);
  const { answer, receipts } = read.value;
  return ok({ row: answer.AgentClientSet.find(({ ClientUin }) => ClientUin === account), receipts });
}
