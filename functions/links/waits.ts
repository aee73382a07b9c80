import { type Instant, secondsBetween } from '../kernel/clock.ts';
import type { LinkRequest } from './link-request.ts';
import { remedyOf } from './remedies.ts';
import type { Wait } from './transition.ts';

/** The yes or no of the customer's page, asked in the name of an organisation. */
export function customersAnswer(record: LinkRequest, asks: string): Wait {
  const { partnerAccount, customer, scope, changes, expected } = record;
  return {
    kind: 'customer',
    party: 'customer',
    for: 'customer_acceptance',
    seconds: record.windows.customer,
    question: {
      asks,
      site: partnerAccount.site,
      partnerId: partnerAccount.partnerId,
      customerName: customer.name,
      access: scope.access,
      ...(customer.accountId && { accountId: customer.accountId }),
      ...(changes && { changes: true }),
      ...(expected && { payer: expected.payer }),
    },
  };
}

/** Somebody else's agreement. Where the initiator may give it alone, the window begins when they may. */
export function secondPersonsAgreement({ windows }: LinkRequest, at: Instant, aloneFrom: Instant | undefined): Wait {
  const seconds = windows.secondPerson + coolOff(at, aloneFrom);
  return { kind: 'second_person', party: 'approver', for: 'internal_approval', seconds };
}

/** A person's word on an application. */
export function review({ windows }: LinkRequest, at: Instant, aloneFrom: Instant | undefined): Wait {
  const seconds = windows.review + coolOff(at, aloneFrom);
  return { kind: 'review', party: 'approver', for: 'internal_approval', seconds };
}

/** The customer's application at the provider; until an instant where the window has begun before. */
export function application({ windows }: LinkRequest, at: Instant, until?: Instant): Wait {
  const seconds = until === undefined ? windows.application : Math.max(1, secondsBetween(at, until));
  return { kind: 'application', party: 'customer', for: 'customer_application', seconds };
}

/** An operator's word on the invitation that the provider has no call for. */
export function invitationByHand({ windows }: LinkRequest): Wait {
  return { kind: 'invitation', party: 'operator', for: 'invitation_by_hand', seconds: windows.review };
}

/** What the provider's own examination of an accepted application comes to. */
export function audit({ windows }: LinkRequest): Wait {
  return { kind: 'audit', party: 'provider', for: 'provider_audit', seconds: windows.application };
}

/** Word that the customer has mended its account. */
export function mending({ windows }: LinkRequest, code: string): Wait {
  return { kind: 'remedy', party: 'customer', for: remedyOf(code).for, seconds: windows.remedy };
}

function coolOff(at: Instant, aloneFrom: Instant | undefined): number {
  return aloneFrom === undefined ? 0 : Math.max(0, secondsBetween(at, aloneFrom));
}
