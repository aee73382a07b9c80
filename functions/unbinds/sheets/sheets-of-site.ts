import * as z from 'zod';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import type { Site } from '../../providers/provider.ts';
import { type RunSheet, type SheetPurpose, type SheetsOfSite, sheetPurposes } from './run-sheet.ts';

/** What the `index.ts` in a site's folder exports. */
const Index = z.object({
  sheets: z.custom<SheetsOfSite>(
    (given) => typeof given === 'object' && given !== null && sheetPurposes.every((purpose) => purpose in given),
  ),
});

/**
 * The sheets in the folder of a site's name, loaded when somebody works by them. All that there are get bundled, by the
 * form of this import, into every function that holds this file.
 * @returns undefined where nothing of an unbinding is done by hand
 */
export async function sheetsOf(site: Site): Promise<SheetsOfSite | undefined> {
  const steps = Object.values(capabilitiesOf(site)?.unbind.steps ?? {});
  if (steps.every(({ mode }) => mode !== 'operator')) return undefined;
  const index: unknown = await import(`./${site}/index.ts`);
  return Index.parse(index).sheets;
}

/** @returns the newest version unless one is named; undefined where the site has no such sheet */
export async function runSheet(site: Site, purpose: SheetPurpose, version?: number): Promise<RunSheet | undefined> {
  const versions = (await sheetsOf(site))?.[purpose];
  return version === undefined ? versions?.at(-1) : versions?.find((sheet) => sheet.version === version);
}
