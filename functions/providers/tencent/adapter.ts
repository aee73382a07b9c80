import { InvariantBroken, ok } from '../../kernel/result.ts';
import { createCalls } from '../calls.ts';
import type { PortDeps } from '../port-deps.ts';
import {
  effects,
  type Invitation,
  type InvitationRequest,
  type PartnerAccountRef,
  type PortMethod,
  type ProviderPort,
} from '../provider.ts';
import { actions, product } from './actions.ts';
import { tencentIntl } from './capabilities.ts';
import { sendTo } from './client.ts';
import { codes } from './errors.ts';
import { createReads } from './reads.ts';
import { createRebates } from './rebates.ts';
import { redact } from './redact.ts';
import { tokenIn, uinNumber } from './schema.ts';
import { createSpending } from './spending.ts';

/**
 * The port at Tencent Cloud's international site, over the partner API intlpartnersmgt 2022-09-28. Methods that the
 * site has no call for throw InvariantBroken: whoever calls one forgot to ask the capability table.
 */
export function createPort(deps: PortDeps): ProviderPort {
  const calls = createCalls(deps, { createSend: sendTo(product), codes, redact });

  /** Sends a mail with a new link. The token is no field of the answer; it stands in the link. */
  async function sendInvitation(
    ref: PartnerAccountRef,
    { email }: InvitationRequest,
    method: 'invite' | 'resendInvitation',
  ) {
    const parameters = { Email: email, InvitationRole: 'Client' };
    const { stage } = effects[method];
    const sent = await calls.effect({ ref, action: actions.sendInvitation, parameters, stage });
    if (!sent.ok) return sent;
    const { answer, receipts } = sent.value;
    const link = answer.InvitationLink;
    const invitation: Invitation = { handle: tokenIn(link), link, validFor: 'P30D' };
    return ok({ ...invitation, receipts });
  }

  return {
    ...createReads(calls, deps.clock),
    invite: (ref, invitation) => sendInvitation(ref, invitation, 'invite'),
    resendInvitation: (ref, sent) => sendInvitation(ref, sent, 'resendInvitation'),

    async decideApplication(ref, { account, verdict, reason }) {
      const decided = await calls.effect({
        ref,
        action: actions.decideApplication,
        parameters: {
          ClientUin: uinNumber(account),
          ...(verdict === 'accept' ? { ApproveType: 'pass' } : { ApproveType: 'reject', RejectReason: reason }),
        },
        stage: effects.decideApplication.stage,
      });
      if (!decided.ok) return decided;
      return ok({ state: verdict === 'accept' ? 'accepted' : 'rejected', receipts: decided.value.receipts });
    },

    ...createSpending(calls),
    ...createRebates(calls),
    checkIdentifier: () => notHere('checkIdentifier'),
    listInvitations: () => notHere('listInvitations'),
    registerCustomer: () => notHere('registerCustomer'),
    prepareAccount: () => notHere('prepareAccount'),
    submitUnbind: () => notHere('submitUnbind'),
    readUnbind: () => notHere('readUnbind'),
    listUnbinds: () => notHere('listUnbinds'),
    listRebates: () => notHere('listRebates'),
  };
}

async function notHere(method: PortMethod): Promise<never> {
  throw new InvariantBroken(`${method} is "${tencentIntl.methods[method].mode}" at tencent-intl`);
}
