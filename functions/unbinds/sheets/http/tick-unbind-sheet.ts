import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { sheetsWrite } from '../contract.ts';
import { tickSheet } from '../tick-sheet.ts';
import { sheetReply } from './sheet-reply.ts';

const operation = sheetsWrite.tickUnbindSheet;

export const createTickUnbindSheet =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency, language }) => {
    const { purpose, ...given } = body;
    const worked = { org: caller.org, unbind: params.unbindId, purpose, by: caller.member };
    const done = await tickSheet(deps, worked, params.step, given, (after) => [
      idempotencyIntent(caller.org, idempotency, sheetReply(after, language), deps.clock.now()),
    ]);
    return done.ok
      ? ok(sheetReply(done.value, language))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
