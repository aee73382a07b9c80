import type { Instant } from '../../kernel/clock.ts';
import { InvariantBroken } from '../../kernel/result.ts';
import { readHeader } from '../files/read-header.ts';
import { mappingId } from '../mappings/built-in.ts';
import type { Mapping } from '../mappings/mapping.ts';
import { mappingFor } from '../mappings/match.ts';
import { type ReadRecord, readRecords } from '../mappings/read-records.ts';
import type { Bytes, RebateObjects } from '../objects.ts';
import type { Period } from '../period.ts';
import { parseLine } from '../rebate.ts';
import { makeSnapshots, type Snapshot, type SourceRecord } from '../snapshot/make-snapshots.ts';
import { type Manifest, objectKeys } from '../snapshot/manifest.ts';
import { SortedLines } from '../snapshot/sorted-lines.ts';
import type { Quarantined, RebateUpload } from '../uploads/upload.ts';
import { takesPeriod, tooManyPeriods } from './file-periods.ts';
import { type Original, type RebateSync, type SyncPeriod, TOLD_LINES_A_PERIOD } from './sync.ts';

/** What reading an original stands on. */
export type Reading = {
  readonly objects: RebateObjects;
  readonly sync: RebateSync;
  readonly at: Instant;
  /** By which statements of this organisation can be read, in the order in which they are tried. */
  readonly mappings: readonly Mapping[];
  /** IANA zone in which the site settles. */
  readonly zone: string;
  /** What is believed by now. */
  readonly current: ReadonlyMap<Period, Manifest>;
  readonly upload?: Pick<RebateUpload, 'covers' | 'period'> | undefined;
};

/**
 * Reads one original into a snapshot for each of its periods and puts those that are new in the bucket. It is taken whole
 * or not at all: one faulty line quarantines all of its periods. An upload that covers a part comes over what is known; an
 * original without a single line is no fault but a snapshot without records, which is for acceptance to judge.
 * @returns these periods and, of an upload, the further ones that were found in it
 */
export async function nextSnapshots(
  reading: Reading,
  original: Original,
  periods: readonly SyncPeriod[],
): Promise<readonly SyncPeriod[]> {
  const { objects, sync, zone, upload, at } = reading;
  const wanted = periods.map(({ period }) => period);
  const open = () => objects.read(objectKeys.original(sync.org, sync.partnerAccount.id, original.sha256));
  const faults = new Faults(wanted, upload !== undefined);
  const mapping = await mappingOf(reading, await open(), original, periods[0]?.mapping);
  if ('fault' in mapping) {
    if (mapping.fault.code !== 'empty') faults.add(mapping.fault);
    if (faults.count > 0) return periods.map((period) => faults.quarantine(period));
  }
  const period = upload?.period ?? (wanted.length === 1 ? wanted[0] : undefined);
  const records =
    'fault' in mapping ? noRecords() : readRecords(await open(), { form: original.form, mapping, period, zone });
  const known = () => knownRecords(reading, upload?.covers === 'part' ? [...faults.periods] : []);
  const snapshots = await makeSnapshots(inTurn(faults.sifted(records), known), at, wanted);
  for (const { duplicates } of snapshots) for (const each of duplicates) faults.add(twice(each.id, each.rows));
  const found = [...faults.periods].filter((one) => !wanted.includes(one));
  const all = [...periods, ...found.map((one): SyncPeriod => ({ period: one, state: 'read', original }))];
  const read = 'fault' in mapping ? all : all.map((one) => ({ ...one, mapping: mappingId(mapping) }));
  if (faults.count > 0) return read.map((one) => faults.quarantine(one));
  for (const snapshot of snapshots) await keep(reading, original, snapshot);
  return read.map((one) => ({ ...one, snapshot: manifestOf(snapshots, one.period) }));
}

