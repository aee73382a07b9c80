import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { checkContext } from '../context.ts';
import type { queryRead } from '../contract.ts';
import { findAsOf } from '../find-as-of.ts';
import { findRebates } from '../find-rebates.ts';
import { ask, viewQuestion } from '../question.ts';
import { totalsOf } from '../totals.ts';
import { freshnessOf, viewRebate } from '../view.ts';

export const createListRebates =
  (deps: RebateReadDeps): HttpHandler<typeof queryRead.listRebates> =>
  async ({ caller: { org }, query, language }) => {
    const asked = await ask(deps, { org, account: query.account }, query);
    if (!asked.ok) return asked;
    const { place, wanted, records, zones } = asked.value;
    const { asOf, cursor } = query;
    const page = asOf
      ? await findAsOf(deps, place, wanted, { ...query, at: asOf })
      : await findRebates(deps.tables, place, wanted, query);
    if (!page.ok) return page;
    const { items, next } = page.value;
    const whole = cursor === undefined && next === undefined ? items : undefined;
    const totals = asOf && !whole ? undefined : totalsOf(asked.value, wanted, whole);
    const json = {
      query: viewQuestion(asked.value, { language, asOf }),
      freshness: wanted.periods.map((period) =>
        freshnessOf(
          period,
          records.find((one) => one.period === period),
        ),
      ),
      items: items.map((record) => viewRebate(record, zones)),
      ...(totals && { totals }),
      context: [...checkContext({ ...asked.value, periods: wanted.periods }, language)],
      ...(next !== undefined && { next }),
    };
    return ok({ status: 200, json });
  };
