import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { contract } from '../functions/contract.ts';
import packageJson from '../package.json' with { type: 'json' };
import { buildOpenApi } from '../scripts/openapi.ts';

const root = join(import.meta.dirname, '..');
const sources = [
  'node_modules/swagger-ui-dist/swagger-ui.css',
  'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
  'functions/reference/start.js',
] as const;

/** Writes what the group `reference-public` serves: the viewer's files, named after their content, and the document. */
export function writeReferenceFiles(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const source of sources) {
    const content = readFileSync(join(root, source));
    const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
    const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.(?=\w+$)/, `.${hash}.`);
    write(folder, name, content);
  }
  write(folder, 'openapi.json', Buffer.from(JSON.stringify(buildOpenApi(contract, packageJson.version))));
}

/** Packed as small as can be, once for all requests. */
function write(folder: string, name: string, content: Buffer): void {
  writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }));
}
