import type { Customer } from '../customer-state.ts';
import { nowOf, type World } from '../world.ts';

type Association = World['state']['pendingAssociations'][number];

/** Sets an association on its way; it comes into force after the delay, at once without one. */
export function beginAssociation(
  world: World,
  { delayMs, ...association }: Omit<Association, 'dueAt'> & { delayMs: number },
): void {
  const dueAt = new Date(world.clock.now().getTime() + delayMs).toISOString();
  world.state.pendingAssociations.push({ ...association, dueAt });
  settleAssociations(world);
}

/** Does what has fallen due by now. */
export function settleAssociations(world: World): void {
  const now = nowOf(world);
  const due = world.state.pendingAssociations.filter(({ dueAt }) => dueAt <= now);
  if (due.length === 0) return;
  world.state.pendingAssociations = world.state.pendingAssociations.filter(({ dueAt }) => dueAt > now);
  for (const association of due) associate(world, association);
}

/** Whether an account is on its way to a partner. */
export function isOnItsWay(world: World, customer: string): boolean {
  return world.state.pendingAssociations.some((each) => each.customer === customer);
}

/** A customer of the resale mode comes frozen. Source: Associating with a partner, reseller model. */
function associate(world: World, { customer: id, partner, associationType, dueAt }: Association): void {
  const customer = world.state.customers[id];
  if (customer === undefined || customer.partner !== null) return;
  Object.assign(customer, { partner, associationType, associatedAt: dueAt, budget: null });
  customer.frozen = associationType === '3' ? 'ACCOUNT' : 'no';
}

/** Ends the association; the budget ends with it, and the record of that is the trace that stays. */
export function endAssociation(world: World, customer: Customer): void {
  const { partner, budget } = customer;
  if (partner === null) return;
  if (budget !== null) {
    customer.budgetRecords.push({
      partner,
      amount: budget.amount,
      operation: 'DELETE',
      at: nowOf(world),
      operator: 'system',
      type: budget.type,
    });
  }
  // What was asked about it is over as well, however it ended.
  for (const asked of world.state.disassociations) {
    if (asked.customer === customer.id && asked.status !== 'rejected') asked.status = 'released';
  }
  customer.formerPartners.push(partner);
  Object.assign(customer, { partner: null, associatedAt: null, budget: null, frozen: 'no' });
}
