import { type Instant, plusSeconds } from '../../kernel/clock.ts';
import { type EffectOutcome, runEffect } from '../../providers/effects.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import type { UnbindReading } from '../../providers/unbinding.ts';
import { advance, type StepAnswer, type StepInput, whereItStands } from '../../sequence/advance.ts';
import type { Step } from '../../sequence/sequence.ts';
import { readUnbind } from '../change-unbind.ts';
import { act, observe } from '../course.ts';
import type { Fact } from '../fact.ts';
import { followCourse } from '../follow-course.ts';
import { accountRef, type UnbindProviderDeps } from '../ports.ts';
import { mayAnswerLater } from '../readiness/read-failure.ts';
import type { Unbind } from '../unbind.ts';
import { unbindSequence } from '../unbind-sequence.ts';

/** A provider's clock may be behind ours by so much: a record of before the call is not what the call made. */
const CLOCKS_APART_SECONDS = 300;

/**
 * Submits the application by the provider's API, where the site has one. The provider's own check may refuse it, which
 * changes nothing there (R087). When nobody knows what a call came to, the provider's record tells, and where there is
 * none an operator sees to it: a second call could be a second application.
 */
export const createSubmitApplication =
  (deps: UnbindProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readUnbind(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'submitting')
      return whereItStands(unbindSequence, deps, input);
    const outcome = await submit(deps, record);
    if (outcome.kind === 'try_later') throw new ProviderBusy(outcome.retryAfterSeconds, `submit ${record.id}`);
    const found = outcome.kind === 'unknown' ? await readBack(deps, record, outcome.announcedAt) : undefined;
    return advance(unbindSequence, deps, input, 'submitting', (current, at) => {
      const seen = factOf(outcome, found, at);
      return seen === null ? null : afterwards(deps, current, seen, at);
    });
  };

function submit(deps: UnbindProviderDeps, record: Unbind): Promise<EffectOutcome> {
  const port = deps.portOf(record.partnerAccount.site);
  const refusals = record.facts.filter((fact) => fact.kind === 'refused_at_submission' && fact.observedBy === 'api');
  return runEffect(deps, {
    record,
    method: 'submitUnbind',
    effect: 'once',
    asked: refusals.length + 1,
    call: () => port.submitUnbind(accountRef(record), { account: record.customer.accountId }),
    confirmed: ({ reference }) => ({ answer: { reference } }),
  });
}

/** The provider's record of an application that a call without an answer may have made. */
async function readBack(
  deps: UnbindProviderDeps,
  record: Unbind,
  announcedAt: Instant,
): Promise<UnbindReading | undefined> {
  const { site } = record.partnerAccount;
  if (deps.capabilitiesOf(site)?.methods.readUnbind.mode !== 'api') return undefined;
  const read = await deps.portOf(site).readUnbind(accountRef(record), record.customer.accountId);
  if (!read.ok) {
    if (mayAnswerLater(read.error)) throw new ProviderBusy(30, `the application of ${record.id} can not be read`);
    return undefined;
  }
  const { unbind } = read.value;
  const since = plusSeconds(announcedAt, -CLOCKS_APART_SECONDS);
  const ours = (unbind?.submittedAt ?? '') >= since && unbind?.startedBy !== 'customer';
  return unbind && ours ? unbind : undefined;
}

/** Null: another execution has the record. Undefined: nothing is known that would be a fact. */
function factOf(outcome: EffectOutcome, found: UnbindReading | undefined, at: Instant): Fact | undefined | null {
  const seen = { observedBy: 'api', at, seenAt: at } as const;
  switch (outcome.kind) {
    case 'confirmed': {
      const { reference } = outcome.answer;
      const named = typeof reference === 'string' && { reference };
      return { ...seen, kind: 'submitted', at: outcome.closedAt, ...named };
    }
    case 'refused':
      return outcome.refusal.kind === 'refused' || outcome.refusal.kind === 'customer_must_act'
        ? { ...seen, kind: 'refused_at_submission', condition: outcome.refusal.code }
        : undefined;
    case 'unknown':
      return (
        found && {
          ...seen,
          kind: 'submitted',
          at: found.submittedAt ?? at,
          ...(found.reference !== null && { reference: found.reference }),
        }
      );
    case 'try_later':
    case 'superseded':
    case 'cancelling':
      return null;
  }
}

function afterwards(deps: UnbindProviderDeps, record: Unbind, fact: Fact | undefined, at: Instant): Step<Unbind> {
  if (fact) {
    const actor = { kind: 'provider', site: record.partnerAccount.site } as const;
    return followCourse(record, undefined, observe(record, fact), { actor, at, facts: [fact] }, deps.newId);
  }
  const handed = act(record, { kind: 'handed_to_operator' });
  const actor = { kind: 'desk', part: 'unbind-machine' } as const;
  const data = { because: 'outcome_unknown' } as const;
  return handed.ok ? followCourse(record, undefined, handed.value, { actor, at, data }, deps.newId) : null;
}
