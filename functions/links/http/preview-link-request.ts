import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { linksWrite } from '../contract-write.ts';
import { previewLink, type RequestLinkDeps } from '../request-link.ts';

export const createPreviewLinkRequest =
  (deps: RequestLinkDeps): HttpHandler<typeof linksWrite.previewLinkRequest> =>
  async ({ caller, body }) => {
    const { findings, notes } = await previewLink(deps, caller, body);
    const shown = findings.map(({ check, result, because, next }) => ({
      check,
      result,
      because,
      ...(next && { next }),
    }));
    return ok({
      status: 200,
      json: { ready: findings.every(({ result }) => result !== 'fail'), findings: shown, notes: [...notes] },
    });
  };
