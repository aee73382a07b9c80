import { lastTry } from '../../providers/effects.ts';
import { ProviderBusy } from '../../providers/errors.ts';
import { advance, readLinkRequest, type StepAnswer, type StepInput, whereItStands } from '../advance.ts';
import { completeWithLink } from '../complete.ts';
import type { LinkRequest } from '../link-request.ts';
import { accountRef, type LinkProviderDeps } from '../provider-deps.ts';
import { transition } from '../transition.ts';

/**
 * Ends a request that is being cancelled. Where an invitation went out, or may have, the provider is asked first: a
 * customer who is linked by now is a fact, recorded as completed with `cancel_too_late`. An invitation that is still
 * alive stays outstanding until it lapses, since no provider can withdraw one.
 */
export const createCancelRequest =
  (deps: LinkProviderDeps) =>
  async (input: StepInput): Promise<StepAnswer> => {
    const record = await readLinkRequest(deps.tables, input.org, input.requestId);
    if (record?.execution !== input.execution || record.status !== 'cancelling') return whereItStands(deps, input);
    const last = await lastTry(deps, { record, method: 'invite' });
    const invited = record.invitation !== undefined || last?.status === 'confirmed' || last?.status === 'unknown';
    const customer = invited ? await linkedCustomer(deps, record) : null;
    return advance(deps, input, 'cancelling', (current, at) => {
      if (customer)
        return completeWithLink(deps, current, at, { linkedAt: customer.linkedAt, flags: ['cancel_too_late'] });
      const actor = { kind: 'desk', part: 'link-machine' } as const;
      return transition(current, { to: 'cancelled', actor, at, data: { invitationOutstanding: invited } }, deps.newId);
    });
  };

async function linkedCustomer(deps: LinkProviderDeps, record: LinkRequest) {
  const { accountId } = record.customer;
  if (accountId === undefined) return null;
  const read = await deps.portOf(record.partnerAccount.site).readCustomer(accountRef(record), accountId);
  if (!read.ok) throw new ProviderBusy(30, `customer of ${record.id} can not be read: ${read.error.kind}`);
  return read.value.customer;
}
