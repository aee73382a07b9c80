import type { FieldError, Problem } from '../../../kernel/problems.ts';
import { err, InvariantBroken, ok, type Result } from '../../../kernel/result.ts';
import { type Link, readLink } from '../../../links/link.ts';
import { readPartnerAccount } from '../../../parties/index.ts';
import type { Caller, IdempotencyKey } from '../../../platform/contract.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { modeOf } from '../../../providers/capabilities.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { readReadiness } from '../../readiness/readiness.ts';
import { type ActionAsked, askAction } from '../approved-action.ts';
import { actionsWrite } from '../contract.ts';
import { viewAction } from '../view.ts';

export const createAskCreditAllocation =
  (deps: UnbindWriteDeps): HttpHandler<typeof actionsWrite.askCreditAllocation> =>
  async ({ caller, params, body, idempotency }) => {
    const { amount, currency, because } = body;
    const operation = actionsWrite.askCreditAllocation;
    const errors = await currencyErrors(deps, caller.org, params.linkId, currency);
    if (errors.length > 0) return err({ kind: 'invalid_input', errors });
    const does = { kind: 'allocate_credit', amount: { amount, currency } } as const;
    return ask(deps, operation, { caller, linkId: params.linkId, idempotency, because, does });
  };

export const createAskUnfreezing =
  (deps: UnbindWriteDeps): HttpHandler<typeof actionsWrite.askUnfreezing> =>
  async ({ caller, params, body, idempotency }) => {
    const does = { kind: 'unfreeze' } as const;
    const { because } = body;
    return ask(deps, actionsWrite.askUnfreezing, { caller, linkId: params.linkId, idempotency, because, does });
  };

type Asking = {
  readonly caller: Caller;
  readonly linkId: string;
  readonly idempotency: IdempotencyKey;
  readonly because: string;
  readonly does: ActionAsked;
};

async function ask(
  deps: UnbindWriteDeps,
  operation: typeof actionsWrite.askCreditAllocation | typeof actionsWrite.askUnfreezing,
  { caller, linkId, idempotency, because, does }: Asking,
) {
  const link = await readLink(deps.tables, caller.org, linkId);
  if (!link) return err({ kind: 'not_found', params: { what: 'link' } } as const);
  const refusal = await handRefusal(deps, link, does);
  if (!refusal.ok) return refusal;
  const at = deps.clock.now();
  const asked = { does, because, createdBy: caller.member, createdAt: at };
  const { record, intents } = askAction(link, asked, deps.newId);
  const reply = { status: 201, json: { approvedAction: viewAction(record, caller, at) } } as const;
  const written = await deps.tables.transact([idempotencyIntent(caller.org, idempotency, reply, at), ...intents]);
  return written.ok ? ok(reply) : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, written.error);
}

async function handRefusal(deps: UnbindWriteDeps, link: Link, does: ActionAsked): Promise<Result<void, Problem>> {
  if (link.status !== 'active') return err({ kind: 'not_allowed_now', params: { status: link.status } });
  const account = await readPartnerAccount(deps.tables, link.org, link.partnerAccount.id);
  const site = deps.capabilitiesOf(link.partnerAccount.site);
  if (!account || !site) throw new InvariantBroken(`${link.id} has no partner account, or its site no adapter`);
  const method = does.kind === 'unfreeze' ? 'unfreeze' : 'allocateCredit';
  return modeOf(method, site, account) === 'api' ? ok() : err({ kind: 'done_by_hand' });
}

/** An amount in another currency than the customer's credit would be taken for that of its credit. */
async function currencyErrors(
  { tables }: Pick<UnbindWriteDeps, 'tables'>,
  org: string,
  linkId: string,
  currency: string,
): Promise<readonly FieldError[]> {
  const customer = (await readReadiness(tables, org, linkId))?.customer;
  const credit = customer && !('unknown' in customer) ? customer.creditAvailable : null;
  if (credit === null || credit.currency === currency) return [];
  return [{ field: '/currency', code: 'other_currency', detail: `the customer's credit is in ${credit.currency}` }];
}
