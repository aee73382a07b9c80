import { err, ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import type { evidenceRead } from '../contract.ts';
import { readEvidence } from '../evidence.ts';
import { viewEvidence } from '../view.ts';

export const createGetUnbindEvidence =
  ({
    tables,
    evidence,
  }: Pick<UnbindReadDeps, 'tables' | 'evidence'>): HttpHandler<typeof evidenceRead.getUnbindEvidence> =>
  async ({ caller, params }) => {
    const found = await readEvidence(tables, caller.org, params.unbindId, params.evidenceId);
    if (!found) return err({ kind: 'not_found', params: { what: 'evidence' } });
    const download = found.verifiedAt && { url: await evidence.downloadOf(found) };
    return ok({ status: 200, json: { evidence: viewEvidence(found), ...(download && { download }) } });
  };
