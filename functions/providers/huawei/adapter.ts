import { InvariantBroken } from '../../kernel/result.ts';
import { createCalls } from '../calls.ts';
import type { PortDeps } from '../port-deps.ts';
import type { PortMethod, ProviderPort } from '../provider.ts';
import { huaweiIntl } from './capabilities.ts';
import { createSend } from './client.ts';
import { codes } from './errors.ts';
import { createReads } from './reads.ts';
import { redact } from './redact.ts';
import { createSpending } from './spending.ts';

/**
 * The port at Huawei Cloud's international site, over the Partner Center API (BSS `bssintl` v2). Methods that the site
 * has no call for throw InvariantBroken: whoever calls one forgot to ask the capability table.
 */
export function createPort(deps: PortDeps): ProviderPort {
  const calls = createCalls(deps, { createSend, codes, redact });

  return {
    ...createReads(calls),
    ...createSpending(calls),
    readInvitations: () => notHere('readInvitations'),
    listInvitations: () => notHere('listInvitations'),
    readBill: () => notHere('readBill'),
    listUnbinds: () => notHere('listUnbinds'),
    readRebateFiles: () => notHere('readRebateFiles'),
    listRebates: () => notHere('listRebates'),
    registerCustomer: () => notHere('registerCustomer'),
    invite: () => notHere('invite'),
    resendInvitation: () => notHere('resendInvitation'),
    decideApplication: () => notHere('decideApplication'),
    allocateCredit: () => notHere('allocateCredit'),
    submitUnbind: () => notHere('submitUnbind'),
  };
}

async function notHere(method: PortMethod): Promise<never> {
  throw new InvariantBroken(`${method} is "${huaweiIntl.methods[method].mode}" at huawei-intl`);
}
