import * as z from 'zod';
import { action, type Caller, idParameter, indirectPartner } from '../action.ts';
import { ApiError, refusal } from '../api-error.ts';
import type { Customer } from '../customer-state.ts';
import { actingPartner, resaleCustomer } from '../world.ts';

const permissions = ['BPC_ITEM_SUBCUSTSERV_010501', 'BPC_ITEM_SUBCUSTSERV_010115'];
/** Empty is refused, absent is the default. Source: Freezing a Customer Account. */
const kind = z.enum(['ACCOUNT', 'ACCOUNT_AND_RESOURCE']).default('ACCOUNT');
const batch = {
  customer_ids: z.array(idParameter).min(1).max(10),
  reason: z.string().min(1).max(256),
  indirect_partner_id: indirectPartner,
};
type Batch = { customer_ids: string[]; indirect_partner_id?: string | undefined };

const freezeSubCustomers = action({
  name: 'FreezeSubCustomers',
  at: 'POST /v2/partners/sub-customers/freeze',
  permissions,
  parameters: z.object({ ...batch, freeze_type: kind }),
  run: (caller, { freeze_type, ...wanted }) =>
    forEach(caller, wanted, (customer) => {
      customer.frozen = freeze_type;
    }),
});

const unfreezeSubCustomers = action({
  name: 'UnfreezeSubCustomers',
  at: 'POST /v2/partners/sub-customers/unfreeze',
  permissions,
  parameters: z.object({ ...batch, unfreeze_type: kind }),
  run: (caller, { unfreeze_type, ...wanted }) =>
    forEach(caller, wanted, (customer) => {
      if (customer.frozen === 'no') return;
      // The kinds have to be the same. Source: Unfreezing a Customer Account; the code for it is not documented.
      if (customer.frozen !== unfreeze_type) throw refusal('CBC.0150', `frozen as ${customer.frozen}`);
      const needsBudget = caller.partner.readings.unfreezeWithoutBudget === 'refuse';
      if (needsBudget && customer.budget === null) throw refusal('CBC.0150', 'the customer has no budget');
      customer.frozen = 'no';
    }),
});

/** One refused account does not keep the others from being done; HTTP 200 tells of it in `error_details` alone. */
function forEach(
  { world, partner }: Caller,
  { customer_ids, indirect_partner_id }: Batch,
  run: (own: Customer) => void,
) {
  const owner = actingPartner(world, partner, indirect_partner_id);
  const details = customer_ids.flatMap((id) => {
    try {
      run(resaleCustomer(world, partner, owner, id));
      return [];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return [{ error_code: error.code, error_msg: error.message, id }];
    }
  });
  return details.length === 0 ? {} : { error_details: details };
}

/** Freezing accounts, and the reverse. */
export const freezingActions = [freezeSubCustomers, unfreezeSubCustomers];
