import { readFileSync } from 'node:fs';
import { contract } from '../functions/contract.ts';
import packageJson from '../package.json' with { type: 'json' };
import { ApiDocument, breakingChanges, mayBreak } from './api-changes.ts';
import { buildOpenApi } from './openapi.ts';

/** The document of the last release. */
export const releasedFile = new URL('../docs/generated/openapi-released.json', import.meta.url);

/** The document as the contract says it now. */
export function currentDocument(): ApiDocument {
  return ApiDocument.parse(JSON.parse(JSON.stringify(buildOpenApi(contract, packageJson.version))));
}

export function releasedDocument(): ApiDocument {
  return ApiDocument.parse(JSON.parse(readFileSync(releasedFile, 'utf8')));
}

/** `npm run api-diff`: says what breaks clients of the last release, and fails where the version does not say so, too. */
if (import.meta.main) {
  const [released, current] = [releasedDocument(), currentDocument()];
  const broken = breakingChanges(released, current);
  const [was, is] = [released.info.version, current.info.version];
  for (const change of broken) console.log(change);
  console.log(`${broken.length} changes of ${is} break clients of ${was}.`);
  if (broken.length > 0 && !mayBreak(was, is)) {
    console.log('Take them back, or raise the version (the major one; before 1.0 the minor one).');
    process.exitCode = 1;
  }
}
