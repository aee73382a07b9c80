import { deliverAnswer } from '../../decisions/deliver-answer.ts';
import { recordDecision } from '../../decisions/record-decision.ts';
import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import type { PartnerAccount, Policy } from '../../parties/index.ts';
import { readPartnerAccount, readPolicy } from '../../parties/index.ts';
import type { DueItem } from '../../platform/due.ts';
import { modeOf } from '../../providers/capabilities.ts';
import type { Application, InvitationReading, PartnerAccountRef } from '../../providers/provider.ts';
import { readLinkRequest } from '../advance.ts';
import { claimHolder, claimIntent } from '../application-claim.ts';
import type { LinkRequest } from '../link-request.ts';
import { claimedAccount } from '../other-account.ts';
import { type OutstandingInvitation, outstandingInvitations } from '../outstanding-invitation.ts';
import { asPoller, backOff, callsForLook, nextPause, type Poller, pollAt, pollerKey } from '../poll.ts';
import { allApplications } from '../provider-applications.ts';
import type { LinkProviderDeps } from '../provider-deps.ts';
import { takeUnexpected } from '../take-unexpected.ts';
import { waitingRef } from '../transition.ts';
import { handOutAudits, underAudit } from './hand-out-audits.ts';

type Waiting = { readonly record: LinkRequest; readonly invitations: readonly OutstandingInvitation[] };

/** Everything that one look at a partner account goes by. */
type Look = {
  readonly account: PartnerAccount;
  readonly ref: PartnerAccountRef;
  readonly policy: Policy;
  readonly poller: Poller;
  readonly waiting: readonly Waiting[];
  /** Requests whose accepted applications the provider itself examines. */
  readonly audits: readonly LinkRequest[];
  readonly outstanding: readonly OutstandingInvitation[];
  readonly now: Instant;
};

/**
 * Looks at the provider once for all requests of a partner account that wait for an application, and hands each what
 * was found; what none of them expects is taken up as a request of its own (R024). The next look is made due before this
 * one is done: one that breaks is followed by the next all the same. It goes on when nobody waits, ever so often as the
 * policy says, and also while the account is paused.
 */
export const createPollApplications = (deps: LinkProviderDeps) => async (item: DueItem) => {
  const look = await begin(deps, item);
  if (!look) return;
  const { account, waiting, audits, now } = look;
  const pause = pauseUntilNext(look);
  await deps.tables.transact(pollAt(item.org, item.id, plusSeconds(now, pause), { lookedAt: now }));
  if (waiting.length === 0 && audits.length === 0 && !canBeRead(deps, account)) return;
  const seen = await see(deps, look);
  const { failures } = look.poller;
  if (!seen) {
    const next = plusSeconds(now, backOff(pause, failures + 1, look.policy.poll.maxSeconds));
    await deps.tables.transact(pollAt(item.org, item.id, next, { failures: failures + 1 }));
    return;
  }
  if (failures > 0) await deps.tables.transact(pollAt(item.org, item.id, plusSeconds(now, pause), { failures: 0 }));
  await handOut(deps, look, seen);
  await handOutAudits(deps, audits, seen.applications, now);
};

async function begin(deps: LinkProviderDeps, item: DueItem): Promise<Look | undefined> {
  const poller = asPoller(await deps.tables.get('desk', pollerKey(item.org, item.id)));
  // one that failed is made due again, although the next look is due by then, too
  if (item.tries === undefined && !callsForLook(poller, item.at)) return undefined;
  const now = deps.clock.now();
  const [account, policy, outstanding] = await Promise.all([
    readPartnerAccount(deps.tables, item.org, item.id),
    readPolicy(deps.tables, item.org),
    outstandingInvitations(deps.tables, item.org, item.id, now),
  ]);
  if (!account) return undefined;
  const { org, id, site, environment } = account;
  const ref = { org, account: id, site, environment };
  const [waiting, audits] = await Promise.all([whoWaits(deps, item.org, outstanding), underAudit(deps, account)]);
  return { account, ref, policy, poller, waiting, audits, outstanding, now };
}

async function whoWaits(deps: LinkProviderDeps, org: string, outstanding: readonly OutstandingInvitation[]) {
  const byRequest = Map.groupBy(outstanding, ({ request }) => request);
  const records = await Promise.all([...byRequest.keys()].map((id) => readLinkRequest(deps.tables, org, id)));
  return records.flatMap((record): Waiting[] => {
    if (record?.status !== 'awaiting_application') return [];
    return [{ record, invitations: byRequest.get(record.id) ?? [] }];
  });
}

function pauseUntilNext({ waiting, audits, policy, now }: Look): number {
  const pauses = [...waiting.map(({ record }) => record), ...audits].map(({ windows, waitingOn, createdAt }) =>
    nextPause(windows, waitingOn?.since ?? createdAt, now),
  );
  return Math.min(policy.poll.maxSeconds, ...pauses);
}

/** An account whose site, or whose allowlist there, has no such list is looked at for the sake of waiting requests only. */
function canBeRead(deps: LinkProviderDeps, account: PartnerAccount): boolean {
  const capabilities = deps.capabilitiesOf(account.site);
  return capabilities !== undefined && modeOf('listApplications', capabilities, account) === 'api';
}

type Seen = { readonly applications: readonly Application[]; readonly usedBy: ReadonlyMap<string, string> };

