import { type Instant, plusSeconds } from '../kernel/clock.ts';
import { toStored } from '../kernel/stored.ts';
import { due } from '../platform/due.ts';
import { create, timelineStart } from '../timeline/index.ts';
import { startReadiness } from '../unbinds/readiness/start-readiness.ts';
import { startChecklist } from '../verification/index.ts';
import { handLockToLink } from './customer-lock.ts';
import { type Link, linkListKeys, linkShape } from './link.ts';
import type { LinkRequest } from './link-request.ts';
import type { LinkDeps } from './ports.ts';
import { accountOf, placeOf, transition } from './transition.ts';

/** When the customer is asked what it sees (R047), in seconds: a day later the provider's console shows the bill, too. */
const ASK_VIEW_AFTER_SECONDS = 86_400;

const actor = { kind: 'desk', part: 'link-machine' } as const;

/**
 * Ends a request with its link, in one transaction: the link and its timeline, the customer's lock, the request, and the
 * checklist by which the link is proved (R043).
 */
export function completeWithLink(deps: LinkDeps, record: LinkRequest, at: Instant, set: Partial<LinkRequest> = {}) {
  const id = deps.newId('link');
  const started = startChecklist({ org: record.org, id, checklist: 0 }, 'activated', at);
  const link: Link = {
    ...timelineStart,
    org: record.org,
    id,
    version: 1,
    status: 'active',
    verified: 'unverified',
    readyToProvision: false,
    createdAt: at,
    linkedAt: set.linkedAt ?? record.linkedAt ?? null,
    requestId: record.id,
    partnerAccount: record.partnerAccount,
    origin: 'request',
    types: record.types,
    scope: record.scope,
    ...(record.expected && { expected: record.expected }),
    ...(record.exitTerms && { exitTerms: record.exitTerms }),
    team: record.team,
    owner: record.owner,
    ...(record.ticket && { ticket: record.ticket }),
    customer: { accountId: accountOf(record), name: record.customer.name, ...known(record.customer) },
    failing: [],
    ...started.set,
  };
  const moved = transition(
    record,
    { to: 'completed', actor, at, set: { ...set, linkId: link.id }, data: { link: link.id } },
    deps.newId,
  );
  const entry = {
    type: 'link.activated',
    actor,
    at,
    data: { request: record.id, site: link.partnerAccount.site, customer: link.customer.accountId },
  } as const;
  const fields = { ...toStored(linkShape, link), ...link, ...linkListKeys(link) };
  return {
    ...moved,
    also: [
      ...create(fields, entry, deps.newId),
      ...started.intents,
      ...startReadiness(link, at),
      due({ kind: 'link.ask-view', org: record.org, id, at: plusSeconds(at, ASK_VIEW_AFTER_SECONDS) }),
      handLockToLink(placeOf(record), record.id, link.id),
    ],
  };
}

function known({ reference, country }: LinkRequest['customer']) {
  return { ...(reference && { reference }), ...(country && { country }) };
}
