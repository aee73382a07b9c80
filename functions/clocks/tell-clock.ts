import { type Instant, plusSeconds, secondsBetween } from '../kernel/clock.ts';
import type { InvitationClock } from '../links/invitation-clock.ts';
import type { Link } from '../links/link.ts';
import type { LinkRequest } from '../links/link-request.ts';
import { linkSequence } from '../links/link-sequence.ts';
import type { Sequence, Sequenced } from '../sequence/sequence.ts';
import { type ApprovedAction, lookBy } from '../unbinds/actions/approved-action.ts';
import { isUnderReview } from '../unbinds/customer-started/climb-ladder.ts';
import type { DailyLook } from '../unbinds/customer-started/daily-look.ts';
import { rungs } from '../unbinds/customer-started/deadline.ts';
import type { UnbindMoney } from '../unbinds/money/unbind-money.ts';
import type { Unbind } from '../unbinds/unbind.ts';
import { unbindSequence } from '../unbinds/unbind-sequence.ts';
import type { Clock } from './clock.ts';

const DAY = 86_400;

/** Who answers for a record: a member, or nobody but its team. */
export type OwnerOf = (record: { readonly owner: string; readonly team: string }) => Pick<Clock, 'owner' | 'ownedBy'>;
type Now = { readonly now: Instant; readonly ownerOf: OwnerOf };

/** The wait of a link request, which is the desk's own clock. */
export function requestClock(record: LinkRequest, { now, ownerOf }: Now): Clock | undefined {
  const { waitingOn } = record;
  return (
    waitingOn && {
      ...told(record, waitingOn, now, ownerOf),
      kind: 'link_request',
      for: waitingOn.for,
      party: waitingOn.party,
      keptBy: 'desk',
      zone: null,
      next: soonest(noticesOf(linkSequence, record), now),
    }
  );
}

/** The provider lets an invitation lapse by itself, whatever our own window says. */
export function invitationLapse(record: LinkRequest, { lapsesAt }: InvitationClock, { now, ownerOf }: Now) {
  const { invitation, status } = record;
  if (status !== 'awaiting_application' || invitation?.lapsesAt !== lapsesAt) return undefined;
  const kept = { kind: 'link_request', for: 'invitation_lapse', party: 'customer', ...byProvider } as const;
  return { ...told(record, { since: invitation.at, until: lapsesAt }, now, ownerOf), ...kept } satisfies Clock;
}

/** The provider's own delay of a bill, which is waited out. */
export function linkClock(record: Link, { now, ownerOf }: Now): Clock | undefined {
  const { waitingOn, status } = record;
  if (!waitingOn || status !== 'active') return undefined;
  const kept = { kind: 'link', for: waitingOn.for, party: waitingOn.party, ...byProvider } as const;
  return { ...told(record, waitingOn, now, ownerOf), ...kept };
}

/**
 * The wait of an unbind. What a customer started is the provider's clock until it is answered there: after so many
 * calendar days of its zone it approves by itself (B02).
 */
export function unbindClock(record: Unbind, { now, ownerOf }: Now): Clock | undefined {
  const { waitingOn, providerDeadline } = record;
  if (!waitingOn) return undefined;
  const decides = providerDeadline !== undefined && providerDeadline.at === waitingOn.until;
  return {
    ...told(record, waitingOn, now, ownerOf),
    kind: 'unbind',
    for: waitingOn.for,
    party: waitingOn.party,
    keptBy: decides ? 'provider' : 'desk',
    zone: decides ? providerDeadline.zone : null,
    next: soonest([...noticesOf(unbindSequence, record), ...ladder(record)], now),
  };
}

/** The next settlement period whose bill may still bring something after completion (B17). */
export function tailClock(record: Unbind, { tail }: UnbindMoney, { now, ownerOf }: Now): Clock | undefined {
  const period = tail?.periods.find(({ state }) => state !== 'closed');
  if (!tail || !period) return undefined;
  const party = period.state === 'open' ? 'finance' : 'provider';
  const kept = { kind: 'unbind', for: 'bill_tail', party, ...byProvider } as const;
  return { ...told(record, { since: tail.since, until: period.billMadeAt }, now, ownerOf), ...kept };
}

