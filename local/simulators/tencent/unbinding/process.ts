import { ControlRefusal } from '../../control.ts';
import type { Customer, Unbinding, UnbindingStatus } from '../state.ts';
import { wireTime } from '../wire-format.ts';
import type { World } from '../world.ts';
import { customerOf, proceed } from './completion.ts';
import { restrictionsOn } from './conditions.ts';
import { advance, isOpen, mustAwait, openRecordOf, recordFor } from './records.ts';
import { reviewDeadline } from './review-deadline.ts';

/**
 * The provider's process for ending a link, for which it has no API: what the parties do in its console, in its order.
 * Whatever is out of order is refused with a `ControlRefusal`. Source: Unbind a Reseller Sub-Customer.
 */

/** The partner's application, with the notice ticked: by the customer's reseller or the distributor above it. */
export function submit(world: World, order: { by: string; uin: string; noticeAccepted: boolean }): Unbinding {
  const customer = customerOf(world, order.uin);
  const partner = world.state.partners[order.by];
  if (partner === undefined) {
    throw new ControlRefusal(404, 'no_such_partner', `There is no partner account ${order.by}.`);
  }
  const { reseller, distributor } = ownersOf(world, customer);
  if (order.by !== reseller && order.by !== distributor) {
    throw new ControlRefusal(409, 'not_your_customer', `Account ${order.uin} is not a customer of ${partner.name}.`);
  }
  if (!order.noticeAccepted) {
    throw new ControlRefusal(409, 'notice_not_accepted', 'Read the notice and tick that you accept it.');
  }
  mustHaveNoneOpen(world, order.uin);
  const restrictions = restrictionsOn(customer);
  if (restrictions.length > 0) throw new ControlRefusal(409, 'conditions_unmet', restrictions.join(' '));
  const status = distributor === null ? 'customer_confirmation' : 'distributor_review';
  return open(world, customer, { origin: 'reseller', submittedBy: order.by, status });
}

/** The customer's own application. The restrictions are not asked here: its reseller is the one who can mend them. */
export function start(world: World, uin: string): Unbinding {
  const customer = customerOf(world, uin);
  ownersOf(world, customer);
  mustHaveNoneOpen(world, uin);
  return open(world, customer, { origin: 'customer', submittedBy: uin, status: 'reseller_review' });
}

/** What a partner says to an application: the reseller to its customer's, the distributor to its second level's. */
export interface Review {
  number: string;
  by: string;
  decision: 'approve' | 'refuse';
  reason?: string | undefined;
}

/** Approves or refuses. The reseller reviews what a customer started; the distributor what comes from a second level. */
export function review(world: World, { number, by, decision, reason }: Review): Unbinding {
  const record = recordFor(world, number, by);
  mustAwait(record, ['reseller_review', 'distributor_review'], 'reviewed');
  const party = record.status === 'reseller_review' ? 'reseller' : 'distributor';
  if (by !== record[party]) {
    const whose = world.state.partners[record[party] ?? '']?.name ?? '';
    throw new ControlRefusal(409, 'not_your_review', `Record ${number} awaits the review of ${whose}.`);
  }
  const at = world.clock.now().toISOString();
  if (decision === 'refuse') advance(record, { at, by: party, status: `refused_by_${party}`, reason });
  else approve(world, record, { at, party, reason });
  return record;
}

/** The customer's Confirm Unbinding or Reject Unbinding. Whoever started the unbinding itself has confirmed it by that. */
export function answer(
  world: World,
  { uin, answer: said, reason }: { uin: string; answer: 'confirm' | 'reject'; reason?: string | undefined },
): Unbinding {
  customerOf(world, uin);
  const record = openRecordOf(world, uin);
  if (record === undefined) {
    throw new ControlRefusal(409, 'nothing_to_confirm', `Account ${uin} has no unbinding to confirm or reject.`);
  }
  mustAwait(record, ['customer_confirmation'], `${said}ed`);
  const at = world.clock.now().toISOString();
  if (said === 'reject') {
    advance(record, { at, by: 'customer', status: 'rejected_by_customer', reason });
    return record;
  }
  advance(record, { at, by: 'customer', status: 'provider_check' });
  proceed(world, record, at);
  return record;
}

/** The customer binds a card and completes its details; what waited for that goes on. No card data is asked for. */
export function bindCard(world: World, uin: string, completeDetails = true): Customer {
  const customer = customerOf(world, uin);
  customer.cardBound = true;
  customer.detailsComplete ||= completeDetails;
  const record = openRecordOf(world, uin);
  if (record?.status === 'card_binding') proceed(world, record, world.clock.now().toISOString());
  return customer;
}

/** Has the provider check the preconditions again, once a broken one is mended. */
export function recheck(world: World, number: string): Unbinding {
  const record = recordFor(world, number);
  mustAwait(record, ['card_binding', 'conditions_unmet'], 'checked again');
  proceed(world, record, world.clock.now().toISOString());
  return record;
}

/** Whoever submitted takes it back, as long as it is under way. */
export function withdraw(world: World, { number, by }: { number: string; by: string }): Unbinding {
  const record = recordFor(world, number, by);
  if (by !== record.submittedBy) {
    throw new ControlRefusal(409, 'not_your_application', `Record ${number} was submitted by ${record.submittedBy}.`);
  }
  if (!isOpen(record)) mustAwait(record, [], 'withdrawn');
  advance(record, { at: world.clock.now().toISOString(), by: 'submitter', status: 'withdrawn' });
  return record;
}

/** After the reseller a distributor is asked, if there is one; then a customer that has not asked for it itself. */
function approve(
  world: World,
  record: Unbinding,
  { at, party, reason }: { at: string; party: 'reseller' | 'distributor'; reason: string | undefined },
): void {
  if (party === 'reseller' && record.distributor !== null) {
    advance(record, { at, by: party, status: 'distributor_review', reason });
  } else if (record.origin === 'reseller') {
    advance(record, { at, by: party, status: 'customer_confirmation', reason });
  } else {
    advance(record, { at, by: party, status: 'provider_check', reason });
    proceed(world, record, at);
  }
}

function open(
  world: World,
  customer: Customer,
  { status, ...application }: Pick<Unbinding, 'origin' | 'submittedBy'> & { status: UnbindingStatus },
): Unbinding {
  const submittedAt = world.clock.now().toISOString();
  const date = wireTime(submittedAt).slice(0, 10).replaceAll('-', '');
  const record: Unbinding = {
    number: `UB${date}${String(world.state.unbindings.length + 1).padStart(4, '0')}`,
    uin: customer.uin,
    name: customer.name,
    ...application,
    ...ownersOf(world, customer),
    submittedAt,
    status,
    unmet: [],
    deadline: application.origin === 'customer' ? reviewDeadline(submittedAt) : null,
    steps: [{ at: submittedAt, by: 'submitter', status, reason: '' }],
  };
  world.state.unbindings.push(record);
  return record;
}

function ownersOf(world: World, customer: Customer): { reseller: string; distributor: string | null } {
  if (customer.reseller === null) {
    throw new ControlRefusal(409, 'not_linked', `Account ${customer.uin} has no reseller.`);
  }
  const partner = world.state.partners[customer.reseller];
  return {
    reseller: customer.reseller,
    distributor: partner?.role === 'second_level_reseller' ? partner.distributor : null,
  };
}

function mustHaveNoneOpen(world: World, uin: string): void {
  const record = openRecordOf(world, uin);
  if (record !== undefined) {
    throw new ControlRefusal(409, 'already_open', `Account ${uin} is being unbound already: record ${record.number}.`);
  }
}
