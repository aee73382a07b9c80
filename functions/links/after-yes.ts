import type { ReadSequel, Sequel } from '../decisions/ports.ts';
import { InvariantBroken } from '../kernel/result.ts';
import { readStored } from '../kernel/stored.ts';
import type { Tables } from '../platform/tables.ts';
import { recordKey } from '../timeline/index.ts';
import { type LinkRequest, linkRequestShape } from './link-request.ts';
import { outstandingInvitationKey, outstandingInvitationShape } from './outstanding-invitation.ts';
import { type LinkRequestStatus } from './request-status.ts';

/** What the customer's page shows of a request once the customer has said yes to it. Reads only. */
export const createAfterYes =
  ({ tables }: { readonly tables: Tables }): ReadSequel =>
  async ({ org, subject }) => {
    const item = await tables.get('desk', recordKey(org, subject));
    if (!item) throw new InvariantBroken(`a decision without its record ${subject}`);
    const record = readStored(linkRequestShape, item);
    const { status, invitation, remedy } = record;
    if (status === 'awaiting_application' && invitation)
      return {
        kind: 'invited',
        link: await invitationLink(tables, record, invitation.number),
        lapsesAt: invitation.lapsesAt,
      };
    if (status === 'awaiting_customer_remedy') return { kind: 'mending', what: remedy?.code ?? '' };
    return { kind: sequels[status] };
  };

const sequels = {
  checking: 'preparing',
  awaiting_second_person: 'preparing',
  awaiting_customer: 'preparing',
  inviting: 'preparing',
  awaiting_operator: 'preparing',
  awaiting_application: 'reviewing',
  awaiting_reseller_review: 'reviewing',
  refusing: 'reviewing',
  approving: 'reviewing',
  awaiting_provider: 'reviewing',
  awaiting_customer_remedy: 'reviewing',
  preparing: 'reviewing',
  cancelling: 'withdrawn',
  completed: 'done',
  rejected: 'refused',
  expired: 'lapsed',
  cancelled: 'withdrawn',
  failed: 'failed',
} as const satisfies Record<LinkRequestStatus, Sequel['kind']>;

/** Null where nobody knows whether it went out, or the provider gave none: then its mail is all there is. */
async function invitationLink(tables: Tables, { org, id, partnerAccount }: LinkRequest, number: number) {
  const key = outstandingInvitationKey({ org, account: partnerAccount.id, request: id, number });
  const item = await tables.get('private', key);
  return item ? readStored(outstandingInvitationShape, item).link : null;
}
