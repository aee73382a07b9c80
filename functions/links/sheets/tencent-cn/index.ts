import type { InvitationSheets } from '../invitation-sheets.ts';
import { invitation as first } from './invitation.ts';

/** Inviting at Tencent Cloud's China site, by the link of the partner's console. */
export const invitation: InvitationSheets = [first];
