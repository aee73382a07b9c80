import { deliverAnswer } from '../../decisions/deliver-answer.ts';
import { recordDecision } from '../../decisions/record-decision.ts';
import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { WriteIntent } from '../../kernel/write.ts';
import type { DueItem } from '../../platform/due.ts';
import type { Application } from '../../providers/provider.ts';
import { readLinkRequest } from '../advance.ts';
import { claimIntent } from '../application-claim.ts';
import type { LinkRequest } from '../link-request.ts';
import { type OutstandingInvitation, outstandingInvitations } from '../outstanding-invitation.ts';
import { callsForLook, nextPause, pollAt, pollerKey } from '../poll.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { waitingRef } from '../transition.ts';

type Waiting = { readonly record: LinkRequest; readonly invitations: readonly OutstandingInvitation[] };

/**
 * Looks at the provider once for all requests of a partner account that wait for an application, and hands each what
 * was found. The next look is made due before this one is done: one that breaks is followed by the next all the same.
 */
export const createPollApplications = (deps: LinkProviderDeps) => async (item: DueItem) => {
  const poller = await deps.tables.get('desk', pollerKey(item.org, item.id));
  const now = deps.clock.now();
  const waiting = await whoWaits(deps, item, now);
  const [first] = waiting;
  if (!first || !callsForLook(poller, item.at, first.record.windows.pollFirst)) return;
  await deps.tables.transact(nextLook(item, waiting, now));
  const applications = await applicationsOf(deps, waiting);
  const meant = new Set(waiting.flatMap(({ record }) => record.customer.accountId ?? []));
  for (const one of waiting) {
    const found = applications && match(one, applications, meant);
    if (found) await handOver(deps, one.record, found);
  }
};

async function whoWaits(deps: LinkProviderDeps, item: DueItem, now: Instant): Promise<readonly Waiting[]> {
  const outstanding = await outstandingInvitations(deps.tables, item.org, item.id, now);
  const byRequest = Map.groupBy(outstanding, ({ request }) => request);
  const records = await Promise.all([...byRequest.keys()].map((id) => readLinkRequest(deps.tables, item.org, id)));
  return records.flatMap((record) => {
    if (record?.status !== 'awaiting_application') return [];
    return [{ record, invitations: byRequest.get(record.id) ?? [] }];
  });
}

/** Applications by account, and the accounts that used our invitations; undefined when the provider does not answer. */
async function applicationsOf(deps: LinkProviderDeps, waiting: readonly Waiting[]): Promise<Seen | undefined> {
  const [first] = waiting;
  if (!first) return undefined;
  const ref = accountRef(first.record);
  const port = deps.portOf(ref.site);
  const since = waiting.map(({ record }) => record.createdAt).toSorted()[0] ?? first.record.createdAt;
  const applications: Application[] = [];
  let cursor: string | undefined;
  do {
    const page = await port.listApplications(ref, since, cursor);
    if (!page.ok) return undefined;
    applications.push(...page.value.items);
    cursor = page.value.next;
  } while (cursor !== undefined);
  const handles = waiting.flatMap(({ invitations }) => invitations.flatMap(({ handle }) => handle ?? []));
  const usedBy = new Map<string, string>();
  for (let from = 0; from < handles.length; from += 100) {
    const page = await port.readInvitations(ref, handles.slice(from, from + 100));
    if (!page.ok) return undefined;
    for (const { handle, account } of page.value.items) if (account) usedBy.set(handle, account);
  }
  return { applications, usedBy };
}

type Seen = { readonly applications: readonly Application[]; readonly usedBy: ReadonlyMap<string, string> };

/** The application of the account that was meant; else one of an account that no request means, made on this invitation. */
function match(
  { record, invitations }: Waiting,
  { applications, usedBy }: Seen,
  meant: ReadonlySet<string>,
): Application | undefined {
  const undecided = applications.filter(({ state }) => state === 'awaiting_decision' || state === 'associated');
  const own = undecided.find(({ account }) => account === record.customer.accountId);
  if (own) return own;
  const users = new Set(invitations.flatMap(({ handle }) => (handle && usedBy.get(handle)) ?? []));
  return undecided.find(({ account }) => users.has(account) && !meant.has(account));
}

async function handOver(
  deps: LinkProviderDeps,
  record: LinkRequest,
  { account, appliedAt, word }: Application,
): Promise<void> {
  const ref = waitingRef(record);
  if (!ref) return;
  const application = { account, appliedAt, word };
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  await recordDecision(deps, ref, {
    verdict: 'applied',
    answer: { application },
    actor,
    also: [await claimIntent(deps.tables, record, application)],
  });
  await deliverAnswer(deps, ref);
}

function nextLook(item: DueItem, waiting: readonly Waiting[], now: Instant): readonly WriteIntent[] {
  const pauses = waiting.map(({ record }) =>
    nextPause(record.windows, record.waitingOn?.since ?? record.createdAt, now),
  );
  return pollAt(item.org, item.id, plusSeconds(now, Math.min(...pauses)), now);
}
