import { readDecision } from '../../decisions/change-decision.ts';
import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { type EffectOutcome, runEffect } from '../../providers/effects.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { advance, readLinkRequest, type Step, type StepAnswer, type StepInput, whereItStands } from '../advance.ts';
import type { LinkRequest } from '../link-request.ts';
import { firstPoll, readPoller } from '../poll.ts';
import { isPending } from '../provider-applications.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { transition } from '../transition.ts';
import { application as applicationWait } from '../waits.ts';

/** How long we look whether a refusal went through of which nobody knows, before persons are left with it. */
const LOOK_FOR_SECONDS = 600;

/**
 * Refuses an application at the provider, as a person decided. The customer may apply once more, with the right account,
 * for as long as the window of a request of ours lasts; what the customer started by itself has ended with it. Where the
 * provider asks nobody to approve, the account is linked there already: the request ends, and says so.
 */
export const createRefuseApplication =
  (deps: LinkProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'refusing') return whereItStands(deps, input);
    const account = record.application?.account;
    if (account === undefined) throw new InvariantBroken(`${record.id} has no application to refuse`);
    if (deps.capabilitiesOf(record.partnerAccount.site)?.methods.decideApplication.mode === 'none')
      return advance(deps, input, 'refusing', (current, at) => leftLinked(deps, current, at));
    const outcome = await refuse(deps, record, account);
    if (outcome.kind === 'superseded' || outcome.kind === 'cancelling') return whereItStands(deps, input);
    if (outcome.kind === 'try_later') throw new ProviderBusy(outcome.retryAfterSeconds, `refusal for ${record.id}`);
    const outstanding = await isOutstanding(deps, record, account, outcome);
    return advance(deps, input, 'refusing', (current, at) => afterwards(deps, current, outstanding, at));
  };

function leftLinked(deps: LinkProviderDeps, record: LinkRequest, at: Instant): Step {
  const actor = { kind: 'desk', part: 'link-machine' } as const;
  const flags: LinkRequest['flags'] = [...new Set([...record.flags, 'application_outstanding' as const])];
  const reason = record.review?.reason ?? 'the account that used the invitation is not the customer’s';
  const data = { account: record.application?.account, outstanding: true };
  return transition(record, { to: 'rejected', actor, at, set: { flags, reason }, data }, deps.newId);
}

function refuse(deps: LinkProviderDeps, record: LinkRequest, account: string): Promise<EffectOutcome> {
  const port = deps.portOf(record.partnerAccount.site);
  const reason = record.review?.reason ?? 'The reseller does not know this application.';
  return runEffect(deps, {
    record,
    method: 'decideApplication',
    effect: 'once',
    asked: record.applicationsDecided,
    call: () => port.decideApplication(accountRef(record), { account, verdict: 'reject', reason }),
    confirmed: ({ state }) => ({ answer: { state } }),
  });
}

/** Whether the application still waits at the provider. What is gone there, whoever saw to it, is refused. */
async function isOutstanding(
  deps: LinkProviderDeps,
  record: LinkRequest,
  account: string,
  outcome: Extract<EffectOutcome, { kind: 'confirmed' | 'refused' | 'unknown' }>,
): Promise<boolean> {
  if (outcome.kind === 'confirmed') return false;
  if (outcome.kind === 'refused') return outcome.refusal.kind !== 'out_of_step' && outcome.refusal.kind !== 'not_ours';
  if (!(await isPending(deps, record, account))) return false;
  if (deps.clock.now() < plusSeconds(outcome.announcedAt, LOOK_FOR_SECONDS))
    throw new ProviderBusy(30, `nobody knows yet whether the application on ${record.id} was refused`);
  return true;
}

async function afterwards(
  deps: LinkProviderDeps,
  record: LinkRequest,
  outstanding: boolean,
  at: Instant,
): Promise<Step> {
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  const flags = outstanding ? (['application_outstanding'] as const) : [];
  const set = { flags: [...new Set([...record.flags, ...flags])] };
  const data = { account: record.application?.account, outstanding };
  if (record.origin === 'customer') {
    const reason = record.review?.reason ?? 'the application was refused';
    return transition(record, { to: 'rejected', actor, at, set: { ...set, reason }, data }, deps.newId);
  }
  const applicationsDecided = record.applicationsDecided + 1;
  const wait = applicationWait(record, at, await windowsEnd(deps, record));
  const step = { to: 'awaiting_application', actor, at, set: { ...set, applicationsDecided }, wait, data } as const;
  const moved = transition(record, { ...step, drop: ['application'] }, deps.newId);
  return { ...moved, also: firstPoll(record, at, await readPoller(deps.tables, record)) };
}

/** When the wait for an application, in which this one came, was to end: the window goes on. */
async function windowsEnd(
  { tables }: LinkProviderDeps,
  { org, id, rounds }: LinkRequest,
): Promise<Instant | undefined> {
  const round = rounds['application'];
  const asked = round && (await readDecision(tables, { org, subject: id, kind: 'application', round }));
  return asked ? asked.expiresAt : undefined;
}
