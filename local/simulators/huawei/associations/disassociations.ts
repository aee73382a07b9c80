import { ControlRefusal } from '../../control.ts';
import { customerOf, partnerOf } from '../change-customers.ts';
import type { Customer } from '../customer-state.ts';
import type { Disassociation } from '../state.ts';
import { nowOf, type World } from '../world.ts';
import { endAssociation } from './associate.ts';

/**
 * How an association ends: one side starts it, the other one approves or rejects, in the console. Source: Managing
 * Customer Association Relationships. Whatever is out of order is refused with a `ControlRefusal`.
 */

/** Each side may start so many within three months; for more it asks the provider. */
const mostRequests = 3;
const requestMonths = 3;

/** The console's words. Invented, except Disassociate. */
export const statusLabels = {
  customer_confirmation: "Pending customer's confirmation",
  partner_review: "Pending partner's review",
  provider_review: 'Pending review by the provider',
  released: 'Disassociated',
  rejected: 'Rejected',
} as const satisfies Record<Disassociation['status'], string>;

/** The partner's administrator starts it; the account check has to pass. */
export function startByPartner(world: World, order: { by: string; customer: string; reason: string }): Disassociation {
  const customer = associated(world, order.customer);
  const partner = partnerOf(world, order.by);
  if (customer.partner !== order.by) {
    throw new ControlRefusal(404, 'not_your_customer', `${customer.accountName} is not a customer of ${partner.name}.`);
  }
  if (order.reason.trim() === '') throw new ControlRefusal(400, 'no_reason', 'A reason is needed.');
  return start(world, customer, { startedBy: 'partner', reason: order.reason });
}

/** The customer starts it in My Account; the account check has to pass here as well. */
export function startByCustomer(world: World, order: { customer: string; reason: string }): Disassociation {
  return start(world, associated(world, order.customer), { startedBy: 'customer', reason: order.reason });
}

/** The customer approves or rejects what its partner started. Approved, it is over at once, but for a named account. */
export function answerAsCustomer(
  world: World,
  { customer, ...said }: { customer: string; answer: 'approve' | 'reject'; reason?: string | undefined },
): Disassociation {
  return answer(world, openOf(world, customer, 'customer_confirmation'), said);
}

/** The partner's administrator approves or rejects what the customer started. */
export function answerAsPartner(
  world: World,
  {
    by,
    customer,
    ...said
  }: { by: string; customer: string; answer: 'approve' | 'reject'; reason?: string | undefined },
): Disassociation {
  const open = openOf(world, customer, 'partner_review');
  if (open.partner !== by) {
    throw new ControlRefusal(404, 'not_your_customer', `${customer} is not a customer of this partner.`);
  }
  return answer(world, open, said);
}

/** The provider's own review, which it keeps for named accounts; that it comes after both sides is ours. */
export function answerAsProvider(
  world: World,
  { customer, ...said }: { customer: string; answer: 'approve' | 'reject'; reason?: string | undefined },
): Disassociation {
  return answer(world, openOf(world, customer, 'provider_review'), said);
}

/** The request about a customer that is not over yet. */
export function openDisassociationOf(world: World, customer: string): Disassociation | undefined {
  return world.state.disassociations.find(
    (each) => each.customer === customer && each.status !== 'released' && each.status !== 'rejected',
  );
}

/** What the console's account check finds in the way. No API tells of any of it but the freeze. */
export function obstaclesOf(customer: Customer): string[] {
  const obstacles = [
    [customer.frozen !== 'no', 'The account is frozen: unfreeze it first.'],
    [customer.enterprise === 'master_independent', 'It is an enterprise master with independent accounting members.'],
    [customer.reservedInstances, 'It has a valid reserved instance.'],
    [customer.partnerSupportPlan, 'It has a valid partner support plan.'],
    [customer.serviceSupportPlan, 'It has a valid service support plan.'],
    [
      customer.enterprise === 'master_unified' && customer.memberSupportPlan,
      'A unified accounting member of it has a valid service support plan.',
    ],
  ] as const;
  return obstacles.flatMap(([stands, words]) => (stands ? [words] : []));
}

function start(
  world: World,
  customer: Customer,
  { startedBy, reason }: Pick<Disassociation, 'startedBy' | 'reason'>,
): Disassociation {
  if (openDisassociationOf(world, customer.id) !== undefined) {
    throw new ControlRefusal(409, 'already_open', 'There is a request already that nobody has answered yet.');
  }
  mustHaveRequestsLeft(world, customer, startedBy);
  mustPassCheck(customer);
  const disassociation: Disassociation = {
    id: world.random.hex(16),
    customer: customer.id,
    partner: customer.partner ?? '',
    startedBy,
    startedAt: nowOf(world),
    reason,
    status: startedBy === 'partner' ? 'customer_confirmation' : 'partner_review',
    answeredAt: null,
    answer: '',
  };
  world.state.disassociations.push(disassociation);
  return disassociation;
}

/** Whose three they are, the partner's in all or per customer, is not said: here they are counted per customer. */
function mustHaveRequestsLeft(world: World, { id }: Customer, startedBy: Disassociation['startedBy']): void {
  const since = world.clock.now();
  since.setUTCMonth(since.getUTCMonth() - requestMonths);
  const used = world.state.disassociations.filter(
    (each) => each.customer === id && each.startedBy === startedBy && Date.parse(each.startedAt) > since.getTime(),
  );
  if (used.length < mostRequests) return;
  throw new ControlRefusal(
    409,
    'requests_used',
    `${mostRequests} requests within ${requestMonths} months are used up.`,
  );
}

function answer(
  world: World,
  open: Disassociation,
  { answer: said, reason = '' }: { answer: 'approve' | 'reject'; reason?: string | undefined },
): Disassociation {
  const customer = customerOf(world, open.customer);
  if (said === 'approve') mustPassCheck(customer);
  const isForProvider = customer.isNamedAccount && open.status !== 'provider_review';
  open.status = said === 'reject' ? 'rejected' : isForProvider ? 'provider_review' : 'released';
  if (open.status === 'released') endAssociation(world, customer);
  open.answeredAt = nowOf(world);
  open.answer = reason;
  return open;
}

function mustPassCheck(customer: Customer): void {
  const obstacles = obstaclesOf(customer);
  if (obstacles.length > 0) throw new ControlRefusal(409, 'conditions_unmet', obstacles.join(' '));
}

function openOf(world: World, customer: string, status: Disassociation['status']): Disassociation {
  const open = openDisassociationOf(world, customerOf(world, customer).id);
  if (open?.status === status) return open;
  throw new ControlRefusal(409, 'nothing_to_answer', `There is nothing that is ${statusLabels[status]}.`);
}

function associated(world: World, id: string): Customer {
  const customer = customerOf(world, id);
  if (customer.partner !== null) return customer;
  throw new ControlRefusal(409, 'not_associated', `${customer.accountName} has no partner.`);
}
