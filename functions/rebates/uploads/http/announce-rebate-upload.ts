import { plusSeconds } from '../../../kernel/clock.ts';
import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { idempotencyIntent, refusedOrReplayed } from '../../../platform/idempotency.ts';
import { PRESIGNED_SECONDS, type Upload } from '../../../platform/presigned.ts';
import type { RebateWriteDeps } from '../../ports.ts';
import { announceUpload } from '../announce.ts';
import { uploadsWrite } from '../contract.ts';
import { standingOf } from '../standing.ts';
import type { RebateUpload } from '../upload.ts';
import { etag, viewUpload } from '../view.ts';

const operation = uploadsWrite.announceRebateUpload;

export const createAnnounceRebateUpload =
  (deps: RebateWriteDeps): HttpHandler<typeof operation> =>
  async ({ caller, body, idempotency }) => {
    const at = deps.clock.now();
    const until = plusSeconds(at, PRESIGNED_SECONDS);
    type Done = { readonly record: RebateUpload; readonly upload: Upload };
    const reply = ({ record, upload: { url, headers } }: Done) =>
      ({
        status: 201,
        json: {
          upload: viewUpload(standingOf(record, []), caller),
          put: { method: 'PUT', url, headers: { ...headers }, until },
        },
        headers: { ...etag(record), location: `/v1/rebate-uploads/${record.id}` },
      }) as const;
    // who has the address of an upload can use it: an answer that is kept lies with what is private
    const done = await announceUpload(deps, caller, body, (made) => [
      idempotencyIntent(caller.org, idempotency, reply(made), at, 'private'),
    ]);
    return done.ok
      ? ok(reply(done.value))
      : refusedOrReplayed(deps.tables, operation, caller.org, idempotency, done.error);
  };
