import type * as z from 'zod';
import type { Problem } from '../../../kernel/problems.ts';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { readLink } from '../../../links/link.ts';
import { readPartnerAccount } from '../../../parties/index.ts';
import { change, type Decided } from '../../../platform/change.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { readinessWrite } from '../contract.ts';
import { everything } from '../plan.ts';
import { keepReadiness, readReadiness } from '../readiness.ts';
import { periodsToRead } from '../settled-periods.ts';
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
    const account = await readPartnerAccount(tables, caller.org, link.partnerAccount.id);
    const site = deps.capabilitiesOf(link.partnerAccount.site);
    const read = () => readReadiness(tables, caller.org, link.id);
    const done = await change(tables, read, (before): Result<Decided<Reply>, Problem> => {
      const at = clock.now();
      const left = everything(site && account ? periodsToRead(site, account, at, link.linkedAt) : null);
      const known = before ?? unreadLink(link, at);
      const reading = { name: idempotency.key, by: 'request', since: at, left } as const;
      const record = { ...known, version: before ? before.version + 1 : 1, reading, nextAt: at };
      const reply: Reply = { status: 202, json: { readiness: viewReadiness(record) } };
      const keep = idempotencyIntent(caller.org, idempotency, reply, at);
      return ok({ intents: [keep, keepReadiness(record, before), readAt(link, at)], value: reply });
    });
    return done.ok ? done : refusedOrReplayed(tables, operation, caller.org, idempotency, done.error);
  };
