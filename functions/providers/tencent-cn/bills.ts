import type { Money } from '../../kernel/money.ts';
import { err, InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls, Receipt } from '../calls.ts';
import { effects, type ProviderReads } from '../provider.ts';
import { actions, PAGE_SIZE, window } from './actions.ts';
import { uinText } from './schema.ts';

/** More than 20,000 rows of one customer and month are a list that does not end. */
const MOST_PAGES = 200;
const endless = { code: null, message: 'a list of bills without an end' };

/**
 * What a customer used in a month: the rows of `DescribeAgentBills`, in fen, added up to the last page. Of what is unpaid
 * the site tells no sum, only whether the customer is in arrears at all (`standing`).
 */
export function createBills(calls: Calls<null>): Pick<ProviderReads, 'readBill'> {
  return {
    async readBill(ref, account, { period, which }) {
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw new InvariantBroken('a period that is no month');
      if (which === 'unpaid') return ok({ bill: { total: null, because: 'no_call' }, receipts: [] });
      const { stage } = effects.readBill;
      const receipts: Receipt[] = [];
      let total: Money | null = null;
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const parameters = { ClientUin: uinText(account), SettleMonth: period, ...window(page) };
        const read = await calls.read({ ref, action: actions.listBillRows, parameters, stage });
        if (!read.ok) return read;
        const rows = read.value.answer.AgentBillSet;
        receipts.push(...read.value.receipts);
        for (const { ClientUin, Amt } of rows)
          if (ClientUin === account && Amt) total = total === null ? Amt : total.plus(Amt);
        if (rows.length < PAGE_SIZE)
          return ok({ bill: total ? { total } : { total, because: 'nothing_yet' }, receipts });
      }
      return err({ kind: 'malformed_answer', stage, raw: endless });
    },
  };
}
