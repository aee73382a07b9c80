import * as z from 'zod';
import { Instant } from '../../kernel/clock.ts';
import { UNOWNED } from '../../links/follow/assignment.ts';
import { readAdmins } from '../../parties/admins.ts';
import { membersWith } from '../../parties/index.ts';
import type { Tables } from '../../platform/tables.ts';
import { hasOpen } from '../../rebates/notices/open-line.ts';
import { isWorthTelling } from '../../rebates/notices/sync-line.ts';
import { Period } from '../../unbinds/money/periods.ts';
import { isUnbindOutcome } from '../../unbinds/status.ts';
import type { Unbind } from '../../unbinds/unbind.ts';
import { matterOfEvent } from '../routes.ts';
import { hasEnded, type Subject } from '../subject.ts';
import type { Concern } from './concern.ts';

/** What of a link request, of an unbind, or of a partner account needs a person of the organisation. */
export const matters = [
  'second_person',
  'review',
  'invitation',
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
  'distributor_review',
  'action_unknown',
  'daily_look',
  'rebate_sync',
  'rebates_open',
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
    /** The member, or members, whom it names; told instead of whoever has the record in hand. */
    tells: z.union([z.string(), z.array(z.string())]).optional(),
    /** The settlement month whose bill it is about. */
    period: Period.optional(),
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
 * Who is told, by id: for an agreement those who may give it, other than the initiator, and so for a distributor's review; of bills that come late, finance;
 * for all else whoever has the record in hand, and of an unbind its initiator, too. Where that is nobody, the admins.
 * @param named whom the event itself names
 */
export async function whoIsTold(
  tables: Tables,
  concern: Concern,
  matter: Matter,
  named?: string | readonly string[],
): Promise<readonly string[]> {
  if (named !== undefined) return typeof named === 'string' ? [named] : named;
  const { kind, record } = concern;
  const { org } = record;
  const createdBy = kind === 'rebate_sync' ? record.owner : 'createdBy' in record ? record.createdBy : UNOWNED;
  const owner = 'owner' in record ? record.owner : createdBy;
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
  distributor_review: 'approver',
  unbind_late_charge: 'finance',
  unbind_bill_unknown: 'finance',
  rebate_sync: 'finance',
  rebates_open: 'finance',
};

/** What the initiator hears of although somebody else may have the case in hand by now (R092). */
const tellsInitiator: ReadonlySet<Matter> = new Set(['unbind_confirmed', 'unbind_blocked', 'unbind_ended']);

/** What a notice tells, and of which month's bill, if of one. */
type Told = { readonly matter: Matter; readonly period?: Period | undefined };

/** Whether it still needs somebody: what has been done meanwhile is told to nobody. */
export function stillNeeds(concern: Concern, { matter, period }: Told): boolean {
  return needs[matter](concern, period);
}

/** Whether somebody else than this member has said meanwhile that they see to it, so that nobody need be mailed of it. */
export function isTakenByAnother(concern: Concern, { matter }: Told, member: string): boolean {
  const taken = matter === 'daily_look' && concern.kind === 'partner_account' ? concern.look?.taken : undefined;
  return taken !== undefined && taken.by !== member;
}

type Needs = (concern: Concern, period?: Period) => boolean;

const inCase =
  (stands: (subject: Subject) => boolean): Needs =>
  (concern) =>
    (concern.kind === 'link_request' || concern.kind === 'unbind') && stands(concern);

/** While an unbind stands like this. */
const inUnbind =
  (stands: (record: Unbind) => boolean): Needs =>
  ({ kind, record }) =>
    kind === 'unbind' && stands(record);
const waits = (...statuses: readonly string[]) => inUnbind(({ status }) => statuses.includes(status));
const goesOn = inUnbind(({ status }) => !isUnbindOutcome(status));
const isOver = inUnbind(({ status }) => isUnbindOutcome(status));

function isClosed(concern: Concern, period: Period): boolean {
  const periods = concern.kind === 'unbind' ? concern.money?.tail?.periods : undefined;
  return periods?.find((one) => one.period === period)?.state === 'closed';
}

const needs: Readonly<Record<Matter, Needs>> = {
  second_person: inCase(({ record }) => record.status === 'awaiting_second_person'),
  review: inCase(({ record }) => record.status === 'awaiting_reseller_review'),
  invitation: inCase(({ record }) => record.status === 'awaiting_operator'),
  escalated: inCase((subject) => !hasEnded(subject) && subject.record.waitingOn?.escalatedAt !== undefined),
  contact_broken: inCase(({ record: { waitingOn } }) => waitingOn?.contact !== undefined),
  expired: inCase(({ record }) => record.status === 'expired'),
  unbind_review: waits('awaiting_review'),
  unbind_blocked: inUnbind(({ status, ready }) => !isUnbindOutcome(status) && !ready),
  unbind_submission: waits('awaiting_submission'),
  unbind_entry: waits('awaiting_review_entry'),
  unbind_confirmed: waits('awaiting_initiator'),
  unbind_withdrawal: waits('awaiting_withdrawal'),
  unbind_reopened: goesOn,
  unbind_clock: waits('awaiting_review', 'awaiting_review_entry'),
  unbind_ended: isOver,
  unbind_late_charge: isOver,
  // finance may have looked meanwhile, or the bill could be read after all
  unbind_bill_unknown: (concern, period) => isOver(concern) && (period === undefined || !isClosed(concern, period)),
  // who submits may be the distributor itself: then the case is what it is asked of
  distributor_review: (concern) =>
    concern.kind === 'distributor_review'
      ? concern.decision?.status === 'open'
      : waits('awaiting_distributor_review')(concern),
  action_unknown: (concern) => concern.kind === 'approved_action' && concern.record.status === 'unknown',
  daily_look: (concern) =>
    concern.kind === 'partner_account' && concern.look !== undefined && concern.look.doneAt === undefined,
  rebate_sync: (concern) => concern.kind === 'rebate_sync' && isWorthTelling(concern.record),
  rebates_open: (concern) => concern.kind === 'partner_account' && hasOpen(concern.periods),
};
