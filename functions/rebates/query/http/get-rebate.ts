import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { readPace } from '../../store/settling-pace.ts';
import { checkAmount } from '../amount-check.ts';
import type { queryRead } from '../contract.ts';
import { asOf, changeInWords, readHistory } from '../history.ts';
import { explainPending } from '../pending.ts';
import { askAccount, viewQuestion } from '../question.ts';
import { viewRebate } from '../view.ts';

export const createGetRebate =
  (deps: RebateReadDeps): HttpHandler<typeof queryRead.getRebate> =>
  async ({ caller: { org }, params: { accountId, period, recordId }, query, language }) => {
    const asked = await askAccount(deps, { org, account: accountId });
    if (!asked.ok) return asked;
    const { place, zones } = asked.value;
    const [history, pace] = await Promise.all([
      readHistory(deps.tables, place, period, recordId),
      readPace(deps.tables, org, accountId),
    ]);
    const now = query.asOf ?? deps.clock.now();
    const shown = asOf(history, period, now);
    if (!shown) return err({ kind: 'not_found', params: { what: 'rebate' } });
    const { record, ...known } = shown;
    const pending = explainPending(record, { firstSeenAt: known.firstSeenAt, pace, now, language });
    const changes = history.versions.filter(({ at }) => at <= now);
    const view = viewQuestion(
      { ...asked.value, wanted: { period, periods: [period] }, cleaned: [] },
      { language, ...query },
    );
    const json = {
      query: view,
      rebate: viewRebate(record, zones),
      check: checkAmount(record),
      ...(pending && { pending }),
      ...known,
      history: changes.map(({ at, sync, change }) => ({
        at,
        sync,
        kinds: change.kinds,
        deltas: change.deltas,
        words: [...changeInWords(change, language)],
        ...(change.before && { before: viewRebate(change.before, zones) }),
        ...(change.after && { after: viewRebate(change.after, zones) }),
      })),
    };
    return ok({ status: 200, json });
  };
