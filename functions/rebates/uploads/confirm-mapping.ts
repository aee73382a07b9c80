import type * as z from 'zod';
import type { FieldError, Problem } from '../../kernel/problems.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import type { Refused } from '../../kernel/write.ts';
import type { PartnerAccount } from '../../parties/index.ts';
import { asRead } from '../../parties/version.ts';
import { builtInMappings } from '../mappings/built-in.ts';
import type { Mapping } from '../mappings/mapping.ts';
import { mappingGaps } from '../mappings/match.ts';
import { MOST_MAPPINGS, newOwnMapping, type OwnMapping, readOwnMappings } from '../mappings/own-mapping.ts';
import type { RebateWriteDeps } from '../ports.ts';
import { accountOf } from './account-of.ts';
import { mappingRefusal } from './guards.ts';
import { lookInto } from './look-into.ts';
import type { MappingGiven } from './mapping-given.ts';
import { recordLook } from './record-look.ts';
import { readUpload, type Standing } from './standing.ts';
import { readTakenFile } from './taken-file.ts';

type Given = z.output<typeof MappingGiven>;
type By = { readonly org: string; readonly member: string };

/**
 * A person says what the columns of an upload mean, or corrects it: kept as the organisation's own mapping, by which every
 * later file with these columns is read, and the file is looked into again by it.
 * @returns `invalid_input` where the file has not the columns that are named, `name_taken` for a name of the desk's own
 */
export async function confirmMapping(
  deps: RebateWriteDeps,
  by: By,
  { id, ifMatch, given }: { readonly id: string; readonly ifMatch: number; readonly given: Given },
): Promise<Result<Standing, Problem | Refused>> {
  const { tables } = deps;
  const known = await readUpload(tables, by.org, id);
  const upload = asRead(known?.upload, ifMatch, 'upload');
  if (!known || !upload.ok) return upload.ok ? err({ kind: 'not_found', params: { what: 'upload' } }) : upload;
  const refusal = mappingRefusal(known);
  if (refusal) return err(refusal);
  const account = await accountOf(tables, upload.value);
  const made = await nextVersion(deps, by, known, account, given);
  if (!made.ok) return made;
  const own = made.value;
  const look = await lookInto(deps, upload.value, account, [own.mapping]);
  if (look.found === 'unknown_columns') return err({ kind: 'invalid_input', errors: [notItsColumns(look.headers)] });
  const before = await readTakenFile(tables, upload.value);
  return recordLook(deps, by, { known, account, look, before }, () => [newOwnMapping(own)]);
}

async function nextVersion(
  { tables, clock, newId }: RebateWriteDeps,
  { org, member }: By,
  { upload }: Standing,
  { site }: PartnerAccount,
  given: Given,
): Promise<Result<OwnMapping, Problem>> {
  if (builtInMappings.some(({ name }) => name === given.name))
    return err({ kind: 'name_taken', params: { what: 'mapping' } });
  const all = await readOwnMappings(tables, org);
  if (all.length >= MOST_MAPPINGS) return err({ kind: 'too_many', params: { what: 'mappings', limit: MOST_MAPPINGS } });
  const earlier = all.filter(({ mapping }) => mapping.name === given.name).map(({ mapping }) => mapping.version);
  const version = Math.max(0, ...earlier) + 1;
  const mapping: Mapping = { ...given, version, sites: [site], document: 'confirmed by a member' };
  const gaps = mappingGaps(mapping);
  if (gaps.length > 0) return err({ kind: 'invalid_input', errors: gaps.map(gap) });
  const confirmed = { confirmedBy: member, confirmedAt: clock.now() };
  return ok({ org, id: newId('rebateMapping'), mapping, upload: upload.id, ...confirmed });
}

function gap(what: string): FieldError {
  const detail = `"${what}" has to be given by exactly one column, or by what the mapping says of all lines`;
  return { field: '/columns', code: 'incomplete', detail };
}

function notItsColumns(headers: readonly string[]): FieldError {
  const detail = `the file has the columns ${headers.join(', ')}: name one of them for each column that is not optional`;
  return { field: '/columns', code: 'not_in_the_file', detail };
}
