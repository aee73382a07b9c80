import { ControlRefusal } from '../../control.ts';
import { customerOf, partnerOf } from '../change-customers.ts';
import type { Customer } from '../customer-state.ts';
import type { Invitation } from '../state.ts';
import { nowOf, type World } from '../world.ts';
import { beginAssociation, isOnItsWay } from './associate.ts';

/** What a person sends in Partner Center and a customer accepts there: none of it has an API. */

const day = 86_400_000;
/** Accounts registered for longer cannot be associated by an invitation. Source: conditions of the association. */
const mostDaysRegistered = 7;

/** What is filled in when a customer is invited. */
export interface InvitationOrder {
  partner: string;
  by: Invitation['by'];
  email: string;
  customerName: string;
  associationType: Invitation['associationType'];
}

/** Sends an invitation; by e-mail the address is needed. */
export function sendInvitation(world: World, order: InvitationOrder): Invitation {
  partnerOf(world, order.partner);
  if (order.by === 'email' && order.email === '') {
    throw new ControlRefusal(400, 'no_address', 'An invitation by e-mail needs an address.');
  }
  const invitation: Invitation = {
    id: world.random.hex(16),
    token: world.random.hex(40),
    ...order,
    sentAt: [nowOf(world)],
    stage: 'sent',
    failureCause: null,
    customer: null,
  };
  world.state.invitations.push(invitation);
  return invitation;
}

/** Sends it again: the same link, whose time begins anew. That it does is ours. */
export function resendInvitation(world: World, idOrToken: string): Invitation {
  const invitation = invitationOf(world, idOrToken);
  if (invitation.stage !== 'sent') throw new ControlRefusal(409, 'link_used', 'This invitation was used already.');
  invitation.sentAt.push(nowOf(world));
  return invitation;
}

/** The customer signs in and accepts; an account that may not be associated fails, and the console shows why. */
export function acceptInvitation(world: World, idOrToken: string, customerId: string): Invitation {
  const invitation = usableInvitation(world, idOrToken);
  const customer = customerOf(world, customerId);
  const { acceptDelayMs } = partnerOf(world, invitation.partner).readings;
  invitation.customer = customer.id;
  invitation.failureCause = causeAgainst(world, customer) ?? null;
  invitation.stage = invitation.failureCause === null ? 'accepted' : 'failed';
  if (invitation.stage === 'accepted') {
    const { partner, associationType } = invitation;
    beginAssociation(world, { customer: customer.id, partner, associationType, delayMs: acceptDelayMs });
  }
  return invitation;
}

/** An invitation that can be accepted. @throws `ControlRefusal` `link_used`, `link_expired` */
export function usableInvitation(world: World, idOrToken: string): Invitation {
  const invitation = invitationOf(world, idOrToken);
  if (invitation.stage !== 'sent') throw new ControlRefusal(409, 'link_used', 'This invitation was used already.');
  if (isExpired(world, invitation)) throw new ControlRefusal(409, 'link_expired', 'This invitation has expired.');
  return invitation;
}

/** Whether the time of an unused invitation is over. */
export function isExpired(world: World, { partner, sentAt, stage }: Invitation): boolean {
  const { invitationDays } = partnerOf(world, partner).readings;
  const age = world.clock.now().getTime() - Date.parse(sentAt.at(-1) ?? '');
  return stage === 'sent' && age >= invitationDays * day;
}

/** By its id or by the token of its link. @throws `ControlRefusal` `no_such_invitation` */
export function invitationOf(world: World, idOrToken: string): Invitation {
  const invitation = world.state.invitations.find(({ id, token }) => id === idOrToken || token === idOrToken);
  if (invitation !== undefined) return invitation;
  throw new ControlRefusal(404, 'no_such_invitation', 'There is no such invitation.');
}

/** What stands against associating an account; the order is ours. */
function causeAgainst(world: World, customer: Customer): Invitation['failureCause'] | undefined {
  const registeredMs = world.clock.now().getTime() - Date.parse(customer.registeredAt);
  const causes = [
    [!customer.isInternational, 'other_site'],
    [customer.partner !== null || isOnItsWay(world, customer.id), 'other_partner'],
    [customer.isPartner, 'is_partner'],
    [customer.hasSpecialContract, 'special_contract'],
    [registeredMs > mostDaysRegistered * day, 'registered_too_long'],
    [customer.hasSpent, 'has_spent'],
    [customer.unpaidBills, 'unpaid_bills'],
    [customer.enterprise !== 'none', 'enterprise_relation'],
    [customer.reservedInstances, 'reserved_instances'],
  ] as const;
  return causes.find(([stands]) => stands)?.[1];
}
