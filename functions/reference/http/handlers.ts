import { err, ok } from '../../kernel/result.ts';
import type { HttpHandlers } from '../../platform/http.ts';
import type { referenceOperations } from '../contract.ts';
import type { ReferenceFiles } from '../files.ts';
import { referencePage, referencePolicy } from '../page.ts';

/** A year; the name changes with the content. */
const kept = 'public, max-age=31536000, immutable';
/** Changes with a deployment only. */
const keptShortly = 'public, max-age=300';
const document = 'openapi.json';

export function referenceHandlers(files: ReferenceFiles): HttpHandlers<typeof referenceOperations> {
  const page = referencePage({
    style: files.named('swagger-ui.', '.css'),
    bundle: files.named('swagger-ui-bundle.', '.js'),
    start: files.named('start.', '.js'),
  });
  return {
    showReference: async () =>
      ok({
        status: 200,
        html: page,
        headers: { 'content-security-policy': referencePolicy, 'cache-control': keptShortly },
      }),
    showReferenceFile: async ({ params }) => {
      const file = params.file === document ? undefined : files.read(params.file);
      return file ? ok({ status: 200, file, headers: { 'cache-control': kept } }) : err({ kind: 'not_found' });
    },
    readOpenApi: async () => {
      const file = files.read(document);
      return file ? ok({ status: 200, file, headers: { 'cache-control': keptShortly } }) : err({ kind: 'internal' });
    },
  };
}
