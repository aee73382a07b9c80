import type * as z from 'zod';
import type { Problem } from '../../../kernel/problems.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { readLink } from '../../../links/link.ts';
import { change, type Decided } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { readinessWrite } from '../contract.ts';
import { everything } from '../plan.ts';
import { keepReadiness, readReadiness } from '../readiness.ts';
import { settledPeriods } from '../settled-periods.ts';
import { readAt, unreadLink } from '../start-readiness.ts';
import { type ReadinessView, viewReadiness } from '../view.ts';

const operation = readinessWrite.checkUnbindReadiness;
type Reply = { readonly status: 202; readonly json: { readonly readiness: z.input<typeof ReadinessView> } };

export const createCheckUnbindReadiness =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, idempotency }) => {
    const { tables, clock } = deps;
    const link = await readLink(tables, caller.org, params.linkId);
    if (!link) return err({ kind: 'not_found', params: { what: 'link' } });
    if (link.status !== 'active') return err({ kind: 'not_allowed_now', params: { status: link.status } });
    const settlement = deps.capabilitiesOf(link.partnerAccount.site)?.settlement ?? null;
    const read = () => readReadiness(tables, caller.org, link.id);
    const done = await change(tables, read, (before): Result<Decided<Reply>, Problem> => {
      const at = clock.now();
      const left = everything(settledPeriods(settlement, at, link.linkedAt));
      const known = before ?? unreadLink(link, at);
      const reading = { name: idempotency.key, by: 'request', since: at, left } as const;
      const record = { ...known, version: before ? before.version + 1 : 1, reading, nextAt: at };
      const reply: Reply = { status: 202, json: { readiness: viewReadiness(record) } };
      const keep = idempotencyIntent(caller.org, idempotency, reply, at);
      return ok({ intents: [keep, keepReadiness(record, before), readAt(link, at)], value: reply });
    });
    return done.ok ? done : refusedOrReplayed(tables, operation, caller.org, idempotency, done.error);
  };
