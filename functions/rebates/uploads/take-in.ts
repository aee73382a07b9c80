import type { Problem } from '../../kernel/problems.ts';
import { err, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import { faultOf } from '../../platform/presigned.ts';
import { knownMappings } from '../mappings/own-mapping.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { accountOf } from './account-of.ts';
import { type ColumnsView, columnsOf } from './columns.ts';
import { readRefusal } from './guards.ts';
import { type Look, lookInto } from './look-into.ts';
import { recordLook } from './record-look.ts';
import { readUpload, type Standing } from './standing.ts';
import { readTakenFile } from './taken-file.ts';
import { fileKey } from './upload.ts';

/** What became of a file, with its columns where a person has to say what they mean. */
export type Taken = { readonly standing: Standing; readonly columns?: ColumnsView | undefined };

/**
 * Holds an uploaded file against what was announced, looks into it, and starts a sync that takes it in; or says what stands
 * in the way. The same file again, while it is taken in, adds nothing (R121).
 * @returns `upload_unfit` where it is not the file that was announced; `sync_at_work` while another sync of the account is
 */
export async function takeIn(
  deps: RebateWriteDeps,
  by: { readonly org: string; readonly member: string },
  id: string,
  also: (standing: Standing) => readonly WriteIntent[],
): Promise<Result<Standing, Problem | Refused>> {
  const { tables, objects } = deps;
  const known = await readUpload(tables, by.org, id);
  if (!known) return err({ kind: 'not_found', params: { what: 'upload' } });
  const refusal = readRefusal(known);
  if (refusal) return err(refusal);
  const { upload } = known;
  const fault = faultOf(upload, await objects.find(fileKey(upload)));
  if (fault) return err({ kind: 'upload_unfit', params: { because: fault } });
  const account = await accountOf(tables, upload);
  const before = await readTakenFile(tables, upload);
  const earlier = before === undefined || before === id ? undefined : await readUpload(tables, by.org, before);
  const look: Look =
    earlier && isTaken(earlier)
      ? { found: 'duplicate', of: earlier.upload.id }
      : await lookInto(deps, upload, account, await knownMappings(tables, by.org));
  return recordLook(deps, by, { known, account, look, before }, also);
}

/** What became of a file, for whoever asked. */
export async function withColumns(deps: RebateWriteDeps, standing: Standing): Promise<Taken> {
  const account = await accountOf(deps.tables, standing.upload);
  return { standing, columns: await columnsOf(deps, standing, account.site) };
}

function isTaken({ status }: Standing): boolean {
  return status === 'syncing' || status === 'held' || status === 'taken_in' || status === 'withdrawing';
}
