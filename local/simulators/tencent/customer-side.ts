import { ControlRefusal, checkedInput } from '../control.ts';
import { ageOf, linkLifetimeMs, retentionMs } from './invitations.ts';
import { type Application, type Customer, customerSchema, freshCustomer, type Invitation } from './state.ts';
import { customerOf } from './unbinding/completion.ts';
import { endByProvider, release } from './unbinding/release.ts';
import { wireTime } from './wire-format.ts';
import type { World } from './world.ts';

/**
 * What customers do in a browser at the provider, for which there is no API. The partner's rules (who may be linked)
 * are not asked here: the provider gives its verdict in ApproveClientApply.
 */

/** What a customer enters on the registration page. */
export interface Submission {
  uin: string;
  name: string;
  email: string;
  mobile?: string | undefined;
}

/** A line for a bill; only the amount has no default. */
type BillLine = { uin: string; amount: string } & {
  [field in keyof Customer['bills'][number]]?: Customer['bills'][number][field] | undefined;
};

/**
 * The invitation behind a link that may still be used. The texts of the refusals are ours.
 * @throws `ControlRefusal` `link_unknown` (also after 60 days), `link_expired` (after 30 days), `link_used`
 */
export function usableInvitation(world: World, token: string): Invitation {
  const invitation = world.state.invitations.find((each) => each.token === token);
  if (invitation === undefined || ageOf(world, invitation) >= retentionMs) {
    throw new ControlRefusal(404, 'link_unknown', 'There is no such invitation.');
  }
  if (invitation.usedAt !== null) throw new ControlRefusal(409, 'link_used', 'This invitation was used already.');
  if (ageOf(world, invitation) >= linkLifetimeMs) {
    throw new ControlRefusal(409, 'link_expired', 'This invitation has expired; it was valid for 30 days.');
  }
  return invitation;
}

/** Opens the link and submits as any account, invited or not: the provider binds an invitation to nobody. */
export function submitByLink(world: World, token: string, submission: Submission): Application {
  const invitation = usableInvitation(world, token);
  const application = apply(world, invitation.partner, submission, invitation);
  invitation.usedAt = application.appliedAt;
  invitation.usedBy = application.uin;
  return application;
}

/** Applies to a partner without an invitation. */
export function applyUnasked(world: World, partner: string, submission: Submission): Application {
  return apply(world, partner, submission, undefined);
}

/** Takes back every application of the account, or only the one to `partner`. Returns how many. */
export function withdraw(world: World, uin: string, partner?: string): number {
  const going = world.state.applications.filter(
    (each) => each.uin === uin && (partner === undefined || each.partner === partner),
  );
  if (going.length === 0) throw new ControlRefusal(404, 'not_applied', 'This account has no such application.');
  for (const application of going) world.state.applications.splice(world.state.applications.indexOf(application), 1);
  return going.length;
}

/** Changes the given fields of an account, or makes one (which then needs `name` and `email`). */
export function setCustomer(world: World, patch: Readonly<Record<string, unknown>> & { uin: string }): Customer {
  const before = world.state.customers[patch.uin];
  const customer = checkedInput(customerSchema, { ...freshCustomer, ...before, ...patch });
  if (customer.reseller !== null && customer.boundAt === null) customer.boundAt = world.clock.now().toISOString();
  world.state.customers[customer.uin] = customer;
  if (before !== undefined && before.reseller !== customer.reseller) {
    endByProvider(world, customer.uin, 'revoked_by_relation');
  }
  return customer;
}

/** Ends the link of a customer at once, without any of the provider's steps; an unbinding under way is completed by it. */
export function unbind(world: World, uin: string): Customer {
  const customer = linkedCustomer(world, uin);
  release(customer);
  endByProvider(world, uin, 'completed');
  return customer;
}

/** Moves a customer to another partner, as the provider's migration does at its end. An unbinding under way is void. */
export function migrate(world: World, uin: string, to: string): Customer {
  partnerOf(world, to);
  const customer = linkedCustomer(world, uin);
  release(customer, { reseller: to, boundAt: world.clock.now().toISOString() });
  endByProvider(world, uin, 'revoked_by_relation');
  return customer;
}

/**
 * Puts a line on a bill, in this month (UTC+8) unless said: of the partner that has the customer or, after a release,
 * had it last; a late charge is such a line.
 */
export function addBill(
  world: World,
  { uin, amount, month, payMode = 'postPay', actionType = 'postpay_deduct_h', paid = false, chargedTo }: BillLine,
): Customer {
  const customer = customerOf(world, uin);
  customer.bills.push({
    month: month ?? wireTime(world.clock.now().toISOString()).slice(0, 7),
    payMode,
    actionType,
    amount,
    paid,
    chargedTo: chargedTo ?? (customer.reseller === null ? (customer.formerResellers.at(-1) ?? null) : null),
  });
  return customer;
}

function apply(world: World, partner: string, submission: Submission, invitation: Invitation | undefined): Application {
  partnerOf(world, partner);
  const { uin, name, email } = submission;
  if (world.state.applications.some((each) => each.uin === uin && each.partner === partner)) {
    throw new ControlRefusal(409, 'already_applied', 'This account has applied to this partner already.');
  }
  const customer = world.state.customers[uin] ?? setCustomer(world, { uin, name, email });
  const application: Application = {
    partner,
    uin,
    role: invitation?.role ?? 'Client',
    name,
    email,
    mobile: submission.mobile ?? customer.mobile,
    token: invitation?.token ?? null,
    appliedAt: world.clock.now().toISOString(),
  };
  world.state.applications.push(application);
  return application;
}

function linkedCustomer(world: World, uin: string): Customer {
  const customer = customerOf(world, uin);
  if (customer.reseller === null) throw new ControlRefusal(409, 'not_linked', `Account ${uin} has no reseller.`);
  return customer;
}

function partnerOf(world: World, uin: string): void {
  if (world.state.partners[uin] === undefined) {
    throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${uin}.`);
  }
}
