import { InvariantBroken, ok } from '../../kernel/result.ts';
import { UNOWNED } from '../../links/follow/assignment.ts';
import { readPartnerAccount } from '../../parties/index.ts';
import type { DueItem } from '../../platform/due.ts';
import { fence } from '../../sequence/transition.ts';
import { move } from '../../timeline/index.ts';
import { changeUnbind, readUnbind } from '../change-unbind.ts';
import type { UnbindDeps } from '../ports.ts';
import type { ReviewClock, Unbind } from '../unbind.ts';
import { rungs } from './deadline.ts';
import { ownerAt, secondPersonFor } from './owners.ts';

const actor = { kind: 'desk', part: 'due-work' } as const;

/**
 * One rung of the ladder of a review: its owner is told that the provider's clock runs, once; at the last rung, where
 * nobody has said that they see to it, a second person, too. A review that is over is left alone.
 */
export async function climbLadder(deps: UnbindDeps, { org, id }: Pick<DueItem, 'org' | 'id'>): Promise<void> {
  const [unbind = '', days = ''] = id.split('#');
  const daysBefore = Number(days);
  if (!Number.isInteger(daysBefore) || daysBefore < 1) throw new InvariantBroken(`no rung of a ladder: ${id}`);
  const record = await readUnbind(deps.tables, org, unbind);
  if (!record || !isUnderReview(record)) return;
  await tell(deps, record, daysBefore);
  if (daysBefore === rungs.at(-1)) await escalate(deps, record);
}

/** Until the answer is entered at the provider, its clock runs. */
export function isUnderReview({ status, origin }: Pick<Unbind, 'status' | 'origin'>): boolean {
  const open = status === 'checking' || status === 'awaiting_review' || status === 'awaiting_review_entry';
  return origin === 'customer' && open;
}

async function tell(deps: UnbindDeps, { org, id, owner: known, partnerAccount }: Unbind, daysBefore: number) {
  const account = await readPartnerAccount(deps.tables, org, partnerAccount.id);
  if (!account) throw new InvariantBroken(`${id} has no partner account`);
  const owner = known === UNOWNED ? await ownerAt(deps.tables, account) : known;
  const at = deps.clock.now();
  await changeUnbind(deps, org, id, ({ record }) => {
    const clock = clockOf(record);
    if (!isUnderReview(record) || clock.told.some((rung) => rung.daysBefore === daysBefore))
      return ok({ intents: [], value: undefined });
    const reviewClock = { ...clock, told: [...clock.told, { daysBefore, at, owner }] };
    const data = { daysBefore, deadline: record.providerDeadline, owner, tells: owner };
    const entry = { type: 'unbind.clock_noticed', actor, at, data } as const;
    return ok({
      intents: move(record, { set: { reviewClock, owner }, expect: fence(record) }, entry, deps.newId),
      value: undefined,
    });
  });
}

async function escalate(deps: UnbindDeps, { org, id, owner }: Unbind): Promise<void> {
  const to = await secondPersonFor(deps.tables, org, owner);
  const at = deps.clock.now();
  await changeUnbind(deps, org, id, ({ record }) => {
    const clock = clockOf(record);
    if (!isUnderReview(record) || clock.acknowledged || clock.escalated) return ok({ intents: [], value: undefined });
    const reviewClock = { ...clock, escalated: { to, at } };
    const data = { from: record.owner, to, deadline: record.providerDeadline, tells: to };
    const entry = { type: 'unbind.clock_escalated', actor, at, data } as const;
    return ok({
      intents: move(record, { set: { reviewClock }, expect: fence(record) }, entry, deps.newId),
      value: undefined,
    });
  });
}

export function clockOf({ reviewClock }: Unbind): ReviewClock {
  return reviewClock ?? { told: [] };
}
