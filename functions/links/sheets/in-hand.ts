import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Tables } from '../../platform/tables.ts';
import { readSheet, type Sheet } from '../../sheets/sheet.ts';
import { type Asked, readAsked } from '../change-request.ts';
import type { LinkDeps } from '../ports.ts';
import { type InvitationSheet, invitationSheet } from './invitation-sheets.ts';

/** A request whose invitation is made by hand, the text of its sheet, and what of it was done. */
export type InHand = Asked & {
  readonly run: InvitationSheet;
  readonly number: number;
  readonly sheet: Sheet | undefined;
};

/** Each invitation that is asked for has a sheet of its own. @returns `sheet_not_now` where none is to be made by hand */
export async function readInHand(deps: LinkDeps, org: string, requestId: string): Promise<Result<InHand, Problem>> {
  const asked = await readAsked(deps, org, requestId);
  if (!asked) return err({ kind: 'not_found', params: { what: 'link request' } });
  const { record } = asked;
  if (record.status !== 'awaiting_operator')
    return err({ kind: 'sheet_not_now', params: { status: record.status, sheets: 'none' } });
  const number = record.invitationsAsked;
  const sheet = await sheetOf(deps.tables, org, record.id, number);
  const run = await invitationSheet(record.partnerAccount.site, sheet?.version);
  if (!run) return err({ kind: 'not_found', params: { what: 'run sheet of this site' } });
  return ok({ ...asked, run, number, sheet });
}

function sheetOf(tables: Tables, org: string, record: Sheet['record'], number: number) {
  return readSheet(tables, { org, record, purpose: 'invitation', number });
}
