import { type Clock, type Instant, plusSeconds } from '../../kernel/clock.ts';
import { err, ok } from '../../kernel/result.ts';
import { inBeijing } from '../beijing-time.ts';
import type { Calls } from '../calls.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type ProviderPort } from '../provider.ts';
import type { CreditAllocation } from '../spending.ts';
import { actions, LONG_PAGE_SIZE, type Wire } from './actions.ts';
import { saysNotOurs } from './errors.ts';
import type { QuotaRecord } from './schema.ts';

type Spending = Pick<ProviderPort, 'listCreditAllocations' | 'unfreeze'>;

/** How far back changes of credit are asked for. How far the provider goes is not stated. */
const RECORDS_OF_DAYS = 180;

/** What a customer may spend, at Alibaba Cloud's international site. Amounts are US dollars. */
export function createSpending(calls: Calls<Wire>, clock: Clock): Spending {
  return {
    async listCreditAllocations(ref, account, cursor) {
      const page = pageOf(cursor);
      const { stage } = effects.listCreditAllocations;
      const parameters = {
        EndUserPk: account,
        ...recordDays(clock.now()),
        OperationType: 'all',
        PageNo: page,
        PageSize: LONG_PAGE_SIZE,
      };
      const read = await calls.read({ ref, action: actions.listQuotaRecords, parameters, stage });
      if (!read.ok) {
        const { raw } = read.error;
        // An empty list would look as if nothing had been allocated.
        return saysNotOurs(raw.code) ? err({ kind: 'refused', code: 'account_unknown', stage, raw }) : read;
      }
      const { answer, receipts } = read.value;
      const items = answer.Data.map(allocation);
      return ok({ items, ...nextPage(page, items.length, LONG_PAGE_SIZE), total: null, receipts });
    },

    /** A GET that changes something: sent once, like every effect. */
    async unfreeze(ref, { account }) {
      const { stage } = effects.unfreeze;
      const parameters = { Uid: account, CreditStatus: 'postPayThaw' };
      const lifted = await calls.effect({ ref, action: actions.editStatus, parameters, stage });
      return lifted.ok ? ok({ receipts: lifted.value.receipts }) : lifted;
    },
  };
}

/** The days that CustomerQuotaRecordList is asked about. */
export function recordDays(now: Instant): { readonly StartDate: string; readonly EndDate: string } {
  const day = (at: Instant) => inBeijing(at).slice(0, 10);
  return { StartDate: day(plusSeconds(now, -RECORDS_OF_DAYS * 86_400)), EndDate: day(now) };
}

/** It has no text of ours, so nothing is found again by a mark. */
function allocation(row: QuotaRecord): CreditAllocation {
  return {
    allocatedAt: row.OperationTime,
    amount: row.UpdateAmount,
    limitAfter: row.UpdateAfterAmount,
    availableAfter: null,
    mark: null,
    remark: row.OperationTypeDesc,
  };
}
