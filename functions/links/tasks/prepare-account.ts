import { InvariantBroken } from '../../kernel/result.ts';
import { type EffectOutcome, runEffect } from '../../providers/effects.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import type { SpendingTerms } from '../../providers/provider.ts';
import { recordKey } from '../../timeline/index.ts';
import { advance, readLinkRequest, type StepAnswer, type StepInput, standing, whereItStands } from '../advance.ts';
import type { LinkRequest } from '../link-request.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { termsAt } from '../site-terms.ts';
import { accountOf, failing, transition } from '../transition.ts';

/**
 * What a site needs before a link is of use. This waits until the customer is listed at the provider, because only then is
 * the link a fact, and notes since when; then it sets there what the customer may spend, where a new customer comes
 * without. Should the provider refuse that, the link is a fact all the same and its request says so: the checks of the link
 * show what is lacking. A link that is only to change has been listed before: one that is no longer is not changed.
 */
export const createPrepareAccount =
  (deps: LinkProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'preparing') return whereItStands(deps, input);
    const { site } = record.partnerAccount;
    const read = await deps.portOf(site).readCustomer(accountRef(record), accountOf(record));
    if (!read.ok) throw new ProviderBusy(30, `customer of ${record.id} can not be read: ${read.error.kind}`);
    if (!read.value.customer && record.changes)
      return advance(deps, input, 'preparing', (current, at) =>
        transition(current, { ...notListed, actor: { kind: 'provider', site }, at }, deps.newId),
      );
    if (!read.value.customer) throw new ProviderBusy(30, `customer of ${record.id} is not listed yet`);
    const terms = record.changes ? null : termsAt('prepareAccount', deps.capabilitiesOf, record);
    const prepared = terms && (await prepare(deps, record, terms));
    if (prepared?.kind === 'superseded') return whereItStands(deps, input);
    const flags = prepared?.kind === 'refused' ? [...new Set([...record.flags, 'preparation_refused' as const])] : null;
    await deps.tables.transact([
      {
        op: 'update',
        table: 'desk',
        key: recordKey(record.org, record.id),
        set: { linkedAt: read.value.customer.linkedAt, ...(flags && { flags }) },
        expect: [{ execution: { eq: input.execution }, status: { eq: 'preparing' } }],
        refusal: 'version',
      },
    ]);
    return standing(record, input, deps.clock.now());
  };

const notListed = failing(
  { stage: 'propagation', code: 'customer_not_listed' },
  'the provider does not list the customer any more',
);

type Final = Extract<EffectOutcome, { kind: 'confirmed' | 'refused' | 'superseded' }>;

/** @throws ProviderBusy until it is known what came of it: asking again is as good as asking once */
async function prepare(deps: LinkProviderDeps, record: LinkRequest, terms: SpendingTerms): Promise<Final> {
  const { site } = record.partnerAccount;
  if (deps.capabilitiesOf(site)?.methods.prepareAccount.mode !== 'api')
    throw new InvariantBroken(`no preparation is known for ${site}`);
  const outcome = await runEffect(deps, {
    record,
    method: 'prepareAccount',
    effect: 'repeatable',
    asked: 1,
    call: () => deps.portOf(site).prepareAccount(accountRef(record), { account: accountOf(record), terms }),
    confirmed: () => ({ answer: {} }),
  });
  switch (outcome.kind) {
    case 'confirmed':
    case 'refused':
    case 'superseded':
      return outcome;
    case 'cancelling':
      throw new InvariantBroken(`${record.id} is cancelled while it is prepared`);
    case 'try_later':
      throw new ProviderBusy(outcome.retryAfterSeconds, `preparation for ${record.id}`);
    case 'unknown':
      throw new ProviderBusy(30, `nobody knows yet whether the account of ${record.id} is prepared`);
  }
}
