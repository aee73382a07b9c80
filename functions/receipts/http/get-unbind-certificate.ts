import { err, ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { Tables } from '../../platform/tables.ts';
import type { certificatesRead } from '../contract.ts';
import { COMPLETION, readReceipt } from '../receipt.ts';
import { viewCertificate } from '../view.ts';

export const createGetUnbindCertificate =
  ({ tables }: { readonly tables: Tables }): HttpHandler<typeof certificatesRead.getUnbindCertificate> =>
  async ({ caller, params }) => {
    const kept = await readReceipt(tables, caller.org, params.unbindId, COMPLETION);
    if (!kept) return err({ kind: 'not_found', params: { what: 'certificate' } });
    return ok({ status: 200, json: { certificate: viewCertificate(kept) } });
  };
