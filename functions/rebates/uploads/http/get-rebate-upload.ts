import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import { may } from '../../guards.ts';
import type { RebateReadDeps } from '../../ports.ts';
import { accountOf } from '../account-of.ts';
import { columnsOf } from '../columns.ts';
import type { uploadsRead } from '../contract.ts';
import { readUpload } from '../standing.ts';
import { fileKey } from '../upload.ts';
import { etag, viewUpload } from '../view.ts';

/** The file itself is for those who may see rebates; nobody is given one that was not found to be as announced. */
export const createGetRebateUpload =
  (deps: RebateReadDeps): HttpHandler<typeof uploadsRead.getRebateUpload> =>
  async ({ caller, params }) => {
    const standing = await readUpload(deps.tables, caller.org, params.uploadId);
    if (!standing) return err({ kind: 'not_found', params: { what: 'upload' } });
    const { upload, status } = standing;
    const { site } = await accountOf(deps.tables, upload);
    const columns = await columnsOf(deps, standing, site);
    const given = status !== 'announced' && may.read.some((right) => caller.rights.has(right));
    const download = given && { url: await deps.objects.downloadOf(fileKey(upload), upload) };
    const json = { upload: viewUpload(standing, caller), ...(columns && { columns }), ...(download && { download }) };
    return ok({ status: 200, json, headers: etag(upload) });
  };
