import { isDeepStrictEqual } from 'node:util';
import { Money } from '../../kernel/money.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import type { Cause, Change, ChangeKind, Delta } from '../change.ts';
import type { Period } from '../period.ts';
import { lineHash, parseLine, type Rebate } from '../rebate.ts';
import type { Difference } from './compare-snapshots.ts';
import { deltaOf, ownCause, partsBetween, restBetween, sumOfDeltas } from './deltas.ts';

/** What has to be known beside the two lines. */
export type ChangeContext = {
  readonly period: Period;
  /** Whether the period's bill had been closed, and the period been read before: what comes then comes late. */
  readonly billed: boolean;
  /** Whether an upload is being taken back, which is then the cause of everything. */
  readonly withdrawn: boolean;
  /** The period that the record left in the same reading, with its line there. */
  readonly from?: { readonly period: Period; readonly line: string };
};

/**
 * What happened to a record, as far as its lines tell, and where its money went: for each currency the parts add up to the
 * difference exactly (B07). A record that moved counts whole in the period that it came to; the other loses it whole.
 */
export function changeOf({ before, after, row }: Difference, context: ChangeContext): Change {
  const was = before ?? context.from?.line;
  const [old, now] = [
    was === undefined ? undefined : parseLine(was),
    after === undefined ? undefined : parseLine(after),
  ];
  const id = now?.id ?? old?.id;
  if (id === undefined) throw new InvariantBroken('a difference of nothing');
  return {
    id,
    period: context.period,
    ...(context.from && { from: context.from.period }),
    kinds: kindsOf(old, now, context),
    ...(was !== undefined && { before: old, beforeHash: lineHash(was) }),
    ...(after !== undefined && { after: now, afterHash: lineHash(after) }),
    deltas: [...deltasOf(old, now, context)],
    ...(row && { row }),
  };
}

function kindsOf(old: Rebate | undefined, now: Rebate | undefined, { from }: ChangeContext): ChangeKind[] {
  if (!now) return ['disappeared'];
  if (!old) return ['appeared', ...kindOfLine(now)];
  const money = now.amount !== old.amount || now.currency !== old.currency;
  const status = now.status !== old.status;
  const adjusted = hasNewAdjustment(old, now);
  const kinds: ChangeKind[] = [
    ...(from ? ['moved_period' as const] : []),
    ...(status ? ['status_changed' as const] : []),
    ...(money ? ['amount_changed' as const] : []),
    ...(adjusted ? ['adjustment_added' as const] : []),
    ...(isReversed(old, now) ? ['reversed' as const] : []),
  ];
  const told = { money: money || adjusted, status };
  const details = !isDeepStrictEqual(detailsOf(old, told), detailsOf(now, told));
  return details || kinds.length === 0 ? [...kinds, 'details_changed'] : kinds;
}

/** What a line that appears does to others by what it is. */
function kindOfLine({ kind }: Rebate): ChangeKind[] {
  if (kind === 'reversal') return ['reversed'];
  return kind === 'adjustment' ? ['adjustment_added'] : [];
}

function hasNewAdjustment({ adjustments: old = [] }: Rebate, { adjustments: now = [] }: Rebate): boolean {
  const left = [...old];
  return now.some((each) => {
    const known = left.findIndex(({ kind, amount }) => kind === each.kind && amount === each.amount);
    if (known !== -1) left.splice(known, 1);
    return known === -1;
  });
}

/** Its amount is taken back whole: nothing is left of it, or as much is owed as was given. */
function isReversed(old: Rebate, now: Rebate): boolean {
  const [had, has] = [Money.of(old.amount, old.currency), Money.of(now.amount, now.currency)];
  if (had.isZero() || old.currency !== now.currency) return false;
  return has.isZero() || has.plus(had).isZero();
}

/** What a line says beside its money and status, and what is said of those where they are told to be as they were. */
function detailsOf(line: Rebate, told: { readonly money: boolean; readonly status: boolean }) {
  const { kind, order, customer, product, productName, orderedAt } = line;
  const { base, rate, adjustments, providerStatus, reason, providerReason, expectedOn } = line;
  return {
    kind,
    order,
    customer,
    product,
    productName,
    orderedAt,
    ...(!told.money && { base, rate, adjustments }),
    ...(!told.status && { providerStatus, reason, providerReason, expectedOn }),
  };
}

function deltasOf(old: Rebate | undefined, now: Rebate | undefined, context: ChangeContext): readonly Delta[] {
  const had = old && Money.of(old.amount, old.currency);
  const has = now && Money.of(now.amount, now.currency);
  // what a record had in another period was never in this one
  const lost = had && !context.from ? had.times('-1') : undefined;
  const alone = (amount: Money, cause: Cause) => deltaOf(amount, [], () => cause);
  if (context.withdrawn) return sumOfDeltas([lost, has].flatMap((part) => (part ? alone(part, 'withdrawal') : [])));
  if (!now || !has) return lost ? alone(lost, 'unexplained') : [];
  if (!old || !had) return alone(has, ownCause(now) ?? (context.billed ? 'late_data' : 'first_seen'));
  if (old.currency !== now.currency) return [...(lost ? alone(lost, 'unexplained') : []), ...alone(has, 'unexplained')];
  const parts = partsBetween(old, now, context.billed);
  const restIs = (rest: Money) => restBetween(old, now, rest);
  // it comes whole from the other period, and what changed on the way is told beside it
  return context.from ? deltaOf(has, [['period_move', had], ...parts], restIs) : deltaOf(has.minus(had), parts, restIs);
}
