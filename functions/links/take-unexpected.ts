import type { PartnerAccount, Policy } from '../parties/index.ts';
import type { Application } from '../providers/provider.ts';
import { append } from '../timeline/index.ts';
import { readLinkRequest } from './advance.ts';
import { type ClaimHolder, claimHolder, claimIntent, isGivenUp } from './application-claim.ts';
import { type CustomerLock, customerLockKey, readLock, takeLock } from './customer-lock.ts';
import { UNOWNED } from './follow/assignment.ts';
import { readLink } from './link.ts';
import { type LinkRequest } from './link-request.ts';
import { createRequest, newRequest } from './new-request.ts';
import type { LinkDeps } from './ports.ts';
import { leastScope } from './relationship.ts';
import { isOutcome } from './request-status.ts';
import { placeOf } from './transition.ts';

/** Where an application was seen, and by which policy it is taken up. */
type Seen = { readonly account: PartnerAccount; readonly policy: Policy };

/**
 * Takes up an application that no request of ours waits for (R024), once however often it is seen: it becomes a request
 * that a person reviews. One whose account is held by a request or a link is that one's affair; a link has it noted.
 * @param invitedFor the request whose invitation the account used; `lateFor` when that one has ended
 */
export async function takeUnexpected(
  deps: LinkDeps,
  { account, policy }: Seen,
  application: Application,
  invitedFor: string | undefined,
): Promise<void> {
  if (application.state !== 'awaiting_decision') return;
  const { org, site } = account;
  const place = { org, partnerAccount: account };
  const [lockItem, holder] = await Promise.all([
    deps.tables.get('desk', customerLockKey({ org, site, accountId: application.account })),
    claimHolder(deps.tables, place, application),
  ]);
  const lock = readLock(lockItem);
  if (lock?.link && !holder) return noteOnLink(deps, account, lock, application);
  if (lock?.request || lock?.link || (holder && !mayBeTakenUp(holder))) return;
  const invited = invitedFor === undefined ? undefined : await readLinkRequest(deps.tables, org, invitedFor);
  if (invited && isAboutToLook(invited)) return;
  const late = holder?.record ?? invited;
  const { account: accountId, appliedAt, word } = application;
  const record = newRequest(deps, account, policy, {
    org,
    createdBy: 'desk',
    owner: UNOWNED,
    origin: 'customer',
    purpose: 'onboarding',
    types: ['billing'],
    scope: leastScope,
    gathered: [],
    team: policy.teams[0] ?? 'onboarding',
    customer: { accountId, name: application.name ?? accountId },
    application: { account: accountId, appliedAt, word },
    review: { because: 'customer_started' },
    ...(late && isOutcome(late.status) && { lateFor: late.id }),
  });
  // refused when another look was faster, or the account is of the other environment
  await deps.tables.transact([
    takeLock(placeOf(record), account.environment, record.id),
    claimIntent(record, application, holder),
    ...createRequest(record, { kind: 'provider', site }, deps),
  ]);
}

/** What a person refused or left alone as it was, is not brought up again; nor what a live request is about. */
function mayBeTakenUp(holder: ClaimHolder): boolean {
  return isGivenUp(holder) && holder.record?.origin === 'reseller';
}

/** It invites once more right now, and will look for whoever used the invitation before. */
function isAboutToLook({ status, application }: LinkRequest): boolean {
  return !isOutcome(status) && application === undefined;
}

/** Once: the claim of the application is the link's from then on. */
async function noteOnLink(deps: LinkDeps, account: PartnerAccount, lock: CustomerLock, application: Application) {
  const link = lock.link === undefined ? undefined : await readLink(deps.tables, account.org, lock.link);
  if (!link) return;
  const { account: customer, appliedAt, word } = application;
  const at = deps.clock.now();
  const actor = { kind: 'provider', site: account.site } as const;
  const entry = { type: 'link.application_seen', actor, at, data: { customer, appliedAt, word } } as const;
  const claimant = { id: link.id, org: account.org, partnerAccount: account };
  await deps.tables.transact([claimIntent(claimant, application, undefined), ...append(link, entry, deps.newId)]);
}
