import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import type { UnbindWriteDeps } from '../../ports.ts';
import { confirmSheet } from '../confirm-sheet.ts';
import { sheetsWrite } from '../contract.ts';
import { sheetReply } from './sheet-reply.ts';

const operation = sheetsWrite.confirmUnbindSheet;

export const createConfirmUnbindSheet =
  (deps: UnbindWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, params, body, idempotency, language }) => {
    const of = { org: caller.org, unbind: params.unbindId, purpose: body.purpose };
    const done = await confirmSheet(deps, of, caller, (after) => [
      idempotencyIntent(caller.org, idempotency, sheetReply(after, language), deps.clock.now()),
    ]);
    return done.ok
      ? ok(sheetReply(done.value, language))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
