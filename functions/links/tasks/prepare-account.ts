import { InvariantBroken } from '../../kernel/result.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { recordKey } from '../../timeline/index.ts';
import { advance, readLinkRequest, type StepAnswer, type StepInput, standing, whereItStands } from '../advance.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { accountOf, failing, transition } from '../transition.ts';

/**
 * What a site needs before a link is of use. Where it needs nothing, this waits until the customer is listed at the
 * provider, because only then is the link a fact, and notes since when. A link that is only to change has been listed
 * before: one that is no longer is not changed.
 */
export const createPrepareAccount =
  (deps: LinkProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'preparing') return whereItStands(deps, input);
    const { site } = record.partnerAccount;
    if (deps.capabilitiesOf(site)?.methods.prepareAccount.mode !== 'none')
      throw new InvariantBroken(`no preparation is known for ${site}`);
    const read = await deps.portOf(site).readCustomer(accountRef(record), accountOf(record));
    if (!read.ok) throw new ProviderBusy(30, `customer of ${record.id} can not be read: ${read.error.kind}`);
    if (!read.value.customer && record.changes)
      return advance(deps, input, 'preparing', (current, at) =>
        transition(current, { ...notListed, actor: { kind: 'provider', site }, at }, deps.newId),
      );
    if (!read.value.customer) throw new ProviderBusy(30, `customer of ${record.id} is not listed yet`);
    await deps.tables.transact([
      {
        op: 'update',
        table: 'desk',
        key: recordKey(record.org, record.id),
        set: { linkedAt: read.value.customer.linkedAt },
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
