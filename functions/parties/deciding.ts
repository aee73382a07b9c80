import { type Instant, plusSeconds } from '../kernel/clock.ts';
import type { Problem } from '../kernel/problems.ts';
import type { Caller } from '../platform/contract.ts';
import type { Tables } from '../platform/tables.ts';
import { membersWith } from './members-with.ts';
import type { Policy } from './policy.ts';

export type Decider = Pick<Caller, 'member' | 'rights'>;

/** What somebody has asked for, as far as it matters to who may decide on it. */
type AskedFor = { readonly org: string; readonly createdBy: string; readonly origin: 'reseller' | 'customer' };

/**
 * Who may not decide as the second person: whoever asked (R026), and who holds no right to approve. Where nobody else
 * could, the initiator may once the cool-off is over.
 */
export function deciderRefusal(
  { createdBy }: Pick<AskedFor, 'createdBy'>,
  aloneFrom: Instant | undefined,
  { member, rights }: Decider,
  now: Instant,
): Problem | undefined {
  if (member !== createdBy) {
    return rights.has('approver') ? undefined : { kind: 'right_missing', params: { needs: 'approver' } };
  }
  if (aloneFrom === undefined) return { kind: 'self_approval' };
  return aloneFrom <= now ? undefined : { kind: 'cool_off', params: { until: aloneFrom } };
}

/**
 * From when the initiator may decide alone, because nobody else of the organisation could: after a pause in which to
 * think again. Undefined where somebody else can, and where nobody here asked for it.
 */
export async function mayDecideAloneFrom(
  tables: Tables,
  { org, createdBy, origin }: AskedFor,
  { secondPerson }: Pick<Policy, 'secondPerson'>,
  at: Instant,
): Promise<Instant | undefined> {
  if (origin === 'customer') return undefined;
  const approvers = await membersWith(tables, org, 'approver');
  return approvers.some((id) => id !== createdBy) ? undefined : plusSeconds(at, secondPerson.coolOffSeconds);
}
