import * as z from 'zod';
import { capabilitiesOf } from '../../providers/capabilities.ts';
import type { Site } from '../../providers/provider.ts';
import type { RunSheet } from '../../sheets/run-sheet.ts';
import type { InvitationSays } from './invitation-said.ts';

/** How an operator invites in the provider's console where the site has no call for it. */
export type InvitationSheet = RunSheet<InvitationSays>;

/** Every version of a site's sheet, the newest last. */
export type InvitationSheets = readonly [InvitationSheet, ...InvitationSheet[]];

/** What the `index.ts` in a site's folder exports. */
const Index = z.object({
  invitation: z.custom<InvitationSheets>((given) => Array.isArray(given) && given.length > 0),
});

/** The sheet in the folder of a site's name, loaded when somebody works by it; undefined where the desk itself invites. */
export async function invitationSheetsOf(site: Site): Promise<InvitationSheets | undefined> {
  if (capabilitiesOf(site)?.methods.invite.mode !== 'operator') return undefined;
  const index: unknown = await import(`./${site}/index.ts`);
  return Index.parse(index).invitation;
}

/** @returns the newest version unless one is named; undefined where the site has no such sheet */
export async function invitationSheet(site: Site, version?: number): Promise<InvitationSheet | undefined> {
  const versions = await invitationSheetsOf(site);
  return version === undefined ? versions?.at(-1) : versions?.find((sheet) => sheet.version === version);
}
