import type { Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused, WriteIntent } from '../../kernel/write.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import { move } from '../../timeline/index.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { createSync } from '../sync/new-sync.ts';
import { atWorkProblem } from '../sync/sync-lock.ts';
import type { Look } from './look-into.ts';
import { type Standing, standingOf } from './standing.ts';
import { takeFile } from './taken-file.ts';
import type { RebateUpload } from './upload.ts';

type Looked = {
  readonly known: Standing;
  readonly account: PartnerAccount;
  readonly look: Look;
  /** The upload that had brought the same file before, as it was read. */
  readonly before: string | undefined;
};

/** Writes down what was found in a file, with the sync that takes it in where nothing stands in the way. */
export async function recordLook(
  deps: RebateWriteDeps,
  by: { readonly org: string; readonly member: string },
  { known, account, look, before }: Looked,
  also: (standing: Standing) => readonly WriteIntent[],
): Promise<Result<Standing, Problem | Refused>> {
  const { upload } = known;
  const begun = look.found === 'fits' ? beginSync(deps, by.member, account, upload, look) : ok(undefined);
  if (!begun.ok) return begun;
  const sync = begun.value;
  const set = { ...found(look), ...(sync && { sync: sync.value.id }) };
  const { mapping: _mapping, quarantined: _lines, duplicateOf: _of, sync: _sync, accepted: _held, ...kept } = upload;
  const standing = standingOf({ ...kept, ...set, version: upload.version + 1 }, sync ? [sync.value] : []);
  const entry = {
    type: `rebate_upload.${set.status}`,
    actor: { kind: 'member', id: by.member },
    at: deps.clock.now(),
    data: { account: upload.account, ...told(look), ...(sync && { sync: sync.value.id }) },
  } as const;
  const remove = dropped.filter((field) => upload[field] !== undefined && !(field in set));
  const written = await deps.tables.transact([
    ...also(standing),
    ...move(upload, { set, remove }, entry, deps.newId),
    ...(sync ? [takeFile(upload, before), ...sync.intents] : []),
  ]);
  return written.ok ? ok(standing) : err(lost(written.error, upload));
}

/** What an earlier look may have left on the record. */
const dropped = [
  'mapping',
  'quarantined',
  'duplicateOf',
  'sync',
  'accepted',
] as const satisfies readonly (keyof RebateUpload)[];

function found(look: Look): Pick<RebateUpload, 'status' | 'mapping' | 'quarantined' | 'duplicateOf'> {
  switch (look.found) {
    case 'duplicate':
      return { status: 'duplicate', duplicateOf: look.of };
    case 'unknown_columns':
      return { status: 'unknown_columns' };
    case 'quarantined':
      return { status: 'quarantined', quarantined: look.quarantined, ...(look.mapping && { mapping: look.mapping }) };
    case 'fits':
      return { status: 'syncing', mapping: look.mapping };
  }
}

/** Told on the timeline: never what stands in a file. */
function told(look: Look) {
  if (look.found === 'duplicate') return { duplicateOf: look.of };
  if (look.found === 'quarantined') return { lines: look.quarantined.count };
  return look.found === 'fits' ? { mapping: look.mapping, periods: look.periods } : {};
}

function beginSync(
  deps: RebateWriteDeps,
  member: string,
  account: PartnerAccount,
  { id, sha256, bytes }: RebateUpload,
  { mapping, periods }: Extract<Look, { found: 'fits' }>,
) {
  const original = { sha256, bytes, form: 'file', readAt: deps.clock.now() } as const;
  const asked = { account, origin: 'upload', dryRun: false, upload: id, periods, original, mapping } as const;
  return createSync(deps, { ...asked, by: { kind: 'member', id: member } });
}

/** Another sync holds the account, or somebody else was faster with this upload. */
function lost(refused: Refused, { version }: Pick<RebateUpload, 'version'>): Problem | Refused {
  if (refused.reason === 'lock') return atWorkProblem(refused);
  return refused.reason === 'version' ? { kind: 'changed_meanwhile', params: { version: version + 1 } } : refused;
}
