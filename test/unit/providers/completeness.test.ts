import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { capabilities, sites } from '../../../functions/providers/registry.ts';
import { builtInMappings, mappingId } from '../../../functions/rebates/mappings/built-in.ts';
import { noticeWordings } from '../../../functions/unbinds/notice/wordings.ts';
import { simulatorNames } from '../../../local/cloud/ports.ts';

const tables = sites.flatMap((site) => {
  const table = capabilities[site];
  return table ? [{ site, table }] : [];
});
const invitedByHand = tables.filter(({ table }) => table.methods.invite.mode === 'operator');
const partedByHand = tables.filter(({ table }) =>
  Object.values(table.unbind.steps).some(({ mode }) => mode === 'operator'),
);
const foldersWith = (pattern: string) => new Set(globSync(pattern).map((file) => file.split('/').at(-2) ?? file));

/** The capability tables that a folder exports, each by its own name. */
async function tablesIn(folder: string): Promise<{ name: string; table: unknown }[]> {
  const exported: object = await import(`../../../functions/providers/${folder}/capabilities.ts`);
  return Object.entries(exported).flatMap(([name, table]) =>
    typeof table === 'object' && 'methods' in table ? [{ name: `${name} of ${folder}`, table }] : [],
  );
}

describe('what a site needs is there, and nothing is there that no site needs', () => {
  test('its table is a line of the registry', async () => {
    const found = await Promise.all([...foldersWith('functions/providers/*/capabilities.ts')].map(tablesIn));
    const named = tables.map(({ site, table }) => found.flat().find((one) => one.table === table)?.name ?? site);
    expect(new Set(found.flat().map(({ name }) => name))).toEqual(new Set(named));
  });

  test('its calls have an adapter, in the folder that its table names', () => {
    const calling = ({ table }: (typeof tables)[number]) =>
      [...Object.values(table.methods), ...Object.values(table.proofs)].some(
        ({ mode }) => mode === 'api' || mode === 'indirect',
      );
    expect(tables.filter(({ table }) => table.adapter !== null)).toEqual(tables.filter(calling));
    const named = tables.flatMap(({ table }) => table.adapter ?? []);
    expect(new Set(named)).toEqual(foldersWith('functions/providers/*/adapter.ts'));
  });

  test('whoever is called has a simulator', () => {
    const called = tables.filter(({ table }) => table.adapter !== null).map(({ table }) => table.provider);
    expect(foldersWith('local/simulators/*/main.ts')).toEqual(new Set(called));
    expect(new Set<string>(simulatorNames)).toEqual(new Set(called));
  });

  test('what is done by hand on the way in has a run sheet, in the folder of its name', () => {
    const names = new Set<string>(invitedByHand.map(({ site }) => site));
    expect(foldersWith('functions/links/sheets/*/index.ts')).toEqual(names);
  });

  test('what is done by hand on the way out has run sheets, in the folder of its name, and a notice', () => {
    const names = new Set<string>(partedByHand.map(({ site }) => site));
    expect(foldersWith('functions/unbinds/sheets/*/index.ts')).toEqual(names);
    expect(new Set(Object.keys(noticeWordings))).toEqual(names);
  });

  test('its statements have a mapping that is made for it', () => {
    for (const { site, table } of tables) {
      const { source, mappings } = table.rebates;
      const made = builtInMappings.filter((mapping) => mapping.sites.includes(site)).map(mappingId);
      expect([site, mappings.filter((id) => !made.includes(id))]).toEqual([site, []]);
      expect([site, source === 'list' || mappings.length > 0]).toEqual([site, true]);
    }
    const used = new Set(tables.flatMap(({ table }) => table.rebates.mappings));
    expect(builtInMappings.map(mappingId).filter((id) => !used.has(id))).toEqual([]);
  });
});
