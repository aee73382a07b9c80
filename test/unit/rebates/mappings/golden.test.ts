import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readHeader } from '../../../../functions/rebates/files/read-header.ts';
import { builtInMappings } from '../../../../functions/rebates/mappings/built-in.ts';
import { mappingFor } from '../../../../functions/rebates/mappings/match.ts';
import { canonicalLine } from '../../../../functions/rebates/rebate.ts';
import { inPieces, readStatement } from '../../../support/statement.ts';

const folder = new URL('../../../fixtures/rebates/', import.meta.url);
const statements = readdirSync(folder).filter((name) => /\.(csv|xlsx)$/.test(name));

describe('R104, R121: a statement reads back without losing a digit or a leading zero', () => {
  test.for(statements)('%s', async (name) => {
    const bytes = readFileSync(new URL(name, folder));
    const header = await readHeader(inPieces(bytes));
    const mapping = header.ok ? mappingFor(header.value.headers, builtInMappings) : undefined;
    const [ofMapping, language] = name.split('.');
    expect(mapping?.name).toBe(ofMapping);

    const { records, quarantined } = await readStatement(bytes, mapping && { mapping });

    expect(quarantined).toEqual([]);
    const expected = readFileSync(new URL(`${ofMapping}.${language}.records.ndjson`, folder), 'utf8');
    expect(records.map(canonicalLine)).toEqual(expected.trimEnd().split('\n'));
  });
});
