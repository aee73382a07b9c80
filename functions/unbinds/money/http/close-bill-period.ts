import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { UnbindDeps } from '../../ports.ts';
import { changeMoneyOnce } from '../change-money.ts';
import { moneyWrite } from '../contract.ts';
import { closeRefusal } from '../guards.ts';
import { closed } from '../tail.ts';

const operation = moneyWrite.closeBillPeriod;

export const createCloseBillPeriod =
  (deps: UnbindDeps): HttpHandler<typeof operation> =>
  (call) =>
    changeMoneyOnce(deps, operation, 200, call, (record, money, at) => {
      const { period } = call.params;
      const refusal = closeRefusal(record, money, period, at);
      if (refusal || !money) return err(refusal ?? { kind: 'internal' });
      const observedBy = 'operator';
      return ok({
        money: closed(money, period, { at, observedBy, by: call.caller.member }),
        type: 'unbind.period_closed',
        data: { period, observedBy },
      });
    });
