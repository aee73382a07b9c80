import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import { isFinal } from '../status.ts';
import type { Unbind } from '../unbind.ts';
import type { Period } from './periods.ts';
import { periodOf } from './periods.ts';
import type { UnbindMoney } from './unbind-money.ts';

/** Rights of the operations on an unbind's money. */
export const mayMoney = {
  read: ['operator', 'follow-up', 'approver', 'finance', 'auditor', 'admin'],
  write: ['finance'],
} as const;

/** Delayed billing costs come after the customer is gone; what is used before that is the meter's. */
export function lateChargeRefusal({ status }: Pick<Unbind, 'status'>, money: UnbindMoney | undefined) {
  return isFinal(status) && money?.tail ? undefined : notNow(status);
}

/** A bill that comes late is of a month since the submission, and not of one that has yet to begin. */
export function isBillable({ since, settlement }: UnbindMoney, period: Period, now: Instant): boolean {
  return period >= periodOf(settlement, since) && period <= periodOf(settlement, now);
}

/** Nobody knows what a bill comes to before it is made. A period that is closed stays so: saying it again is no mistake. */
export function closeRefusal(
  { status }: Pick<Unbind, 'status'>,
  money: UnbindMoney | undefined,
  period: Period,
  now: Instant,
): Problem | undefined {
  const one = money?.tail?.periods.find((each) => each.period === period);
  if (!money?.tail) return notNow(status);
  if (!one) return { kind: 'not_found', params: { what: 'bill period' } };
  return one.billMadeAt > now ? { kind: 'bill_not_made', params: { until: one.billMadeAt } } : undefined;
}

function notNow(status: Unbind['status']): Problem {
  return { kind: 'not_allowed_now', params: { status } };
}
