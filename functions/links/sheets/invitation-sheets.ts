import type { Site } from '../../providers/provider.ts';
import type { RunSheet } from '../../sheets/run-sheet.ts';
import { invitation as huaweiIntl } from './huawei-intl/invitation.ts';
import type { InvitationSays } from './invitation-said.ts';

/** How an operator invites in the provider's console where the site has no call for it; all of a sheet's versions, the newest last. */
export type InvitationSheet = RunSheet<InvitationSays>;

/** Sites whose invitations are, or may be, made by hand. */
export const invitationSheets: Readonly<Partial<Record<Site, readonly [InvitationSheet, ...InvitationSheet[]]>>> = {
  'huawei-intl': [huaweiIntl],
};

/** @returns the newest version unless one is named; undefined where the site has no such sheet */
export function invitationSheet(site: Site, version?: number): InvitationSheet | undefined {
  const versions = invitationSheets[site];
  return version === undefined ? versions?.at(-1) : versions?.find((sheet) => sheet.version === version);
}
