import { InvariantBroken } from '../../kernel/result.ts';
import { createCalls } from '../calls.ts';
import type { PortDeps } from '../port-deps.ts';
import type { PortMethod, ProviderPort } from '../provider.ts';
import { sendTo } from '../tencent/client.ts';
import { redact } from '../tencent/redact.ts';
import { product } from './actions.ts';
import { createBills } from './bills.ts';
import { tencentCn } from './capabilities.ts';
import { createDecisions } from './decisions.ts';
import { codes } from './errors.ts';
import { createReads } from './reads.ts';
import { createRebates } from './rebates.ts';
import { createUnbinds } from './unbinds.ts';

/**
 * The port at Tencent Cloud's China site, over the partner API partners 2018-03-21. Methods that the site has no call
 * for throw InvariantBroken: whoever calls one forgot to ask the capability table.
 */
export function createPort(deps: PortDeps): ProviderPort {
  const calls = createCalls(deps, { createSend: sendTo(product), codes, redact });

  return {
    ...createReads(calls, deps.clock),
    ...createDecisions(calls),
    ...createBills(calls),
    ...createUnbinds(calls),
    ...createRebates(calls),
    checkIdentifier: () => notHere('checkIdentifier'),
    readInvitations: () => notHere('readInvitations'),
    listInvitations: () => notHere('listInvitations'),
    readOwner: () => notHere('readOwner'),
    listCreditAllocations: () => notHere('listCreditAllocations'),
    readRebateFiles: () => notHere('readRebateFiles'),
    registerCustomer: () => notHere('registerCustomer'),
    invite: () => notHere('invite'),
    resendInvitation: () => notHere('resendInvitation'),
    prepareAccount: () => notHere('prepareAccount'),
    allocateCredit: () => notHere('allocateCredit'),
    unfreeze: () => notHere('unfreeze'),
    submitUnbind: () => notHere('submitUnbind'),
  };
}

async function notHere(method: PortMethod): Promise<never> {
  throw new InvariantBroken(`${method} is "${tencentCn.methods[method].mode}" at tencent-cn`);
}
