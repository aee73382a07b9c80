import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { UNOWNED } from '../../links/follow/assignment.ts';
import { readAdmins } from '../../parties/admins.ts';
import { membersWith } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { isUnbindOutcome } from '../../unbinds/status.ts';
import type { Unbind } from '../../unbinds/unbind.ts';
import { matterOfEvent } from '../routes.ts';
import { hasEnded, type Subject } from '../subject.ts';

/** What of a link request, or of an unbind, needs a person of the organisation. */
export const matters = [
  'second_person',
  'review',
  'escalated',
  'contact_broken',
  'expired',
  'unbind_review',
  'unbind_blocked',
  'unbind_submission',
  'unbind_entry',
  'unbind_confirmed',
  'unbind_withdrawal',
  'unbind_reopened',
  'unbind_clock',
  'unbind_ended',
  'unbind_late_charge',
  'unbind_bill_unknown',
] as const;
export const Matter = z.enum(matters);
export type Matter = z.infer<typeof Matter>;

/** An event of the bus that may need a person. */
export const MatterEvent = z.object({
  id: z.string(),
  org: z.string(),
  subject: z.string(),
  type: z.string(),
  occurredAt: Instant,
  data: z.looseObject({
    contact: z.literal('broken').optional(),
    /** The member whom it names; told instead of whoever has the record in hand. */
    tells: z.string().optional(),
    facts: z.array(z.looseObject({ kind: z.string() })).optional(),
  }),
});
export type MatterEvent = z.infer<typeof MatterEvent>;

export function matterOf({ type, data }: MatterEvent): Matter | undefined {
  const matter = matterOfEvent[type];
  if (matter === 'contact_broken' && data.contact === undefined) return undefined;
  // of what is noted besides, only a condition that the provider names needs somebody
  if (type === 'unbind.noted.v1' && !data.facts?.some(({ kind }) => kind === 'blocked')) return undefined;
  return matter;
}

/**
 * Who is told, by id: for an agreement those who may give it, other than the initiator; of bills that come late, finance;
 * for all else whoever has the record in hand, and of an unbind its initiator, too. Where that is nobody, the admins.
 * @param named the one member whom the event itself names
 */
export async function whoIsTold(
  tables: Tables,
  { kind, record }: Subject,
  matter: Matter,
  named?: string,
): Promise<readonly string[]> {
  if (named !== undefined) return [named];
  const { org, owner, createdBy } = record;
  const initiator = kind === 'unbind' && tellsInitiator.has(matter) ? [createdBy] : [];
  const right = tellsRight[matter];
  const told = right
    ? (await membersWith(tables, org, right)).filter((id) => right !== 'approver' || id !== createdBy)
    : [...new Set([owner, ...initiator])].filter((id) => id !== UNOWNED && id !== 'desk');
  return told.length > 0 ? told : (await readAdmins(tables, org)).ids;
}

/** What is told to everybody who holds a right, whoever has the record in hand. */
const tellsRight: Readonly<Partial<Record<Matter, 'approver' | 'finance'>>> = {
  second_person: 'approver',
  review: 'approver',
  unbind_review: 'approver',
  unbind_late_charge: 'finance',
  unbind_bill_unknown: 'finance',
};

/** What the initiator hears of although somebody else may have the case in hand by now (R092). */
const tellsInitiator: ReadonlySet<Matter> = new Set(['unbind_confirmed', 'unbind_blocked', 'unbind_ended']);

/** Whether it still needs somebody: what has been done meanwhile is told to nobody. */
export function stillNeeds(subject: Subject, matter: Matter): boolean {
  const { status, waitingOn } = subject.record;
  switch (matter) {
    case 'second_person':
      return status === 'awaiting_second_person';
    case 'review':
      return status === 'awaiting_reseller_review';
    case 'escalated':
      return !hasEnded(subject) && waitingOn?.escalatedAt !== undefined;
    case 'contact_broken':
      return waitingOn !== undefined && 'contact' in waitingOn && waitingOn.contact !== undefined;
    case 'expired':
      return status === 'expired';
    default:
      return subject.kind === 'unbind' && unbindNeeds(subject.record, matter);
  }
}

function unbindNeeds({ status, ready }: Unbind, matter: Matter): boolean {
  switch (matter) {
    case 'unbind_blocked':
      return !isUnbindOutcome(status) && !ready;
    case 'unbind_reopened':
      return !isUnbindOutcome(status);
    case 'unbind_clock':
      return status === 'awaiting_review' || status === 'awaiting_review_entry';
    case 'unbind_ended':
    case 'unbind_late_charge':
    case 'unbind_bill_unknown':
      return isUnbindOutcome(status);
    default:
      return status === waitedFor[matter];
  }
}

/** What an open wait of an unbind asks of a member. */
const waitedFor: Readonly<Partial<Record<Matter, Unbind['status']>>> = {
  unbind_review: 'awaiting_review',
  unbind_submission: 'awaiting_submission',
  unbind_entry: 'awaiting_review_entry',
  unbind_confirmed: 'awaiting_initiator',
  unbind_withdrawal: 'awaiting_withdrawal',
};
