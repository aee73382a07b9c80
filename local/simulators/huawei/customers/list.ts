import * as z from 'zod';
import { action, idParameter, indirectPartner, pageOf, paging, wireInstant } from '../action.ts';
import type { Customer } from '../customer-state.ts';
import { type WireValue, wireTime } from '../wire-format.ts';
import { actingPartner, customersOf, ownCustomer } from '../world.ts';

/** A part of a name: at most 64 characters and no spaces. Source: Querying Customers. */
const part = z.string().min(1).max(64).regex(/^\S*$/);

const listSubCustomers = action({
  name: 'ListSubCustomers',
  at: 'POST /v2/partners/sub-customers/query',
  permissions: ['BPC_ITEM_SUBCUSTSERV_010100', 'BPC_ITEM_SUBCUSTSERV_010500'],
  parameters: z.object({
    account_name: part.optional(),
    customer: part.optional(),
    label: part.optional(),
    association_type: z.enum(['1', '3']).optional(),
    associated_on_begin: wireInstant.optional(),
    associated_on_end: wireInstant.optional(),
    customer_id: idParameter.optional(),
    indirect_partner_id: indirectPartner,
    ...paging,
  }),
  run: ({ world, partner }, wanted) => {
    const found = customersOf(world, actingPartner(world, partner, wanted.indirect_partner_id)).filter(
      (customer) =>
        (wanted.customer_id === undefined || customer.id === wanted.customer_id) &&
        (wanted.association_type === undefined || customer.associationType === wanted.association_type) &&
        has(customer.accountName, wanted.account_name) &&
        has(customer.realName, wanted.customer) &&
        has(customer.label, wanted.label) &&
        (wanted.associated_on_begin ?? '') <= (customer.associatedAt ?? '') &&
        (customer.associatedAt ?? '') <= (wanted.associated_on_end ?? '9999'),
    );
    return { count: found.length, customer_infos: pageOf(found, wanted).map(wireCustomer) };
  },
});

const showRealnameAuthenticationReviewResult = action({
  name: 'ShowRealnameAuthenticationReviewResult',
  at: 'GET /v2/customers/realname-auths/result',
  parameters: z.object({ customer_id: idParameter }),
  run: ({ world, partner }, { customer_id }) => {
    const { review } = ownCustomer(world, partner, partner, customer_id);
    // Only a request through the API has a result; what is said without one is not documented.
    return review === null
      ? {}
      : { review_result: review.result, ...(review.opinion !== '' && { opinion: review.opinion }) };
  },
});

function has(text: string, wanted: string | undefined): boolean {
  return wanted === undefined || text.toLowerCase().includes(wanted.toLowerCase());
}

/** What is empty is left out: the fields are optional in the models, and what an empty one looks like is not said. */
function wireCustomer(customer: Customer): WireValue {
  const optional = (text: string) => (text === '' ? undefined : text);
  return {
    customer_id: customer.id,
    account_name: customer.accountName,
    customer: optional(customer.realName),
    associated_on: customer.associatedAt === null ? undefined : wireTime(customer.associatedAt),
    association_type: customer.associationType,
    label: optional(customer.label),
    telephone: optional(customer.telephone),
    verified_status: customer.verifiedStatus,
    country_code: customer.country,
    customer_type: customer.customerType,
    is_frozen: customer.frozen === 'no' ? 0 : 1,
    account_managers: [],
    xaccount_id: optional(customer.xaccountId),
    xaccount_type: optional(customer.xaccountType),
    customer_level: customer.customerLevel,
    email: optional(customer.email),
  };
}

/** Reading a partner's own customers. */
export const listActions = [listSubCustomers, showRealnameAuthenticationReviewResult];
