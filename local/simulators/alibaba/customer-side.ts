import { ControlRefusal, checkedInput } from '../control.ts';
import { isExpired } from './invitations/validity.ts';
import { type Customer, customerSchema, freshCustomer, type Invitation } from './state.ts';
import { drawUid, nowOf, type World } from './world.ts';

/** What customers do in a browser at the provider, for which there is no API. */

/** What a customer enters on the registration page. */
export interface Registration {
  /** An account that exists; a new one is drawn without it. */
  uid?: string | undefined;
  name: string;
  email: string;
  country: string;
}

/** By its id or by the token of its registration URL. @throws `ControlRefusal` `no_such_invitation` */
export function invitationOf(world: World, idOrToken: string): Invitation {
  const invitation = world.state.invitations.find(({ id, token }) => id === idOrToken || token === idOrToken);
  if (invitation !== undefined) return invitation;
  throw new ControlRefusal(404, 'no_such_invitation', 'There is no such invitation.');
}

/** Opens the registration URL, which the provider notices. @throws `ControlRefusal` when it can no longer be used */
export function open(world: World, idOrToken: string): Invitation {
  const invitation = usable(world, idOrToken);
  if (invitation.stage === 'unopened') invitation.stage = 'opened';
  return invitation;
}

/**
 * Submits the form as a new account or one that exists, and is associated at once unless told otherwise. In another
 * country than the invitation's the association fails.
 */
export function register(
  world: World,
  idOrToken: string,
  { associate: isAtOnce = true, ...form }: Registration & { associate?: boolean | undefined },
): Invitation {
  const invitation = usable(world, idOrToken);
  const known = form.uid === undefined ? undefined : world.state.customers[form.uid];
  if (known !== undefined && known.partner !== null) {
    throw new ControlRefusal(409, 'already_associated', `Account ${known.uid} is a customer of a partner already.`);
  }
  const uid = form.uid ?? drawUid(world.random, (taken) => world.state.customers[taken] !== undefined);
  const { name: nickname, email, country } = form;
  const { cid } = invitation;
  setCustomer(world, { aliyunId: email, ...known, uid, cid, nickname, email, country });
  invitation.uid = uid;
  const lead = world.state.leads.find((each) => each.cid === cid);
  invitation.stage = lead === undefined || lead.nation === country ? 'submitted' : 'failed';
  return isAtOnce && invitation.stage === 'submitted' ? associate(world, invitation.id) : invitation;
}

/** The provider joins a submitted account to its partner, on the terms of the invitation. */
export function associate(world: World, idOrToken: string): Invitation {
  const invitation = invitationOf(world, idOrToken);
  if (invitation.stage !== 'submitted' || invitation.uid === null) {
    throw new ControlRefusal(409, 'not_submitted', 'The customer has not submitted the form, or it is done already.');
  }
  const at = nowOf(world);
  const { creditLine, partner, subAccountType, newBuyStatus, shutdownPolicy, remark, customerBd } = invitation;
  const customer = customerOf(world, invitation.uid);
  Object.assign(customer, { partner, newBuyStatus, shutdownPolicy, remark, customerBd });
  customer.subAccountType = Number(subAccountType);
  customer.associatedAt = at;
  customer.quotaRecords.push({
    type: 'quota_create',
    at,
    path: 'API',
    operator: partner,
    before: customer.creditLine,
    after: creditLine,
  });
  customer.creditLine = creditLine;
  invitation.stage = 'associated';
  invitation.associatedAt = at;
  return invitation;
}

/** Changes the given fields of an account, or makes one (which then needs `nickname` and `email`). */
export function setCustomer(world: World, patch: Readonly<Record<string, unknown>> & { uid: string }): Customer {
  const customer = checkedInput(customerSchema, { ...freshCustomer, ...world.state.customers[patch.uid], ...patch });
  if (customer.partner !== null) {
    partnerOf(world, customer.partner);
    customer.associatedAt ??= nowOf(world);
  }
  world.state.customers[customer.uid] = customer;
  return customer;
}

/** Ends the relation at once, without the console's steps. */
export function release(world: World, uid: string): Customer {
  const customer = customerOf(world, uid);
  if (customer.partner === null) throw new ControlRefusal(409, 'not_linked', `Account ${uid} has no partner.`);
  customer.formerPartners.push(customer.partner);
  customer.partner = null;
  customer.associatedAt = null;
  return customer;
}

/** Puts an order on an account, paid now unless said otherwise. */
export function addOrder(
  world: World,
  { uid, ...given }: { uid: string } & { [field in keyof Customer['orders'][number]]?: unknown },
): Customer {
  const customer = customerOf(world, uid);
  const at = nowOf(world);
  const fresh = { id: world.random.digits(15), type: 'BUY', status: 3, productType: 'ecs', productDetail: 'ecs' };
  const usual = { ...fresh, originalCost: '0.00', pretaxCost: '0.00', orderedAt: at, paidAt: at };
  return setCustomer(world, { uid, orders: [...customer.orders, { ...usual, ...given }] });
}

/** @throws `ControlRefusal` `no_such_account` */
export function customerOf(world: World, uid: string): Customer {
  const customer = world.state.customers[uid];
  if (customer !== undefined) return customer;
  throw new ControlRefusal(404, 'no_such_account', `There is no account ${uid}.`);
}

/** @throws `ControlRefusal` `no_such_partner` */
export function partnerOf(world: World, uid: string) {
  const partner = world.state.partners[uid];
  if (partner !== undefined) return partner;
  throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${uid}.`);
}

function usable(world: World, idOrToken: string): Invitation {
  const invitation = invitationOf(world, idOrToken);
  if (invitation.stage !== 'unopened' && invitation.stage !== 'opened') {
    throw new ControlRefusal(409, 'link_used', 'This invitation was used already.');
  }
  if (isExpired(world, invitation)) {
    throw new ControlRefusal(409, 'link_expired', 'This invitation has expired.');
  }
  return invitation;
}
