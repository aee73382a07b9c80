import type { Problem } from '../../../kernel/problems.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { change, type Decided } from '../../../platform/change.ts';
import { due } from '../../../platform/due.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { move } from '../../../timeline/index.ts';
import type { UnbindDeps } from '../../ports.ts';
import { type ApprovedAction, readAction } from '../approved-action.ts';
import { actionsWrite } from '../contract.ts';
import { decisionRefusal, viewAction } from '../view.ts';

const operation = actionsWrite.decideApprovedAction;
type Reply = { readonly status: 202; readonly json: { readonly approvedAction: ReturnType<typeof viewAction> } };

export const createDecideApprovedAction =
  (deps: UnbindDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency }) => {
    const { tables, clock, newId } = deps;
    const at = clock.now();
    const read = () => readAction(tables, caller.org, params.actionId);
    const done = await change(tables, read, (record): Result<Decided<Reply>, Problem> => {
      if (!record) return err({ kind: 'not_found', params: { what: 'approved action' } });
      const refusal = decisionRefusal(record, caller, at);
      if (refusal) return err(refusal);
      const { verdict, reason } = body;
      const status = verdict === 'approve' ? 'approved' : 'declined';
      const decided = { by: caller.member, at, ...(reason && { reason }) };
      const set: Partial<ApprovedAction> = { status, decided, ...(status === 'declined' && { endedAt: at }) };
      const { id, org, link, does, partnerAccount } = record;
      const entry = {
        type: `approved_action.${status}`,
        actor: { kind: 'member', id: caller.member },
        at,
        data: { link, site: partnerAccount.site, does: does.kind },
      } as const;
      const next = { ...record, ...set, version: record.version + 1 };
      const value: Reply = { status: 202, json: { approvedAction: viewAction(next, caller, at) } };
      return ok({
        intents: [
          idempotencyIntent(org, idempotency, value, at),
          ...move(record, { set, expect: { status: { eq: 'asked' } } }, entry, newId),
          ...(status === 'approved' ? [due({ kind: 'unbind.act', org, id, at })] : []),
        ],
        value,
      });
    });
    return done.ok ? done : refusedOrReplayed(tables, operation, caller.org, idempotency, done.error);
  };
