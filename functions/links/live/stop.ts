import type { Instant } from '../../kernel/clock.ts';
import type { Problem } from '../../kernel/problems.ts';
import type { CustomerLock } from '../customer-lock.ts';
import { isReady, type Link, type Stopped } from '../link.ts';
import { activeRefusal, type LinkMove } from './change-link.ts';

/** A link is stopped once, while it is active. */
export function stopRefusal(link: Link): Problem | undefined {
  return activeRefusal(link) ?? (link.stopped ? { kind: 'not_allowed_now', params: { status: 'stopped' } } : undefined);
}

/** What can only be done with a link that is stopped. */
export function stoppedRefusal({ stopped, status }: Link): Problem | undefined {
  return stopped ? undefined : { kind: 'not_allowed_now', params: { status } };
}

/** Whoever stopped a link does not lift it alone. */
export function liftRefusal(link: Link, member: string): Problem | undefined {
  return stoppedRefusal(link) ?? (link.stopped?.by === member ? { kind: 'self_approval' } : undefined);
}

type Doing = { readonly by: string; readonly at: Instant; readonly reason: string };

/** Stops a link, with the exact identifiers and times that whoever puts it right will need (R023). */
export function stopping(link: Link, lock: CustomerLock | undefined, { by, at, reason }: Doing): LinkMove {
  const stopped: Stopped = { reason, since: at, by, unlinkBlockers: unlinkBlockers(link, lock) };
  const { partnerAccount, customer, linkedAt, requestId, verified, failing } = link;
  return {
    type: 'link.stopped',
    set: { stopped, readyToProvision: false },
    data: {
      reason,
      site: partnerAccount.site,
      partnerId: partnerAccount.partnerId,
      customer: customer.accountId,
      linkedAt,
      verified,
      failing,
      unlinkBlockers: stopped.unlinkBlockers,
      ...(requestId && { request: requestId }),
    },
  };
}

/** What we know that stands against releasing the customer at once; the provider may know more. */
function unlinkBlockers(link: Link, lock: CustomerLock | undefined): string[] {
  return [
    ...(lock?.request ? [`${lock.request} is open on this customer`] : []),
    ...(link.failing.includes('billing') ? ['its bill can not be read, so what it owes is not known'] : []),
    ...(link.verified === 'unverified' ? ['it has not been verified: what runs under it is not known'] : []),
  ];
}

/** Notes how a stopped link is put right. A new link means that this one can't stay as it is. */
export function choosingWayOut(
  link: Link,
  stopped: Stopped,
  chosen: { readonly wayOut: NonNullable<Stopped['wayOut']>['is']; readonly reference?: string | undefined },
  { by, at, reason }: Doing,
): LinkMove {
  const { wayOut: is, reference } = chosen;
  const wayOut = { is, by, at, ...(reference && { reference }) };
  const changeNeeded = { class: 'new_link' as const, because: [reason], since: at };
  return {
    type: 'link.way_out_chosen',
    set: { stopped: { ...stopped, wayOut }, ...(is === 'new_link' && { changeNeeded }) },
    data: { reason, wayOut: is, customer: link.customer.accountId, ...(reference && { reference }) },
  };
}

/** Lets hooks act again, as far as the link is ready. */
export function lifting(link: Link, reason: string): LinkMove {
  return {
    type: 'link.stop_lifted',
    set: { readyToProvision: isReady({ verified: link.verified, vanished: link.vanished }) },
    remove: ['stopped'],
    data: { reason, customer: link.customer.accountId },
  };
}