/** Applications, and the accounts that used our invitations; undefined when the provider does not answer. */
async function see(deps: LinkProviderDeps, look: Look): Promise<Seen | undefined> {
  const { account, ref, waiting, outstanding } = look;
  const site = deps.capabilitiesOf(account.site);
  const handles = waiting.flatMap(({ invitations }) => invitations.map(({ handle }) => handle));
  // a list of all customers is long, and tells of a waiting one no more than its invitation does
  const byInvitation =
    site !== undefined &&
    modeOf('listApplications', site, account) !== 'api' &&
    modeOf('readInvitations', site, account) === 'api' &&
    !handles.includes(null);
  if (byInvitation) return seeByInvitations(deps, ref, withoutNull(handles));
  const applications = await allApplications(deps, ref);
  if (!applications) return undefined;
  const expected = waiting.flatMap(({ record }) => record.customer.accountId ?? []);
  const unexpected = applications.some(({ account }) => !expected.includes(account));
  // whose invitation an account used matters only where the account itself does not tell
  const asked = unexpected ? outstanding : waiting.flatMap(({ invitations }) => invitations);
  const readings = await allReadings(deps, ref, withoutNull(asked.map(({ handle }) => handle)));
  return readings && { applications, usedBy: usersIn(readings) };
}

/** What the invitations themselves tell, where an answer links at once. */
async function seeByInvitations(
  deps: LinkProviderDeps,
  ref: PartnerAccountRef,
  handles: readonly string[],
): Promise<Seen | undefined> {
  const readings = await allReadings(deps, ref, handles);
  const applications = readings?.flatMap(({ state, account, registration, word }): Application[] =>
    state === 'associated' && account !== null
      ? [{ account, name: null, registration, appliedAt: null, state, word }]
      : [],
  );
  return readings && applications && { applications, usedBy: usersIn(readings) };
}

async function allReadings(deps: LinkProviderDeps, ref: PartnerAccountRef, handles: readonly string[]) {
  const readings: InvitationReading[] = [];
  for (let from = 0; from < handles.length; from += 100) {
    const page = await deps.portOf(ref.site).readInvitations(ref, handles.slice(from, from + 100));
    if (!page.ok) return undefined;
    readings.push(...page.value.items);
  }
  return readings;
}

function usersIn(readings: readonly InvitationReading[]): ReadonlyMap<string, string> {
  return new Map(readings.flatMap(({ handle, account }) => (account === null ? [] : [[handle, account]])));
}

function withoutNull(handles: readonly (string | null)[]): readonly string[] {
  return handles.flatMap((handle) => handle ?? []);
}

/** Each application to the request that means its account, or to the one whose invitation it was made on; then the rest. */
async function handOut(deps: LinkProviderDeps, look: Look, { applications, usedBy }: Seen): Promise<void> {
  const undecided = applications.filter(({ state }) => state === 'awaiting_decision' || state === 'associated');
  const accounts = await meant(deps, look.waiting, undecided);
  const taken = new Set<Application>();
  for (const one of look.waiting) {
    const own = undecided.find(({ account }) => accounts.get(account) === one.record.id);
    const users = usersOf(one.invitations, usedBy);
    const found = own ?? undecided.find(({ account }) => users.has(account) && !accounts.has(account));
    if (!found) continue;
    taken.add(found);
    await handOver(deps, one.record, found);
  }
  for (const application of undecided) {
    if (taken.has(application) || accounts.has(application.account)) continue;
    const invitations = look.outstanding.filter(({ handle }) => handle && usedBy.get(handle) === application.account);
    await takeUnexpected(deps, look, application, invitations.at(-1)?.request);
  }
}

/**
 * Which waiting request means which account: by its identifier, by its customer's number in the provider's register, or by
 * what its customer claimed on our page.
 */
async function meant(deps: LinkProviderDeps, waiting: readonly Waiting[], undecided: readonly Application[]) {
  const accounts = new Map<string, string>();
  for (const { record } of waiting) {
    const account =
      record.customer.accountId ??
      registeredAccount(record, undecided) ??
      (undecided.length > 0 ? await claimedAccount(deps, record) : undefined);
    if (account !== undefined && !accounts.has(account)) accounts.set(account, record.id);
  }
  return accounts;
}

/** Finds the customer of an invitation whose answer, and with it the handle, was lost. */
function registeredAccount({ registration }: LinkRequest, undecided: readonly Application[]): string | undefined {
  if (registration === undefined) return undefined;
  return undecided.find((application) => application.registration === registration)?.account;
}

function usersOf(invitations: readonly OutstandingInvitation[], usedBy: ReadonlyMap<string, string>) {
  return new Set(invitations.flatMap(({ handle }) => (handle && usedBy.get(handle)) ?? []));
}

/** Once for each application: one that a person refused, and the provider still lists, is not brought up again. */
async function handOver(deps: LinkProviderDeps, record: LinkRequest, seen: Application): Promise<void> {
  const ref = waitingRef(record);
  if (!ref) return;
  const { account, appliedAt, word } = seen;
  const application = { account, appliedAt, word };
  const holder = await claimHolder(deps.tables, record, application);
  if (holder?.id === record.id && appliedAt !== null) return;
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  await recordDecision(deps, ref, {
    verdict: 'applied',
    answer: { application },
    actor,
    also: [claimIntent(record, application, holder)],
  });
  await deliverAnswer(deps, ref);
}
