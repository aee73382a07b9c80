import type { Problem } from '../../../kernel/problems.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { change, type Decided } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { move } from '../../../timeline/index.ts';
import type { UnbindDeps } from '../../ports.ts';
import { readAction } from '../approved-action.ts';
import { actionsWrite } from '../contract.ts';
import { outcomeRefusal, viewAction } from '../view.ts';

const operation = actionsWrite.recordActionOutcome;
type Reply = { readonly status: 200; readonly json: { readonly approvedAction: ReturnType<typeof viewAction> } };

/** The first one who has looked is believed; its clock ends with that. */
export const createRecordActionOutcome =
  (deps: UnbindDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body: { shows, because }, idempotency }) => {
    const { tables, clock, newId } = deps;
    const at = clock.now();
    const read = () => readAction(tables, caller.org, params.actionId);
    const done = await change(tables, read, (record): Result<Decided<Reply>, Problem> => {
      if (!record) return err({ kind: 'not_found', params: { what: 'approved action' } });
      const refusal = outcomeRefusal(record);
      if (refusal) return err(refusal);
      const set = { status: shows, seen: { by: caller.member, at, because } } as const;
      const { org, link, does, partnerAccount } = record;
      const data = { link, site: partnerAccount.site, does: does.kind, status: shows };
      const entry = { type: 'approved_action.seen', actor: { kind: 'member', id: caller.member }, at, data } as const;
      const next = { ...record, ...set, version: record.version + 1 };
      const value: Reply = { status: 200, json: { approvedAction: viewAction(next, caller, at) } };
      const step = { set, remove: ['waitingPk', 'waitingSk'], expect: { status: { eq: 'unknown' } } } as const;
      return ok({
        intents: [idempotencyIntent(org, idempotency, value, at), ...move(record, step, entry, newId)],
        value,
      });
    });
    return done.ok ? done : refusedOrReplayed(tables, operation, caller.org, idempotency, done.error);
  };
