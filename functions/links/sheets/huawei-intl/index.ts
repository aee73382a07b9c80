import type { InvitationSheets } from '../invitation-sheets.ts';
import { invitation as first } from './invitation.ts';

/** Inviting at Huawei Cloud International, in Partner Center. */
export const invitation: InvitationSheets = [first];
