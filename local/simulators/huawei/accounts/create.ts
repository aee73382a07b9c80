import * as z from 'zod';
import { action, type Caller, indirectPartner } from '../action.ts';
import { refusal } from '../api-error.ts';
import { beginAssociation } from '../associations/associate.ts';
import { type Customer, freshCustomer } from '../customer-state.ts';
import { actingPartner, drawId, nowOf } from '../world.ts';
import { accountNameForm, isNameTaken } from './account-names.ts';
import { useVerificationCode } from './identity.ts';

const parameters = z.object({
  xaccount_id: z.string().min(1).max(100),
  xaccount_type: z.string().min(1),
  domain_area: z.string().regex(/^[A-Z]{2}$/),
  domain_name: z.string().optional(),
  email: z.email().max(64).optional(),
  verification_code: z.string().optional(),
  password: z.string().optional(),
  is_close_market_ms: z.enum(['true', 'false']).default('false'),
  indirect_partner_id: indirectPartner,
  include_association_result: z.boolean().default(false),
});
type Order = z.output<typeof parameters>;

const createSubCustomer = action({
  name: 'CreateSubCustomer',
  at: 'POST /v2/partners/sub-customers',
  permissions: ['BPC_ITEM_SUBCUSTSERV_010118'],
  parameters,
  run: (caller, order) => {
    const { world } = caller;
    const { id: partner, readings } = actingPartner(world, caller.partner, order.indirect_partner_id);
    mustBeAllowed(caller, order);
    const customer = openAccount(caller, order);
    const delayMs = readings.createDelayMs;
    beginAssociation(world, { customer: customer.id, partner, associationType: '3', delayMs });
    const created = { domain_id: customer.id, domain_name: customer.accountName };
    // Whoever waits for the result waits in vain while it is on its way; the account is there all the same.
    if (order.include_association_result && delayMs > 0) throw refusal('CBC.99000050', undefined, created);
    return created;
  },
});

/** The order of the checks is ours. */
function mustBeAllowed({ world, partner }: Caller, order: Order): void {
  const customers = Object.values(world.state.customers);
  if (partner.obstacle !== null) throw refusal(partner.obstacle);
  if (order.xaccount_type !== partner.xaccountType) throw refusal('CBC.0101', 'xaccount_type');
  const isSame = ({ xaccountId, xaccountType }: Customer) =>
    xaccountId === order.xaccount_id && xaccountType === order.xaccount_type;
  if (customers.some(isSame)) throw refusal('CBC.99000039', order.xaccount_id);
  if (order.domain_name !== undefined) {
    if (!accountNameForm.safeParse(order.domain_name).success) throw refusal('CBC.99000031', order.domain_name);
    if (isNameTaken(world, order.domain_name)) throw refusal('CBC.99000038', order.domain_name);
  }
  if (order.password !== undefined && !isPassword(order.password)) throw refusal('CBC.99000036');
  if (order.email === undefined) return;
  const holder = customers.find(({ email }) => email === order.email);
  if (holder !== undefined) throw refusal(holder.preRegisteredByHuawei ? 'CBC.99000051' : 'CBC.99000038', 'email');
  useVerificationCode(world, order.email, order.verification_code);
}

/** 8 signs and more, of two kinds at least. Source: description of the parameter; Creating a Customer. */
function isPassword(text: string): boolean {
  const kinds = [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/].filter((kind) => kind.test(text));
  return text.length >= 8 && kinds.length >= 2;
}

function openAccount({ world }: Caller, order: Order): Customer {
  const id = drawId(world.random, (taken) => world.state.customers[taken] !== undefined);
  const customer: Customer = {
    ...structuredClone(freshCustomer),
    id,
    accountName: order.domain_name ?? `a${world.random.hex(31)}`,
    country: order.domain_area,
    email: order.email ?? '',
    xaccountId: order.xaccount_id,
    xaccountType: order.xaccount_type,
    registeredAt: nowOf(world),
  };
  world.state.customers[id] = customer;
  return customer;
}

/** Opening an account that is the partner's customer from the start. */
export const createActions = [createSubCustomer];
