import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import type { ReadFailure } from '../failure.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type ProviderPort } from '../provider.ts';
import type { CreditAllocation } from '../spending.ts';
import { actions, PAGE_SIZE } from './actions.ts';
import { notYours } from './errors.ts';
import { type CreditHistoryRow, uinNumber, usdNumber } from './schema.ts';

type Spending = Pick<ProviderPort, 'readBill' | 'readOwner' | 'listCreditAllocations' | 'allocateCredit' | 'unfreeze'>;

/** What a customer owes and may spend, and who has it, at Tencent Cloud's international site. Amounts are US dollars. */
export function createSpending(calls: Calls<null>): Spending {
  return {
    async readBill(ref, account, { period, which }) {
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw new InvariantBroken('a period that is no month');
      const { stage } = effects.readBill;
      const parameters = { CustomerUin: uinNumber(account), Month: period, IsConfirmed: which === 'all' ? '0' : '2' };
      const read = await calls.read({ ref, action: actions.sumBill, parameters, stage });
      if (!read.ok) {
        const { code, requestId = null } = read.error.raw;
        if (code === null || !notYours.has(code)) return read;
        const receipts = [{ action: actions.sumBill.name, requestId }];
        return ok({ bill: { total: null, because: 'not_ours' }, receipts });
      }
      const { answer, receipts } = read.value;
      const { TotalCost: total } = answer;
      return ok({ bill: total ? { total } : { total, because: 'nothing_yet' }, receipts });
    },

    async readOwner(ref, account) {
      const { stage } = effects.readOwner;
      // One row is enough to tell; a second one shows that the filter was not applied.
      const parameters = { FilterType: 'ClientUin', Filter: account, Page: 1, PageSize: 2 };
      const read = await calls.read({ ref, action: actions.findSecondLevel, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const [row, another] = answer.Data;
      if (another) return err({ kind: 'malformed_answer', stage, raw: severalOwners });
      return ok({ secondLevel: row ? { account: row.SubAgentUin, name: row.Name } : null, receipts });
    },

    async listCreditAllocations(ref, account, cursor) {
      const page = pageOf(cursor);
      const { stage } = effects.listCreditAllocations;
      const parameters = { ClientUin: uinNumber(account), Page: page, PageSize: PAGE_SIZE };
      const read = await calls.read({ ref, action: actions.listCreditAllocations, parameters, stage });
      if (!read.ok) return err(ofNoCustomer(read.error));
      const { answer, receipts } = read.value;
      const items = answer.History.map(allocation);
      return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.Total ?? null, receipts });
    },

    async allocateCredit(ref, { account, amount, mark, remark }) {
      const { stage } = effects.allocateCredit;
      const parameters = {
        ClientUin: uinNumber(account),
        AddedCredit: usdNumber(amount),
        Remark: withMark(mark, remark),
      };
      const allocated = await calls.effect({ ref, action: actions.allocateCredit, parameters, stage });
      if (!allocated.ok) {
        const { raw } = allocated.error;
        // The action needs no switching on, so its "no permission" is about the account.
        if (raw.code !== null && notYours.has(raw.code)) return err({ kind: 'not_ours', stage, raw });
        return allocated;
      }
      const { answer, receipts } = allocated.value;
      return ok({ limitAfter: answer.TotalCredit, availableAfter: answer.RemainingCredit, receipts });
    },

    async unfreeze(ref, { account }) {
      const { stage } = effects.unfreeze;
      const parameters = { ClientUin: uinNumber(account), Type: 0 };
      const lifted = await calls.effect({ ref, action: actions.forceOrLift, parameters, stage });
      return lifted.ok ? ok({ receipts: lifted.value.receipts }) : lifted;
    },
  };
}

const severalOwners = { code: null, message: 'one account under several second-level resellers' };

/** An empty list would look as if nothing had been allocated. */
function ofNoCustomer(failure: ReadFailure): ReadFailure {
  const { stage, raw } = failure;
  return raw.code !== null && notYours.has(raw.code)
    ? { kind: 'refused', code: 'account_unknown', stage, raw }
    : failure;
}

/** First, so that it survives where the provider cuts a long remark. */
function withMark(mark: string, remark: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(mark)) throw new InvariantBroken('a mark that the remark could not carry');
  return `[desk ${mark}] ${remark}`.trimEnd();
}

function allocation(row: CreditHistoryRow): CreditAllocation {
  const [, mark = null, text] = /^\[desk ([A-Za-z0-9_-]{1,64})\] ?(.*)$/s.exec(row.Remark ?? '') ?? [];
  return {
    allocatedAt: row.AllocatedTime,
    amount: row.Credit,
    limitAfter: row.AllocatedCredit,
    availableAfter: row.ClientCreditAfter,
    mark,
    remark: mark === null ? row.Remark : text || null,
  };
}
