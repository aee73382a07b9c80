import { ok } from '../../../kernel/result.ts';
import { raced } from '../../../parties/version.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { RebateWriteDeps } from '../../ports.ts';
import { confirmMapping } from '../confirm-mapping.ts';
import type { uploadsWrite } from '../contract.ts';
import { withColumns } from '../take-in.ts';
import { etag, viewUpload } from '../view.ts';

export const createConfirmRebateMapping =
  (deps: RebateWriteDeps): HttpHandler<typeof uploadsWrite.confirmRebateMapping> =>
  async ({ caller, params, body, ifMatch }) => {
    const done = await confirmMapping(deps, caller, { id: params.uploadId, ifMatch, given: body });
    if (!done.ok) return raced(done);
    const { standing, columns } = await withColumns(deps, done.value);
    const json = { upload: viewUpload(standing, caller), ...(columns && { columns }) };
    return ok({ status: 202, json, headers: etag(standing.upload) });
  };
