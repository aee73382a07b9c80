import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { checkContext } from '../context.ts';
import type { queryRead } from '../contract.ts';
import { findRebates } from '../find-rebates.ts';
import { ask, viewQuestion } from '../question.ts';
import { viewRebate } from '../view.ts';
import { whyEmpty } from '../why-empty.ts';
import { storedRecords } from '../why-empty-port.ts';
import { whyInWords } from '../why-in-words.ts';

/** How many of the records that another question finds are shown. */
const SHOWN = 3;

export const createWhyRebatesAreEmpty =
  (deps: RebateReadDeps): HttpHandler<typeof queryRead.whyRebatesAreEmpty> =>
  async ({ caller: { org }, query, language }) => {
    const asked = await ask(deps, { org, account: query.account }, query);
    if (!asked.ok) return asked;
    const { place, wanted, zones } = asked.value;
    const there = await findRebates(deps.tables, place, wanted, { limit: 1 });
    if (!there.ok) return there;
    const head = {
      query: viewQuestion(asked.value, { language }),
      context: [...checkContext({ ...asked.value, periods: wanted.periods }, language)],
    };
    if (there.value.items.length > 0) {
      const json = { ...head, empty: false, change: [], text: whyInWords(undefined, language), found: [], trace: [] };
      return ok({ status: 200, json });
    }
    const why = await whyEmpty(storedRecords(deps, asked.value), wanted);
    const json = {
      ...head,
      empty: true,
      culprit: why.culprit,
      change: why.change.map((one) => ({ ...one })),
      text: whyInWords(why, language),
      found: why.found.slice(0, SHOWN).map((record) => viewRebate(record, zones)),
      trace: [...why.trace],
    };
    return ok({ status: 200, json });
  };
