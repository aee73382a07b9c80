import { Money } from '../../../kernel/money.ts';
import type { FieldError } from '../../../kernel/problems.ts';
import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { verifyEvidence } from '../../evidence/verify-evidence.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { changeMoneyOnce } from '../change-money.ts';
import { moneyWrite } from '../contract.ts';
import { closeRefusal, isBillable, lateChargeRefusal } from '../guards.ts';
import { charged, closed } from '../tail.ts';

const operation = moneyWrite.recordLateCharge;

/** A charge that the provider's bill shows and no call tells; with it the period may be closed. */
export const createRecordLateCharge =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async (call) => {
    const { body, caller, params } = call;
    const { period, currency, reference, evidence, closesPeriod } = body;
    const amount = Money.of(body.amount, currency);
    const files = await verifyEvidence(deps, caller.org, params.unbindId, evidence, deps.clock.now());
    if (!files.ok) return files;
    return changeMoneyOnce(deps, operation, 201, call, (record, money, at) => {
      const refusal =
        lateChargeRefusal(record, money) ?? (closesPeriod ? closeRefusal(record, money, period, at) : undefined);
      if (refusal || !money) return err(refusal ?? { kind: 'internal' });
      const errors: FieldError[] = [
        ...(amount.compare(Money.zero(currency)) > 0 ? [] : [positive]),
        ...(isBillable(money, period, at) ? [] : [billable]),
      ];
      if (errors.length > 0) return err({ kind: 'invalid_input', errors });
      const by = caller.member;
      const charge = { period, amount: amount.toJSON(), observedBy: 'operator', reference } as const;
      const proof = evidence.length > 0 && { evidence };
      const after = charged(money, { ...charge, ...proof, at, by });
      return ok({
        money: closesPeriod ? closed(after, period, { at, observedBy: 'operator', by }) : after,
        also: files.value,
        type: 'unbind.late_charge',
        data: { ...charge, ...proof, ...(closesPeriod && { closesPeriod }) },
      });
    });
  };

const positive = { field: '/amount', code: 'too_small', detail: 'more than 0' };
const billable = { field: '/period', code: 'unknown_period', detail: 'a month since the submission that has begun' };
