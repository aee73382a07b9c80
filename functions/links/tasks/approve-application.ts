import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { readPolicy } from '../../parties/index.ts';
import { type EffectOutcome, runEffect } from '../../providers/effects.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { advance, readLinkRequest, type Step, type StepAnswer, type StepInput, whereItStands } from '../advance.ts';
import { type LinkRequest, toldFailure } from '../link-request.ts';
import { firstPoll, readPoller } from '../poll.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { remedyOf } from '../remedies.ts';
import { accountOf, failing, failureOf, transition } from '../transition.ts';
import { audit, mending } from '../waits.ts';

/**
 * Accepts the customer's application at the provider. When nobody knows whether that happened, the customer list tells:
 * listed is accepted; not listed is looked at again until it is, or until the attempts of the request are used up. A
 * refusal that the customer can mend is waited out (R147), and so is the provider's own examination of what was accepted.
 */
export const createApproveApplication =
  (deps: LinkProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'approving') return whereItStands(deps, input);
    const outcome = await approve(deps, record);
    if (outcome.kind === 'try_later') throw new ProviderBusy(outcome.retryAfterSeconds, `approve for ${record.id}`);
    const listed = mayBeListed(outcome) && (await isListed(deps, record));
    if (outcome.kind === 'unknown' && !listed)
      throw new ProviderBusy(30, `nobody knows yet whether ${record.id} was approved`);
    return advance(deps, input, 'approving', (current, at) => afterwards(deps, current, { outcome, listed, at }));
  };

function approve(deps: LinkProviderDeps, record: LinkRequest): Promise<EffectOutcome> {
  const port = deps.portOf(record.partnerAccount.site);
  return runEffect(deps, {
    record,
    method: 'decideApplication',
    effect: 'once',
    asked: record.applicationsDecided,
    call: () =>
      port.decideApplication(accountRef(record), { account: accountOf(record), verdict: 'accept', reason: '' }),
    confirmed: ({ state }) => ({ answer: { state } }),
  });
}

/** An answer lost on the way, a colleague in the console, or "already a customer" may all mean that it is done. */
function mayBeListed(outcome: EffectOutcome): boolean {
  if (outcome.kind === 'unknown') return true;
  return (
    outcome.kind === 'refused' &&
    (outcome.refusal.kind === 'out_of_step' || outcome.refusal.code === 'account_already_linked')
  );
}

async function isListed(deps: LinkProviderDeps, record: LinkRequest): Promise<boolean> {
  const read = await deps.portOf(record.partnerAccount.site).readCustomer(accountRef(record), accountOf(record));
  if (!read.ok) throw new ProviderBusy(30, `customer of ${record.id} can not be read: ${read.error.kind}`);
  return read.value.customer !== null;
}

type Came = {
  readonly outcome: EffectOutcome;
  readonly listed: boolean;
  readonly at: Instant;
};

async function afterwards(deps: LinkProviderDeps, record: LinkRequest, came: Came): Promise<Step> {
  const { outcome, listed, at } = came;
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  if (outcome.kind === 'confirmed' && outcome.answer['state'] === 'awaiting_provider' && !listed) {
    const examined = { to: 'awaiting_provider', actor, at, wait: audit(record), drop: ['remedy'] } as const;
    return {
      ...transition(record, examined, deps.newId),
      also: firstPoll(record, at, await readPoller(deps.tables, record)),
    };
  }
  if (outcome.kind === 'confirmed' || listed)
    return transition(record, { to: 'preparing', actor, at, drop: ['remedy'], data: { listed } }, deps.newId);
  if (outcome.kind !== 'refused') return null;
  if (outcome.refusal.kind === 'customer_must_act') return awaitRemedy(deps, record, outcome, at);
  const refused = failing(failureOf(outcome), 'the provider refused the customer’s application');
  return transition(record, { ...refused, actor, at }, deps.newId);
}

/** The same answer twice in a row means that nothing was mended: the next try has to wait, or to say what changed. */
async function awaitRemedy(
  deps: LinkProviderDeps,
  record: LinkRequest,
  outcome: Extract<EffectOutcome, { kind: 'refused' }>,
  at: Instant,
): Promise<Step> {
  const { code } = outcome.refusal;
  const times = record.remedy?.code === code ? record.remedy.times + 1 : 1;
  const { resend } = await readPolicy(deps.tables, record.org, record.policyVersion);
  const retryFrom = times > 1 ? plusSeconds(at, resend.pauseSeconds) : undefined;
  const { text } = remedyOf(code);
  const remedy = { code, text, since: at, times, raw: outcome.raw, ...(retryFrom && { retryFrom }) };
  const set = { remedy, applicationsDecided: record.applicationsDecided + 1 };
  const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
  const data = { refused: toldFailure(failureOf(outcome)), times };
  const step = { to: 'awaiting_customer_remedy', actor, at, set, wait: mending(record, code), data } as const;
  return transition(record, step, deps.newId);
}
