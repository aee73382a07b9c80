import { readDecision } from '../../decisions/change-decision.ts';
import type { Decision } from '../../decisions/decision.ts';
import { idPrefixes } from '../../kernel/ids.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { type RebatePeriod, readPeriods } from '../../rebates/store/period-record.ts';
import type { RebateSync } from '../../rebates/sync/sync.ts';
import { readSync } from '../../rebates/sync/sync-sequence.ts';
import { type ApprovedAction, readAction } from '../../unbinds/actions/approved-action.ts';
import { type DailyLook, readDailyLook } from '../../unbinds/customer-started/daily-look.ts';
import { decisionOfReview } from '../../unbinds/distributor/decision-of-review.ts';
import { type DistributorReview, readReview } from '../../unbinds/distributor/review.ts';
import { readMoney, type UnbindMoney } from '../../unbinds/money/unbind-money.ts';
import { isUnbindOutcome } from '../../unbinds/status.ts';
import { readSubject, type Subject } from '../subject.ts';

/**
 * What a member can be told of: what people outside are written to about (an unbind that has ended with what it still
 * costs), what a distributor is asked of another organisation's unbind, a remedy at the provider, a partner account with
 * its daily look and the periods of its rebates, or a sync of these.
 */
export type Concern =
  | Exclude<Subject, { kind: 'unbind' }>
  | (Extract<Subject, { kind: 'unbind' }> & { readonly money: UnbindMoney | undefined })
  | {
      readonly kind: 'distributor_review';
      readonly record: DistributorReview;
      readonly decision: Decision | undefined;
    }
  | { readonly kind: 'approved_action'; readonly record: ApprovedAction }
  | {
      readonly kind: 'partner_account';
      readonly record: PartnerAccount;
      readonly look: DailyLook | undefined;
      readonly periods: readonly RebatePeriod[];
    }
  | { readonly kind: 'rebate_sync'; readonly record: RebateSync };

/** By what their ids begin with. */
const prefixes = [
  ['link_request', idPrefixes.linkRequest],
  ['unbind', idPrefixes.unbind],
  ['partner_account', idPrefixes.partnerAccount],
  ['rebate_sync', idPrefixes.rebateSync],
  ['approved_action', idPrefixes.approvedAction],
] as const satisfies readonly (readonly [Concern['kind'], string])[];

/** Begins the types of its timeline entries. */
export function concernKind(id: string): (typeof prefixes)[number][0] | undefined {
  return prefixes.find(([, prefix]) => id.startsWith(`${prefix}_`))?.[0];
}

export async function readConcern(tables: Tables, org: string, id: string): Promise<Concern | undefined> {
  const kind = concernKind(id);
  if (kind === 'rebate_sync') {
    const record = await readSync(tables, org, id);
    return record && { kind: 'rebate_sync', record };
  }
  if (kind === 'approved_action') {
    const record = await readAction(tables, org, id);
    return record && { kind, record };
  }
  if (kind !== 'partner_account') return readCase(tables, org, id);
  const [record, look, periods] = await Promise.all([
    readPartnerAccount(tables, org, id),
    readDailyLook(tables, org, id),
    readPeriods(tables, org, id),
  ]);
  return record && { kind: 'partner_account', record, look, periods };
}

/** Of an unbind that is another organisation's, what this one is asked as its distributor. */
async function readCase(tables: Tables, org: string, id: string): Promise<Concern | undefined> {
  const subject = await readSubject(tables, org, id);
  if (subject?.kind === 'unbind') {
    const money = isUnbindOutcome(subject.record.status) ? await readMoney(tables, org, id) : undefined;
    return { ...subject, money };
  }
  const review = subject ? undefined : await readReview(tables, org, id);
  if (!review) return subject;
  return { kind: 'distributor_review', record: review, decision: await readDecision(tables, decisionOfReview(review)) };
}
