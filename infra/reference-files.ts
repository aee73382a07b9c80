import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contract } from '../functions/contract.ts';
import packageJson from '../package.json' with { type: 'json' };
import { buildOpenApi } from '../scripts/openapi.ts';

const require = createRequire(import.meta.url);
const sources = [
  require.resolve('swagger-ui-dist/swagger-ui.css'),
  require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
  join(import.meta.dirname, '../functions/reference/start.js'),
];

/** Writes what the group `reference-public` serves: the viewer's files, named after their content, and the document. */
export function writeReferenceFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const source of sources) {
    const content = readFileSync(source);
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const name = basename(source).replace(/\.(?=\w+$)/, `.${hash}.`);
    write(folder, name, content);
  }
  write(folder, 'openapi.json', Buffer.from(JSON.stringify(buildOpenApi(contract, packageJson.version))));
}

/** Packed as small as can be, once for all requests. */
function write(folder: string, name: string, content: Buffer): void {
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
}
