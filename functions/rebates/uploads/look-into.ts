import type { PartnerAccount } from '../../parties/index.ts';
import { emptyTable, readHeader } from '../files/read-header.ts';
import { mappingId } from '../mappings/built-in.ts';
import type { Mapping } from '../mappings/mapping.ts';
import { mappingFor } from '../mappings/match.ts';
import { type ReadRecord, readRecords } from '../mappings/read-records.ts';
import type { Bytes } from '../objects.ts';
import type { Period } from '../period.ts';
import type { RebateReadDeps } from '../ports.ts';
import { settlementCalendar } from '../settlement-calendar.ts';
import { takesPeriod, tooManyPeriods } from '../sync/file-periods.ts';
import { fileKey, type Quarantined, type RebateUpload, TOLD_LINES } from './upload.ts';

/**
 * So many lines are read while somebody waits, some ten seconds of the group's processor. The sync reads a longer file to
 * its end: it adds the periods that it finds beyond these lines, and quarantines the file for a fault there.
 */
const CHECKED_LINES = 100_000;

/** What was found in a file. */
export type Look =
  | { readonly found: 'duplicate'; readonly of: RebateUpload['id'] }
  | { readonly found: 'unknown_columns'; readonly headers: readonly string[] }
  | { readonly found: 'quarantined'; readonly mapping?: string; readonly quarantined: Faults }
  | { readonly found: 'fits'; readonly mapping: string; readonly periods: readonly Period[] };

type Faults = NonNullable<RebateUpload['quarantined']>;

/** Reads the first lines of a file by whichever of these mappings is of its site and has its columns. */
export async function lookInto(
  { objects, rebatesOf }: Pick<RebateReadDeps, 'objects' | 'rebatesOf'>,
  upload: RebateUpload,
  account: Pick<PartnerAccount, 'site' | 'timeZone'>,
  mappings: readonly Mapping[],
): Promise<Look> {
  const header = await readHeader(await objects.read(fileKey(upload)));
  if (!header.ok) return { found: 'quarantined', quarantined: { lines: [header.error], count: 1 } };
  const { headers } = header.value;
  const ofSite = mappings.filter(({ sites }) => sites.includes(account.site));
  const mapping = mappingFor(headers, ofSite);
  if (!mapping) return { found: 'unknown_columns', headers };
  const id = mappingId(mapping);
  const { zone } = settlementCalendar(rebatesOf, account);
  const { periods, faults } = await readLines(await objects.read(fileKey(upload)), upload, { mapping, zone });
  if (faults) return { found: 'quarantined', mapping: id, quarantined: faults };
  // a file without a line says that there is nothing, of a period that somebody has to name
  const of = periods.length > 0 ? periods : upload.period === undefined ? [] : [upload.period];
  if (of.length === 0) return { found: 'quarantined', mapping: id, quarantined: { lines: [emptyTable], count: 1 } };
  return { found: 'fits', mapping: id, periods: of };
}

type By = { readonly mapping: Mapping; readonly zone: string };

async function readLines(original: Bytes, { period }: RebateUpload, by: By) {
  const periods = new Set<Period>();
  const lines: Quarantined[] = [];
  let count = 0;
  let read = 0;
  for await (const one of readRecords(original, { form: 'file', period, ...by })) {
    read += 1;
    const fault = faultOf(one, periods);
    if (fault) {
      count += 1;
      if (lines.length < TOLD_LINES) lines.push(fault);
    }
    if (read === CHECKED_LINES) break;
  }
  return { periods: [...periods].sort(), faults: count > 0 ? { lines, count } : undefined };
}

function faultOf(one: ReadRecord, periods: Set<Period>): Quarantined | undefined {
  if ('quarantined' in one) return one.quarantined;
  return takesPeriod(periods, one.record.period) ? undefined : tooManyPeriods(one.row);
}
