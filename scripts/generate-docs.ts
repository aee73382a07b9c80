import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { contract } from '../functions/contract.ts';
import packageJson from '../package.json' with { type: 'json' };
import { accessPatternTables } from './access-patterns.ts';
import { eventCatalogue } from './event-catalogue.ts';
import { linkOutcomes } from './link-outcomes.ts';
import { linkRequestStates } from './link-request-states.ts';
import { buildOpenApi } from './openapi.ts';
import { problemCatalogue } from './problem-catalogue.ts';
import { rebateSyncOutcomes } from './rebate-sync-outcomes.ts';
import { stateTables } from './state-tables.ts';
import { unbindOutcomes } from './unbind-outcomes.ts';
import { unbindStates } from './unbind-states.ts';

const folder = new URL('../docs/generated/', import.meta.url);

/** Every document that is made from code: its file in `docs/generated` and what it says now. */
export const generatedDocs: Readonly<Record<string, () => string>> = {
  'access-patterns.md': accessPatternTables,
  'events.md': eventCatalogue,
  'link-outcomes.md': linkOutcomes,
  'link-request-states.md': linkRequestStates,
  'openapi.json': () => `${JSON.stringify(buildOpenApi(contract, packageJson.version), undefined, 2)}\n`,
  'problems.md': problemCatalogue,
  'rebate-sync-outcomes.md': rebateSyncOutcomes,
  'states.md': stateTables,
  'unbind-outcomes.md': unbindOutcomes,
  'unbind-states.md': unbindStates,
};

/** The files whose text differs from what the code says now; a missing file is one of them. */
export function staleDocs(): readonly string[] {
  return Object.entries(generatedDocs)
    .filter(([file, make]) => storedText(file) !== make())
    .map(([file]) => file);
}

function storedText(file: string): string | undefined {
  try {
    return readFileSync(new URL(file, folder), 'utf8');
  } catch {
    return undefined;
  }
}

function writeDocs(): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, make] of Object.entries(generatedDocs)) writeFileSync(new URL(file, folder), make());
}

/** `node scripts/generate-docs.ts` writes them all; with `--check` it only names the stale ones and fails. */
if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const stale = staleDocs();
    for (const file of stale) console.error(`docs/generated/${file} is stale; run node scripts/generate-docs.ts`);
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    writeDocs();
  }
}
