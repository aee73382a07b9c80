import { Money } from '../../kernel/money.ts';
import { InvariantBroken, ok } from '../../kernel/result.ts';
import type { Calls } from '../calls.ts';
import { nextPage, pageOf } from '../pages.ts';
import { effects, type ProviderReads } from '../provider.ts';
import type { RebateRow } from '../rebates.ts';
import { actions, PAGE_SIZE, window } from './actions.ts';
import type { RebateInfo } from './schema.ts';

/** A month's rebates (`DescribeRebateInfosNew`), a row for each partner account that earns one. */
export function createRebates(calls: Calls<null>): Pick<ProviderReads, 'listRebates'> {
  return {
    async listRebates(ref, period, cursor) {
      if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) throw new InvariantBroken('a period that is no month');
      const page = pageOf(cursor);
      const { stage } = effects.listRebates;
      const parameters = { RebateMonth: period, ...window(page) };
      const read = await calls.read({ ref, action: actions.listRebates, parameters, stage });
      if (!read.ok) return read;
      const { answer, receipts } = read.value;
      const items = answer.RebateInfoSet.map(rowOf);
      return ok({ items, ...nextPage(page, items.length, PAGE_SIZE), total: answer.TotalCount ?? null, receipts });
    },
  };
}

/** Amounts in yuan, as amounts are everywhere past the port; fen are the wire's. What a row does not have is left out. */
function rowOf(info: RebateInfo): RebateRow {
  return Object.fromEntries(
    Object.entries(info).flatMap(([name, value]) => {
      if (value === null || value === undefined) return [];
      if (value instanceof Money) return [[name, value.amount]];
      return [[name, typeof value === 'string' ? value : JSON.stringify(value)]];
    }),
  );
}
