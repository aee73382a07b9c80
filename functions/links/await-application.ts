import type { Instant } from '../kernel/clock.ts';
import { InvariantBroken } from '../kernel/result.ts';
import type { Fields } from '../kernel/write.ts';
import type { Actor } from '../timeline/index.ts';
import { invitationClock } from './invitation-clock.ts';
import type { LinkRequest } from './link-request.ts';
import { outstandingInvitationIntent } from './outstanding-invitation.ts';
import { firstPoll, type Poller } from './poll.ts';
import type { CapabilitiesOf, LinkDeps } from './ports.ts';
import { transition } from './transition.ts';
import { application } from './waits.ts';

const UNSTATED_VALIDITY = 'P30D';

type Invited = {
  readonly invitation: NonNullable<LinkRequest['invitation']>;
  readonly poller: Poller;
  readonly actor: Actor;
  readonly at: Instant;
  readonly data?: Fields;
};

/** Goes on to wait for the application of a customer who is, or may be, invited. */
export function awaitApplication(
  { newId }: Pick<LinkDeps, 'newId'>,
  record: LinkRequest,
  { invitation, poller, actor, at, data = {} }: Invited,
) {
  const { registration } = record;
  const step = {
    to: 'awaiting_application',
    actor,
    at,
    set: { invitation, ...(registration && { registration }) },
    wait: application(record, at),
    data: { invitation, ...data },
  } as const;
  const also = [...firstPoll(record, at, poller), invitationClock(record, invitation.lapsesAt)];
  return { ...transition(record, step, newId), also };
}

/** Keeps an invitation in mind until it lapses: whoever uses it is this request's affair. */
export function outstanding(
  record: LinkRequest,
  sent: {
    readonly number: number;
    readonly sentAt: Instant;
    readonly lapsesAt: Instant;
    readonly handle: string | null;
    readonly link: string | null;
  },
) {
  const { org, id: request, partnerAccount, customer } = record;
  return outstandingInvitationIntent({
    org,
    account: partnerAccount.id,
    request,
    expects: customer.accountId ?? null,
    ...sent,
  });
}

/** For how many days the invitations of a site can be used, or surely no longer where it does not say. */
export function validityDays(capabilitiesOf: CapabilitiesOf, { partnerAccount }: LinkRequest): number {
  return daysOf(capabilitiesOf(partnerAccount.site)?.invitationValidity ?? UNSTATED_VALIDITY);
}

/** Providers state validity in whole days (`P30D`). */
export function daysOf(duration: string): number {
  const days = /^P(\d{1,4})D$/.exec(duration)?.[1];
  if (!days) throw new InvariantBroken(`not a duration in days: ${duration}`);
  return Number(days);
}
