import { ControlRefusal } from '../../control.ts';
import type { Unbinding, UnbindingStatus } from '../state.ts';
import type { World } from '../world.ts';

/** How the console words a status; the words are ours. */
export const statusLabels = {
  reseller_review: 'Under review by reseller',
  distributor_review: 'Under review by distributor',
  customer_confirmation: 'Awaiting customer confirmation',
  provider_check: 'Being checked',
  card_binding: 'Awaiting card binding',
  conditions_unmet: 'Conditions not met',
  completed: 'Unbound',
  refused_by_reseller: 'Refused by reseller',
  refused_by_distributor: 'Refused by distributor',
  rejected_by_customer: 'Rejected by customer',
  withdrawn: 'Withdrawn',
  revoked_by_relation: 'Revoked by a change of relation',
} as const satisfies Record<UnbindingStatus, string>;

const openStatuses: readonly UnbindingStatus[] = [
  'reseller_review',
  'distributor_review',
  'customer_confirmation',
  'provider_check',
  'card_binding',
  'conditions_unmet',
];

/** Whether anything may still happen to a record. */
export function isOpen({ status }: Unbinding): boolean {
  return openStatuses.includes(status);
}

/** The record that is under way for an account; there is never more than one. */
export function openRecordOf(world: World, uin: string): Unbinding | undefined {
  return world.state.unbindings.find((record) => record.uin === uin && isOpen(record));
}

/** What the "Unbinding Customers" page of a partner shows: what it submitted, owns or reviews; the newest first. */
export function recordsSeenBy(world: World, account: string): Unbinding[] {
  return world.state.unbindings
    .filter((record) => [record.submittedBy, record.reseller, record.distributor].includes(account))
    .toReversed();
}

/** @throws `ControlRefusal` `no_such_record`, also where there is one that the account doesn't see */
export function recordFor(world: World, number: string, account?: string): Unbinding {
  const seen = account === undefined ? world.state.unbindings : recordsSeenBy(world, account);
  const record = seen.find((each) => each.number === number);
  if (record === undefined) throw new ControlRefusal(404, 'no_such_record', `There is no unbinding record ${number}.`);
  return record;
}

/** @throws `ControlRefusal` `out_of_order` when the record stands anywhere else than at `wanted` */
export function mustAwait(record: Unbinding, wanted: readonly UnbindingStatus[], deed: string): void {
  if (wanted.includes(record.status)) return;
  const message = `Record ${record.number} can't be ${deed} now: its status is "${statusLabels[record.status]}".`;
  throw new ControlRefusal(409, 'out_of_order', message);
}

/** Moves a record on and notes who did it. */
export function advance(
  record: Unbinding,
  step: { at: string; by: Unbinding['steps'][number]['by']; status: UnbindingStatus; reason?: string | undefined },
): void {
  record.status = step.status;
  record.steps.push({ ...step, reason: step.reason ?? '' });
  if (step.status !== 'reseller_review' && step.status !== 'distributor_review') record.deadline = null;
}
