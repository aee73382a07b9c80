import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { sums } from '../../store/distributed-total.ts';
import { checkContext } from '../context.ts';
import type { queryRead } from '../contract.ts';
import { ask, viewQuestion } from '../question.ts';
import { freshnessOf } from '../view.ts';

/** How many periods are summed up unless one is named: a year and the one that runs. */
const PERIODS = 13;

export const createGetRebateSummary =
  (deps: RebateReadDeps): HttpHandler<typeof queryRead.getRebateSummary> =>
  async ({ caller: { org }, query, language }) => {
    const asked = await ask(deps, { org, account: query.account }, query);
    if (!asked.ok) return asked;
    const { records, wanted } = asked.value;
    const shown =
      query.period === undefined ? records.slice(0, PERIODS) : records.filter(({ period }) => period === wanted.period);
    const periods = shown.map((record) => ({
      ...freshnessOf(record.period, record),
      records: record.manifest.records,
      totals: record.manifest.totals,
      sums: sums(record.manifest.totals),
    }));
    const looked = shown.map(({ period }) => period);
    const context = [...checkContext({ ...asked.value, periods: looked }, language)];
    return ok({ status: 200, json: { query: viewQuestion(asked.value, { language }), periods, context } });
  };
