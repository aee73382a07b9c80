import type { Customer, UnbindingStatus } from '../state.ts';
import type { World } from '../world.ts';
import { advance, openRecordOf } from './records.ts';

/** What a reseller gave the customer goes with the link. */
const givenBack = {
  remark: '',
  creditTotal: '0.00',
  creditRemaining: '0.00',
  force: 0,
  discountsActive: false,
} satisfies Partial<Customer>;

/** Ends the link of a customer. What was consumed until now stays with the partner that it leaves. */
export function release(customer: Customer, to: { reseller: string; boundAt: string } | null = null): void {
  const from = customer.reseller;
  Object.assign(customer, givenBack, to ?? { reseller: null, boundAt: null }, {
    uninterruptedService: { prepaid: false, postpaid: false },
    formerResellers: from === null ? customer.formerResellers : [...customer.formerResellers, from],
    bills: customer.bills.map((line) => ({ ...line, chargedTo: line.chargedTo ?? from })),
  });
}

/** Ends an application whose link ended on another way. */
export function endByProvider(
  world: World,
  uin: string,
  status: Extract<UnbindingStatus, 'completed' | 'revoked_by_relation'>,
): void {
  const record = openRecordOf(world, uin);
  if (record !== undefined) advance(record, { at: world.clock.now().toISOString(), by: 'provider', status });
}
