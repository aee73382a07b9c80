import { ok } from '../../kernel/result.ts';
import type { HttpHandler } from '../../platform/http.ts';
import type { linksWrite } from '../contract-write.ts';
import { isReady } from '../finding-view.ts';
import { previewLink, type WishDeps } from '../request-link.ts';

export const createPreviewLinkRequest =
  (deps: WishDeps): HttpHandler<typeof linksWrite.previewLinkRequest> =>
  async ({ caller, body }) => {
    const { findings, notes, permissions } = await previewLink(deps, caller, body);
    const json = { ready: isReady(findings), findings, notes };
    return ok({ status: 200, json: { ...json, ...(permissions && { permissions }) } });
  };
