import { InvariantBroken, ok } from '../../kernel/result.ts';
import { createCalls } from '../calls.ts';
import type { PortDeps } from '../port-deps.ts';
import { effects, type PortMethod, type ProviderPort } from '../provider.ts';
import { actions } from './actions.ts';
import { alibabaIntl } from './capabilities.ts';
import { createSend } from './client.ts';
import { codes } from './errors.ts';
import { accountToInvite } from './invitation.ts';
import { createReads } from './reads.ts';
import { bucketKeys, createRebates } from './rebates.ts';
import { redact } from './redact.ts';
import { createSpending } from './spending.ts';

/** A customer record lapses after so long without an association, and an invitation of it, whatever else is not told. */
const LEAD_VALIDITY = 'P30D';

/**
 * The port at Alibaba Cloud's international site, over the partner API Agency 2022-12-16 and, for commission, 2025-02-27. Methods that the site has no
 * call for throw InvariantBroken: whoever calls one forgot to ask the capability table.
 */
export function createPort(deps: PortDeps): ProviderPort {
  const speech = { createSend, codes, redact };
  const calls = createCalls(deps, speech);
  const bucketCalls = createCalls({ ...deps, secrets: bucketKeys(deps.secrets) }, speech);

  return {
    ...createReads(calls, deps.clock),
    ...createSpending(calls, deps.clock),
    ...createRebates({ ...deps, calls, bucketCalls }),

    async registerCustomer(ref, { legalName, country, fields }) {
      const { stage } = effects.registerCustomer;
      const asked = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
      const parameters = { ...asked, CustomerName: legalName, Nation: country };
      const created = await calls.effect({ ref, action: actions.createCustomer, parameters, stage });
      if (!created.ok) return created;
      const { answer, receipts } = created.value;
      return ok({ registration: answer.Message, receipts });
    },

    async invite(ref, invitation) {
      const { stage } = effects.invite;
      const parameters = { AccountInfoList: [accountToInvite(invitation)] };
      const sent = await calls.effect({ ref, action: actions.invite, parameters, stage });
      if (!sent.ok) return sent;
      const { answer, receipts } = sent.value;
      const [{ Result }] = answer.Results.Result;
      const validFor = Result.Days ? `P${Result.Days}D` : LEAD_VALIDITY;
      return ok({ handle: Result.InviteId, link: Result.RegUrl, validFor, receipts });
    },

    /** The same invitation once more: the same link, until the same day. */
    async resendInvitation(ref, { handle }) {
      const { stage } = effects.resendInvitation;
      const sent = await calls.effect({ ref, action: actions.resend, parameters: { InviteId: handle }, stage });
      return sent.ok ? ok({ handle, link: null, validFor: null, receipts: sent.value.receipts }) : sent;
    },

    checkIdentifier: () => notHere('checkIdentifier'),
    decideApplication: () => notHere('decideApplication'),
    prepareAccount: () => notHere('prepareAccount'),
    readBill: () => notHere('readBill'),
    readOwner: () => notHere('readOwner'),
    allocateCredit: () => notHere('allocateCredit'),
    submitUnbind: () => notHere('submitUnbind'),
    readUnbind: () => notHere('readUnbind'),
    listUnbinds: () => notHere('listUnbinds'),
    listRebates: () => notHere('listRebates'),
  };
}

async function notHere(method: PortMethod): Promise<never> {
  throw new InvariantBroken(`${method} is "${alibabaIntl.methods[method].mode}" at alibaba-intl`);
}