/** The look, once a day, at what customers have started at a partner account: no call tells it (B02). */
export function lookClock(look: DailyLook, until: Instant, now: Instant): Clock | undefined {
  const { account, site, owner, openedAt, doneAt } = look;
  if (doneAt !== undefined) return undefined;
  return {
    for: 'daily_look',
    kind: 'partner_account',
    record: account,
    status: 'open',
    site,
    party: 'operator',
    owner,
    ownedBy: 'member',
    keptBy: 'desk',
    since: openedAt,
    until,
    zone: null,
    ageSeconds: Math.max(0, secondsBetween(openedAt, now)),
    overdue: until <= now,
    next: null,
  };
}

/** A remedy that the desk has called for and of which nobody knows whether it was carried out: somebody has to look. */
export function actionClock(record: ApprovedAction, now: Instant): Clock | undefined {
  const { id, status, partnerAccount, customer, createdBy, createdAt, endedAt } = record;
  if (status !== 'unknown') return undefined;
  const [since, until] = [endedAt ?? createdAt, lookBy(record)];
  return {
    for: 'action_unknown',
    kind: 'approved_action',
    record: id,
    status,
    site: partnerAccount.site,
    customer: { name: customer.name, accountId: customer.accountId },
    party: 'operator',
    owner: createdBy,
    ownedBy: 'member',
    keptBy: 'desk',
    since,
    until,
    zone: null,
    ageSeconds: Math.max(0, secondsBetween(since, now)),
    overdue: until <= now,
    next: null,
  };
}

const byProvider = { keptBy: 'provider', zone: null, next: null } as const;

type Waits = { readonly since: Instant; readonly until: Instant };

function told(record: LinkRequest | Link | Unbind, { since, until }: Waits, now: Instant, ownerOf: OwnerOf) {
  const { id, status, partnerAccount, customer, team } = record;
  const { name, accountId } = customer;
  return {
    record: id,
    status,
    site: partnerAccount.site,
    customer: { name, ...(accountId !== undefined && { accountId }) },
    ...ownerOf(record),
    team,
    since,
    until,
    ageSeconds: Math.max(0, secondsBetween(since, now)),
    overdue: until <= now,
  };
}

type Notice = NonNullable<Clock['next']>;

/** Who is told of a wait, by the very terms that made these notices due when it began. */
function noticesOf<R extends Sequenced>(sequence: Sequence<R>, record: R): readonly Notice[] {
  const { waitingOn } = record;
  const { waits } = sequence;
  if (!waitingOn || !waits) return [];
  const { since, until, kind, escalatedAt } = waitingOn;
  const reminders = waits
    .remindBefore(record, kind)
    .map((seconds) => ({ notice: 'reminder', at: plusSeconds(until, -seconds) }) as const)
    .filter(({ at }) => at > since);
  const escalates = plusSeconds(since, waits.escalateAfter(record));
  const lasts = escalatedAt === undefined && escalates < until;
  return lasts ? [...reminders, { notice: 'escalation', at: escalates }] : reminders;
}

/** The rungs of what a customer has started; at the last one a second person is told where nobody has taken it up. */
function ladder(record: Unbind): readonly Notice[] {
  const { providerDeadline, reviewClock } = record;
  if (!providerDeadline || !isUnderReview(record)) return [];
  return rungs.map((days) => ({
    notice: days === rungs.at(-1) && !reviewClock?.acknowledged ? 'escalation' : 'reminder',
    at: plusSeconds(providerDeadline.at, -days * DAY),
  }));
}

function soonest(notices: readonly Notice[], now: Instant): Notice | null {
  return notices.filter(({ at }) => at > now).toSorted((a, b) => (a.at < b.at ? -1 : 1))[0] ?? null;
}
