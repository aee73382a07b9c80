import { ok } from '../../../kernel/result.ts';
import type { HttpHandler } from '../../../platform/http.ts';
import type { UnbindReadDeps } from '../../ports.ts';
import { consider } from '../considered.ts';
import type { submitWrite } from '../contract.ts';
import { viewPreview } from '../preview.ts';

export const createPreviewUnbind =
  (deps: UnbindReadDeps): HttpHandler<typeof submitWrite.previewUnbind> =>
  async ({ caller, body, language }) => {
    const considered = await consider(deps, caller, body);
    return considered.ok ? ok({ status: 200, json: viewPreview(considered.value, language) }) : considered;
  };