/** The one that was confirmed for this original; else the first whose columns these are. */
async function mappingOf(
  { mappings }: Reading,
  bytes: Bytes,
  { form }: Original,
  named: string | undefined,
): Promise<Mapping | { readonly fault: Quarantined }> {
  const header = await readHeader(bytes, { form });
  if (!header.ok) return { fault: header.error };
  const confirmed = named === undefined ? undefined : mappings.find((each) => mappingId(each) === named);
  const mapping = confirmed ?? mappingFor(header.value.headers, mappings);
  const detail = 'no mapping has these columns: upload the file and say what they hold';
  return mapping ?? { fault: { line: header.value.line, code: 'unknown_columns', detail } };
}

/** What stands in the way of an original: the first lines, and how many there are. */
class Faults {
  readonly periods: Set<Period>;
  readonly #takesMore: boolean;
  readonly #lines: Quarantined[] = [];
  count = 0;

  /** @param takesMore whether a line of a further period is one to take in */
  constructor(periods: readonly Period[], takesMore: boolean) {
    this.periods = new Set(periods);
    this.#takesMore = takesMore;
  }

  add(fault: Quarantined): void {
    this.count += 1;
    if (this.#lines.length < TOLD_LINES_A_PERIOD) this.#lines.push(fault);
  }

  /** The records alone, and of these the ones of the periods that the original is of. */
  async *sifted(read: AsyncIterable<ReadRecord>): AsyncGenerator<SourceRecord, void> {
    for await (const one of read) {
      if ('quarantined' in one) this.add(one.quarantined);
      else if (this.#takes(one.record.period)) yield one;
      else this.add(this.#takesMore ? tooManyPeriods(one.row) : elsewhere(one));
    }
  }

  #takes(period: Period): boolean {
    return this.#takesMore ? takesPeriod(this.periods, period) : this.periods.has(period);
  }

  quarantine(period: SyncPeriod): SyncPeriod {
    const [first] = this.#lines;
    const quarantined = { lines: [...this.#lines], count: this.count };
    return { ...period, state: 'quarantined', ...(first && { because: first.code, quarantined }) };
  }
}

function elsewhere({ record, row }: SourceRecord): Quarantined {
  return {
    line: row,
    column: 'period',
    code: 'other_period',
    detail: `a line of ${record.period}, which is no period of this reading: bring that period as a file of its own`,
  };
}

function twice(id: string, [first, second]: readonly [number, number]): Quarantined {
  return { line: second, column: 'id', code: 'duplicate_id', detail: `${id} stands on line ${first}, too` };
}

async function* noRecords(): AsyncGenerator<ReadRecord, void> {}

/** What is known comes last, because the lines say of which periods it is asked for. */
async function* inTurn(records: AsyncIterable<SourceRecord>, known: () => AsyncIterable<SourceRecord>) {
  yield* records;
  yield* known();
}

async function* knownRecords({ objects, sync, current }: Reading, periods: readonly Period[]) {
  for (const period of periods) {
    const manifest = current.get(period);
    if (!manifest) continue;
    const lines = new SortedLines(await objects.read(objectKeys.snapshot(sync.org, sync.partnerAccount.id, manifest)));
    while (lines.step() || (await lines.more())) yield { record: parseLine(lines.line), row: 0 };
  }
}

/** A snapshot that is current already lies there, with the rows of the original that it came from. */
async function keep({ objects, sync, current }: Reading, original: Original, made: Snapshot): Promise<void> {
  const { manifest, packed, rows } = made;
  if (current.get(manifest.period)?.sha256 === manifest.sha256) return;
  await objects.putNew(objectKeys.snapshot(sync.org, sync.partnerAccount.id, manifest), packed);
  await objects.putNew(objectKeys.rows(sync.org, sync.partnerAccount.id, manifest, original.sha256), rows);
}

function manifestOf(snapshots: readonly Snapshot[], period: Period): Manifest {
  const found = snapshots.find(({ manifest }) => manifest.period === period);
  if (!found) throw new InvariantBroken(`no snapshot of ${period}`);
  return found.manifest;
}
